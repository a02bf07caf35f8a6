// What number formats and written numbers of spreadsheets mean.
#include "core/base/sort.hpp"
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mj {

/// "12", "-0.5", "1.2E-3", as spreadsheets write numbers; nothing else. Finite.
std::optional<double> written_number(std::string_view text);

/// The shortest of 15 or 17 digits that reads as the same number.
std::string number_text(double number);

/// "2024-07-05", "2024-07-05T08:30:00": days since 1899-12-30.
std::optional<double> iso_days(std::string_view text);

/// What a number format makes of a number, as far as somebody sees another one than is kept: 1.20万元, 50%, 000012.
struct NumberFormat {
    enum class Kind : uint8_t {
        plain,
        date,
        percent,
        padded, ///< to at least so many `digits`
        unit,   ///< with `words` behind it, and divided by 10 to the `scale`
        unclear ///< which unit it shows depends on the number, or it is divided and says no unit
    } kind = Kind::plain;
    uint8_t digits = 0, scale = 0;
    std::string words = {};
};
/// Formats by their numbers, in that order; null: this one is not among them.
template <class N>
const NumberFormat* format_of(const std::vector<std::pair<N, NumberFormat>>& formats, N number) {
    const auto at = std::lower_bound(formats.begin(), formats.end(), number,
                                     [](const auto& one, N wanted) { return one.first < wanted; });
    return at == formats.end() || at->first != number ? nullptr : &at->second;
}
template <class N> void sort_formats(std::vector<std::pair<N, NumberFormat>>& formats) {
    sort_stable(formats, [](const auto& a, const auto& b) { return a.first < b.first; });
}
/// Of a custom format. A date is also a time of day; what counts hours on beyond 24, [h], shows a duration.
NumberFormat number_format(std::string_view code);
/// The same of the formats a file need not spell out. 27 to 36 and 50 to 58 are dates in East Asian programs.
NumberFormat builtin_format(uint32_t id);
/// What somebody sees, where that is another number than the one kept ("1.2万", "50%", "000012"), or what is no number where
/// that cannot be said; else "".
std::string seen_number(const NumberFormat& format, double number);

/// From serials of a workbook whose first day is in 1904 to others.
constexpr double days_1904 = 1462;

} // namespace mj
