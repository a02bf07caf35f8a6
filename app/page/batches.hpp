// The files whose records can still be taken back together; nothing when there are none.
#pragma once
#include "app/page/page.hpp"

namespace mj {

constexpr float card_width = 760; ///< at most, of what stands on that page

void draw_batches(const PageContext& p);

} // namespace mj
