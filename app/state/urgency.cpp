#include "app/state/urgency.hpp"

namespace mj {

Urgency urgency_of(const ClockReading& reading) {
    if (reading.reminder) return reading.days < 0 ? Urgency::expired : Urgency::reminder;
    if (reading.state == ClockReading::State::unsaid) return Urgency::unsaid;
    if (!reading.due.has()) return Urgency::undated;
    if (reading.state == ClockReading::State::broken) return Urgency::broken;
    return reading.days <= 3 ? Urgency::days3 : reading.days <= 7 ? Urgency::days7 : Urgency::later;
}

Date as_of(const AppState& state, Derived& derived, const Clock& clock) {
    constexpr int current = 90; // days: older data are not of today
    const Date newest = derived.last_move(), today = clock.today();
    if (!newest.has()) return today;
    return state.as_of_newest.value_or(today.days - newest.days > current) ? newest : today;
}

bool fits(const ClockFilter& filter, const ClockReading& reading) {
    return (filter.rule < 0 || filter.rule == reading.rule) &&
           (filter.urgency < 0 || filter.urgency == int(urgency_of(reading)));
}

bool fits(const WarningFilter& filter, const Catalog& catalog, const Warning& warning) {
    return (filter.level < 0 || catalog.warnings[size_t(warning.rule)].level == filter.level) &&
           !(filter.open && warning.answered());
}

} // namespace mj
