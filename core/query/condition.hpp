// Conditions asked of all rows of a register at once.
#pragma once
#include "core/base/bits.hpp"
#include "core/ledger/condition.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

/// Keeps in `rows` those of which the condition holds. The field's type must fit the test; `rows` has a bit for every row of the table.
void keep_fitting(const Ledger& ledger, int reg, const Condition& condition, Bits& rows);

/// Keeps in `rows` those that link to a row of the target register whose bit is set in `targets`.
void keep_linked(const Ledger& ledger, int reg, int field, const Bits& targets, Bits& rows);

/// The living rows; drafts and void ones too, unless `counting`.
Bits living(const Table& table, bool counting = false);

/// Living rows that fit all conditions.
Bits select(const Ledger& ledger, int reg, std::span<const Condition> conditions);

} // namespace mj
