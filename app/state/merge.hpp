// A data file that may be merged with what is here: what it would do, and what somebody has to decide.
#pragma once
#include "core/intake/merge.hpp"

namespace mj {

struct MergeOffer {
    uint64_t fresh = 0, newer = 0, kept = 0;
    bool possible = true; ///< not when too much would change at once
    std::vector<Clash> clashes = {};
    std::vector<int8_t> theirs = {}; ///< of each clash: 1 the file's, 0 ours, -1 not yet decided
    size_t open = 0;                 ///< how many are not
};

} // namespace mj
