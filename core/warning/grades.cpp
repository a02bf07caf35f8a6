#include "core/warning/grades.hpp"

#include "core/warning/employer_rule.hpp"

namespace mj {

GradeProposals propose_grades(const Ledger& ledger, const Period& year) {
    const auto& rules = ledger.catalog().grades;
    GradeProposals out;
    for (size_t r = 0; r < rules.size(); ++r)
        for (const auto& [employer, hits] : rule_hits(ledger, rules[r], year)) {
            GradeProposal& proposal = out[employer];
            if (rules[r].grade < proposal.grade) continue;
            if (rules[r].grade > proposal.grade) proposal = {rules[r].grade, {}};
            GradeReason reason{int(r), {}};
            for (const RuleHit& hit : hits) reason.rows.push_back(hit.row);
            proposal.reasons.push_back(std::move(reason));
        }
    return out;
}

} // namespace mj
