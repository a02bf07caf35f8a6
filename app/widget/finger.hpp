// Controls for fingers: at least 44 px high.
#pragma once
#include "app/widget/draw.hpp"

namespace mj {

bool finger_button(const char* id, const char* label, bool primary = false, float width = 0,
                   float high = space::touch); ///< width 0: fits the label
float finger_width(const char* label);
/// A choice of its own, marked when chosen. True when pressed.
bool check_tile(const char* id, const char* label, bool chosen, ImVec2 size);

} // namespace mj
