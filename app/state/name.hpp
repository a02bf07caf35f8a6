// What people call a record.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

/// The title field as text; where that is a link, the name of the record it leads to. "" when missing.
std::string record_name(const Ledger& ledger, int reg, uint32_t row);
std::string record_name(const Ledger& ledger, int reg, RecordId id); ///< "" also when there is no such record
/// Of a record that is not in the ledger, from its title field's value.
std::string record_name(const Ledger& ledger, int reg, const Value& title);

std::string field_names(const Register& reg, uint64_t fields); ///< a bit for each

} // namespace mj
