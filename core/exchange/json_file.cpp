#include "core/exchange/json_file.hpp"

#include "core/base/crc32c.hpp"
#include "core/base/digits.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

constexpr int64_t day_seconds = 86400;
constexpr char hex_digits[] = "0123456789abcdef";

/// "1234.50" -> 123450
std::optional<int64_t> fen(std::string_view text) {
    if (text.size() < 4 || text[text.size() - 3] != '.') return std::nullopt;
    const char tens = text[text.size() - 2], ones = text[text.size() - 1];
    const auto yuan = whole_number(text.substr(0, text.size() - 3));
    if (!yuan || *yuan > 100'000'000'000'000 || tens < '0' || tens > '9' || ones < '0' || ones > '9')
        return std::nullopt;
    return *yuan * 100 + (tens - '0') * 10 + (ones - '0');
}

std::optional<int64_t> exact(const Catalog& catalog, const Field& field, std::string_view text) {
    switch (field.type) {
    case FieldType::code: {
        const int at = catalog.code_lists[size_t(field.codes)].find(text);
        if (at >= 0) return at + 1;
        break;
    }
    case FieldType::date:
        if (const auto date = Date::parse(text)) return date->days;
        break;
    case FieldType::money: return fen(text);
    case FieldType::link:
        if (const auto id = RecordId::parse(text)) return int64_t(id->bits);
        break;
    default: break;
    }
    return std::nullopt;
}

/// How a text that is not exact should have been written.
Problem inexact(const Catalog& catalog, const Field& field, std::string_view text) {
    const auto loose = parse_value(catalog, field, text);
    if (!loose) return loose.problem();
    if (loose->index() == 0)
        return {say(Said::text_empty), say(Said::at_some_field, field.id), say(Said::leave_field)};
    return {say(Said::written_otherwise, in_quotes(text)), say(Said::at_some_field, field.id),
            say(Said::write_this, in_quotes(value_text(catalog, field, *loose)))};
}

} // namespace

std::optional<int64_t> whole_number(std::string_view text) {
    int64_t n = 0;
    if (text.empty() || text[0] < '0' || text[0] > '9' || (text.size() > 1 && text[0] == '0'))
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

void put_json_text(std::string& out, std::string_view text) {
    if (!valid_utf8(text)) return put_json_text(out, shown(text));
    out += '"';
    size_t done = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const uint8_t c = uint8_t(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, done, i - done);
        done = i + 1;
        out += '\\';
        switch (c) {
        case '"':
        case '\\': out += char(c); break;
        case '\b': out += 'b'; break;
        case '\f': out += 'f'; break;
        case '\n': out += 'n'; break;
        case '\r': out += 'r'; break;
        case '\t': out += 't'; break;
        default:
            out += "u00";
            out += hex_digits[c >> 4];
            out += hex_digits[c & 15];
        }
    }
    out.append(text, done);
    out += '"';
}

bool put_json_time(std::string& out, int64_t seconds) {
    if (seconds < Date::of(1, 1, 1).days * day_seconds ||
        seconds >= (Date::of(9999, 12, 31).days + 1) * day_seconds)
        return false;
    int64_t days = seconds / day_seconds, rest = seconds % day_seconds;
    if (rest < 0) {
        rest += day_seconds;
        --days;
    }
    out += Date{int32_t(days)}.text();
    out += 'T';
    put_two(out, rest / 3600);
    out += ':';
    put_two(out, rest / 60 % 60);
    out += ':';
    put_two(out, rest % 60);
    out += 'Z';
    return true;
}

