#include "core/exchange/json_reader.hpp"

#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view member_names[] = {"",       "format",    "version",      "office",  "catalog",
                                             "counts", "registers", "broken_links", "checksum"};
constexpr std::string_view export_again = "export the file again, or ask for the original";
/// A record has at least an id, two times and a state.
constexpr uint64_t smallest_record = 100;

std::string_view kind(JsonToken token) {
    switch (token) {
    case JsonToken::begin_object: return "an object";
    case JsonToken::begin_array: return "a list";
    case JsonToken::text: return "the text ";
    case JsonToken::number: return "the number ";
    case JsonToken::yes: return "true";
    case JsonToken::no: return "false";
    case JsonToken::null: return "null";
    default: return "the end";
    }
}

} // namespace

JsonReader::JsonReader(const Catalog& catalog, const JsonScanner& scanner, uint64_t bytes)
    : catalog_(catalog),
      scanner_(scanner),
      bytes_(bytes),
      ledger_(catalog),
      said_(catalog.registers.size(), -1),
      listed_(catalog.registers.size(), 0) {}

bool JsonReader::bad(std::string what, std::string fix, std::string_view value) {
    bad_at(scanner_.place(), std::move(what), std::move(fix), value);
    return false;
}

void JsonReader::bad_at(JsonPlace at, std::string what, std::string fix, std::string_view value) {
    place_.line = at.line;
    place_.column = at.column;
    place_.value = value.substr(0, valid_utf8_prefix(value.substr(0, 4000)));
    std::string where = "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
    if (reg_ >= 0) {
        place_.reg = catalog_.registers[size_t(reg_)].id;
        where += ", register " + place_.reg;
    }
    if (level_ == Level::record) {
        place_.record = uint64_t(ledger_.table(reg_).rows()) + 1;
        where += ", record " + std::to_string(place_.record);
        if (heads_ & 1) where += " (" + head_.id.text() + ")";
        if (key_ != no_key) {
            place_.field = key_ >= 0 ? catalog_.registers[size_t(reg_)].fields[size_t(key_)].id
                                     : std::string(head_names[size_t(-1 - key_)]);
            where += ", field " + place_.field;
        }
    }
    problem_ = Problem{std::move(what), std::move(where), std::move(fix)};
}

bool JsonReader::found(JsonToken token, std::string_view text, std::string_view expected) {
    std::string what = std::string(expected) + " is expected, found " + std::string(kind(token));
    if (token == JsonToken::text) what += in_quotes(text);
    if (token == JsonToken::number) what += text.substr(0, 40);
    return bad(std::move(what),
               token == JsonToken::null ? "leave out what has no value" : "write it as an export does", text);
}

bool JsonReader::unknown(std::string_view what, std::string_view id) {
    std::string fix = "remove it, or import with the program that wrote it";
    if (!catalog_version_.empty() && catalog_version_ != catalog_.version)
        fix = "the file was written with catalogue " + catalog_version_ + ", here is " + catalog_.version +
              ": use that catalogue, or a newer program";
    return bad("unknown " + std::string(what) + " " + in_quotes(id), std::move(fix), id);
}

bool JsonReader::token(JsonToken token, std::string_view text) {
    switch (level_) {
    case Level::file:
        if (token == JsonToken::begin_object) {
            level_ = Level::top;
            return begun_ = true;
        }
        return bad("this is not a Mingjing data file", "choose a file exported by Mingjing");
    case Level::top:
        if (token == JsonToken::key) return member_key(text);
        if (token == JsonToken::end_object) {
            level_ = Level::file;
            return has(Member::format) || bad("this is not a Mingjing data file: it is an empty object",
                                              "choose a file exported by Mingjing");
        }
        return member_value(token, text);
    case Level::counts: return counts_token(token, text);
    case Level::registers: return registers_token(token, text);
    case Level::list: return list_token(token, text);
    case Level::record: return record_token(token, text);
    }
    return false;
}

bool JsonReader::member_key(std::string_view key) {
    const auto* const name = std::find(std::begin(member_names) + 1, std::end(member_names), key);
    member_ = name == std::end(member_names) ? Member::none : Member(name - std::begin(member_names));
    if (members_ == 0 && member_ != Member::format)
        return bad("this is not a Mingjing data file: it does not begin with its format",
                   "choose a file exported by Mingjing", key);
    if (has(Member::format) && !has(Member::version) && member_ != Member::version)
        return bad("the version of the file is missing", std::string(export_again), key);
    if (member_ == Member::none) return unknown("member", key);
    if (has(member_)) return bad(in_quotes(key) + " is there twice", std::string(export_again), key);
    if (has(Member::checksum)) return bad("nothing may follow the checksum", std::string(export_again), key);
    members_ |= 1u << int(member_);
    return true;
}

