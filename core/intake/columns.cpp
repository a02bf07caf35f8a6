#include "core/intake/columns.hpp"

#include "core/base/key_text.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view sequence_heads[] = {"序号", "行号", "序", "#", "no.", "no", "顺序号", "编次"},
                           id_heads[] = {"id", "记录标识", "recordid"}, reason_heads[] = {"原因", "reason"};

struct Bracket {
    std::string_view open, close;
};
constexpr Bracket brackets[] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"{", "}"}, {"<", ">"}};

/// A key without the marks behind it.
std::string_view bare(std::string_view key) {
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view mark : {":", ";", ",", "、", "。", "*"})
            if (key.ends_with(mark)) key.remove_suffix(mark.size()), more = true;
    }
    return key;
}

/// Of a folded head the place where its last part begins that is in brackets at its end, or that is a unit behind a comma or a
/// stroke; npos: none. `inside`: that part.
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
        using Kind = HeadUnit::Kind;
        if (unit_alone(inside, true).kind == Kind::said || unit_alone(inside, false).kind == Kind::said)
            return at;
    }
    return key.npos;
}

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

constexpr std::string_view yuan[] = {"元", "圆", "圓", "块"};
constexpr std::string_view of_money[] = {"元",  "圆",  "圓",       "币",      "$",      "yuan", "rmb",
                                         "cny", "usd", "万",       "萬",      "亿",     "億",   "千",
                                         "百",  "%",   "thousand", "million", "10,000", "不明"};
constexpr std::string_view short_money[] = {"角", "分", "w", "k", "m"};
constexpr std::string_view of_number[] = {"百", "千", "万",       "萬",      "亿",
                                          "億", "%",  "thousand", "million", "不明"};

/// One unit, folded.
HeadUnit one_unit(std::string_view text, bool money) {
    using Kind = HeadUnit::Kind;
    bool named = false; // as money, or as a number of something
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view word : {"金额", "货币", "单位", "均", "为", "是", "以", "按", ":"})
            more |= take_front(text, word);
        for (const std::string_view word : {"为单位", "计", "整", "单位"}) more |= take_back(text, word);
        for (const std::string_view word : {"人民币", "rmb", "cny", "¥", "￥"})
            if (money && (take_front(text, word) || take_back(text, word))) more = named = true;
    }
    const std::string_view whole = text;
    bool other = false; // it is one of the other kind
    for (const std::string_view word : yuan)
        if (take_back(text, word)) (money ? named : other) = true;
    if (!named && !other)
        for (const std::string_view word : reading::count_units)
            if (take_back(text, word)) {
                (money ? other : named) = true;
                break;
            }
    const auto has = [](std::string_view in, std::string_view word) { return in.find(word) != in.npos; };
    if (other) return {has(text, "/") || has(text, "元") ? Kind::doubtful : Kind::none, 0}; // 万元/人
    if (text.empty()) return named ? HeadUnit{Kind::said, 0} : HeadUnit{};
    std::string plain(text);
    for (const auto& [from, to] : {std::pair("萬", "万"), std::pair("億", "亿")})
        if (const size_t at = plain.find(from); at != plain.npos)
            plain.replace(at, std::string_view(from).size(), to);
    if (const int power = unit_power(plain == "十" || plain == "百" ? "" : plain); power >= 0)
        return {Kind::said, power};
    if (plain == "十" || plain == "百") return {Kind::said, plain == "十" ? 1 : 2};
    const auto holds = [&](std::string_view word) { return has(whole, word); };
    const auto is = [&](std::string_view word) { return text == word; };
    const bool doubtful = money ? std::any_of(std::begin(of_money), std::end(of_money), holds) ||
                                      std::any_of(std::begin(short_money), std::end(short_money), is)
                                : std::any_of(std::begin(of_number), std::end(of_number), holds);
    return {doubtful ? Kind::doubtful : Kind::none, 0};
}

} // namespace

HeadUnit unit_alone(std::string_view text, bool money) {
    const std::string key = key_text(text);
    HeadUnit out;
    // "万元、人"; "万元,保留两位小数"
    for (size_t from = 0; from <= key.size();) {
        size_t to = key.size(), next = to + 1;
        for (const std::string_view mark : {",", "、", ";"})
            if (const size_t at = key.find(mark, from); at < to) to = at, next = at + mark.size();
        const HeadUnit one = one_unit(std::string_view(key).substr(from, to - from), money);
        if (one.kind == HeadUnit::Kind::said) return one;
        if (one.kind == HeadUnit::Kind::doubtful) out = one;
        from = next;
    }
    return out;
}

