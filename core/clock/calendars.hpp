// The calendars in force: the catalogue's, and those an office has recorded from the notice of a later year.
#pragma once
#include "core/clock/work_days.hpp"
#include "core/ledger/ledger.hpp"

#include <functional>

namespace mj {

/// One a year; a recorded one goes before the catalogue's. Neither drafts nor void records count.
std::vector<Calendar> calendars_of(const Ledger& ledger);
inline WorkDays work_days(const Ledger& ledger) { return WorkDays(calendars_of(ledger)); }

/// The change that records these calendars: a record of the same year is updated, else one is added. Empty when all of them
/// are there already, or when the catalogue has no register for them. `next_id` gives new ids; `now`: seconds UTC.
Change calendar_change(const Ledger& ledger, const std::vector<Calendar>& calendars,
                       const std::function<RecordId()>& next_id, int64_t now);

} // namespace mj
