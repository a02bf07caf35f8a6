#include "app/page/paper.hpp"

#include "app/page/list_words.hpp"
#include "app/page/pieces.hpp"
#include "app/state/answer_grid.hpp"
#include "app/state/kept_report.hpp"
#include "app/state/name.hpp"
#include "app/state/question_words.hpp"
#include "app/text/texts.hpp"
#include "core/report/report_write.hpp"

namespace mj {
namespace {

constexpr size_t most_printed = 2000; // some fifty pages

Report paper_sheet(const PageContext& p, std::string title) {
    Report out;
    out.title = std::move(title);
    out.office = p.catalog.offices.front().name.zh;
    out.on = p.clock.today();
    return out;
}

void paper_words(Report& out, std::string words) {
    if (words.empty()) return;
    out.parts.emplace_back();
    out.parts.back().text = std::move(words);
}

ReportPart& paper_table(Report& out, std::vector<std::string> heads, size_t texts) {
    ReportPart& part = out.parts.emplace_back();
    part.kind = ReportPart::Kind::table;
    part.texts = int(texts);
    part.cells.push_back(std::move(heads));
    return part;
}

std::string paper_cell(const PageContext& p, const Field& field, const Column& column, uint32_t row) {
    if (!column.has(row)) return {};
    return field.type == FieldType::link ? record_name(p.ledger, field.target, RecordId{column.links()[row]})
                                         : cell_text(p.catalog, field, column.get(row));
}

/// The columns that the screen shows, those of words first, and which records they are.
Report list_paper(const PageContext& p) {
    const Place& place = p.state.history.current();
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    const Table& records = p.ledger.table(place.reg);
    const std::vector<uint32_t>& rows = p.derived.rows(place, p.state.year);
    Report out = paper_sheet(p, pick(reg.name));
    out.wide = true;
    paper_words(out, list_words(p));
    if (!place.search.empty()) paper_words(out, tr(T::paper_search, {place.search}));
    paper_words(out, rows.size() > most_printed
                         ? tr(T::paper_first, {grouped(int64_t(rows.size())), grouped(int64_t(most_printed))})
                         : tr(T::records_count, {grouped(int64_t(rows.size()))}));
    std::vector<int> fields;
    for (const bool numbers : {false, true})
        for (const int f : reg.columns)
            if (is_number(reg.fields[size_t(f)]) == numbers) fields.push_back(f);
    std::vector<std::string> heads;
    size_t texts = 0;
    for (const int f : fields) {
        heads.push_back(pick(reg.fields[size_t(f)].name));
        texts += !is_number(reg.fields[size_t(f)]);
    }
    ReportPart& part = paper_table(out, std::move(heads), texts);
    for (size_t i = 0; i < std::min(rows.size(), most_printed); ++i) {
        std::vector<std::string>& cells = part.cells.emplace_back();
        for (const int f : fields)
            cells.push_back(paper_cell(p, reg.fields[size_t(f)], records.column(f), rows[i]));
    }
    return out;
}

std::optional<Report> record_paper(const PageContext& p) {
    const Place& place = p.state.history.current();
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    const Table& records = p.ledger.table(place.reg);
    const int64_t row = records.find(place.record);
    if (row < 0) return {};
    Report out = paper_sheet(p, pick(reg.name) + " · " + record_name(p.ledger, place.reg, place.record));
    ReportPart& part = paper_table(out, {tr(T::paper_field), tr(T::paper_value)}, 2);
    for (size_t f = 0; f < reg.fields.size(); ++f)
        if (std::string words = paper_cell(p, reg.fields[f], records.column(int(f)), uint32_t(row));
            !words.empty())
            part.cells.push_back({pick(reg.fields[f].name), std::move(words)});
    part.cells.push_back({tr(T::field_state), tr(state_text(records.head(uint32_t(row)).state))});
    return out;
}

/// A chart where there is one dimension, and the numbers.
Report answer_paper(const PageContext& p, const Question& question) {
    const Answer& answer = p.derived.answer(question);
    const Grid grid = answer_grid(p.ledger, question, answer);
    Report out = paper_sheet(p, answer_name(p.ledger, question));
    constexpr size_t most_upright = 5; // columns
    out.wide = grid.heads.size() > most_upright;
    paper_words(out, question_words(p.ledger, question));
    if (grid.rows.empty()) return out;
    ReportPart& part = paper_table(out, grid.heads, grid.texts);
    part.cells.insert(part.cells.end(), grid.rows.begin(), grid.rows.end());
    part.compared = question.versus != Versus::nothing;
    constexpr size_t most_bars = 16; // half a page
    if (grid.texts != 1 || answer.lines.size() < 2 || answer.lines.size() > most_bars) return out;
    ReportPart drawn = part;
    const bool time = field_of(p.catalog, question.reg, question.by[0]).type == FieldType::date;
    drawn.chart = time ? ReportPart::Chart::columns : ReportPart::Chart::bars;
    out.parts.insert(out.parts.end() - 1, std::move(drawn));
    return out;
}

} // namespace

std::string page_paper(const PageContext& p) {
    const Place& place = p.state.history.current();
    const auto* asked = std::get_if<AskedFilter>(&place.filter);
    std::optional<Report> sheet;
    if (place.page == PageId::list) sheet = list_paper(p);
    if (place.page == PageId::record) sheet = record_paper(p);
    if (place.page == PageId::explore && asked) sheet = answer_paper(p, asked->question);
    if (sheet) return report_json(*sheet);
    if (place.page == PageId::report) {
        const ShownReport shown = shown_report(p.state, p.ledger);
        if (shown.form) return report_json(p.derived.report(*shown.form, shown.period, shown.draft()));
    }
    if (place.page == PageId::overview)
        if (const ReportTemplate* brief = chosen_report(p.catalog, "brief", p.asked()))
            return report_json(p.derived.report(*brief, p.asked(), nullptr));
    return {};
}

} // namespace mj
