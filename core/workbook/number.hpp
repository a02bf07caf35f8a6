// What number formats and written numbers of spreadsheets mean.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mj {

/// "12", "-0.5", "1.2E-3", as spreadsheets write numbers; nothing else. Finite.
std::optional<double> written_number(std::string_view text);

/// The shortest of 15 or 17 digits that reads as the same number.
std::string number_text(double number);

/// "2024-07-05", "2024-07-05T08:30:00": days since 1899-12-30.
std::optional<double> iso_days(std::string_view text);

/// Whether a custom format shows a date or a time of day. What counts hours on beyond 24, [h], shows a duration.
bool is_date_format(std::string_view code);
/// The same of the formats a file need not spell out. 27 to 36 and 50 to 58 are dates in East Asian programs.
bool is_builtin_date(uint32_t id);

/// From serials of a workbook whose first day is in 1904 to others.
constexpr double days_1904 = 1462;

} // namespace mj
