#include "app/state/goals.hpp"

#include <algorithm>

namespace mj {

std::vector<GoalStand> goals_of(const Ledger& ledger, int year, const std::vector<Figure>& figures,
                                Date day) {
    const Catalog& catalog = ledger.catalog();
    std::vector<GoalStand> out;
    const int at = catalog.find_register("goal");
    if (at < 0) return out;
    const Register& reg = catalog.registers[size_t(at)];
    const int of_year = reg.find("year"), target = reg.find("target"), by = reg.find("indicator");
    if (of_year < 0 || target < 0 || by < 0) return out;
    const Period whole = Period::of_year(year);
    const Date now = std::clamp(day, whole.from, whole.to);
    const double part = double(now.days - whole.from.days + 1) / double(whole.to.days - whole.from.days + 1);
    const Table& table = ledger.table(at);
    const auto& codes = catalog.code_lists[size_t(reg.fields[size_t(by)].codes)].codes;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.counts(row) || table.column(of_year).numbers()[row] != year) continue;
        GoalStand goal;
        goal.row = row;
        const uint16_t code = table.column(by).codes()[row];
        goal.indicator = code ? catalog.find_indicator(codes[size_t(code - 1)].indicator) : -1;
        if (table.column(target).has(row)) goal.target = table.column(target).numbers()[row];
        if (goal.indicator >= 0 && goal.target > 0 && figures[size_t(goal.indicator)].value) {
            goal.value = figures[size_t(goal.indicator)].value->approx();
            const bool ratio = catalog.indicators[size_t(goal.indicator)].ratio;
            goal.expected = ratio ? double(goal.target) : double(goal.target) * part;
            goal.word = goal.value >= double(goal.target)  ? GoalStand::Word::reached
                        : goal.value >= goal.expected      ? GoalStand::Word::on_way
                        : goal.value > goal.expected * 0.9 ? GoalStand::Word::short_
                                                           : GoalStand::Word::behind;
        }
        out.push_back(goal);
    }
    return out;
}

} // namespace mj
