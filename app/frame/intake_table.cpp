// The rows of a table that comes in, each cell as it was understood: those of one count, or all.
#include "app/frame/intake_parts.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/table.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr int most_rows_high = 8; ///< without scrolling
constexpr float key_width = 176, changing_width = 208, reason_width = 300;
constexpr T row_kinds[] = {T::intake_new,      T::intake_changed,  T::intake_unchanged,
                           T::intake_rejected, T::intake_doubtful, T::intake_skipped};

bool is_key(const Register& reg, int field) {
    return std::find(reg.key.begin(), reg.key.end(), field) != reg.key.end();
}

std::string changing_words(const Intake& intake, const Register& reg) {
    std::string out;
    for (size_t f = 0; f < reg.fields.size(); ++f)
        if (const uint32_t n = intake.changing[f])
            out += (out.empty() ? "" : " · ") + pick(reg.fields[f].name) + " " + grouped(int64_t(n));
    return out;
}

/// The columns of the reading that are shown: what tells the record first, then what changes.
std::vector<size_t> columns_shown(const Intake& intake, const Register& reg) {
    const Reading& reading = *intake.reading;
    std::vector<size_t> out;
    const auto part = [&](const ReadColumn& column) {
        return is_key(reg, column.field()) ? 0 : intake.changing[size_t(column.field())] ? 1 : 2;
    };
    const bool changes = intake.only == RowsShown::changed;
    for (int now = 0; now < 3; ++now)
        for (size_t c = 0; c < reading.columns.size(); ++c) {
            if (reading.columns[c].field() < 0) continue;
            const int is = part(reading.columns[c]);
            if (changes ? is == now && is < 2 : now == std::min(is, 1)) out.push_back(c);
        }
    return out;
}

/// The cells of one frame's table.
struct LineCells {
    const PageContext& p;
    const Intake& intake;
    const Register& reg;
    const std::vector<size_t>& known; // columns of the reading
    const bool reasons;               // they have a column, behind the first two
    const Reading& reading = *intake.reading;

    uint32_t at(int line) const { return intake.listed[size_t(line)]; }
    bool record(int line) const { return at(line) < reading.rows.size(); }
    const Reading::Skipped& skipped(int line) const {
        return reading.skipped[at(line) - reading.rows.size()];
    }
    int lead() const { return reasons ? 3 : 2; }

    const ReadProblem* first_problem(uint32_t row) const {
        const auto& all = intake.plan->problems(); // in the order of the rows
        const auto found = std::lower_bound(all.begin(), all.end(), row,
                                            [](const ReadProblem& one, uint32_t r) { return one.row < r; });
        return found != all.end() && found->row == row ? &*found : nullptr;
    }
    const ReadProblem* problem_of(uint32_t row, size_t column) const {
        const ReadProblem* const end = intake.plan->problems().data() + intake.plan->problems().size();
        const ReadProblem* one = first_problem(row);
        for (; one && one < end && one->row == row; ++one)
            if (one->column == int(column)) return one;
        return nullptr;
    }
    std::string reason(uint32_t row) const {
        const ReadProblem* const end = intake.plan->problems().data() + intake.plan->problems().size();
        std::string out;
        for (const ReadProblem* one = first_problem(row); one && one < end && one->row == row; ++one)
            out += (out.empty() ? "" : "；") + problem_words_of(p, reading, *one);
        return out;
    }
    /// What the cell changes in the record that is there; null: nothing.
    const Edit* change(uint32_t row, size_t column) const {
        const Edit* edit = change_of_row(*intake.plan, row);
        return edit && new_value(*edit, reading.columns[column].field()) ? edit : nullptr;
    }
    std::string now(uint32_t row, size_t column) const {
        const Field& field = reg.fields[size_t(reading.columns[column].field())];
        const int64_t cell = reading.columns[column].cells[row];
        if (const ReadProblem* problem = problem_of(row, column); problem && !problem->value.empty())
            return shown(problem->value, longest_quote);
        if (cell == Reading::no_cell) return {};
        std::string out = field.type == FieldType::text || field.type == FieldType::link
                              ? std::string(reading.text(cell))
                              : mj::cell_text(p.catalog, field, Value(cell));
        if (reading.columns[column].merged_top(reading.rows[row].row)) out = tr(T::intake_merged, {out});
        return out;
    }
    std::string before(const Edit& edit, size_t column) const {
        const Table& table = p.ledger.table(intake.reg);
        const int64_t row = table.find(edit.head.id);
        const int field = reading.columns[column].field();
        const std::string words =
            row < 0 ? "" : value_words(p, intake.reg, field, table.column(field).get(uint32_t(row)));
        return words.empty() ? tr(T::merge_empty) : shown(words, longest_quote);
    }
    void text(int line, int column, std::string& out) const {
        if (!record(line)) {
            const Reading::Skipped& row = skipped(line);
            if (column == 0) out = std::to_string(row.line);
            if (column == 1) out = said_words(p, {row.why, {}});
            if (column == lead()) out = shown(row.text, longest_quote);
            return;
        }
        const uint32_t row = at(line);
        if (column == 0) {
            out = std::to_string(reading.rows[row].line);
        } else if (column == 1) {
            const PlannedRow& planned = intake.plan->rows()[row];
            out = tr(planned.draft ? T::state_draft : row_kinds[size_t(planned.kind)]);
        } else if (column < lead()) {
            out = reason(row);
        } else {
            const size_t c = known[size_t(column - lead())];
            out = now(row, c);
            if (const Edit* edit = change(row, c)) out = tr(T::intake_becomes, {before(*edit, c), out});
        }
    }
    ImU32 colour(int line, int column) const {
        const Palette& c = colours();
        if (!record(line)) return c.soft;
        if (column < 2) return c.ink;
        if (column < lead()) return c.cinnabar;
        const size_t of = known[size_t(column - lead())];
        if (problem_of(at(line), of)) return c.cinnabar;
        if (change(at(line), of)) return c.blue;
        return intake.only == RowsShown::changed ? c.soft : c.ink;
    }
};

} // namespace

