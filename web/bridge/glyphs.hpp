// Fonts whose glyphs the browser draws (Canvas2D).
#pragma once
#include "app/port/fonts.hpp"

namespace mj {

class BrowserFonts : public Fonts {
  public:
    BrowserFonts(); ///< adds both weights to the ImGui context's atlas
    ImFont* font(Weight weight) override { return fonts_[int(weight)]; }

  private:
    ImFont* fonts_[2];
};

/// The browser gives back noise instead of what was drawn (a privacy setting): text is unreadable.
bool glyphs_noisy();

} // namespace mj
