// The answer to a question: a chart of the kind that fits, and all its numbers, each of which opens its records.
#include "app/chart/hush.hpp"
#include "app/page/explore.hpp"
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/question_words.hpp"
#include "app/widget/table.hpp"
#include "core/base/sort.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t most_bars = 20, most_columns = 40, most_rows = 24, most_series = 3;

/// One in so many for numbers that are no whole ones.
int64_t scale_of(Unit unit, const Reckoned& reckoned) {
    const bool averaged = reckoned.how == How::mean || reckoned.how == How::median;
    switch (unit) {
    case Unit::records:
    case Unit::money: return 1;
    case Unit::per_cent:
    case Unit::per_thousand: return 10;
    case Unit::number:
    case Unit::days: return averaged ? 10 : 1;
    }
    return 1;
}

/// The number as answer_unit() takes it; nothing: it is not known.
std::optional<int64_t> answer_number(const PageContext& p, const Question& question, size_t measure,
                                     const Ratio& value) {
    if (!value.known()) return std::nullopt;
    const Unit unit = unit_of(p.catalog, question.reg, question.reckon[measure]);
    return quotient(value.top, scale_of(unit, question.reckon[measure]), value.bottom, 1, 0).units;
}

/// How the numbers of a measure are drawn and said: whole numbers of it in its unit.
ChartUnit answer_unit(const PageContext& p, const Question& question, size_t measure, const Answer& answer) {
    const Unit unit = unit_of(p.catalog, question.reg, question.reckon[measure]);
    const int64_t scale = scale_of(unit, question.reckon[measure]);
    if (unit == Unit::records || unit == Unit::money || (unit == Unit::number && scale == 1)) {
        int64_t most = 0;
        for (const AnswerLine& line : answer.lines)
            most = std::max(most, answer_number(p, question, measure, line.now[measure]).value_or(0));
        return short_unit(most,
                          unit == Unit::records ? tr(T::unit_records)
                          : unit == Unit::money ? tr(T::unit_yuan)
                                                : "",
                          unit == Unit::money);
    }
    ChartUnit out;
    out.divisor = out.base = scale;
    out.decimals = scale == 10;
    out.unit = unit_words(unit);
    return out;
}

/// `drawn`: what the chart shows of it, which of a share are the records that fulfil its conditions.
void open(const PageContext& p, const Question& question, const Answer& answer, const AnswerLine* line,
          bool drawn = false) {
    Question behind =
        records_behind(p.ledger, question, answer.span, line ? std::optional(line->key) : std::nullopt);
    if (drawn && question.reckon[0].how == How::share)
        for (const Where& where : question.reckon[0].of) behind.where.push_back(where);
    p.queue.push(act::OpenAnswered{std::move(behind)});
}

std::string line_words(const PageContext& p, const Question& question, const Answer& answer,
                       const AnswerLine& line) {
    std::string out;
    for (size_t d = 0; d < question.by.size(); ++d)
        out += (d ? " · " : "") + key_words(p.ledger, question, answer, d, line.key[d]);
    return out;
}

/// What can be drawn of a measure: nothing below zero, and not_said where it is not known.
int64_t drawn(const PageContext& p, const Question& question, size_t measure, const Ratio& value) {
    const auto number = answer_number(p, question, measure, value);
    return number ? std::max<int64_t>(0, *number) : not_said;
}

/// Measures that share the first one's unit can stand beside it.
size_t series_of(const PageContext& p, const Question& question) {
    size_t n = 1;
    const Unit unit = unit_of(p.catalog, question.reg, question.reckon[0]);
    while (n < std::min(question.reckon.size(), most_series) &&
           unit_of(p.catalog, question.reg, question.reckon[n]) == unit)
        ++n;
    return n;
}

void draw_times(const PageContext& p, const Question& question, const Answer& answer, ImVec2 size) {
    std::vector<const AnswerLine*> lines; // as time goes, whatever the order of the table
    for (const AnswerLine& line : answer.lines)
        if (line.key[0] != not_given) lines.push_back(&line);
    sort_stable(lines, [](const AnswerLine* a, const AnswerLine* b) { return a->key[0] < b->key[0]; });
    std::vector<std::string> times;
    for (const AnswerLine* line : lines)
        times.push_back(key_words(p.ledger, question, answer, 0, line->key[0]));
    const size_t count = series_of(p, question);
    std::vector<std::vector<int64_t>> now(count), before(count);
    std::vector<ChartRow> rows(count);
    for (size_t k = 0; k < count; ++k) {
        for (const AnswerLine* line : lines) {
            now[k].push_back(drawn(p, question, k, line->now[k]));
            if (!line->before.empty()) before[k].push_back(drawn(p, question, k, line->before[k]));
        }
        rows[k].key = std::to_string(k);
        rows[k].label = reckoned_words(p.ledger, question.reg, question.reckon[k]);
        rows[k].colour = count == 1 ? colours().blue_rest : series(int(k));
        rows[k].months = now[k];
        if (count == 1) rows[k].ghost = before[k];
    }
    if (count > 1) { // a legend
        for (size_t k = 0; k < count; ++k) {
            const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
            draw_mark({at.x, at.y + 5}, {at.x + 10, at.y + 15}, rows[k].colour);
            const float used = draw_text({at.x + 16, at.y + 1}, 240, rows[k].label, colours().soft);
            ImGui::Dummy({used + 28, 20});
            if (k + 1 < count) ImGui::SameLine(0, space::s);
        }
        size.y -= 24;
    }
    const int pressed = time_bars("answer", size, times, rows, answer_unit(p, question, 0, answer));
    if (pressed >= 0) open(p, question, answer, lines[size_t(pressed)], true);
}

