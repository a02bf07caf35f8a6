// Whether the records of a period are such that their figures can be right.
#pragma once
#include "core/indicator/figures.hpp"

namespace mj {

struct CheckResult {
    std::vector<uint32_t> broken; ///< rows that break it, in row order
    uint32_t looked = 0; ///< rows it has been asked of; 0: nothing was there to ask, which is no agreement
};
/// A comparison is asked only of records that have both sides. Drafts and void records are not looked at: as in figures.
CheckResult run_check(const Ledger& ledger, const Check& check, const Period& period);
/// All, in the catalogue's order.
std::vector<CheckResult> run_checks(const Ledger& ledger, const Period& period);

} // namespace mj
