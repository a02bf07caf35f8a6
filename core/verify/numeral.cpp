#include "core/verify/numeral.hpp"

namespace mj {
namespace {

constexpr std::u32string_view han_digits = U"零一二三四五六七八九", places = U"十百千万亿";
constexpr int most_digits = 15;

int digit_of(char32_t c) {
    if (c == U'两') return 2;
    const size_t at = han_digits.find(c);
    return at == han_digits.npos ? -1 : int(at);
}

int place_of(char32_t c) {
    switch (c) {
    case U'十': return 1;
    case U'百': return 2;
    case U'千': return 3;
    case U'万': return 4;
    case U'亿': return 8;
    default: return 0;
    }
}

/// Of two digits or more: a comma as a separator of thousands, and not between two numbers.
bool separates(const Prose& prose, size_t at, size_t before) {
    const std::u32string& t = prose.text;
    if (t[at] != U',' || before == 0 || before > 3) return false;
    // A full-width comma between ASCII digits is punctuation.
    if (prose.own[at] != U',' && is_digit(prose.own[at - 1])) return false;
    for (size_t k = 1; k <= 3; ++k)
        if (at + k >= t.size() || !is_digit(t[at + k])) return false;
    return at + 4 >= t.size() || !is_digit(t[at + 4]);
}

bool read_digits(const Prose& prose, size_t at, Numeral& out) {
    const std::u32string& t = prose.text;
    size_t i = at, group = 0;
    int digits = 0;
    const auto take = [&] {
        out.units = out.units * 10 + int64_t(t[i++] - U'0');
        return ++digits <= most_digits;
    };
    for (bool first = true; i < t.size(); first = false) {
        for (group = 0; i < t.size() && is_digit(t[i]); ++group)
            if (!take()) return false;
        if (i >= t.size() || (!first && group != 3) || !separates(prose, i, group)) break;
        ++i;
    }
    if (i + 1 < t.size() && t[i] == U'.' && is_digit(t[i + 1])) {
        for (++i; i < t.size() && is_digit(t[i]); --out.exp)
            if (!take()) return false;
        if (i + 1 < t.size() && t[i] == U'.' && is_digit(t[i + 1])) out.vague = true; // 1.2.3
    }
    out.to = i;
    return true;
}

/// 二〇二三, 一百二十三, 六千, 三点五.
bool read_han(const std::u32string& t, size_t at, Numeral& out) {
    size_t end = at;
    bool placed = false, zero = false;
    while (end < t.size() && is_han_numeral(t[end])) {
        placed = placed || place_of(t[end]);
        zero = zero || t[end] == U'零';
        ++end;
    }
    out.han = true;
    out.to = end;
    if (end - at > 20) {
        out.vague = true;
    } else if (!placed) {
        for (size_t i = at; i < end && i < at + most_digits; ++i) out.units = out.units * 10 + digit_of(t[i]);
        // 两三次 and 七八个 are guesses; 二〇二三 is written digit by digit.
        out.vague = end - at > 1 && end - at < 4 && !zero;
        if (end - at > 1 && t[at] == U'零') out.vague = true;
    } else {
        int64_t total = 0, section = 0;
        int digit = -1, last = 0;
        for (size_t i = at; i < end; ++i) {
            if (const int d = digit_of(t[i]); d >= 0) {
                out.vague = out.vague || digit > 0;
                digit = d;
                if (d == 0) last = 0;
                continue;
            }
            const int place = place_of(t[i]);
            last = place;
            if (place < 4) {
                section += (digit < 0 ? 1 : digit) * ten_to(place);
            } else {
                section += digit < 0 ? (section || total ? 0 : 1) : digit;
                if (total + section > ten_to(7)) {
                    out.vague = true;
                    break;
                }
                if (place == 8)
                    total = (total + section) * ten_to(8);
                else
                    total += section * ten_to(4);
                section = 0;
            }
            digit = -1;
        }
        // 三千四 is 3400.
        if (digit > 0) section += last > 1 ? digit * ten_to(last - 1) : digit;
        out.units = total + section;
        // What ends with 万 or 亿 is said as precisely as that.
        for (const auto& [sign, power] : {std::pair(U'亿', 8), std::pair(U'万', 4)})
            if (t[end - 1] == sign && out.units % ten_to(power) == 0) {
                out.units /= ten_to(power);
                out.exp = power;
                break;
            }
    }
    if (end + 1 < t.size() && t[end] == U'点' && digit_of(t[end + 1]) >= 0 && !out.exp) {
        size_t i = end + 1;
        for (; i < t.size() && digit_of(t[i]) >= 0 && t[i] != U'两' && out.exp > -6; ++i, --out.exp)
            out.units = out.units * 10 + digit_of(t[i]);
        out.to = i;
    }
    return true;
}

bool more_at(const std::u32string& t, size_t at) {
    return at < t.size() && (t[at] == U'余' || t[at] == U'多' || t[at] == U'来' || t[at] == U'几');
}

} // namespace

int64_t ten_to(int n) {
    int64_t out = 1;
    for (; n > 0; --n) out *= 10;
    return out;
}

bool is_han_numeral(char32_t c) { return digit_of(c) >= 0 || places.find(c) != places.npos; }

std::optional<Numeral> numeral_at(const Prose& prose, size_t at) {
    const std::u32string& t = prose.text;
    Numeral out;
    if (at >= t.size()) return {};
    if (is_digit(t[at])) {
        if (!read_digits(prose, at, out)) {
            out.vague = true;
            for (out.to = at; out.to < t.size() && is_digit(t[out.to]);) ++out.to;
        }
    } else if (is_han_numeral(t[at])) {
        read_han(t, at, out);
    } else {
        return {};
    }
    out.length = out.to - at;
    for (;;) {
        size_t i = out.to;
        while (!out.han && i < t.size() && t[i] == U' ') ++i;
        const bool more = more_at(t, i);
        const size_t sign = i + more;
        const int place = sign < t.size() ? place_of(t[sign]) : 0;
        if (place < 2 || stands(t, sign, U"百分") || stands(t, sign, U"千分") || out.exp + place > 12) break;
        out.more = out.more || more;
        out.exp += place;
        out.to = sign + 1;
        // 1亿2000万
        if (place >= 4 && out.to < t.size() && (is_digit(t[out.to]))) {
            const auto rest = numeral_at(prose, out.to);
            if (!rest || rest->exp < 0 || rest->vague || rest->exp >= out.exp || out.units > ten_to(6)) break;
            out.units = out.units * ten_to(out.exp - rest->exp) + rest->units;
            out.exp = rest->exp;
            out.more = out.more || rest->more;
            out.to = rest->to;
            break;
        }
    }
    if (more_at(t, out.to)) {
        // 来 and 几 are other words as often: only where a numeral in tens stands before them.
        const bool sure = t[out.to] == U'余' || t[out.to] == U'多';
        if (sure || t[out.to - 1] == U'十') {
            out.more = true;
            ++out.to;
        }
    }
    return out;
}

} // namespace mj