void rows_understood(const PageContext& p, const Intake& intake) {
    const Reading& reading = *intake.reading;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    if (intake.order.empty()) return;
    stay().here(intake, Stay::of(Stay::table, 0));
    static RowsShown only_before = RowsShown::all;
    const bool other = std::exchange(only_before, intake.only) != intake.only;
    const int rows = int(intake.listed.size());
    const float top = ImGui::GetCursorPosY();
    small_heading(T::intake_rows);
    const bool all = intake.only == RowsShown::all;
    if (!all) {
        noted("intake.only", tr(T::intake_only, {tr(row_kinds[size_t(intake.only)]), grouped(int64_t(rows))}),
              colours().ink);
        if (intake.only == RowsShown::changed)
            noted("intake.changing", tr(T::intake_changing, {changing_words(intake, reg)}), colours().blue);
        if (button("intake.all", tr(T::intake_all))) p.queue.push(act::ShowRows{RowsShown::all});
        ImGui::Dummy({1, space::xs});
    }
    paragraph(tr(T::intake_rows_hint), colours().soft);
    const bool reasons = intake.only == RowsShown::rejected || intake.only == RowsShown::doubtful;
    std::vector<TableColumn> columns = {{"line", tr(T::intake_line), 64},
                                        {"result", tr(T::intake_result), 112}};
    if (reasons) columns.push_back({"reason", tr(T::intake_reason_head), reason_width});
    const std::vector<size_t> known = columns_shown(intake, reg);
    for (const size_t c : known) {
        const int f = reading.columns[c].field();
        const Field& field = reg.fields[size_t(f)];
        const bool changes = intake.changing[size_t(f)];
        const bool right = !changes && (field.type == FieldType::count || field.type == FieldType::money);
        const bool wide = changes || !reading.columns[c].merged.empty(); // a cell says more than its value
        const float width = wide ? changing_width : is_key(reg, f) ? key_width : 112;
        columns.push_back({field.id, pick(field.name), width, right});
    }
    static uint64_t table_before = 0;
    const bool fresh = std::exchange(table_before, intake.number) != intake.number;
    const float high = space::row * float(std::clamp(rows, 1, most_rows_high) + 1);
    ImGui::BeginChild("intake.rows", {0, high + ImGui::GetStyle().ScrollbarSize + 4}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoBackground);
    if (fresh || other) ImGui::SetNextWindowScroll({0, 0});
    const LineCells cells{p, intake, reg, known, reasons};
    const TableEvent event = table(
        "intake.table", columns, rows, -1, false,
        [&](int line, int column, std::string& out) { cells.text(line, column, out); },
        [&](int line, int column) { return cells.colour(line, column); }, false);
    ImGui::EndChild();
    // A count was pressed: its rows are to be seen, or what they wait for.
    const bool asked = intake.only == RowsShown::doubtful && asks_of_table(intake);
    if (other && !all && !asked) ImGui::SetScrollY(top);
    if (event.row < 0) return;
    const bool record = cells.record(event.row);
    switch_row(p, intake, line_of(reading, cells.at(event.row)), record,
               record ? std::string() : cells.skipped(event.row).text);
}

} // namespace mj
