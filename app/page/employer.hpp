#pragma once
#include "app/page/page.hpp"

namespace mj {

void draw_employer(const PageContext& p, RecordId employer);

} // namespace mj
