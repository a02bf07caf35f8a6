#include "core/intake/unit.hpp"

#include "core/base/key_text.hpp"
#include "core/intake/understand.hpp"

#include <algorithm>
#include <iterator>

namespace mj {
namespace {

using Kind = HeadUnit::Kind;

constexpr size_t longest_unit = 100, longest_line = 1000; // bytes; more is prose, and would take long

struct Bracket {
    std::string_view open, close;
};
constexpr Bracket brackets[] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"},
                                {"{", "}"}, {"<", ">"}, {"“", "”"}};

/// Units as they are written whole, the longest first.
struct Written {
    std::string_view word;
    int power; // -1: none that is known here
    bool money;
};
constexpr Written written[] = {
    {"10,000yuan", 4, true}, {"rmb10,000", 4, true}, {"wanyuan", 4, true}, {"万美元", -1, true},
    {"百美元", -1, true},    {"千美元", -1, true},   {"百万元", 6, true},  {"千万元", 7, true},
    {"十万元", 5, true},     {"百亿元", 10, true},   {"千亿元", 11, true}, {"万yuan", 4, true},
    {"百元", 2, true},       {"千元", 3, true},      {"万元", 4, true},    {"亿元", 8, true},
    {"萬元", 4, true},       {"億元", 8, true},      {"万圆", 4, true},    {"美元", -1, true},
    {"港元", -1, true},      {"欧元", -1, true},     {"日元", -1, true},   {"yuan", 0, true},
    {"元", 0, true},         {"圆", 0, true},        {"百人", 2, false},   {"千人", 3, false},
    {"万人", 4, false},      {"百户", 2, false},     {"千户", 3, false},   {"万户", 4, false},
    {"百件", 2, false},      {"千件", 3, false},     {"万件", 4, false},
};

bool take_front(std::string_view& text, std::string_view word) {
    const bool there = text.starts_with(word);
    if (there) text.remove_prefix(word.size());
    return there;
}
bool take_back(std::string_view& text, std::string_view word) {
    const bool there = text.ends_with(word);
    if (there) text.remove_suffix(word.size());
    return there;
}
bool holds(std::string_view text, std::string_view word) { return text.find(word) != text.npos; }

/// "10,000" is part of a unit; any other number says that an amount is meant.
bool counts(std::string_view text) {
    const size_t ten_thousand = text.find("10,000");
    if (ten_thousand != text.npos) text.remove_prefix(ten_thousand + std::string_view("10,000").size());
    return text.find_first_of("0123456789") != text.npos;
}

constexpr std::string_view of_money[] = {"元",  "圆",       "币",      "$",      "yuan", "rmb", "cny",
                                         "usd", "万",       "萬",      "亿",     "億",   "千",  "百",
                                         "%",   "thousand", "million", "10,000", "不明"};
constexpr std::string_view short_money[] = {"角", "分", "w", "k", "m"};
constexpr std::string_view of_number[] = {"百", "千", "万",       "萬",      "亿",
                                          "億", "%",  "thousand", "million", "不明"};

/// One unit, folded.
HeadUnit one_unit(std::string_view text, bool money) {
    bool named = false; // as money, or as a number of something
    for (bool more = true; more;) {
        more = false;
        for (const Bracket& b : brackets)
            if (text.size() > b.open.size() + b.close.size() && text.starts_with(b.open) &&
                text.ends_with(b.close))
                take_front(text, b.open), take_back(text, b.close), more = true;
        for (const std::string_view word :
             {"金额", "货币", "单位", "统一", "请", "均", "为", "是", "以", "按", ":", "unit", "/"})
            more |= take_front(text, word);
        for (const std::string_view word : {"为单位", "填写", "填报", "计", "整", "单位", "/"})
            more |= take_back(text, word);
        for (const std::string_view word : {"人民币", "rmb", "cny", "¥", "￥"})
            if (money && text != word && text != "rmb10,000" &&
                (take_front(text, word) || take_back(text, word)))
                more = named = true;
        if (money && (text == "人民币" || text == "rmb" || text == "cny")) return {Kind::said, 0};
    }
    if (text.empty()) return named ? HeadUnit{Kind::said, 0} : HeadUnit{};
    if (counts(text) || holds(text, "精确到")) return {};
    for (const Written& one : written)
        if (text == one.word) {
            if (one.money != money) return {};
            return one.power < 0 ? HeadUnit{Kind::doubtful} : HeadUnit{Kind::said, one.power};
        }
    if (money && (text == "10,000" || text == "wan")) return {Kind::said, 4};
    const std::string_view whole = text;
    bool other = false; // it is one of the other kind
    for (const std::string_view word : reading::count_units)
        if (take_back(text, word)) {
            (money ? other : named) = true;
            break;
        }
    if (other) return {holds(text, "/") || holds(text, "元") ? Kind::doubtful : Kind::none, 0}; // 万元/人
    if (text.empty()) return {Kind::said, 0};
    if (const int power = unit_power(text); power >= 0) return {Kind::said, power};
    const auto in_whole = [&](std::string_view word) { return holds(whole, word); };
    const auto is = [&](std::string_view word) { return text == word; };
    const bool doubtful = money ? std::any_of(std::begin(of_money), std::end(of_money), in_whole) ||
                                      std::any_of(std::begin(short_money), std::end(short_money), is)
                                : std::any_of(std::begin(of_number), std::end(of_number), in_whole);
    return {doubtful ? Kind::doubtful : Kind::none, 0};
}

/// Of a folded head the place where its last part begins that is in brackets at its end, or that is a unit behind a comma or a
/// stroke or nothing; npos: none. `inside`: that part.
size_t last_part(std::string_view key, std::string_view& inside) {
    for (const Bracket& bracket : brackets) {
        if (!key.ends_with(bracket.close)) continue;
        const size_t open = key.rfind(bracket.open);
        if (open == key.npos || open == 0) continue;
        inside = key.substr(open + bracket.open.size());
        inside.remove_suffix(bracket.close.size());
        return open;
    }
    for (const std::string_view mark : {",", "/", "、", "-", "_", ":"}) {
        const size_t at = key.rfind(mark);
        if (at == key.npos || at == 0) continue;
        inside = key.substr(at + mark.size());
        if (unit_alone(inside, true).kind != Kind::said && unit_alone(inside, false).kind != Kind::said)
            continue;
        std::string_view name = key.substr(0, at);
        take_back(name, "单位"); // 涉及金额 单位：万元
        if (!name.empty()) return name.size();
    }
    const auto unit = std::find_if(std::begin(written), std::end(written),
                                   [&](const Written& one) { return key.ends_with(one.word); });
    if (unit == std::end(written) || key == unit->word) return key.npos; // or it is no more than a unit
    inside = unit->word;
    return key.size() - inside.size();
}

/// Whether a text ends with 单位 and nothing but what may stand between that and a unit: 单位：件、人、
bool names_unit(std::string_view text) {
    for (const std::string_view word : {"单位", "unit"}) {
        const size_t at = text.rfind(word);
        if (at == text.npos) continue;
        std::string_view gap = text.substr(at + word.size());
        for (bool more = true; more && !gap.empty();) {
            more = false;
            for (const std::string_view between :
                 {":", "为", "是", "均", "以", "人民币", "rmb", "¥", "￥", "“",
                  "=", "∶",  "﹕", ";",  "、", ",",      "/",   "(", "%",  "统一"})
                more |= take_front(gap, between);
            for (const Written& one : written) more |= take_front(gap, one.word);
            for (const std::string_view one : reading::count_units) more |= take_front(gap, one);
        }
        if (gap.empty()) return true;
    }
    return false;
}

} // namespace

