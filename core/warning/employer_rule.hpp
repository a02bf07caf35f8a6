// Which employers a rule of the catalogue applies to.
#pragma once
#include "core/ledger/ledger.hpp"

#include <map>

namespace mj {

struct RuleHit {
    Date day;
    uint32_t row;   ///< of the rule's register
    int64_t amount; ///< in the rule's field; 1 without one
};
/// The records of the period that fulfil the rule, by the id of their employer, each list by date.
std::map<uint64_t, std::vector<RuleHit>> rule_hits(const Ledger& ledger, const EmployerRule& rule,
                                                   const Period& period);

} // namespace mj
