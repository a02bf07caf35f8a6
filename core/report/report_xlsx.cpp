#include "core/report/report_write.hpp"
#include "core/workbook/grid_write.hpp"

namespace mj {

std::string report_xlsx(const Report& report) {
    std::vector<Grid> grids;
    Grid figures{"数字", {"指标", "单位", "本期", "上年同期"}, 2, {}};
    const auto text = [](const std::optional<Decimal>& value) {
        return value ? value->text() : std::string();
    };
    for (const ReportFigure& figure : report.figures)
        figures.rows.push_back({figure.name, figure.unit, text(figure.value), text(figure.before)});
    figures.rows.push_back({source_line(report)});
    grids.push_back(std::move(figures));
    for (const ReportPart& part : report.parts)
        if (part.kind == ReportPart::Kind::table)
            grids.push_back(
                {part.text, part.cells[0], size_t(part.texts), {part.cells.begin() + 1, part.cells.end()}});
    return grids_xlsx(grids);
}

} // namespace mj
