// The credit grade of a year that the catalogue's rules propose for an employer; a person confirms it
// (企业劳动保障守法诚信等级评价办法).
#pragma once
#include "core/base/keyed_hash.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

struct GradeReason {
    int rule = -1;              ///< position in Catalog::grades
    std::vector<uint32_t> rows; ///< of the rule's register, that fulfil it; by date
};
struct GradeProposal {
    int grade = 1;                    ///< column number in the code list "grade"
    std::vector<GradeReason> reasons; ///< those for this grade, in the catalogue's order; none for the best
};
using GradeProposals = IdMap<GradeProposal>; ///< by employer; not in it: the best grade
GradeProposals propose_grades(const Ledger& ledger, const Period& year);

} // namespace mj
