#include "core/verify/amount.hpp"

#include "core/verify/numeral.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mj {
namespace {

__extension__ using Wide = __int128; // a sum in fen times a factor and a power of ten

/// What is counted by a unit: units of one kind can stand for each other.
enum UnitKind : uint32_t {
    person = 1,
    attendance = 2, ///< persons as often as they came
    event = 4,
    matter = 8,
    item = 16,
    body = 32, ///< employers and other organisations
    batch = 64,
    money = 128,
    rate = 256,
    any_thing = 512, ///< 个 fits nearly all
};

/// Longer ones first.
constexpr std::pair<std::u32string_view, uint32_t> units[] = {
    {U"个百分点", 0},
    {U"万元", money},
    {U"亿元", money},
    {U"人次", attendance},
    {U"人份", item},
    {U"场次", event},
    {U"批次", batch | event},
    {U"户次", body | event},
    {U"家次", body | event},
    {U"件次", matter},
    {U"元", money},
    {U"%", rate},
    {U"成", rate},
    {U"次", event},
    {U"场", event},
    {U"期", event},
    {U"轮", event},
    {U"讲", event},
    {U"批", batch | event},
    {U"件", matter | item},
    {U"起", matter},
    {U"宗", matter},
    {U"例", matter},
    {U"案", matter},
    {U"项", item},
    {U"条", item},
    {U"款", item},
    {U"类", item},
    {U"种", item},
    {U"大", item},
    {U"份", item | matter},
    {U"则", item},
    {U"篇", item},
    {U"通", item},
    {U"户", body},
    {U"家", body},
    {U"所", body},
    {U"人", person},
    {U"名", person},
    {U"位", person},
    {U"个", any_thing},
};

/// Spans of time, places in a row, sizes: nothing a register counts.
constexpr std::u32string_view times[] = {
    U"届",     U"年",   U"个月",     U"月",   U"个工作日", U"工作日", U"个小时", U"小时",
    U"个季度", U"季度", U"个自然日", U"分钟", U"日",       U"天",     U"周",     U"岁",
    U"号",     U"点",   U"时",       U"页",   U"级",       U"平方",   U"公里",   U"米",
    U"倍",     U"字",   U"楼",       U"版",   U"线",       U"折",     U"方",
};

std::u32string_view unit_at(std::u32string_view t, size_t at) {
    for (const auto& [unit, kinds] : units) {
        if (!stands(t, at, unit)) continue;
        const char32_t next = at + unit.size() < t.size() ? t[at + unit.size()] : U'。';
        // 三成员, 四大于: the character begins another word.
        if (unit == U"成" && std::u32string_view(U"员立效果功为本").find(next) != std::u32string_view::npos)
            continue;
        return unit;
    }
    return {};
}

uint32_t kinds_of(std::u32string_view unit) {
    for (const auto& [word, kinds] : units)
        if (word == unit) return kinds;
    return 0;
}

struct Front {
    std::u32string_view word;
    Bound bound;
};
constexpr Front fronts[] = {
    {U"不少于", Bound::at_least}, {U"不低于", Bound::at_least}, {U"至少", Bound::at_least},
    {U"不超过", Bound::at_most},  {U"不高于", Bound::at_most},  {U"不多于", Bound::at_most},
    {U"最多", Bound::at_most},    {U"超过", Bound::more},       {U"突破", Bound::more},
    {U"多于", Bound::more},       {U"高于", Bound::more},       {U"逾", Bound::more},
    {U"超", Bound::more},         {U"不足", Bound::below},      {U"不到", Bound::below},
    {U"接近", Bound::below},      {U"将近", Bound::below},      {U"近", Bound::below},
    {U"大约", Bound::about},      {U"约", Bound::about},
};
constexpr Front backs[] = {
    {U"以上", Bound::at_least}, {U"以内", Bound::at_most}, {U"以下", Bound::at_most},
    {U"左右", Bound::about},    {U"上下", Bound::about},   {U"余", Bound::above},
};

bool is_time(std::u32string_view t, size_t at) {
    return std::any_of(std::begin(times), std::end(times), [&](auto word) { return stands(t, at, word); });
}

/// 一件事一次办, 最多跑一次, 一批, 一位检察官说: one as a word, not as a number.
bool is_saying(std::u32string_view t, size_t at, std::u32string_view unit) {
    if (t[at] != U'一' || unit.empty() || !stands(t, at + 1, unit)) return false;
    if (std::u32string_view(U"类种批起大成款条").find(unit[0]) != std::u32string_view::npos) return true;
    if (unit == U"位" || (unit == U"名" && (at == 0 || ends_clause(t[at - 1])))) return true;
    const size_t next = at + 1 + unit.size();
    return (next < t.size() && std::u32string_view(U"事办性告受门跑一人个项件次户").find(t[next]) !=
                                   std::u32string_view::npos) ||
           ends(t, at, U"跑") || ends(t, at, U"这") || ends(t, at, U"每") || ends(t, at, U"同") ||
           ends(t, at, U"任");
}

/// An ordinal, a part of a word or of a code, a ratio, the 4 of 12·4.
bool is_part(std::u32string_view t, size_t from, size_t to) {
    if (from) {
        const char32_t c = t[from - 1];
        if (c == U'第' || c == U'·' || c == U'.' || c == U'/' || is_latin(c) || c == U'_' || c == U'〔' ||
            c == U'[')
            return true;
        if ((c == U':' || c == U'-') && from > 1 && is_digit(t[from - 2]) && is_digit(t[from])) return true;
    }
    if (to >= t.size()) return false;
    const char32_t c = t[to];
    if (c == U'·' || c == U'/' || is_latin(c) || c == U'〕' || c == U']' || c == U'×') return true;
    return c == U':' && to + 1 < t.size() && is_digit(t[to + 1]);
}

/// "1." and "(2)" before what is listed, at the beginning of a line or a sentence; # may mark a heading.
bool is_list_mark(std::u32string_view t, size_t from, size_t to) {
    if (to >= t.size() || std::u32string_view(U".、)").find(t[to]) == std::u32string_view::npos) return false;
    size_t i = from;
    while (i && (t[i - 1] == U' ' || t[i - 1] == U'(' || t[i - 1] == U'#')) --i;
    return i == 0 || ends_clause(t[i - 1]);
}

/// N/D against u × 10^e: negative, zero, positive.
int compared(Wide n, Wide d, int64_t u, int e) {
    Wide left = n, right = u;
    // More than any figure; and figures that no multiplication could hold are not compared to the last place.
    if (e > 18 || (e > 0 && right > Wide(ten_to(18)) / ten_to(e))) return u ? -1 : n ? 1 : 0;
    if (e > 0) right *= ten_to(e);
    if (e < -15 || d > Wide(ten_to(18))) {
        long double small = (long double)n / (long double)d, large = (long double)right;
        for (int i = e; i < 0; ++i) large /= 10;
        return small < large ? -1 : small > large ? 1 : 0;
    }
    if (e < 0) left *= ten_to(-e);
    right *= d;
    return left < right ? -1 : left > right ? 1 : 0;
}

struct Scaled {
    int64_t units;
    int exp;
};

/// The last place that is not a zero.
Scaled without_zeros(int64_t units, int exp) {
    while (units && units % 10 == 0) units /= 10, ++exp;
    return {units, exp};
}

} // namespace

