// Days as an iCalendar file (RFC 5545), one all-day event each.
#pragma once
#include "core/base/date.hpp"

#include <string>
#include <vector>

namespace mj {

struct CalendarDay {
    Date day;
    std::string id; ///< the same for the same thing: a calendar replaces what it has already
    std::string title, note;
};

/// `stamp`: when it is written, seconds UTC. UTF-8, lines of at most 75 bytes ended by CR LF.
std::string calendar_file(const std::vector<CalendarDay>& days, int64_t stamp);

} // namespace mj
