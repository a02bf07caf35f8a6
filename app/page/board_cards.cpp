#include "app/page/board_cards.hpp"

#include "app/page/board_words.hpp"
#include "app/page/pieces.hpp"

#include <algorithm>

namespace mj {

ChartUnit board_unit(const PageContext& p, const Board& board, const BoardChart& chart, int64_t most) {
    const Register& reg = p.catalog.registers[size_t(board.reg())];
    const int sum = chart.sum.empty() ? -1 : reg.find(chart.sum);
    if (sum < 0) return short_unit(most, tr(T::unit_records), false);
    const bool money = reg.fields[size_t(sum)].type == FieldType::money;
    return short_unit(most, money ? tr(T::unit_yuan) : "", money);
}

std::span<const int64_t> before_of(const PageContext& p, const Board& board, const Board::Marks& of) {
    return board.knows_before() && (p.office() || !of.few_before) ? std::span<const int64_t>(of.before)
                                                                  : std::span<const int64_t>();
}

BoardCards::BoardCards(const PageContext& p, Board& board, const BoardFilter& choice)
    : p_(p), board_(board), choice_(choice), section_(board_sections()[size_t(board.section())]) {
    if (climb_tells_enough()) kinds_[count_++] = Kind::climb;
    if (!p.office() && !board.steps().empty()) kinds_[count_++] = Kind::steps;
    if (!p.office()) return; // days and amounts taken off would tell of single records
    if (section_.days) kinds_[count_++] = Kind::days;
    if (!board.fall().empty()) kinds_[count_++] = Kind::fall;
    if (!board.steps().empty()) kinds_[count_++] = Kind::steps;
}

/// From month to month the line tells what each of them adds.
bool BoardCards::climb_tells_enough() const {
    const Board::Marks& of = board_.marks()[0];
    if (p_.office()) return true;
    const auto enough = [](int64_t n) { return n == 0 || n >= fewest_said; };
    return !of.few && !of.few_before && std::all_of(of.now.begin(), of.now.end(), enough) &&
           std::all_of(of.before.begin(), of.before.end(), enough);
}

float BoardCards::height(int i) const {
    switch (kinds_[i]) {
    case Kind::climb: return 300;
    case Kind::days: return p_.narrow ? 262 : 292;
    case Kind::fall:
        return 60 + 38 * float(std::count_if(board_.fall().begin(), board_.fall().end(),
                                             [](int64_t v) { return v != 0; }) +
                               1);
    case Kind::steps: break;
    }
    return 60 + 40 * float(board_.steps().size());
}

void BoardCards::draw(int i, ImVec2 size) const {
    switch (kinds_[i]) {
    case Kind::climb: return climb(size);
    case Kind::days: return days(size);
    case Kind::fall: return fall(size);
    case Kind::steps: return steps(size);
    }
}

void BoardCards::choose_months(int from, int to) const {
    BoardFilter other = choice_;
    const bool again = choice_.from == from && choice_.to == to;
    other.from = again ? 1 : from;
    other.to = again ? 12 : to;
    p_.queue.push(act::SetFilter{other});
}

void BoardCards::climb(ImVec2 size) const {
    const Board::Marks& of = board_.marks()[0];
    const BoardChart& chart = section_.charts[size_t(of.chart)];
    const KnownPeriod view = p_.derived.known().view(board_.reg(), p_.state.year);
    // A target is of all records, so it is compared with all of them.
    int64_t target = 0;
    if (choice_.codes.empty() && chart.sum.empty() && !section_.goal.empty())
        for (const GoalStand& goal : p_.derived.goals(p_.state.year, view.known.to))
            if (goal.indicator == p_.catalog.find_indicator(section_.goal)) target = goal.target;
    const ChartUnit unit = board_unit(p_, board_, chart, sum_of(of.now));
    const Card card("climb", size);
    heading(tr(T::board_climb), with_unit(unit, target ? T::board_climb_target : T::board_climb_hint));
    if (const int month =
            climb_line("climb", ImGui::GetContentRegionAvail(), of.now, before_of(p_, board_, of),
                       view.empty() ? 1 : view.known.to.month(), target, unit))
        choose_months(1, month);
}

void BoardCards::days(ImVec2 size) const {
    const Card card("days", size);
    heading(tr(T::board_days), tr(T::board_days_hint));
    const int month =
        day_grid("days", ImGui::GetContentRegionAvail(), Date::of(p_.state.year, 1, 1), board_.days(),
                 {choice_.from, choice_.to}, short_unit(0, tr(T::unit_records), false));
    if (month) choose_months(month, month);
}

void BoardCards::fall(ImVec2 size) const {
    const Register& reg = p_.catalog.registers[size_t(board_.reg())];
    const auto& amounts = board_.fall();
    const ChartUnit unit = short_unit(amounts[0], tr(T::unit_yuan), true);
    const Card card("fall", size);
    heading(tr(T::board_fall), unit.unit);
    const auto mark = [](std::string key, std::string label, int64_t now) {
        Mark out;
        out.key = std::move(key);
        out.label = std::move(label);
        out.now = now;
        return out;
    };
    const Field& by = reg.fields[size_t(reg.find(section_.fall.by))];
    const auto& codes = p_.catalog.code_lists[size_t(by.codes)].codes;
    std::vector<Mark> less;
    int64_t rest = amounts[0];
    for (size_t code = 0; code + 1 < amounts.size(); ++code) {
        const int64_t off = amounts[code + 1];
        if (off == 0) continue;
        const std::string name = code ? pick(codes[code - 1].name) : tr(T::chart_unknown);
        less.push_back(mark(code ? codes[code - 1].id : "0", tr(T::board_fall_less, {name}), off));
        rest -= off;
    }
    fall_bars("fall", ImGui::GetContentRegionAvail(),
              mark("amount", pick(reg.fields[size_t(reg.find(section_.fall.amount))].name), amounts[0]), less,
              mark("rest",
                   board_.fall_unfilled() ? tr(T::board_fall_rest_unfilled,
                                               {grouped(int64_t(board_.fall_unfilled())),
                                                pick(reg.fields[size_t(reg.find(section_.fall.less))].name)})
                                          : tr(T::board_fall_rest),
                   rest),
              unit);
}

void BoardCards::steps(ImVec2 size) const {
    const Register& reg = p_.catalog.registers[size_t(board_.reg())];
    const Card card("steps", size);
    heading(tr(T::board_steps), tr(T::unit_records));
    std::vector<Mark> marks;
    for (size_t i = 0; i < section_.steps.size(); ++i) {
        const int field = reg.find(section_.steps[i]);
        if (field < 0) continue;
        Mark mark;
        mark.key = reg.fields[size_t(field)].id;
        mark.label = pick(reg.fields[size_t(field)].name);
        mark.now = board_.steps()[i];
        marks.push_back(std::move(mark));
    }
    step_bars("steps", ImGui::GetContentRegionAvail(), marks, short_unit(0, tr(T::unit_records), false));
}

} // namespace mj
