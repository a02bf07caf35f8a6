// The rows of a table that comes in: which are records, and where a person says otherwise.
#include "app/frame/intake_parts.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/table.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr int most_rows_high = 8; ///< without scrolling

/// Where a part of what is shown was when something in it was pressed. What is above it grows and shrinks with what is said of
/// rows, and what was pressed is to stay under the pointer.
struct Stay {
    bool pressed = false;
    float at = 0;
    void here(const Intake& intake) {
        const float now = ImGui::GetCursorPosY();
        if (pressed && intake.reading_again) return;
        if (std::exchange(pressed, false)) ImGui::SetScrollY(ImGui::GetScrollY() + now - at);
        at = now;
    }
};
Stay list_stays, table_stays;

/// What has been said of the row is taken back, else the contrary of what it is taken for is said.
void switch_row(const PageContext& p, const Intake& intake, uint64_t line, bool record,
                const std::string& text, Stay& stays) {
    stays.pressed = true;
    const bool said = intake.mapping.row(line);
    p.queue.push(act::AssignRows{{line}, said ? std::nullopt : std::optional(!record), text});
}

/// A line with a box before it; true when pressed.
bool box_line(const std::string& id, const std::string& text, bool ticked) {
    constexpr float high = 26, box = 14, indent = box + 8;
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float wide = ImGui::GetContentRegionAvail().x;
    const Press pressed = press(id.c_str(), at, {wide, high}, text, "box", ticked ? "ticked" : "");
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (pressed.hovered || pressed.focused) list.AddRectFilled(at, {at.x + wide, at.y + high}, c.wash, 6);
    const ImVec2 min{at.x + 2, at.y + (high - box) / 2}, max{min.x + box, min.y + box};
    if (ticked) {
        const ImVec2 tick[] = {{min.x + 3, min.y + 7}, {min.x + 6, min.y + 10}, {min.x + 11, min.y + 4}};
        list.AddRectFilled(min, max, c.blue, 3);
        list.AddPolyline(tick, 3, c.on_blue, 0, 1.5f);
    } else {
        list.AddRect(min, max, pressed.focused ? c.blue : c.line, 3);
    }
    draw_text({at.x + indent, at.y + 4}, wide - indent, text, ticked ? c.ink : c.soft);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({wide, high});
    return pressed.pressed;
}

/// All that are hidden at once: they are often many.
void hidden_asked(const PageContext& p, const Intake& intake) {
    std::vector<uint64_t> lines;
    const auto asked = [&](std::optional<bool> take) {
        for (const RowApart& row : intake.apart)
            if (row.why == Note::hidden_row) lines.push_back(row.line);
        p.queue.push(act::AssignRows{std::move(lines), take});
    };
    if (std::none_of(intake.apart.begin(), intake.apart.end(),
                     [](const RowApart& row) { return row.why == Note::hidden_row; }))
        return;
    if (button("intake.hidden.take", tr(T::intake_hidden_take))) asked(true);
    ImGui::SameLine(0, space::s);
    if (button("intake.hidden.leave", tr(T::intake_hidden_leave))) asked(false);
    ImGui::Dummy({1, space::xs});
}

} // namespace

void rows_switched(const PageContext& p, const Intake& intake) {
    if (intake.apart.empty()) return;
    list_stays.here(intake);
    small_heading(T::intake_left);
    paragraph(tr(T::intake_left_hint), colours().soft);
    hidden_asked(p, intake);
    for (size_t i = 0; i < std::min(intake.apart.size(), most_lines); ++i) {
        const RowApart& row = intake.apart[i];
        std::string why = said_words(p, {row.why, {}});
        if (!row.text.empty()) why += " · " + shown(row.text, longest_quote);
        if (box_line("intake.left." + std::to_string(i), tr(T::intake_at, {std::to_string(row.line), why}),
                     row.taken))
            switch_row(p, intake, row.line, row.taken, row.text, list_stays);
    }
    if (const std::string more = more_words(intake.apart.size()); !more.empty())
        paragraph(more, colours().soft);
}