std::string_view bare_head(std::string_view key) {
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view mark : {":", ";", ",", "、", "。", "*"}) more |= take_back(key, mark);
    }
    return key;
}

size_t unit_part(std::string_view key) {
    std::string_view inside;
    return key.size() > longest_line ? key.npos : last_part(key, inside);
}

HeadUnit both_units(HeadUnit a, HeadUnit b) {
    if (a.kind == Kind::none || a == b) return b;
    return b.kind == Kind::none ? a : HeadUnit{Kind::doubtful};
}

HeadUnit unit_alone(std::string_view text, bool money) {
    if (text.size() > longest_unit) return {};
    const std::string key = key_text(text);
    if (const HeadUnit whole = one_unit(key, money); whole.kind == Kind::said) return whole;
    HeadUnit out;
    // "万元、人"; "万元,保留两位小数"
    for (size_t from = 0; from <= key.size();) {
        size_t to = key.size(), next = to + 1;
        for (const std::string_view mark : {",", "、", ";"})
            if (const size_t at = key.find(mark, from); at < to) to = at, next = at + mark.size();
        const HeadUnit one = one_unit(std::string_view(key).substr(from, to - from), money);
        if (one.kind == Kind::said) return one;
        if (one.kind == Kind::doubtful) out = one;
        from = next;
    }
    return out;
}

HeadUnit unit_of_head(std::string_view head, bool money) {
    if (head.size() > longest_line) return {};
    const std::string whole = key_text(head);
    std::string_view key = bare_head(whole), inside;
    HeadUnit out;
    for (size_t at; (at = last_part(key, inside)) != key.npos; key = bare_head(key.substr(0, at)))
        out = both_units(out, unit_alone(inside, money));
    return out;
}

/// A unit word with a mark before it that says it is one, and an end behind it.
HeadUnit unit_of_line(std::string_view line, bool money) {
    if (line.size() > longest_line) return {};
    const std::string key = key_text(line);
    const std::string_view all = key;
    HeadUnit out;
    for (size_t at = 0; at < all.size();) {
        const auto one = std::find_if(std::begin(written), std::end(written),
                                      [&](const Written& w) { return all.substr(at).starts_with(w.word); });
        if (one == std::end(written)) {
            ++at;
            continue;
        }
        std::string_view before = all.substr(0, at), after = all.substr(at + one->word.size());
        at += one->word.size();
        if (one->money != money) continue;
        for (const std::string_view word : {"人民币", "rmb", "¥", "￥", "“", "=", "∶", "﹕", ":", ";"})
            take_back(before, word);
        bool marked = before.empty() || names_unit(before);
        for (const std::string_view word : {"(", "[", "【", "〔", "以", "按", "均为", "金额"})
            marked |= before.ends_with(word);
        bool ends = after.empty();
        for (const std::string_view word : {")", "]", "】", "〕", "”", "。", ";", ",", "、", "(", "/",
                                            "为单位", "计", "填", "人民币", "制表", "填报"})
            ends |= after.starts_with(word);
        if (marked && ends)
            out =
                both_units(out, one->power < 0 ? HeadUnit{Kind::doubtful} : HeadUnit{Kind::said, one->power});
    }
    return out;
}

std::string unit_text(int power, bool money) {
    constexpr std::string_view words[] = {"",     "十", "百",   "千",   "万",   "十万", "百万",
                                          "千万", "亿", "十亿", "百亿", "千亿", "万亿"};
    if (power < 0 || size_t(power) >= std::size(words)) return {};
    return std::string(words[power]) + (money ? "元" : "");
}

} // namespace mj
