// What must be looked into, a line each, at the top of the overview.
#pragma once
#include "app/page/page.hpp"

namespace mj {

/// Nothing where there is nothing to look into.
void draw_alarms(const PageContext& p);

} // namespace mj