bool JsonReader::member_value(JsonToken token, std::string_view text) {
    switch (member_) {
    case Member::format:
        if (token == JsonToken::text && text == json_format) return true;
        members_ = 0;
        return bad("this is not a Mingjing data file: its format is " +
                       (token == JsonToken::text ? in_quotes(text) : std::string(kind(token))),
                   "choose a file exported by Mingjing", text);
    case Member::version: {
        members_ &= ~(1u << int(Member::version)); // until it is known to be readable
        const auto version = token == JsonToken::number ? whole_number(text) : std::nullopt;
        if (!version || *version < 1) return found(token, text, "a version number");
        if (*version > json_version)
            return bad("the file has version " + std::string(text) + ", this program reads up to " +
                           std::to_string(json_version),
                       "use a newer Mingjing", text);
        members_ |= 1u << int(Member::version);
        return true;
    }
    case Member::office:
        if (token != JsonToken::text) return found(token, text, "the id of an office");
        office_ = text;
        return catalog_.find_office(text) >= 0 ||
               bad("unknown office " + in_quotes(text), "use the catalogue of that office", text);
    case Member::catalog:
        if (token != JsonToken::text) return found(token, text, "the version of the catalogue");
        catalog_version_ = text.substr(0, text.rfind(json_program));
        return true;
    case Member::counts:
        if (token != JsonToken::begin_object) return found(token, text, "an object of counts");
        level_ = Level::counts;
        return true;
    case Member::registers:
        if (token != JsonToken::begin_object) return found(token, text, "an object of registers");
        level_ = Level::registers;
        return true;
    case Member::broken_links: {
        const auto n = token == JsonToken::number ? whole_number(text) : std::nullopt;
        if (!n) return found(token, text, "a number");
        said_broken_ = *n;
        return true;
    }
    case Member::checksum:
        if (token != JsonToken::text) return found(token, text, "a checksum");
        checksum_ = text;
        checksum_place_ = scanner_.place();
        return true;
    case Member::none: break;
    }
    return false;
}

bool JsonReader::counts_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::key) {
        reg_ = catalog_.find_register(text);
        if (reg_ < 0) return unknown("register", text);
        return said_[size_t(reg_)] < 0 || bad("its count is there twice", std::string(export_again));
    }
    if (token == JsonToken::end_object) {
        reg_ = -1;
        level_ = Level::top;
        return true;
    }
    const auto n = token == JsonToken::number ? whole_number(text) : std::nullopt;
    if (!n) return found(token, text, "a number of records");
    said_[size_t(reg_)] = *n;
    return true;
}

bool JsonReader::registers_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::key) {
        reg_ = catalog_.find_register(text);
        if (reg_ < 0) return unknown("register", text);
        if (listed_[size_t(reg_)]) return bad("the register is there twice", std::string(export_again));
        listed_[size_t(reg_)] = 1;
        return true;
    }
    if (token == JsonToken::end_object) {
        reg_ = -1;
        level_ = Level::top;
        return true;
    }
    if (token != JsonToken::begin_array) return found(token, text, "a list of records");
    level_ = Level::list;
    seen_.assign(catalog_.registers[size_t(reg_)].fields.size(), 0);
    values_.clear();
    // A false count must not make us ask for more memory than the file can fill.
    const uint64_t said = uint64_t(std::max<int64_t>(said_[size_t(reg_)], 0));
    ledger_.reserve(reg_, uint32_t(std::min(said, bytes_ / smallest_record)));
    return true;
}

bool JsonReader::list_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::end_array) {
        level_ = Level::registers;
        return true;
    }
    if (token != JsonToken::begin_object) return found(token, text, "a record");
    level_ = Level::record;
    record_place_ = scanner_.place();
    head_ = {};
    key_ = no_key;
    heads_ = 0;
    last_field_ = -1;
    used_ = 0;
    ++record_stamp_;
    return true;
}

bool JsonReader::close(uint32_t crc) {
    if (problem_) return false;
    for (const Member m : {Member::version, Member::office, Member::catalog, Member::counts,
                           Member::registers, Member::checksum})
        if (!has(m))
            return bad(in_quotes(member_names[size_t(m)]) + " is missing", std::string(export_again));
    for (size_t r = 0; r < said_.size(); ++r) {
        const int64_t said = std::max<int64_t>(said_[r], 0), there = ledger_.table(int(r)).rows();
        if (said == there) continue;
        reg_ = int(r);
        return bad("the file announces " + std::to_string(said) + " records and has " + std::to_string(there),
                   "it is incomplete or was changed: " + std::string(export_again));
    }
    if (checksum_ == checksum_text(crc)) return true;
    bad_at(checksum_place_,
           "the checksum is " + in_quotes(checksum_) + " but the content gives " + checksum_text(crc) +
               ": the file was changed after its export" +
               (scanner_.carriage_returns() ? " (its line ends, at least)" : ""),
           "import the file as it was exported, and change records in the program", checksum_);
    return false;
}

} // namespace mj
