#include "core/indicator/checks.hpp"

#include "core/base/keyed_hash.hpp"
#include "core/ledger/condition.hpp"

#include <algorithm>

namespace mj {

CheckResult run_check(const Ledger& ledger, const Check& check, const Period& period) {
    const Register& reg = ledger.catalog().registers[size_t(check.of.reg)];
    const Table& table = ledger.table(check.of.reg);
    CheckResult out;
    IdSet met;
    for (const uint32_t row : rows_of(ledger, check.of, period)) {
        bool asked = check.distinct >= 0, all = true;
        for (const Condition& must : check.must) {
            const RowCells cells{table, row};
            if (silent(must, cells)) continue;
            asked = true;
            all = all && holds(must, cells);
        }
        if (check.distinct >= 0) {
            const uint64_t to = table.column(check.distinct).links()[row];
            const Table& others = ledger.table(reg.fields[size_t(check.distinct)].target);
            const int64_t at = others.find(RecordId{to});
            all = all && at >= 0 && others.counts(uint32_t(at)) && met.insert(to).second;
        }
        if (asked) ++out.looked;
        if (!all) out.broken.push_back(row);
    }
    return out;
}

std::vector<CheckResult> run_checks(const Ledger& ledger, const Period& period) {
    std::vector<CheckResult> out;
    for (const Check& check : ledger.catalog().checks) out.push_back(run_check(ledger, check, period));
    return out;
}

} // namespace mj
