#include "core/warning/employer_rule.hpp"

#include "core/base/sort.hpp"
#include "core/query/group.hpp"

namespace mj {

std::map<uint64_t, std::vector<RuleHit>> rule_hits(const Ledger& ledger, const EmployerRule& rule,
                                                   const Period& period) {
    const Table& table = ledger.table(rule.reg);
    const auto dates = table.column(rule.date).numbers();
    const auto employers = table.column(rule.employer).links();
    std::map<uint64_t, std::vector<RuleHit>> out;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!period.holds(Date{dates[row]}) || !employers[row] || !table.counts(row) ||
            !matches(table, rule.where, row))
            continue;
        int64_t amount = 1;
        if (rule.field >= 0) {
            const Column& column = table.column(rule.field);
            if (!column.has(row) || column.number(row) < rule.at_least) continue;
            amount = column.number(row);
        }
        out[employers[row]].push_back({Date{dates[row]}, row, amount});
    }
    std::erase_if(out, [&](const auto& entry) {
        return rule.field < 0 && int64_t(entry.second.size()) < rule.at_least;
    });
    for (auto& [employer, hits] : out)
        sort_stable(hits, [](const RuleHit& a, const RuleHit& b) { return a.day < b.day; });
    return out;
}

} // namespace mj
