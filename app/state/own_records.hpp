// How many records somebody at a desk has made, and not the sample's maker.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

uint64_t own_records(const Ledger& ledger);

} // namespace mj
