#include "core/indicator/reporting_period.hpp"

#include <charconv>

namespace mj {

Period ReportingPeriod::days() const {
    const int months = part == 0  ? 12
                       : part < 3 ? 6
                       : part < 7 ? 3
                                  : 1,
              first = part == 0  ? 1
                      : part < 3 ? 6 * part - 5
                      : part < 7 ? 3 * part - 8
                                 : part - 6,
              last = first + months - 1;
    return {Date::of(year, first, 1), Date::of(year, last, days_in_month(year, last))};
}

std::string ReportingPeriod::part_text(int part) {
    if (part == 0) return {};
    if (part < 3) return "H" + std::to_string(part);
    if (part < 7) return "Q" + std::to_string(part - 2);
    return std::to_string(100 + part - 6).substr(1);
}

int ReportingPeriod::find_part(std::string_view text) {
    for (int part = 1; part < parts; ++part)
        if (text == part_text(part)) return part;
    return -1;
}

std::string ReportingPeriod::text() const {
    std::string name = std::to_string(year);
    name.insert(0, name.size() < 4 ? 4 - name.size() : 0, '0'); // parse() reads four digits
    return part ? name + "-" + part_text(part) : name;
}

std::optional<ReportingPeriod> ReportingPeriod::parse(std::string_view text) {
    ReportingPeriod out;
    const std::string_view name = text.substr(0, 4);
    const auto read = std::from_chars(name.data(), name.data() + name.size(), out.year);
    if (name.size() != 4 || read.ptr != name.data() + 4 || out.year < 1 || out.year > 9998)
        return std::nullopt;
    if (text.size() == 4) return out;
    if (text[4] != '-') return std::nullopt;
    out.part = find_part(text.substr(5));
    return out.part < 0 ? std::nullopt : std::optional(out);
}

} // namespace mj
