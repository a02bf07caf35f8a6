// What the charts that choose have in common: the words beside a mark, and those in place of a chart.
#pragma once
#include "app/chart/chart.hpp"
#include "app/text/texts.hpp"

namespace mj {

int64_t sum_of(std::span<const Mark> marks, const ChartUnit& unit); ///< of what is drawn
/// "12.5%"; whole: what it is a part of, more than 0. Only all of it is 100% and only nothing 0%.
std::string share_text(int64_t part, int64_t whole);
/// What each mark is of all that are drawn: "12.5%". Together they are 100.0%.
std::vector<std::string> share_texts(std::span<const Mark> marks, const ChartUnit& unit);
/// Against what it was before; nothing where one of the two is not said.
std::string change_words(int64_t now, int64_t before, const ChartUnit& unit);
/// Exact value, share of the whole, if any, and the year before (-1: nothing is known of it) with the change.
/// `change`: in words; empty: reckoned from the two.
void mark_tip(std::string_view label, int64_t now, int64_t before, std::string_view share,
              const ChartUnit& unit, std::string_view change = {});
void chart_empty(ImVec2 at, ImVec2 size);

} // namespace mj
