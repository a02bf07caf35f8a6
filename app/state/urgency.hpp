// How pressing an open clock is, and the day on which clocks are read.
#pragma once
#include "app/port/clock.hpp"
#include "app/state/derived.hpp"
#include "app/state/state.hpp"

namespace mj {

Urgency urgency_of(const ClockReading& reading);
/// Today, or the newest day of the records where that is asked for, or where they are months old.
Date as_of(const AppState& state, Derived& derived, const Clock& clock);
bool fits(const ClockFilter& filter, const ClockReading& reading);
constexpr WarningFilter red_unanswered{2, true};
bool fits(const WarningFilter& filter, const Catalog& catalog, const Warning& warning);

} // namespace mj
