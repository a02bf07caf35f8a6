// How a figure stands to what it was, in a report's words: a room of core/report alone.
#pragma once
#include "core/report/report.hpp"

namespace mj {

/// "（同比增长5.2%）", "（同比增加3件）" of few, "（与上年同期持平）"; "" where it cannot be compared.
std::string change_in_report(const ReportFigure& figure);
/// "+5.2%", "−3件", "持平"; "—" where it cannot be compared.
std::string change_in_table(const ReportFigure& figure);
/// -1 it fell, 1 it rose, 0 neither or not known.
int direction_of(const ReportFigure& figure);

} // namespace mj
