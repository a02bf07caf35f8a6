// What must hold of the records, as a card of the overview.
#pragma once
#include "app/page/page.hpp"

namespace mj {

void draw_checks(const PageContext& p);
std::string checks_verdict(const PageContext& p); ///< of all in one sentence

} // namespace mj
