// Finding records by what a person sees of them.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

/// Living rows in which a text, the name of a code (in either language), the title of a linked record or a date
/// ("2023-05") contains the needle; ASCII case does not matter. All when it is blank. In row order.
std::vector<uint32_t> find_rows(const Ledger& ledger, int reg, std::string_view needle);

} // namespace mj
