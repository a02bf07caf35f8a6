#include "app/state/next_number.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

/// A number and the words around it.
struct Numbered {
    std::string before, after;
    int64_t number = 0;
    size_t digits = 0;
    bool same_words(const Numbered& o) const { return before == o.before && after == o.after; }
    std::string text() const {
        const std::string digits_of = std::to_string(number);
        return before + std::string(digits - std::min(digits, digits_of.size()), '0') + digits_of + after;
    }
};

/// By the last digits of the text, at most nine; none when it has none.
std::optional<Numbered> numbered(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    const size_t last = text.find_last_of(digits);
    if (last == text.npos) return std::nullopt;
    const size_t begin = text.find_last_not_of(digits, last) + 1; // npos + 1 is 0
    if (last - begin >= 9) return std::nullopt;
    Numbered out{std::string(text.substr(0, begin)), std::string(text.substr(last + 1)), 0, last + 1 - begin};
    std::from_chars(text.data() + begin, text.data() + last + 1, out.number);
    return out;
}

/// Where a year since 2000 stands in the words, or npos.
size_t year_in(std::string_view words) {
    for (size_t at = 0; at + 4 <= words.size(); ++at)
        if (words.substr(at, 2) == "20" && words.find_first_not_of("0123456789", at + 2) >= at + 4) return at;
    return words.npos;
}

} // namespace

std::string next_number(const Table& table, int field, Date today) {
    constexpr uint32_t looked_at = 10'000; // of the newest, that a form opens at once
    constexpr int enough = 3;
    const Column& numbers = table.column(field);
    std::optional<Numbered> newest;
    Numbered next;
    int alike = 0;
    for (uint32_t row = table.rows(), end = row - std::min(row, looked_at); row-- > end;) {
        if (!table.alive(row) || !numbers.has(row)) continue;
        auto of = numbered(numbers.text(row));
        if (!of) continue;
        if (!newest) {
            newest = next = *of;
            const size_t year = year_in(next.before);
            const std::string now = std::to_string(today.year());
            if (year != next.before.npos && next.before.compare(year, 4, now) < 0) {
                next.before.replace(year, 4, now);
                next.number = 0;
            }
        }
        alike += of->same_words(*newest);
        if (of->same_words(next)) next.number = std::max(next.number, of->number);
    }
    if (alike < enough) return {};
    ++next.number;
    return next.text();
}

} // namespace mj
