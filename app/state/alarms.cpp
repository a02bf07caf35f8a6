#include "app/state/alarms.hpp"

#include "app/state/urgency.hpp"

namespace mj {

Alarms alarms_of(const Catalog& catalog, const Clocks& clocks, const std::vector<Warning>& warnings,
                 const Handed& lately) {
    Alarms out;
    for (const ClockReading& reading : clocks.open) {
        const Urgency urgency = urgency_of(reading);
        out.overdue += urgency == Urgency::broken;
        out.expired += urgency == Urgency::expired;
    }
    for (const Warning& warning : warnings) out.red += fits(red_unanswered, catalog, warning);
    if (lately.over == 0) return out;
    for (const HandedRow& row : lately.organisations) out.organisations += row.lacks(lately.over);
    for (const HandedRow& row : lately.registers) out.registers += row.lacks(lately.over);
    return out;
}

} // namespace mj
