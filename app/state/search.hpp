// Finding records by what a person sees of them.
#pragma once
#include "core/query/condition.hpp"

namespace mj {

/// Living rows in which a text, the name of a code (in either language), the title of a linked record or a date
/// ("2023-05") contains the needle; letter case and width do not matter, and pinyin initials find Chinese names. All
/// when it is blank.
Bits find_rows(const Ledger& ledger, int reg, std::string_view needle);

} // namespace mj
