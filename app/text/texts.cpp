#include "app/text/texts.hpp"

#include <cmath>
#include <cstdio>

namespace mj {
namespace {

struct Pair {
    const char* words[2];
};

constexpr Pair pairs[] = {
#define X(key, zh, en) {{zh, en}},
#include "app/text/texts.def"
#undef X
};

Language current = Language::zh;
bool masks = false;

std::string with_groups(std::string digits) {
    const size_t start = digits.starts_with('-') ? 1 : 0;
    for (size_t at = digits.size(); at > start + 3;) digits.insert(at -= 3, 1, ',');
    if (start) digits.replace(0, 1, "−");
    return digits;
}

} // namespace

Language language() { return current; }
void set_language(Language language) { current = language; }

bool masking() { return masks; }
void set_masking(bool on) { masks = on; }
const char* language_tag(Language language) { return language == Language::zh ? "zh-CN" : "en"; }
const char* tr_in(Language language, T key) { return pairs[size_t(key)].words[size_t(language)]; }
const char* tr(T key) { return tr_in(current, key); }

std::string tr(T key, std::initializer_list<std::string> values) {
    std::string out = tr(key);
    int n = 0;
    for (const std::string& value : values) {
        const std::string mark = "{" + std::to_string(n++) + "}";
        for (size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at + value.size()))
            out.replace(at, mark.size(), value);
    }
    return out;
}

const std::string& pick(const Name& name) { return current == Language::zh ? name.zh : name.en; }

const char* at_least(int64_t sum) { return can_be_said(sum) ? "" : "≥"; }

bool too_few(int64_t count) { return masks && count > -fewest_said && count < fewest_said; }

bool too_few(const Figure& figure) {
    return masks && figure.value && (figure.records < fewest_said || (figure.counts && too_few(figure.top)));
}

bool for_the_public(const Field& field) {
    if (field.type == FieldType::text) return field.for_public;
    return field.type != FieldType::link && !field.personal;
}

std::string grouped(int64_t n) {
    return too_few(n) ? tr(T::few) : at_least(n) + with_groups(std::to_string(n));
}

std::string grouped(const Decimal& value) {
    const std::string text = value.text();
    const size_t dot = text.find('.');
    return with_groups(text.substr(0, dot)) + (dot == std::string::npos ? std::string() : text.substr(dot));
}

Scales scales() { return current == Language::zh ? Scales{10'000, 100'000'000} : Scales{1'000, 1'000'000}; }

std::string short_number(int64_t n) {
    const auto [small, large] = scales();
    const int64_t size = n < 0 ? -n : n;
    if (size < small) return grouped(n);
    // A number that would be rounded up to the larger unit is written in it.
    const bool big = size >= large - small / 20;
    const int64_t tenths = (size * 10 + (big ? large : small) / 2) / (big ? large : small);
    const Decimal value = tenths % 10 ? Decimal{tenths, 1} : Decimal{tenths / 10, 0};
    return (n < 0 ? "−" : "") + grouped(value) + tr(big ? T::unit_yi_count : T::unit_wan_count);
}

std::string yuan(int64_t fen) {
    const std::string amount = at_least(fen) + grouped(Decimal{fen, 2});
    return current == Language::zh ? amount + " 元" : "¥" + amount;
}

std::string long_date(Date date) {
    if (!date.has()) return {};
    if (current == Language::zh)
        return std::to_string(date.year()) + "年" + std::to_string(date.month()) + "月" +
               std::to_string(date.day()) + "日";
    return std::to_string(date.day()) + " " + month_name(date.month()) + " " + std::to_string(date.year());
}

const char* month_name(int month) {
    constexpr const char* zh[] = {"1月", "2月", "3月", "4月",  "5月",  "6月",
                                  "7月", "8月", "9月", "10月", "11月", "12月"};
    constexpr const char* en[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto& names = current == Language::zh ? zh : en;
    return names[(month + 11) % 12];
}

const char* weekday_name(int weekday) {
    constexpr const char* zh[] = {"一", "二", "三", "四", "五", "六", "日"};
    constexpr const char* en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const auto& names = current == Language::zh ? zh : en;
    return names[weekday];
}

std::string clock_time(int64_t local) {
    const int minute = int((local % 86400 + 86400) % 86400 / 60);
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%02d:%02d", minute / 60, minute % 60);
    return buffer;
}

std::string clock_second(int64_t local) {
    const int second = int((local % 60 + 60) % 60);
    return clock_time(local) + (second < 10 ? ":0" : ":") + std::to_string(second);
}

std::string change_text(const Comparison& comparison) {
    if (!comparison.change) return "—";
    if (comparison.change->units == 0) return tr(T::change_none);
    std::string out = grouped(*comparison.change);
    if (comparison.change->units > 0) out.insert(0, "+");
    if (!comparison.points) return out + "%";
    return out + (current == Language::zh ? " 个百分点" : " pts");
}

std::string figure_text(const Figure& figure) {
    if (!figure.value) return "—";
    // A sum of few records would tell what one of them says.
    if (too_few(figure)) return figure.counts && too_few(figure.top) ? tr(T::few) : "—";
    return grouped(*figure.value);
}

std::string figure_brief(const Figure& figure) {
    if (!figure.value || too_few(figure) || std::abs(figure.value->approx()) < double(scales().small))
        return figure_text(figure);
    return short_number(int64_t(std::llround(figure.value->approx())));
}

std::string cell_text(const Catalog& catalog, const Field& field, const Value& value) {
    if (masks && value.index() && !for_the_public(field)) return "•••";
    const auto* number = std::get_if<int64_t>(&value);
    if (!number) return value_text(catalog, field, value);
    switch (field.type) {
    case FieldType::code:
        return pick(catalog.code_lists[size_t(field.codes)].codes[size_t(*number - 1)].name);
    case FieldType::flag: return tr(*number ? T::yes : T::no);
    case FieldType::date: return Date{int32_t(*number)}.text();
    case FieldType::money: return yuan(*number);
    case FieldType::count: return field.id == "year" ? std::to_string(*number) : grouped(*number);
    default: return value_text(catalog, field, value);
    }
}

} // namespace mj
