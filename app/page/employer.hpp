#pragma once
#include "app/page/page.hpp"

namespace mj {

/// Grade, warnings and contract chain; then, in its place, everything dated.
void draw_employer(const PageContext& p, RecordId employer);
void draw_employer_story(const PageContext& p, RecordId employer);

} // namespace mj