double fitness(std::u32string_view said, std::u32string_view wanted) {
    if (said == wanted) return 1;
    const uint32_t a = kinds_of(said), b = kinds_of(wanted);
    if ((a | b) & (money | rate)) return (a & b) ? 1 : said.empty() && (b & money) ? 0.6 : 0;
    if (said.empty()) return 0.8;
    if (a & b) return 0.94;
    const auto either = [&](uint32_t x, uint32_t y) { return ((a & x) && (b & y)) || ((a & y) && (b & x)); };
    if (either(any_thing, matter)) return 0.65;
    if (either(any_thing, person | item | body | event)) return 0.85;
    if (either(person, attendance)) return 0.8;
    if (either(matter, item) || either(matter, event) || either(matter, batch) || either(event, attendance))
        return 0.65;
    return 0;
}

std::optional<Quantity> quantity_at(const Prose& prose, size_t at) {
    const std::u32string& t = prose.text;
    Quantity out;
    out.from = out.number = at;
    const bool percent = stands(t, at, U"百分之");
    if (stands(t, at, U"千分之") || stands(t, at, U"分之")) {
        out.to = at + 3, out.time = true;
        return out;
    }
    auto number = numeral_at(prose, percent ? at + 3 : at);
    if (!number) return {};
    out.han = number->han;
    const size_t begins = percent ? at + 3 : at, behind = number->to;
    out.to = behind;
    out.amount = {number->units, number->exp, number->more ? Bound::above : Bound::exact};
    out.time = true;
    if (number->vague || is_part(t, at, behind)) return out;
    if (number->length >= 4 && number->length <= 5 && number->exp == 0 && !percent &&
        (stands(t, behind, U"年") || stands(t, behind, U"-2")) && number->units >= 1900 &&
        number->units < 2200) {
        out.year = int(number->units);
        return out;
    }
    if (is_list_mark(t, begins, begins + number->length) || stands(t, behind, U"分之")) return out;
    size_t i = behind;
    while (i < t.size() && t[i] == U' ' && !number->han) ++i;
    // 20至30件: the second number brings the unit.
    if (i + 1 < t.size() && !percent && (t[i] == U'至' || t[i] == U'到' || t[i] == U'-')) {
        const auto end = numeral_at(prose, i + 1);
        if (end && !end->vague && !is_part(t, end->to, end->to)) {
            out.amount = {number->units, number->exp, Bound::between, end->units, end->exp};
            i = end->to;
        }
    } else if (i + 1 < t.size() && t[i] == U'%' && t[i + 1] == U'-') {
        if (const auto end = numeral_at(prose, i + 2); end && !end->vague && stands(t, end->to, U"%")) {
            out.amount = {number->units, number->exp, Bound::between, end->units, end->exp};
            i = end->to;
        }
    }
    if (percent) {
        out.unit = U"%";
    } else if (!is_time(t, i)) {
        out.unit = unit_at(t, i);
        if (!out.unit.empty()) i += out.unit.size();
        if (out.unit == U"成") out.unit = U"%", ++out.amount.exp;
        if (out.unit == U"万元" || out.unit == U"亿元") {
            out.amount.exp += out.unit == U"万元" ? 4 : 8;
            out.amount.to_exp += out.unit == U"万元" ? 4 : 8;
            out.unit = U"元";
        }
    } else {
        return out;
    }
    if (number->han && (out.unit.empty() || is_saying(t, behind - number->length, out.unit)))
        return out; // 一对一
    if (out.unit == U"个百分点") return out;
    out.time = false;
    out.to = i;
    if (out.amount.bound == Bound::between) return out;
    size_t before = at;
    while (before && t[before - 1] == U' ') --before;
    for (const Front& front : fronts)
        if (ends(t, before, front.word)) {
            const bool both = out.amount.bound == Bound::above && front.bound == Bound::more;
            if (!both) out.amount.bound = front.bound;
            out.from = before - front.word.size();
            break;
        }
    for (const Front& back : backs)
        if (stands(t, out.to, back.word)) {
            out.amount.bound = back.bound;
            out.to += back.word.size();
            break;
        }
    return out;
}

