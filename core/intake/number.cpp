#include "core/intake/understand.hpp"

#include <algorithm>
#include <iterator>

namespace mj {
namespace reading {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

bool take_front(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    while (text.starts_with(' ')) text.remove_prefix(1);
    return true;
}

bool take_back(std::string_view& text, std::string_view word) {
    if (text.size() <= word.size() || !text.ends_with(word)) return false;
    text.remove_suffix(word.size());
    while (text.ends_with(' ')) text.remove_suffix(1);
    return true;
}

/// digits × 10^power, exactly.
struct Exact {
    std::string digits; ///< no zero at either end; empty is zero
    int power = 0;
    int group = 0; ///< 3 or 4 when commas stood in it
    bool point = false, exponent = false;
};

void trim_zeros(Exact& n) {
    while (!n.digits.empty() && n.digits.back() == '0') n.digits.pop_back(), ++n.power;
    n.digits.erase(0, std::min(n.digits.find_first_not_of('0'), n.digits.size()));
    if (n.digits.empty()) n.power = 0;
}

/// Digits in equal groups behind the first, which may be shorter; false: the commas stand elsewhere.
bool ungroup(std::string_view text, Exact& out) {
    size_t first = text.find(','), last = first;
    if (first == 0) return false;
    out.digits = text.substr(0, first);
    while (last != text.npos) {
        const size_t next = std::min(text.find(',', last + 1), text.size());
        const int size = int(next - last - 1);
        if ((size != 3 && size != 4) || (out.group && out.group != size)) return false;
        out.group = size;
        out.digits += text.substr(last + 1, size_t(size));
        last = next == text.size() ? text.npos : next;
    }
    return !out.group || int(first) <= out.group;
}

/// "12,345.60", "1.2345e+04"; a problem otherwise.
bool read_exact(std::string_view text, Exact& out, Note& why) {
    why = Note::not_number;
    constexpr size_t longest = 60;
    if (text.size() > longest) return false;
    if (const size_t e = text.find('e'); e != text.npos) {
        std::string_view power = text.substr(e + 1);
        const bool minus = power.starts_with('-');
        if (minus || power.starts_with('+')) power.remove_prefix(1);
        if (power.empty() || power.size() > 3 || !std::all_of(power.begin(), power.end(), digit))
            return false;
        for (const char c : power) out.power = out.power * 10 + (c - '0');
        if (minus) out.power = -out.power;
        out.exponent = true;
        text = text.substr(0, e);
    }
    const size_t point = text.find('.');
    const std::string_view before = text.substr(0, point),
                           after = point == text.npos ? std::string_view() : text.substr(point + 1);
    const auto in_number = [](char c) { return digit(c) || c == ','; };
    if ((before.empty() && after.empty()) || !std::all_of(before.begin(), before.end(), in_number) ||
        !std::all_of(after.begin(), after.end(), digit))
        return false;
    out.point = point != text.npos;
    if (!before.empty() && !ungroup(before, out)) {
        why = Note::badly_grouped;
        return false;
    }
    out.digits += after;
    out.power -= int(after.size());
    trim_zeros(out);
    return true;
}

/// To so many digits, half up: what a spreadsheet shows of a number it has computed.
void round_to(Exact& n, size_t most) {
    if (n.digits.size() <= most) return;
    const bool up = n.digits[most] >= '5';
    n.power += int(n.digits.size() - most);
    n.digits.resize(most);
    size_t i = most;
    while (up && i-- > 0 && ++n.digits[i] > '9') n.digits[i] = '0';
    if (up && i == size_t(-1)) n.digits.insert(0, 1, '1');
    trim_zeros(n);
}

/// False: `power` below zero is left, or it does not fit.
bool whole(const Exact& n, int64_t& out) {
    if (n.power < 0 || n.digits.size() + size_t(n.power) > 18) return false;
    out = 0;
    for (const char c : n.digits) out = out * 10 + (c - '0');
    for (int i = 0; i < n.power; ++i) out *= 10;
    return true;
}

std::string written(int64_t n, int decimals) {
    std::string out = std::to_string(n);
    if (!decimals) return out;
    out.insert(0, out.size() <= size_t(decimals) ? size_t(decimals) + 1 - out.size() : 0, '0');
    return out.insert(out.size() - size_t(decimals), 1, '.');
}

struct Unit {
    std::string_view word;
    int power;
};
constexpr Unit big_units[] = {{"十万", 5},  {"百万", 6},  {"千万", 7}, {"十亿", 9}, {"百亿", 10},
                              {"千亿", 11}, {"万亿", 12}, {"千", 3},   {"万", 4},   {"亿", 8}};
} // namespace

Part number(std::string_view text, int decimals, int power, bool from_cell) {
    Part out;
    constexpr size_t longest = 100; // with its unit; each sign before it is taken one by one
    if (text.size() > longest) {
        out.refuse(Note::not_number);
        return out;
    }
    const bool money = decimals > 0;
    const bool brackets = text.size() > 2 && text.front() == '(' && text.back() == ')';
    const bool minus = text.starts_with('-') || text.starts_with("−") || text.starts_with("负") || brackets;
    if (minus) {
        std::string_view rest = text;
        if (brackets)
            rest = rest.substr(1, rest.size() - 2);
        else if (!take_front(rest, "-") && !take_front(rest, "−"))
            take_front(rest, "负");
        const bool zero =
            !brackets && rest.find_first_not_of("0.") == rest.npos && rest.find('0') != rest.npos;
        if (!zero) {
            out.refuse(number(rest, decimals, power, from_cell).refused ? Note::not_number : Note::negative);
            return out;
        }
        text = rest;
    }
    bool own = false; // a unit of its own goes before that of the head
    if (money) {
        for (const std::string_view sign : {"¥", "￥", "人民币", "rmb", "cny"})
            own |= take_front(text, sign); // yuan, whatever the head says
        if (take_back(text, "整") || take_back(text, "正")) out.did(Note::unit);
        own |= take_back(text, "元");
        if (own) out.did(Note::unit);
    } else {
        for (const std::string_view unit : count_units)
            if ((own = take_back(text, unit))) {
                out.did(Note::unit);
                break;
            }
    }
    bool big = false;
    if (own) power = 0;
    for (const Unit& unit : big_units)
        if (take_back(text, unit.word)) {
            power = unit.power;
            big = true;
            break;
        }
    if (money && !big && take_back(text, "w")) power = 4, big = true; // as people type 万
    Exact n;
    Note why{};
    if (!read_exact(text, n, why)) {
        out.refuse(why);
        return out;
    }
    if (n.group == 4 && power < 4) {
        out.refuse(Note::badly_grouped);
        return out;
    }
    if (n.group) out.did(Note::grouped);
    if (n.exponent) out.did(Note::exponent);
    if (power) out.did(Note::wan);
    if (!money && n.point && !n.exponent && !big) out.did(Note::decimals);
    n.power += power + decimals;
    if (from_cell && n.digits.size() > 15) {
        round_to(n, 15);
        out.did(Note::digits15);
    }
    if (whole(n, out.value)) return out;
    out.refuse(n.power >= 0 ? Note::too_large : money ? Note::finer : Note::not_whole);
    if (n.power < 0 && -n.power < int(n.digits.size())) {
        round_to(n, n.digits.size() - size_t(-n.power));
        if (int64_t near = 0; whole(n, near)) out.proposal = written(near, decimals);
    }
    return out;
}

} // namespace reading

int unit_power(std::string_view unit) {
    if (unit == "元") return 0;
    for (const reading::Unit& one : reading::big_units)
        if (unit.starts_with(one.word) &&
            (unit.size() == one.word.size() || unit.substr(one.word.size()) == "元"))
            return one.power;
    return -1;
}

} // namespace mj
