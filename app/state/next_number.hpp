// The number the next record of a register would bear.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

/// Where the numbers in a text field of the newest records count on within the same words, as "信2024-017": the next one, in
/// `today`'s year where they name years. Empty where there is no such order.
std::string next_number(const Table& table, int field, Date today);

} // namespace mj
