// What lies over the page.
#pragma once
#include "app/page/page.hpp"

namespace mj {

void draw_palette(const PageContext& p);     ///< when it is open
void draw_explanation(const PageContext& p); ///< of a figure, when one is asked for
void draw_guide_code(const PageContext& p);
void draw_progress(const PageContext& p); ///< of long work, while there is some

} // namespace mj
