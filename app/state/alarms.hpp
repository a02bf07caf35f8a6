// What somebody must look into, counted for the first screen.
#pragma once
#include "app/state/handed.hpp"
#include "core/clock/clocks.hpp"
#include "core/warning/warnings.hpp"

namespace mj {

struct Alarms {
    int overdue = 0;                      ///< matters whose last day has passed
    int expired = 0;                      ///< validities that have ended
    int red = 0;                          ///< red warnings nobody has answered
    int organisations = 0, registers = 0; ///< that lack the last month
};
/// All as they stand on one day; `lately` is of the last month that was over on it.
Alarms alarms_of(const Catalog& catalog, const Clocks& clocks, const std::vector<Warning>& warnings,
                 const Handed& lately);

} // namespace mj
