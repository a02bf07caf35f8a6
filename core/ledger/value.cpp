#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "core/ledger/ledger.hpp"

#include <charconv>

namespace mj {
namespace {

constexpr int64_t largest_money = 1'000'000'000'000'000; // ten million million yuan, in fen

std::optional<int64_t> whole(std::string_view text) {
    int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

/// "1234", "1234.5", "1234.56" or with grouping commas -> fen.
std::optional<int64_t> fen(std::string_view text) {
    std::string plain;
    for (const char c : text)
        if (c != ',') plain += c;
    const size_t dot = plain.find('.');
    std::string cents = dot == std::string::npos ? "" : plain.substr(dot + 1);
    if (dot != std::string::npos && (cents.empty() || cents.size() > 2)) return std::nullopt;
    cents.resize(2, '0');
    const auto yuan = whole(std::string_view(plain).substr(0, dot));
    if (!yuan || *yuan < 0 || *yuan > largest_money / 100 || cents[0] < '0' || cents[0] > '9' ||
        cents[1] < '0' || cents[1] > '9')
        return std::nullopt;
    return *yuan * 100 + (cents[0] - '0') * 10 + (cents[1] - '0');
}

} // namespace

std::optional<Problem> check_value(const Catalog& catalog, const Field& field, const Value& value) {
    if (value.index() == 0) return std::nullopt;
    const auto bad = [&](SaidWith<0> what, SaidWith<0> fix) {
        return Problem{say(what), say(Said::at_some_field, field.id), say(fix)};
    };
    if (field.type == FieldType::text) {
        const auto* text = std::get_if<std::string>(&value);
        if (!text) return bad(Said::text_expected, Said::enter_text);
        if (text->size() > field.longest())
            return field.document ? bad(Said::document_long, Said::shorten)
                                  : bad(Said::text_long, Said::shorten);
        if (!valid_utf8(*text)) return bad(Said::text_encoding, Said::enter_again);
        return std::nullopt;
    }
    const auto* number = std::get_if<int64_t>(&value);
    if (!number) return bad(Said::number_expected, Said::enter_number);
    const int64_t n = *number;
    switch (field.type) {
    case FieldType::flag:
        if (n != 0 && n != 1) return bad(Said::flag_expected, Said::choose_one);
        break;
    case FieldType::code:
        if (n < 1 || n > int64_t(catalog.code_lists[size_t(field.codes)].codes.size()))
            return bad(Said::code_unlisted, Said::choose_listed);
        break;
    case FieldType::date:
        if (n < Date::of(1900, 1, 1).days || n > Date::of(2199, 12, 31).days)
            return bad(Said::date_range, Said::correct_date);
        break;
    case FieldType::count:
        if (n < 0 || n > 2'000'000'000) return bad(Said::count_range, Said::correct);
        break;
    case FieldType::money:
        if (n < 0 || n > largest_money) return bad(Said::money_range, Said::correct);
        break;
    case FieldType::link:
        if (n == 0) return bad(Said::link_empty, Said::choose_record);
        break;
    case FieldType::text: break;
    }
    return std::nullopt;
}

std::string value_text(const Catalog& catalog, const Field& field, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const auto* number = std::get_if<int64_t>(&value);
    if (!number) return {};
    switch (field.type) {
    case FieldType::flag: return *number ? "yes" : "no";
    case FieldType::code: {
        const auto& codes = catalog.code_lists[size_t(field.codes)].codes;
        return *number >= 1 && *number <= int64_t(codes.size()) ? codes[size_t(*number - 1)].id
                                                                : std::string();
    }
    case FieldType::date: return Date{int32_t(*number)}.text();
    case FieldType::money: {
        const std::string cents = std::to_string(100 + *number % 100);
        return std::to_string(*number / 100) + "." + cents.substr(1);
    }
    case FieldType::link: return RecordId{uint64_t(*number)}.text();
    default: return std::to_string(*number);
    }
}

Outcome<Value> parse_value(const Catalog& catalog, const Field& field, std::string_view given) {
    const std::string_view text = trimmed(given);
    if (text.empty()) return Value{};
    const auto bad = [&](SaidWith<1> what, SaidWith<0> fix) {
        return Problem{say(what, in_quotes(text)), say(Said::at_some_field, field.id), say(fix)};
    };
    Value value;
    switch (field.type) {
    case FieldType::text: {
        std::string cleaned(text);
        if (clean(cleaned)) cleaned = trimmed(cleaned);
        if (cleaned.empty()) return Value{};
        value = std::move(cleaned);
        break;
    }
    case FieldType::flag:
        if (text == "yes" || text == "true" || text == "是")
            value = int64_t(1);
        else if (text == "no" || text == "false" || text == "否")
            value = int64_t(0);
        else
            return bad(Said::not_flag, Said::write_flag);
        break;
    case FieldType::code: {
        const CodeList& list = catalog.code_lists[size_t(field.codes)];
        int at = list.find(text);
        for (size_t i = 0; at < 0 && i < list.codes.size(); ++i)
            if (list.codes[i].name.zh == text || list.codes[i].name.en == text) at = int(i);
        if (at < 0) return bad(Said::not_code, Said::use_code);
        value = int64_t(at + 1);
        break;
    }
    case FieldType::date: {
        const auto date = Date::parse(text);
        if (!date) return bad(Said::not_date, Said::write_date);
        value = int64_t(date->days);
        break;
    }
    case FieldType::count: {
        const auto n = whole(text);
        if (!n) return bad(Said::not_count, Said::write_digits);
        value = *n;
        break;
    }
    case FieldType::money: {
        const auto n = fen(text);
        if (!n) return bad(Said::not_money, Said::write_money);
        value = *n;
        break;
    }
    case FieldType::link: {
        const auto id = RecordId::parse(text);
        if (!id) return bad(Said::not_id, Said::choose_record);
        value = int64_t(id->bits);
        break;
    }
    }
    if (auto problem = check_value(catalog, field, value)) return *problem;
    return value;
}

} // namespace mj
