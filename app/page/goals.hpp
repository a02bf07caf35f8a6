#pragma once
#include "app/page/page.hpp"

namespace mj {

void draw_goals(const PageContext& p); ///< nothing in a year without goals

} // namespace mj
