// The year at a glance: what matters most, targets, what must agree, four charts, every figure by clause.
#include "app/chart/chart.hpp"
#include "app/chart/hush.hpp"
#include "app/page/alarms.hpp"
#include "app/page/checks.hpp"
#include "app/page/goals.hpp"
#include "app/page/pieces.hpp"
#include "app/text/period_words.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"
#include "core/base/sort.hpp"

#include <algorithm>
#include <array>

namespace mj {
namespace {

constexpr std::string_view first_figures[] = {
    "mediation.cases",  "inspection.wages_recovered",  "inspection.leads_closed",
    "litigation.cases", "training.participation_rate", "petition.on_time_rate"};

std::vector<ChartRow> rows_of_chart(const PageContext& p, const Chart& chart, const Groups& now,
                                    const Groups* before, bool by_code) {
    const Register& reg = p.catalog.registers[size_t(chart.by.reg)];
    const CodeList& list = p.catalog.code_lists[size_t(reg.fields[size_t(chart.by.code)].codes)];
    std::vector<ChartRow> rows;
    for (size_t code = 0; code < now.values.size(); ++code) {
        ChartRow row;
        row.key = code ? list.codes[code - 1].id : "missing";
        row.label = code ? pick(list.codes[code - 1].name) : tr(T::chart_unknown);
        row.colour = by_code ? series(int(code) - (code > 0)) : colours().blue_rest;
        row.months = now.values[code];
        if (before) row.ghost = before->values[code];
        rows.push_back(std::move(row));
    }
    return rows;
}

bool empty(const ChartRow& row) {
    return std::all_of(row.months.begin(), row.months.end(), [](int64_t v) { return v == 0; }) &&
           std::all_of(row.ghost.begin(), row.ghost.end(), [](int64_t v) { return v == 0; });
}

/// Of streets by months: neither a street's sum nor a month's tells what is not said. `cells` holds what the rows then name.
void hush_rows(std::vector<ChartRow>& rows, std::vector<std::array<int64_t, 12>>& cells) {
    cells.resize(rows.size());
    for (size_t r = 0; r < rows.size(); ++r) {
        std::copy_n(rows[r].months.begin(), std::min<size_t>(12, rows[r].months.size()), cells[r].begin());
        hush(cells[r], false);
        rows[r].months = cells[r];
    }
    std::vector<int64_t> column(rows.size());
    for (size_t m = 0; m < 12; ++m) {
        for (size_t r = 0; r < rows.size(); ++r) column[r] = cells[r][m] == not_said ? 0 : cells[r][m];
        hush(column, false);
        for (size_t r = 0; r < rows.size(); ++r)
            if (column[r] == not_said) cells[r][m] = not_said;
    }
}

/// The code a row stands for in column numbers.
int code_of(const std::vector<int>& codes, int row) { return row < 0 ? -1 : codes[size_t(row)]; }

/// The highest amount that the shape shows.
int64_t most_of(const std::vector<ChartRow>& rows, int shape) {
    std::array<int64_t, 12> sums{};
    int64_t most = 0;
    for (const ChartRow& row : rows) {
        int64_t total = 0;
        for (size_t m = 0; m < row.months.size() && m < 12; ++m) {
            total = plus(total, row.months[m]);
            sums[m] = plus(sums[m], row.months[m]);
            if (shape == 3) most = std::max(most, row.months[m]);
        }
        if (shape == 2) most = std::max(most, total);
    }
    return shape < 2 ? *std::max_element(sums.begin(), sums.end()) : most;
}

/// `hint` of nothing: the unit, which a hint otherwise implies until amounts are divided.
void chart_card(const PageContext& p, int index, int shape, ImVec2 size, T title, T hint, T base, bool fen) {
    const Chart& chart = p.derived.charts()[size_t(index)];
    const Card card("card", size);
    const Groups& now = p.derived.groups(index, p.state.year);
    const bool known = p.derived.knows_before(index, p.state.year) &&
                       (p.office() || !p.derived.sums_few(index, p.state.year, true));
    const Groups* before = known ? &p.derived.groups_before(index, p.state.year) : nullptr;
    std::vector<ChartRow> rows = rows_of_chart(p, chart, now, before, shape == 1);
    std::vector<int> codes; // of the rows that are left
    for (size_t code = 0; code < rows.size(); ++code)
        if (!empty(rows[code])) codes.push_back(int(code));
    const auto sum = [&](int code) { return sum_of(rows[size_t(code)].months); };
    if (shape == 3) sort_stable(codes, [&](int a, int b) { return sum(a) > sum(b); });
    std::vector<ChartRow> shown;
    for (const int code : codes) shown.push_back(std::move(rows[size_t(code)]));
    rows = std::move(shown);
    const ChartUnit unit = short_unit(most_of(rows, shape), tr(base), fen);
    std::string words = hint == T::nothing ? std::string() : tr(hint);
    if (words.empty() || unit.divisor != unit.base) words = unit.unit + (words.empty() ? "" : " · ") + words;
    heading(tr(title), words);
    const std::string id = "chart." + std::string(chart.id);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    ChartHit hit;
    if (shape == 0) { // all codes together by month
        std::array<int64_t, 12> sum{}, ghost{};
        for (const ChartRow& row : rows) {
            for (size_t m = 0; m < row.months.size() && m < 12; ++m) sum[m] = plus(sum[m], row.months[m]);
            for (size_t m = 0; m < row.ghost.size() && m < 12; ++m) ghost[m] = plus(ghost[m], row.ghost[m]);
        }
        hush(sum, false), hush(ghost, false);
        ChartRow all{"all", "", colours().blue_rest, sum, {}};
        if (known) all.ghost = ghost;
        hit = month_bars(id.c_str(), room, {&all, 1}, unit);
        hit.row = -1;
    } else if (shape == 1) {
        float x = 0;
        const ImVec2 legend = ImGui::GetCursorScreenPos();
        Typed typed(type::note);
        for (const ChartRow& row : rows) {
            draw_mark({legend.x + x, legend.y + 4}, {legend.x + x + 10, legend.y + 14}, row.colour);
            x += 16 + draw_text({legend.x + x + 16, legend.y}, 200, row.label, colours().soft) + space::l;
        }
        ImGui::Dummy({1, 18});
        hit = month_bars(id.c_str(), {room.x, room.y - 26}, rows, unit);
    } else if (shape == 2) {
        hit = rank_bars(id.c_str(), room, rows, unit);
    } else {
        std::vector<std::array<int64_t, 12>> cells;
        if (masking()) hush_rows(rows, cells);
        hit = heat_table((id + ".street").c_str(), room, rows, unit);
    }
    if (hit.pressed) p.queue.push(act::OpenCell{index, code_of(codes, hit.row), hit.month});
}

void charts(const PageContext& p) {
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = width > 860 ? 2 : 1;
    std::vector<int> shown{0, 1, 2, 3};
    constexpr int wages = 2, sums = 1; // the card, and which chart it draws
    if (!p.office() && p.derived.sums_few(sums, p.state.year, false)) std::erase(shown, wages);
    grid(int(shown.size()), columns, p.narrow ? 300 : 320, [&](int i, ImVec2 size) {
        ImGui::PushID(i);
        switch (shown[size_t(i)]) {
        case 0:
            chart_card(p, 0, 0, size, T::chart_disputes, T::chart_disputes_hint, T::unit_cases, false);
            break;
        case 1:
            chart_card(p, 0, 3, size, T::chart_streets, T::chart_streets_hint, T::unit_cases, false);
            break;
        case 2: chart_card(p, 1, 1, size, T::chart_wages, T::nothing, T::unit_yuan, true); break;
        case 3:
            chart_card(p, 2, 2, size, T::chart_training, T::chart_training_hint, T::unit_sessions, false);
            break;
        }
        ImGui::PopID();
    });
}

/// A phone's navigation has no room for them.
void board_links(const PageContext& p) {
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    const auto link = [&](const std::string& id, T label, PageId page) {
        if (!p.leads_to(page)) return;
        if (ImGui::GetItemRectMax().x + space::s + button_width(tr(label)) < right && id != "to.disputes")
            ImGui::SameLine(0, space::s);
        if (button(id.c_str(), tr(label))) p.queue.push(act::OpenPage{page});
    };
    for (const BoardWords& board : board_pages()) link("to." + std::string(board.id), board.nav, board.page);
    for (const PageId page : {PageId::warnings, PageId::handed, PageId::rights}) {
        const PageWords& words = *page_words(page);
        link("to." + std::string(words.id), words.name, page);
    }
    ImGui::Dummy({1, space::xs});
}

constexpr float part_width = 116;

/// Which part of the year: beside the title while there is room, else below it.
void part_choice(const PageContext& p, ImVec2 title) {
    std::vector<std::pair<std::string, std::string>> options;
    for (int part = 0; part < ReportingPeriod::parts; ++part)
        options.emplace_back(std::to_string(part), part_name(part));
    const int now = p.asked().part;
    std::string chosen = std::to_string(now);
    const ImVec2 after = ImGui::GetCursorScreenPos();
    if (!p.narrow)
        ImGui::SetCursorScreenPos({after.x + ImGui::GetContentRegionAvail().x - part_width, title.y - 4});
    if (choice("period", "period", options, chosen, part_width)) {
        const int part = std::stoi(chosen);
        p.queue.push(act::SetFilter{part ? ListFilter(PartFilter{part}) : ListFilter()});
    }
    if (p.narrow) return;
    ImGui::SetCursorScreenPos(after);
    ImGui::Dummy({1, 0});
}

/// What lies after today, or too long ago, is in no figure: it is planned, or its date is wrong.
void ahead(const PageContext& p) {
    if (!p.office()) return;
    const Known& known = p.derived.known();
    for (size_t reg = 0; reg < p.catalog.registers.size(); ++reg)
        for (const bool early : {false, true}) {
            const Register& r = p.catalog.registers[reg];
            const size_t n = (early ? known.early(int(reg)) : known.ahead(int(reg))).size();
            const std::string words = tr(early ? T::early_line : T::ahead_line,
                                         {pick(r.name), grouped(int64_t(n)), std::to_string(first_year)});
            if (n && button(((early ? "early." : "ahead.") + r.id).c_str(), words.c_str()))
                p.queue.push(act::OpenAhead{int(reg), early});
        }
}

/// Scrolls to what is drawn next, when it was asked for.
void reveal(const PageContext& p, OverviewPart part) {
    if (p.state.reveal != part) return;
    ImGui::SetScrollHereY(0);
    p.queue.push(act::Reveal{});
}

} // namespace

void draw_overview(const PageContext& p) {
    if (nothing_yet(p)) return;
    const ReportingPeriod asked = p.asked();
    const KnownPeriod view = p.derived.known().view(asked);
    std::string sentence = tr(p.office() ? T::overview_sentence : T::slides_all_personal);
    if (view.empty())
        sentence = tr(T::none_known) + (" · " + sentence);
    else if (view.partial())
        sentence = tr(T::year_partial, {long_date(view.known.to)}) + " · " + sentence;
    if (p.office()) sentence += " · " + checks_verdict(p);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    page_title(p,
               asked.part ? tr(T::overview_title_part, {period_words(asked)})
                          : tr(T::overview_title, {std::to_string(asked.year)}),
               sentence, p.narrow ? 0 : part_width + space::m);
    part_choice(p, at);
    ahead(p);
    if (p.phone) board_links(p);
    if (p.office()) draw_alarms(p);
    const float width = ImGui::GetContentRegionAvail().x;
    grid(6,
         width > 1000  ? 6
         : width > 560 ? 3
                       : 2,
         118, [&](int i, ImVec2 size) {
             if (const int at = p.catalog.find_indicator(first_figures[i]); at >= 0)
                 figure_at(p, at, size, true);
         });
    if (p.office()) draw_goals(p);
    if (asked.part) heading(tr(T::charts_of_year, {period_words(asked.year)}));
    charts(p);
    reveal(p, OverviewPart::checks);
    if (p.office()) draw_checks(p);
    ImGui::Dummy({1, space::s});
    reveal(p, OverviewPart::figures);
    heading(tr(T::figures_title), tr(T::figures_sentence) + std::string(" · ") + tr(T::drafts_count));
    for (const Clause& clause : p.catalog.clauses) {
        std::vector<int> own;
        for (size_t i = 0; i < p.catalog.indicators.size(); ++i)
            if (p.catalog.indicators[i].clause == clause.id) own.push_back(int(i));
        if (own.empty()) continue;
        {
            Typed typed(type::note, Weight::semibold);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            draw_text({at.x, at.y + 4}, width, clause.id + "  " + pick(clause.name), colours().blue);
            ImGui::Dummy({1, 22});
        }
        grid(int(own.size()), columns_for(width, p.narrow ? space::phone_tile : 210), 102,
             [&](int i, ImVec2 size) { figure_at(p, own[size_t(i)], size, false); });
    }
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
