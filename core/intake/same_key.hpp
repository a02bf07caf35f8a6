// When two records with ids of their own are the same one: by the business key, compared as the gate compares it.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

using Joined = IdMap<uint64_t>; ///< ids of records that have become part of others -> ids of those

/// A link to a joined record leads to the one that stays; every other value is as it is.
Value led(const Field& field, Value value, const Joined& joined);
void lead(const Catalog& catalog, const Joined& joined, Edit& edit);

/// The key of a record whose links are led; empty when nothing of it is there.
std::string led_key(const Table& table, const Register& reg, uint32_t row, const Joined& joined);

/// Registers that other records link to by a name which is no part of the key: an employer without its credit code goes by
/// its name. -1: there is none, else the field.
int name_beside_key(const Catalog& catalog, int reg);
std::string folded_name(const Table& table, uint32_t row, int name); ///< may be empty

/// All registers, those behind whose keys hold links to others.
std::vector<int> targets_first(const Catalog& catalog);

} // namespace mj
