#include "app/page/report_lines.hpp"

#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "core/report/chart.hpp"

#include <algorithm>

namespace mj {

void open_figure(const PageContext& p, const Report& report, const ReportFigure& figure) {
    if (figure.indicator >= 0) {
        // The list is of the year that is chosen for the whole program.
        if (report.period.year != p.state.year) p.queue.push(act::SetYear{report.period.year});
        p.queue.push(act::OpenFigure{figure.indicator, false, report.period.part});
    } else
        p.queue.push(act::OpenAnswered{records_behind(
            p.ledger, figure.question, span_of(p.derived.known(), figure.question), std::nullopt)});
}

namespace {

constexpr float cell_high = 26;

/// The records behind a line of a table or chart, from 1; the last one is the total.
void open_line(const PageContext& p, const Report& report, const ReportPart& part, size_t line) {
    if (!part.question) {
        ReportFigure figure;
        figure.indicator = int(line) - 1;
        return open_figure(p, report, figure);
    }
    if (line <= part.records.size())
        return p.queue.push(act::OpenRecord{part.question->reg, part.records[line - 1]});
    const bool total = line > part.keys.size();
    p.queue.push(
        act::OpenAnswered{records_behind(p.ledger, *part.question, span_of(p.derived.known(), *part.question),
                                         total ? std::nullopt : std::optional(part.keys[line - 1]))});
}

} // namespace

void draw_table(const PageContext& p, const Report& report, const ReportPart& part, const std::string& id,
                float width) {
    const Palette& c = colours();
    const std::vector<float> widths = column_widths(part);
    for (size_t row = 0; row < part.cells.size(); ++row) {
        const std::vector<std::string>& cells = part.cells[row];
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos()), end{at.x + width, at.y + cell_high};
        Press pressed;
        if (row && ImGui::IsRectVisible(at, end))
            pressed = press((id + "." + std::to_string(row)).c_str(), at, {width, cell_high}, cells[0], "row",
                            size_t(part.texts) < cells.size() ? cells[size_t(part.texts)] : "");
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({width, cell_high});
        if (!ImGui::IsRectVisible(at, end)) continue;
        if (pressed.hovered || pressed.focused) ImGui::GetWindowDrawList()->AddRectFilled(at, end, c.tint, 3);
        if (pressed.pressed) open_line(p, report, part, row);
        Typed typed(type::note, row ? Weight::regular : Weight::semibold);
        float x = at.x;
        for (size_t i = 0; i < cells.size(); ++i) {
            const float wide = width * widths[i];
            draw_text({x + space::xs, at.y + (cell_high - type::note) / 2}, wide - 2 * space::xs, cells[i],
                      row ? c.ink : c.soft, int(i) < part.texts ? 0 : 1);
            x += wide;
        }
        ImGui::GetWindowDrawList()->AddLine({at.x, end.y}, end, row ? c.hair : c.line);
    }
    ImGui::Dummy({1, space::m});
}

void draw_chart(const PageContext& p, const Report& report, const ReportPart& part, const std::string& id,
                float width) {
    const Palette& c = colours();
    const ReportChart of = chart_of(part);
    const ChartMarks drawn = chart_marks(of, width, type::note);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()), end{at.x + width, at.y + drawn.height};
    if (ImGui::IsRectVisible(at, end)) {
        Typed typed(type::note);
        for (size_t i = 0; i < of.labels.size(); ++i) {
            const ChartMarks::Place& place = drawn.labels[i];
            const auto& value = of.series[0].values[i];
            const ImVec2 from{at.x + place.x, at.y + place.y};
            const Press pressed = press((id + "." + std::to_string(i + 1)).c_str(), from, {place.w, place.h},
                                        of.labels[i], "mark", value ? chart_number(*value) : "—");
            if (pressed.hovered || pressed.focused)
                ImGui::GetWindowDrawList()->AddRectFilled(from, {from.x + place.w, from.y + place.h}, c.tint,
                                                          3);
            if (pressed.pressed) open_line(p, report, part, i + 1);
        }
        const ImU32 inks[] = {c.blue, c.ghost, c.ink, c.soft, c.line};
        for (const ChartMark& mark : drawn.marks) {
            const ImVec2 from{at.x + mark.x, at.y + mark.y};
            const ImVec2 to{from.x + mark.w, from.y + std::max(mark.h, 1.f)};
            if (!mark.text.empty())
                draw_text({from.x - mark.align * text_width(mark.text), from.y - type::note / 2}, FLT_MAX,
                          mark.text, inks[size_t(mark.ink)]);
            else if (mark.ink == ChartMark::Ink::before)
                draw_ghost(from, to);
            else
                ImGui::GetWindowDrawList()->AddRectFilled(from, to, inks[size_t(mark.ink)]);
        }
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, drawn.height});
}

} // namespace mj
