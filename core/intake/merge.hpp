// Several ledgers as one: all records by id, of each the version that was changed last. The order of the ledgers and one given
// twice make no difference.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

/// Two versions of a record say different things and none of them is the one the other began with.
struct MergeConflict {
    int reg;
    RecordId id;
    int field; ///< -1: the state
    Value kept, other;
};

struct Merged {
    Ledger ledger;
    std::vector<MergeConflict> conflicts; ///< by register, id and field
    uint64_t differing = 0;               ///< records of which there was more than one version
};

/// All of one catalogue; at least one.
Merged merge_ledgers(const std::vector<const Ledger*>& ledgers);

} // namespace mj
