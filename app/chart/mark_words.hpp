// What the charts that choose have in common: the words beside a mark, and those in place of a chart.
#pragma once
#include "app/chart/chart.hpp"
#include "app/text/texts.hpp"

namespace mj {

int64_t sum_of(std::span<const Mark> marks);
/// "12.5"; whole: what it is a part of, more than 0.
std::string share_text(int64_t part, int64_t whole);
/// Exact value, share of the whole (none when that is 0), and the year before with the change.
void mark_tip(std::string_view label, int64_t now, int64_t before, int64_t whole, const ChartUnit& unit);
void chart_empty(ImVec2 at, ImVec2 size);

} // namespace mj