void draw_ranks(const PageContext& p, const Question& question, const Answer& answer, ImVec2 size) {
    std::vector<Mark> marks;
    for (size_t i = 0; i < std::min(answer.lines.size(), most_bars); ++i) {
        const AnswerLine& line = answer.lines[i];
        Mark mark;
        mark.key = std::to_string(i);
        mark.label = line_words(p, question, answer, line);
        mark.now = drawn(p, question, 0, line.now[0]);
        if (line.before.empty() || !line.before[0].known()) {
            mark.before = -1;
        } else {
            mark.before = drawn(p, question, 0, line.before[0]);
            mark.change = answer_change(p.ledger, question, 0, line);
        }
        marks.push_back(std::move(mark));
    }
    const How how = question.reckon[0].how;
    const int pressed = pick_bars("answer", size, marks, answer_unit(p, question, 0, answer),
                                  how == How::count || how == How::sum);
    if (pressed >= 0) open(p, question, answer, &answer.lines[size_t(pressed)], true);
}

/// Rows by columns as tinted cells. Times go to the right.
void draw_cross(const PageContext& p, const Question& question, const Answer& answer, ImVec2 size) {
    const size_t across = is_date(question.by[0].grain) ? 0 : 1, down = 1 - across;
    const auto first = [](const std::vector<int64_t>& keys, size_t most) {
        return std::span(keys).first(std::min(keys.size(), most));
    };
    const auto columns = first(answer.keys[across], most_columns), rows = first(answer.keys[down], most_rows);
    std::vector<std::vector<int64_t>> cells(rows.size(), std::vector<int64_t>(columns.size(), 0));
    std::vector<std::vector<const AnswerLine*>> lines(rows.size(),
                                                      std::vector<const AnswerLine*>(columns.size()));
    for (const AnswerLine& line : answer.lines) {
        const auto c = std::find(columns.begin(), columns.end(), line.key[across]);
        const auto r = std::find(rows.begin(), rows.end(), line.key[down]);
        if (c == columns.end() || r == rows.end()) continue;
        cells[size_t(r - rows.begin())][size_t(c - columns.begin())] = drawn(p, question, 0, line.now[0]);
        lines[size_t(r - rows.begin())][size_t(c - columns.begin())] = &line;
    }
    std::vector<std::string> heads;
    for (const int64_t key : columns) heads.push_back(key_words(p.ledger, question, answer, across, key));
    std::vector<ChartRow> of;
    for (size_t r = 0; r < rows.size(); ++r) {
        ChartRow row;
        row.key = std::to_string(r);
        row.label = key_words(p.ledger, question, answer, down, rows[r]);
        row.months = cells[r];
        of.push_back(std::move(row));
    }
    const ChartHit hit = heat_table("answer", size, of, answer_unit(p, question, 0, answer), heads);
    if (!hit.pressed) return;
    if (hit.row >= 0 && hit.month >= 0) {
        if (const AnswerLine* line = lines[size_t(hit.row)][size_t(hit.month)])
            open(p, question, answer, line);
        return;
    }
    // A whole row or column: the same question by that one dimension.
    Question one = question;
    const size_t kept = hit.row >= 0 ? down : across;
    one.by = {question.by[kept]};
    one.reckon.assign(1, {});
    AnswerLine line;
    line.key[0] = hit.row >= 0 ? rows[size_t(hit.row)] : columns[size_t(hit.month)];
    open(p, one, answer, &line);
}

float chart_high(const Question& question, const Answer& answer) {
    if (question.by.size() == 2) {
        const size_t down = is_date(question.by[0].grain) ? 1 : 0;
        return 22 + 24 * float(std::min(answer.keys[down].size(), most_rows)) + 2;
    }
    if (question.by.size() == 1 && is_date(question.by[0].grain)) return 260;
    return 30 * float(std::min(answer.lines.size(), most_bars));
}