HeadUnit unit_of_head(std::string_view head, bool money) {
    const std::string whole = key_text(head);
    std::string_view key = bare(whole), inside;
    for (size_t at; (at = last_part(key, inside)) != key.npos; key = bare(key.substr(0, at)))
        if (const HeadUnit unit = unit_alone(inside, money); unit.kind != HeadUnit::Kind::none) return unit;
    return {};
}

HeadUnit unit_of_line(std::string_view line, bool money) {
    const std::string key = key_text(line);
    constexpr std::string_view word = "单位";
    for (size_t at = key.find(word); at != key.npos; at = key.find(word, at + 1)) {
        std::string_view rest = std::string_view(key).substr(at + word.size());
        // A unit, not an office: 单位:万元, 单位为万元.
        if (!take_front(rest, ":") && !take_front(rest, "为") && !take_front(rest, "是")) continue;
        size_t end = rest.size();
        for (const std::string_view mark : {")", "]", "】", "〕", "。", ";"})
            end = std::min(end, rest.find(mark));
        constexpr size_t longest = 40; // bytes; more is a sentence
        if (end > longest) continue;
        if (const HeadUnit unit = unit_alone(rest.substr(0, end), money); unit.kind != HeadUnit::Kind::none)
            return unit;
    }
    const HeadUnit unit = unit_of_head(line, money);
    return unit.kind == HeadUnit::Kind::said ? unit : HeadUnit{};
}

std::string unit_text(int power, bool money) {
    constexpr std::string_view words[] = {"",     "十", "百",   "千",   "万",   "十万", "百万",
                                          "千万", "亿", "十亿", "百亿", "千亿", "万亿"};
    if (power < 0 || size_t(power) >= std::size(words)) return {};
    return std::string(words[power]) + (money ? "元" : "");
}

HeadNames::HeadNames(const Register& reg, const std::vector<ColumnWish>& wishes) : said_(!wishes.empty()) {
    for (const ColumnWish& wish : wishes) {
        Meaning said{Meaning::no_field, Note::column_left_out, &wish};
        if (wish.has_field && wish.field == "id")
            said.field = Meaning::record_id_field;
        else if (wish.has_field && !wish.field.empty())
            said.field = reg.find(wish.field);
        if (said.field != Meaning::no_field) said.how = Note::by_map;
        if (wish.append) said.how = Note::to_remark;
        if (wish.has_field) names_.push_back({key_text(wish.head), said});
    }
    const auto each = [&](Note how, auto words_of) {
        for (size_t f = 0; f < reg.fields.size(); ++f)
            for (const std::string& word : words_of(reg.fields[f]))
                names_.push_back({key_text(word), Meaning{int(f), how, nullptr}});
    };
    using Words = std::vector<std::string>;
    each(Note::by_id, [](const Field& f) {
        Words out = f.was;
        out.push_back(f.id);
        return out;
    });
    each(Note::by_name, [](const Field& f) { return Words{f.name.zh, f.name.en}; });
    each(Note::by_also, [](const Field& f) { return f.also; });
    const auto plain = [&](const auto& words, int field, Note how) {
        for (const std::string_view word : words)
            names_.push_back({std::string(word), {field, how, nullptr}});
    };
    plain(id_heads, Meaning::record_id_field, Note::record_id);
    plain(sequence_heads, Meaning::no_field, Note::sequence);
    plain(reason_heads, Meaning::no_field, Note::own_reason);
    // What was said of a column without naming a field goes with the field that its head names.
    for (const ColumnWish& wish : wishes) {
        if (wish.has_field) continue;
        const std::string key = key_text(wish.head);
        Meaning said = exact(key);
        if (said.field == Meaning::no_field) said = find(wish.head);
        said.wish = &wish;
        names_.insert(names_.begin(), {key, said});
    }
}

Meaning HeadNames::exact(const std::string& key) const {
    const auto at =
        std::find_if(names_.begin(), names_.end(), [&](const auto& name) { return name.first == key; });
    return at == names_.end() ? Meaning{} : at->second;
}

Meaning HeadNames::find_letters(uint32_t column) const {
    const Meaning found = said_ ? exact(key_text(column_letters(column))) : Meaning{};
    return found.wish ? found : Meaning{};
}

Meaning HeadNames::find(std::string_view head) const {
    std::string key = key_text(head);
    if (key.empty()) return {Meaning::no_field, Note::nameless, nullptr};
    Meaning found = exact(key);
    if (found.how != Note::unknown_column) return found;
    // A star for "must", marks behind it, a unit.
    std::erase(key, '*');
    std::string_view rest = bare(key), inside;
    found = exact(std::string(rest));
    while (found.how == Note::unknown_column) {
        const size_t end = last_part(rest, inside);
        if (end == rest.npos) break;
        rest = bare(rest.substr(0, end));
        found = exact(std::string(rest));
    }
    return found;
}

} // namespace mj
