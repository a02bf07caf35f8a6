// Tables and charts on the sheet of a report: each line opens its records.
#pragma once
#include "app/page/page.hpp"
#include "core/report/report.hpp"

namespace mj {

void open_figure(const PageContext& p, const Report& report, const ReportFigure& figure);
void draw_table(const PageContext& p, const Report& report, const ReportPart& part, const std::string& id,
                float width);
void draw_chart(const PageContext& p, const Report& report, const ReportPart& part, const std::string& id,
                float width);

} // namespace mj