void rows_understood(const PageContext& p, const Intake& intake) {
    const Reading& reading = *intake.reading;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    const int rows = int(intake.order.size());
    if (!rows) return;
    table_stays.here(intake);
    small_heading(T::intake_rows);
    paragraph(tr(T::intake_rows_hint), colours().soft);
    std::vector<TableColumn> columns = {{"line", tr(T::intake_line), 64},
                                        {"result", tr(T::intake_result), 112}};
    std::vector<size_t> known;
    for (size_t c = 0; c < reading.columns.size(); ++c) {
        const int f = reading.columns[c].field();
        if (f < 0) continue;
        const Field& field = reg.fields[size_t(f)];
        const bool number = field.type == FieldType::count || field.type == FieldType::money;
        columns.push_back({field.id, pick(field.name), 112, number});
        known.push_back(c);
    }
    // Of a line of the table: the record, or the row that is none.
    const auto record_of = [&](int line) {
        const uint32_t at = intake.order[size_t(line)];
        return at < reading.rows.size() ? int(at) : -1;
    };
    const auto skipped_of = [&](int line) -> const Reading::Skipped& {
        return reading.skipped[intake.order[size_t(line)] - reading.rows.size()];
    };
    const auto problem_of = [&](int row, int column) -> const ReadProblem* {
        const auto& all = intake.plan->problems(); // in the order of the rows
        auto at = std::lower_bound(all.begin(), all.end(), uint32_t(row),
                                   [](const ReadProblem& one, uint32_t r) { return one.row < r; });
        for (; at != all.end() && at->row == uint32_t(row); ++at)
            if (at->column == column) return &*at;
        return nullptr;
    };
    static uint64_t table_before = 0;
    const bool fresh = std::exchange(table_before, intake.number) != intake.number;
    const float high = space::row * float(std::min(rows, most_rows_high) + 1);
    ImGui::BeginChild("intake.rows", {0, high + ImGui::GetStyle().ScrollbarSize + 4}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoBackground);
    if (fresh) ImGui::SetNextWindowScroll({0, 0});
    const TableEvent event = table(
        "intake.table", columns, rows, -1, false,
        [&](int line, int column, std::string& out) {
            const int row = record_of(line);
            if (row < 0) {
                const Reading::Skipped& skipped = skipped_of(line);
                if (column == 0) out = std::to_string(skipped.line);
                if (column == 1) out = said_words(p, {skipped.why, {}});
                if (column == 2) out = shown(skipped.text, longest_quote);
                return;
            }
            if (column == 0) {
                out = std::to_string(reading.rows[size_t(row)].line);
                return;
            }
            if (column == 1) {
                constexpr T kinds[] = {T::intake_new, T::intake_changed, T::intake_unchanged,
                                       T::intake_rejected, T::intake_doubtful};
                const PlannedRow& planned = intake.plan->rows()[size_t(row)];
                out = tr(planned.draft ? T::state_draft : kinds[size_t(planned.kind)]);
                return;
            }
            const size_t c = known[size_t(column - 2)];
            const Field& field = reg.fields[size_t(reading.columns[c].field())];
            const int64_t cell = reading.columns[c].cells[size_t(row)];
            if (const ReadProblem* problem = problem_of(row, int(c)); problem && !problem->value.empty())
                out = shown(problem->value, longest_quote);
            else if (cell == Reading::no_cell)
                return;
            else if (field.type == FieldType::text || field.type == FieldType::link)
                out = reading.text(cell);
            else
                out = cell_text(p.catalog, field, Value(cell));
        },
        [&](int line, int column) {
            const int row = record_of(line);
            if (row < 0) return colours().soft;
            return column >= 2 && problem_of(row, int(known[size_t(column - 2)])) ? colours().cinnabar
                                                                                  : colours().ink;
        },
        true, false);
    ImGui::EndChild();
    if (event.row < 0) return;
    const int row = record_of(event.row);
    if (row >= 0)
        switch_row(p, intake, reading.rows[size_t(row)].line, true, {}, table_stays);
    else
        switch_row(p, intake, skipped_of(event.row).line, false, skipped_of(event.row).text, table_stays);
}

} // namespace mj
