// Working days by the calendars of the catalogue. A year without a calendar is said, not guessed.
#pragma once
#include "core/catalog/catalog.hpp"

#include <optional>

namespace mj {

class WorkDays {
  public:
    explicit WorkDays(const std::vector<Calendar>& calendars) : calendars_(calendars) {}
    bool knows(int year) const { return find(year) != nullptr; }
    bool works(Date day) const; ///< By weekday alone in a year without a calendar.
    /// The n-th working day after `day`, n >= 0; that day itself does not count, whether worked or not. Nothing when a
    /// year on the way has no calendar.
    std::optional<Date> after(Date day, int n) const;
    /// This day or the next that is worked; nothing as above.
    std::optional<Date> on_or_after(Date day) const;
    /// Working days in (from, to], negative when `to` comes first; nothing as above.
    std::optional<int> between(Date from, Date to) const;

  private:
    const Calendar* find(int year) const;
    const std::vector<Calendar>& calendars_;
};

} // namespace mj
