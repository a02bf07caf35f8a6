// A data file that may be merged with what is here: what it would do, and what somebody has to decide.
#pragma once
#include "core/intake/merge_into.hpp"

namespace mj {

struct MergeOffer {
    MergeFound found;
    MergeChoice choice;
    size_t open = 0; ///< how much is not yet decided
    /// What there is to decide, in order: a position in found.same, or behind them one in found.clashes.
    std::vector<uint32_t> lines = {};
    uint64_t same = 0;      ///< of found.same, without those known before
    uint64_t conflicts = 0; ///< of found.clashes, without those that are plain
};

} // namespace mj
