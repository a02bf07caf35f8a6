// What was done to a record, below it.
#pragma once
#include "app/page/page.hpp"

namespace mj {

void draw_story(const PageContext& p, const Place& place); ///< newest first

} // namespace mj
