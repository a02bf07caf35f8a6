// Records of several ledgers that have one business key but ids of their own.
#pragma once
#include "core/intake/merge.hpp"

namespace mj {

/// Finds them in the union of the ledgers and joins those that are to be joined.
void join_same(const std::vector<const Ledger*>& ledgers, JoinSame join, Merged& merged);

} // namespace mj
