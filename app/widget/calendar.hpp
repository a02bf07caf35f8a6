// A date to type, with a calendar to choose it from.
#pragma once
#include "core/base/date.hpp"

#include <string>

namespace mj {

/// An input and a button that opens the month; in the input the arrow down does so too, in the month arrows go to the day
/// beside it, PageUp and PageDown from month to month. The text is what was typed, or the day that was chosen ("2023-05-06"). True
/// when it changed. `today` is marked, and the month is its own when the text is no date.
bool date_input(const std::string& id, std::string_view label, std::string& text, Date today, float width);

} // namespace mj
