// The program while it is shown to the public: a page, and a bar for fingers below it.
#pragma once
#include "app/page/page.hpp"

namespace mj {

/// `shown`: the turn that was drawn last; kept by the caller.
void draw_show(const PageContext& p, uint64_t& shown);

} // namespace mj