void numbers(const PageContext& p, const Question& question, const Answer& answer) {
    const bool compared = question.versus != Versus::nothing;
    std::vector<std::string> titles;
    std::vector<TableColumn> columns;
    const size_t keys = std::max(question.by.size(), size_t(1)), each = compared ? 3 : 1;
    for (size_t d = 0; d < keys; ++d)
        titles.push_back(question.by.empty() ? tr(T::explore_total)
                                             : dimension_words(p.ledger, question.reg, question.by[d]));
    for (size_t i = 0; i < question.reckon.size(); ++i) {
        titles.push_back(reckoned_words(p.ledger, question.reg, question.reckon[i]));
        if (!compared) continue;
        titles.push_back(tr(question.versus == Versus::year ? T::versus_year : T::versus_before));
        titles.push_back(tr(T::explore_change));
    }
    std::vector<std::string> ids;
    for (size_t i = 0; i < titles.size(); ++i) ids.push_back("answer." + std::to_string(i));
    for (size_t i = 0; i < titles.size(); ++i) {
        const float least = i < keys ? 180 : 110, most = i < keys ? 300 : 240;
        columns.push_back(
            {ids[i], titles[i], std::clamp(text_width(titles[i]) + 30, least, most), i >= keys});
    }
    const bool total = !question.by.empty();
    const int rows = int(answer.lines.size()) + total;
    const float high = space::row * float(std::min(rows, 30) + 1) + ImGui::GetStyle().ScrollbarSize + 6;
    ImGui::BeginChild("answer.table", {ImGui::GetContentRegionAvail().x, high}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoBackground);
    const int sorted = question.ranked == Ranked::key      ? 0
                       : question.ranked == Ranked::value  ? int(keys)
                       : question.ranked == Ranked::before ? int(keys) + 1
                                                           : int(keys) + 2;
    const std::string sum_words = answer.groups > answer.lines.size()
                                      ? tr(T::explore_total_all, {grouped(int64_t(answer.groups))})
                                      : std::string(tr(T::explore_total));
    const TableEvent event =
        table("answer.rows", columns, rows, sorted, question.descending,
              [&](int row, int column, std::string& out) {
                  const bool sum = size_t(row) == answer.lines.size();
                  const AnswerLine& line = sum ? answer.total : answer.lines[size_t(row)];
                  if (size_t(column) < keys) {
                      if (sum || question.by.empty())
                          out = column ? "" : sum_words;
                      else
                          out =
                              key_words(p.ledger, question, answer, size_t(column), line.key[size_t(column)]);
                      return;
                  }
                  const size_t at = size_t(column) - keys, measure = at / each;
                  if (at % each == 0) out = answer_words(p.ledger, question, measure, line.now[measure]);
                  if (at % each == 1) out = answer_words(p.ledger, question, measure, line.before[measure]);
                  if (at % each == 2) out = answer_change(p.ledger, question, measure, line);
              });
    ImGui::EndChild();
    if (event.row >= 0)
        open(p, question, answer,
             size_t(event.row) < answer.lines.size() ? &answer.lines[size_t(event.row)] : nullptr);
    if (event.column < 0 || question.by.empty()) return;
    // The measure the groups are ordered by is the first.
    Question other = question;
    const size_t place = size_t(event.column) < keys ? 0 : size_t(event.column) - keys,
                 measure = place / each;
    std::rotate(other.reckon.begin(), other.reckon.begin() + ptrdiff_t(measure),
                other.reckon.begin() + ptrdiff_t(measure) + 1);
    const size_t at = size_t(event.column) < keys ? 0 : place % each + 1;
    other.ranked = Ranked(at);
    other.descending = event.column == sorted ? !question.descending : at != 0;
    ask_instead(p, std::move(other));
}

} // namespace

void explore_answer(const PageContext& p, const Question& question) {
    const Answer& answer = p.derived.answer(question);
    std::string said = question_words(p.ledger, question);
    if (answer.span.partial) said += " · " + tr(T::explore_partial, {long_date(answer.span.now.to)});
    if (question.versus != Versus::nothing)
        said += " · " + tr(T::explore_beside, {span_words(answer.span.before)});
    if (answer.groups > answer.lines.size())
        said += " · " + tr(T::explore_groups,
                           {grouped(int64_t(answer.groups)), grouped(int64_t(answer.lines.size()))});
    if (answer.undated) said += " · " + tr(T::explore_undated, {grouped(int64_t(answer.undated))});
    if (answer.lines.empty() || (!answer.total.rows && !answer.total.rows_before)) {
        empty_state("answer.none", tr(T::explore_none), tr(T::explore_none_how));
        return;
    }
    probe_note("answer.said", said, "text", ImGui::GetCursorScreenPos(), ImGui::GetCursorScreenPos(), said);
    if (!question.by.empty()) {
        const float extra = p.narrow ? 78 : 60;
        const Card card("answer.card",
                        {ImGui::GetContentRegionAvail().x, chart_high(question, answer) + extra});
        const std::string unit = answer_unit(p, question, 0, answer).unit;
        heading(reckoned_words(p.ledger, question.reg, question.reckon[0]),
                unit.empty() ? said : unit + " · " + said);
        const ImVec2 size = ImGui::GetContentRegionAvail();
        if (question.by.size() == 2)
            draw_cross(p, question, answer, size);
        else if (is_date(question.by[0].grain))
            draw_times(p, question, answer, size);
        else
            draw_ranks(p, question, answer, size);
    } else
        paragraph(said, colours().soft);
    ImGui::Dummy({1, space::s});
    if (button("answer.records", tr(T::explore_records, {grouped(int64_t(answer.total.rows))}).c_str()))
        open(p, question, answer, nullptr);
    ImGui::Dummy({1, space::xs});
    numbers(p, question, answer);
}

} // namespace mj
