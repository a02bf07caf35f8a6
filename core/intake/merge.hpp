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

/// Two records that have one business key; no ledger holds both.
struct MergeSame {
    int reg;
    RecordId stays, other;
    bool agree; ///< they do not contradict each other
};

enum class JoinSame : uint8_t { agreeing, all, none };

struct Merged {
    Ledger ledger;
    std::vector<MergeConflict> conflicts; ///< by register, id and field
    uint64_t differing = 0;               ///< records of which there was more than one version
    std::vector<MergeSame> same = {};     ///< also those that were joined; each but the first of a key
};

/// All of one catalogue; at least one. Of records that are joined the one made first keeps its id, each field is that of
/// the record changed last that has it, and links to the others lead to it.
Merged merge_ledgers(const std::vector<const Ledger*>& ledgers, JoinSame join = JoinSame::none);

} // namespace mj
