#pragma once
#include "app/page/page.hpp"

namespace mj {

/// Grade, the year in one line, warnings and contract chain; then, in its place, everything dated.
void draw_employer(const PageContext& p, RecordId employer);
void draw_employer_year(const PageContext& p, RecordId employer);
void draw_employer_story(const PageContext& p, RecordId employer);

} // namespace mj
