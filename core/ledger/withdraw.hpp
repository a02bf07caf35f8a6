// Takes back later what came with a file, field by field, from the chronicle and from how the records stand now.
#pragma once
#include "core/ledger/chronicle.hpp"

namespace mj {

struct Withdrawal {
    Change change;     ///< passes Ledger::possible()
    uint64_t kept = 0; ///< records of which something stays as the batch left it
};

/// Records that the batch made are removed, what it wrote into others gives way to what was there before. A field that
/// holds something else by now stays as it is. Of records that were changed since nothing is taken back, nor are records
/// to which one leads that stays; with `all` they are, too.
Withdrawal withdraw(const Ledger& ledger, Entry batch, bool all, int64_t now);

} // namespace mj