bool agrees(const Amount& said, const Indicator& indicator, const Figure& figure) {
    const Wide n = Wide(figure.top) * indicator.factor, d = Wide(figure.bottom) * indicator.divisor;
    if (d <= 0 || !figure.value) return false;
    const int off = indicator.unit.zh == "万元" ? 4 : indicator.unit.zh == "亿元" ? 8 : 0;
    const int64_t u = said.units;
    const int e = said.exp - off;
    const int side = compared(n, d, u, e);
    const bool percent = indicator.unit.zh == "%";
    const Scaled round = without_zeros(u, e);
    // Of a number like 6000 the step is 1000: half of it to each side, and a tenth of the number at most.
    const auto within = [&](bool under, bool over) {
        const int64_t tenths = round.units * 10, step = std::clamp<int64_t>(round.units, 1, 5);
        return compared(n, d, under ? tenths - step : tenths, round.exp - 1) >= 0 &&
               compared(n, d, over ? tenths + step : tenths, round.exp - 1) <= 0;
    };
    switch (said.bound) {
    case Bound::exact: {
        if (side == 0) return true;
        // All and nothing are not said of what only comes near.
        if (u == 0 || (percent && compared(100, 1, u, e) == 0)) return false;
        const auto& value = *figure.value;
        if (value.units != 0 && compared(value.units, ten_to(value.decimals), u, e) == 0) return true;
        return compared(n, d, u * 10 - 5, e - 1) >= 0 && compared(n, d, u * 10 + 5, e - 1) < 0;
    }
    case Bound::above:
    case Bound::more:
        return (said.bound == Bound::more ? side > 0 : side >= 0) &&
               compared(n, d, round.units + 1, round.exp) < 0;
    case Bound::at_least: {
        if (side < 0) return false;
        if (!percent) return compared(n, d, round.units + 1, round.exp) < 0;
        const int64_t whole = e >= 0 ? u * ten_to(e) : u / ten_to(-e);
        return compared(n, d, whole / 10 + 1, 1) <= 0;
    }
    case Bound::at_most: return side <= 0;
    case Bound::below: return side < 0 && within(true, false);
    case Bound::about: return within(true, true);
    case Bound::between: return side >= 0 && compared(n, d, said.to_units, said.to_exp - off) <= 0;
    }
    return false;
}

} // namespace mj
