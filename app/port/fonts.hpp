// Two weights of one face. Any size: ImGui::PushFont(fonts.font(Weight::semibold), 30).
// Digits are all as wide as each other in both.
#pragma once
#include <cstdint>

struct ImFont;

namespace mj {

enum class Weight : uint8_t { regular, semibold };

class Fonts {
  public:
    virtual ~Fonts() = default;
    virtual ImFont* font(Weight weight) = 0; ///< never null; valid as long as the ImGui context
};

} // namespace mj
