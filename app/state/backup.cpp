#include "app/state/backup.hpp"

#include "core/base/date.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>

namespace mj {
namespace {

Date day_of(int64_t stamp) {
    const std::string day = std::to_string(stamp / 10000); // of four digits a year, or parse() refuses it
    return Date::parse(day.substr(0, 4) + "-" +
                       (day.size() == 8 ? day.substr(4, 2) + "-" + day.substr(6) : ""))
        .value_or(Date());
}

} // namespace

int64_t copy_stamp(std::string_view name, std::string_view office) {
    const std::string before = "mingjing-" + std::string(office) + "-";
    constexpr size_t stamp = 13; // 20240630-1402
    if (!name.starts_with(before)) return 0;
    name.remove_prefix(before.size());
    if (name.size() < stamp || name[8] != '-') return 0;
    const std::string_view ending = name.substr(stamp);
    if (ending != ".json" && ending != ".mjsealed") return 0;
    const std::string digits = std::string(name.substr(0, 8)) + std::string(name.substr(9, 4));
    int64_t out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (error != std::errc() || end != digits.data() + digits.size() || out < 0) return 0;
    return day_of(out).has() && out / 100 % 100 < 24 && out % 100 < 60 ? out : 0;
}

std::vector<std::string> outdated_copies(std::span<const std::string> names, std::string_view office) {
    constexpr size_t latest = 5, days = 7, weeks = 5, months = 12;
    std::vector<std::pair<int64_t, std::string>> copies;
    for (const std::string& name : names)
        if (const int64_t stamp = copy_stamp(name, office)) copies.emplace_back(stamp, name);
    std::sort(copies.begin(), copies.end(), std::greater<>());
    std::vector<std::string> out;
    std::set<int64_t> of_day, of_week, of_month;
    const auto first_of = [](std::set<int64_t>& seen, int64_t one, size_t most) {
        return seen.size() < most && seen.insert(one).second;
    };
    size_t n = 0;
    for (const auto& [stamp, name] : copies) {
        const int64_t day = stamp / 10000;
        bool kept = n++ < latest;
        kept |= first_of(of_day, day, days);
        kept |= first_of(of_week, (day_of(stamp).days + 3) / 7, weeks); // 1970-01-01 was a Thursday
        kept |= first_of(of_month, day / 100, months);
        if (!kept) out.push_back(name);
    }
    return out;
}

} // namespace mj