std::optional<int64_t> parse_json_time(std::string_view text) {
    if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        return std::nullopt;
    const auto date = Date::parse(text.substr(0, 10));
    const auto two = [&](size_t at) {
        const char a = text[at], b = text[at + 1];
        return a < '0' || a > '9' || b < '0' || b > '9' ? 99 : (a - '0') * 10 + (b - '0');
    };
    const int hour = two(11), minute = two(14), second = two(17);
    if (!date || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    return date->days * day_seconds + hour * 3600 + minute * 60 + second;
}

std::string checksum_text(uint32_t crc) {
    std::string out = "crc32c:";
    for (int shift = 28; shift >= 0; shift -= 4) out += hex_digits[crc >> shift & 15];
    return out;
}

bool checksum_closes(std::string_view file, std::string_view checksum) {
    constexpr size_t size = 10 + 1 + 17 + 1; // name, colon, "crc32c:0123abcd" and }
    const size_t at = file.rfind("\"checksum\"");
    return at != file.npos && file.size() - at <= size + 1 && // and a line end
           checksum == checksum_text(crc32c(view_of(file.substr(0, at))));
}

std::optional<Problem> other_version(std::string_view version, int oldest, int newest) {
    const auto number = whole_number(version);
    if (number && *number >= oldest && *number <= newest) return std::nullopt;
    return Problem{
        say(Said::version_newer, shown(version, longest_quote), newest), {}, say(Said::newer_mingjing)};
}

bool names_format(ByteView head, std::string_view format) {
    const std::string_view text(reinterpret_cast<const char*>(head.data()),
                                std::min<size_t>(head.size(), 64));
    return text.find("\"" + std::string(format) + "\"") != text.npos;
}

std::optional<Problem> put_json_value(std::string& out, const Catalog& catalog, const Field& field,
                                      const Column& column, uint32_t row) {
    if (field.type == FieldType::text) {
        const std::string_view text = column.text(row);
        if (text.size() > field.longest() || !valid_utf8(text))
            return check_value(catalog, field, std::string(text));
        put_json_text(out, text);
        return std::nullopt;
    }
    return put_json_value(out, catalog, field, column.get(row));
}

std::optional<Problem> put_json_value(std::string& out, const Catalog& catalog, const Field& field,
                                      const Value& value) {
    if (auto problem = check_value(catalog, field, value)) return problem;
    const auto* const number = std::get_if<int64_t>(&value);
    const int64_t n = number ? *number : 0; // of a text
    switch (field.type) {
    case FieldType::flag: out += n ? "true" : "false"; break;
    case FieldType::count: put_number(out, n); break;
    case FieldType::code:
        put_json_text(out, catalog.code_lists[size_t(field.codes)].codes[size_t(n - 1)].id);
        break;
    case FieldType::date:
        out += '"';
        out += Date{int32_t(n)}.text();
        out += '"';
        break;
    case FieldType::money:
        out += '"';
        put_number(out, n / 100);
        out += '.';
        put_two(out, n % 100);
        out += '"';
        break;
    case FieldType::link:
        out += '"';
        for (int shift = 60; shift >= 0; shift -= 4) out += hex_digits[uint64_t(n) >> shift & 15];
        out += '"';
        break;
    case FieldType::text: put_json_text(out, *std::get_if<std::string>(&value)); break;
    }
    return std::nullopt;
}

std::optional<Problem> read_json_text(Value& value, const Catalog& catalog, const Field& field,
                                      std::string_view text) {
    if (field.type == FieldType::text) {
        if (text.empty()) return inexact(catalog, field, text);
        // A cell that held a text before keeps its memory.
        if (auto* old = std::get_if<std::string>(&value))
            old->assign(text);
        else
            value = std::string(text);
    } else {
        const auto number = exact(catalog, field, text);
        if (!number) return inexact(catalog, field, text);
        value = *number;
    }
    return check_value(catalog, field, value);
}

std::optional<Problem> read_json_number(Value& value, const Catalog& catalog, const Field& field,
                                        std::string_view number) {
    const auto n = whole_number(number);
    if (!n)
        return Problem{say(Said::not_count, in_quotes(number)), say(Said::at_some_field, field.id),
                       say(Said::write_digits)};
    value = *n;
    return check_value(catalog, field, value);
}

} // namespace mj
