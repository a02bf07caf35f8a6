// What is chosen in a dashboard, in words.
#pragma once
#include "app/chart/chart.hpp"
#include "app/page/page.hpp"

namespace mj {

/// Of a code's number, a flag (1 no, 2 yes) or a class of amounts; 0: not given.
std::string choice_name(const Catalog& catalog, const Field& field, int code);
std::string months_words(const BoardFilter& choice); ///< "1月至6月"; "" for the whole year
/// "3月 · 敦仁街道、崇义街道 · 工资"; "" when nothing is chosen.
std::string choice_words(const Catalog& catalog, int reg, const BoardFilter& choice);
/// The unit of a chart, and what else is to be said of it.
std::string with_unit(const ChartUnit& unit, T more);

} // namespace mj
