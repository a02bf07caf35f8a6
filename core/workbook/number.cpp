#include "core/workbook/number.hpp"

#include "core/base/date.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace mj {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

struct Decimal {
    uint64_t digits = 0;
    int count = 0, exponent = 0;
};

/// False if it is no number.
bool take_decimal(std::string_view text, Decimal& out) {
    size_t i = 0;
    bool any = false, point = false;
    for (; i < text.size() && (digit(text[i]) || (text[i] == '.' && !point)); ++i) {
        if (text[i] == '.') {
            point = true;
            continue;
        }
        any = true;
        if (out.count || text[i] != '0') ++out.count;
        if (out.count <= 19) out.digits = out.digits * 10 + uint64_t(text[i] - '0');
        if (point) --out.exponent;
    }
    if (!any) return false;
    if (i == text.size()) return true;
    if (text[i] != 'E' && text[i] != 'e') return false;
    const bool minus = ++i < text.size() && text[i] == '-';
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (i == text.size() || text.size() - i > 4) return false;
    int power = 0;
    for (; i < text.size(); ++i) {
        if (!digit(text[i])) return false;
        power = power * 10 + (text[i] - '0');
    }
    out.exponent += minus ? -power : power;
    return true;
}

} // namespace

std::optional<double> written_number(std::string_view text) {
    if (text.size() > 400) return std::nullopt;
    const bool minus = text.starts_with('-');
    Decimal decimal;
    if (!take_decimal(text.substr(minus || text.starts_with('+')), decimal)) return std::nullopt;
    // Up to 2^53 and 10^22 both are exact, and their product or quotient is rounded once: right, and far faster.
    static constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                        1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    double value;
    if (decimal.count <= 19 && decimal.digits <= (uint64_t(1) << 53) && std::abs(decimal.exponent) <= 22) {
        value = double(decimal.digits);
        if (decimal.exponent < 0)
            value /= powers[-decimal.exponent];
        else
            value *= powers[decimal.exponent];
        if (minus) value = -value;
    } else {
        value = std::strtod(std::string(text).c_str(), nullptr);
    }
    if (!std::isfinite(value)) return std::nullopt;
    return value;
}

std::string number_text(double number) {
    char text[32];
    // Most are whole, or amounts.
    const double hundredfold = number * 100;
    if (std::abs(hundredfold) < 1e15 && hundredfold == std::floor(hundredfold) &&
        hundredfold / 100 == number) {
        const int64_t cents = int64_t(std::abs(hundredfold));
        char* end = text;
        if (number < 0) *end++ = '-';
        end = std::to_chars(end, text + 24, cents / 100).ptr;
        if (const int rest = int(cents % 100)) {
            *end++ = '.';
            *end++ = char('0' + rest / 10);
            if (rest % 10) *end++ = char('0' + rest % 10);
        }
        return {text, end};
    }
    std::snprintf(text, sizeof text, "%.15g", number);
    if (written_number(text) != number) std::snprintf(text, sizeof text, "%.17g", number);
    return text;
}

std::optional<double> iso_days(std::string_view text) {
    const auto date = Date::parse(text.substr(0, 10));
    if (!date) return std::nullopt;
    double days = date->days - Date::of(1899, 12, 30).days;
    if (text.size() == 10) return days;
    const std::string_view time = text.substr(10);
    constexpr std::string_view shape = "T00:00:00";
    if (time.size() < shape.size()) return std::nullopt;
    for (size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == '0' ? !digit(time[i]) : time[i] != shape[i]) return std::nullopt;
    const auto two = [&](size_t at) { return (time[at] - '0') * 10 + time[at + 1] - '0'; };
    return days + (two(1) * 3600 + two(4) * 60 + two(7)) / 86400.0;
}

NumberFormat number_format(std::string_view code) {
    using Kind = NumberFormat::Kind;
    const std::string_view whole = code;
    bool date = false, percent = false, only_zeros = true, divided_by_ten = false;
    std::string words; // what the format itself writes
    size_t zeros = 0, thousands = 0, behind = 0;
    code = code.substr(0, code.find(';')); // of numbers that are not negative
    const auto placeholder = [](char c) { return c == '0' || c == '#' || c == '?'; };
    for (size_t i = 0; i < code.size(); ++i) {
        const char c = code[i], lower = char(c | 0x20);
        if (c == '"' || c == '[') {
            const size_t end = code.find(c == '[' ? ']' : '"', i + 1);
            if (end == code.npos) break;
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            if (c == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos) return {};
            if (c == '"') words += inside;
            i = end;
        } else if (c == '\\' || c == '_' || c == '*' || c == '!') { // the next character stands for itself
            if (++i == code.size()) break;
            if (code[i] == '.') // 0!.0: a point that divides, though the number has none there
                divided_by_ten = true;
            else if (c != '_' && c != '*' && code[i] != ' ')
                words += code[i];
        } else if (lower == 'y' || lower == 'm' || lower == 'd' || lower == 'h' || lower == 's') {
            date = true;
        } else if (c == '%') {
            percent = true;
        } else if (c == ',') { // behind the last digit it divides by a thousand
            thousands += i + 1 == code.size() || !placeholder(code[i + 1]);
        } else if (uint8_t(c) >= 0x80) {
            words += c;
        }
        behind += divided_by_ten && placeholder(c);
        zeros += c == '0';
        only_zeros &= c == '0';
    }
    if (date) return {Kind::date};
    if (percent) return {Kind::percent};
    constexpr size_t least = 2, most = 30;
    if (only_zeros && zeros >= least && zeros <= most) return {Kind::padded, uint8_t(zeros)};
    const auto unit = [](std::string_view text) {
        for (const std::string_view word : {"万", "亿", "千", "百", "元", "人", "件", "户"})
            if (text.find(word) != text.npos) return true;
        return false;
    };
    // [>=10000]0"万元";0"元": which one is seen is the number's.
    const size_t section = whole.find(';');
    const bool conditions =
        whole.find("[>") != whole.npos || whole.find("[<") != whole.npos || whole.find("[=") != whole.npos;
    const uint8_t scale = uint8_t(3 * thousands + behind);
    if (conditions && section != whole.npos && unit(whole)) return {Kind::unclear, 0, scale};
    if (unit(words) && scale <= 12) return {Kind::unit, 0, scale, words};
    return {scale ? Kind::unclear : Kind::plain, 0, scale};
}

NumberFormat builtin_format(uint32_t id) {
    using Kind = NumberFormat::Kind;
    if (id == 9 || id == 10) return {Kind::percent};
    const bool date =
        (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58);
    return {date ? Kind::date : Kind::plain};
}

std::string seen_number(const NumberFormat& format, double number) {
    switch (format.kind) {
    case NumberFormat::Kind::percent: return number_text(number * 100) + "%";
    case NumberFormat::Kind::unit: {
        double divided = number;
        for (int i = 0; i < format.scale; ++i) divided /= 10;
        char text[32];
        std::snprintf(text, sizeof text, "%.15g", divided);
        return text + format.words;
    }
    case NumberFormat::Kind::unclear: return number_text(number) + "（格式中带单位）";
    case NumberFormat::Kind::padded: {
        std::string text = number_text(number);
        if (text.size() >= format.digits || text.find_first_not_of("0123456789") != text.npos) return {};
        return text.insert(0, format.digits - text.size(), '0');
    }
    default: return {};
    }
}

} // namespace mj
