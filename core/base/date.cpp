#include "core/base/date.hpp"

#include "core/base/digits.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace mj {
namespace {

std::chrono::year_month_day civil(Date d) {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{d.days}}};
}

bool digits(std::string_view text, size_t at, size_t n, int& out) {
    out = 0;
    for (size_t i = at; i < at + n; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        out = out * 10 + (text[i] - '0');
    }
    return true;
}

Date one_year_earlier(Date d) {
    const int year = d.year() - 1;
    return Date::of(year, d.month(), std::min(d.day(), days_in_month(year, d.month())));
}

} // namespace

Date Date::of(int year, int month, int day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month(unsigned(month)),
                                          std::chrono::day(unsigned(day))};
    return {int32_t(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<Date> Date::parse(std::string_view text) {
    int y, m, d;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (!digits(text, 0, 4, y) || !digits(text, 5, 2, m) || !digits(text, 8, 2, d)) return std::nullopt;
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m)) return std::nullopt;
    return of(y, m, d);
}

int Date::year() const { return int(civil(*this).year()); }
int Date::month() const { return int(unsigned(civil(*this).month())); }
int Date::day() const { return int(unsigned(civil(*this).day())); }

std::string Date::text() const {
    if (!has()) return {};
    const auto c = civil(*this);
    if (const int year = int(c.year()); year >= 0 && year <= 9999) { // many are written
        std::string out;
        put_two(out, year / 100);
        put_two(out, year % 100);
        out += '-';
        put_two(out, unsigned(c.month()));
        out += '-';
        put_two(out, unsigned(c.day()));
        return out;
    }
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", int(c.year()), unsigned(c.month()),
                  unsigned(c.day()));
    return buffer;
}

int days_in_month(int year, int month) {
    using namespace std::chrono;
    return int(unsigned((std::chrono::year{year} / month / last).day()));
}

Period Period::of_year(int year) { return {Date::of(year, 1, 1), Date::of(year, 12, 31)}; }

Period Period::year_before() const { return {one_year_earlier(from), one_year_earlier(to)}; }

} // namespace mj
