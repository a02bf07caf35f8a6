// Clocks in words, for the pages that show them.
#pragma once
#include "app/theme/theme.hpp"
#include "core/clock/clocks.hpp"

#include <string>

namespace mj {

/// "3 days", "12 days over", "suspended" …
std::string clock_words(const Catalog& catalog, const ClockReading& reading);
std::string last_day(const DayRange& due);       ///< one day, or the earliest and the latest
ImU32 clock_colour(const ClockReading& reading); ///< 0: nothing to say by colour
std::string clock_owner(const Ledger& ledger, const ClockReading& reading);    ///< "" when nobody is named
std::string clock_employer(const Ledger& ledger, const ClockReading& reading); ///< whom it is about, or ""

} // namespace mj
