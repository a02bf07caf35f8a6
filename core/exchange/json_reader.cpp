#include "core/exchange/json_reader.hpp"

#include "core/base/hex.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view member_names[] = {"",        "format", "version",   "office",
                                             "catalog", "counts", "registers", "broken_links",
                                             "history", "signed", "checksum"};
/// A record has at least an id, two times and a state.
constexpr uint64_t smallest_record = 100;

Saying what_stands(JsonToken token, std::string_view text) {
    switch (token) {
    case JsonToken::begin_object: return say(Said::an_object);
    case JsonToken::begin_array: return say(Said::a_list);
    case JsonToken::text: return say(Said::the_text, in_quotes(text));
    case JsonToken::number: return say(Said::the_number, text.substr(0, 40));
    case JsonToken::yes: return say(Said::words, "true");
    case JsonToken::no: return say(Said::words, "false");
    case JsonToken::null: return say(Said::words, "null");
    default: return say(Said::the_end);
    }
}

Saying other_file(SaidWith<0> because) { return say(Said::not_data_for, say(because)); }

} // namespace

JsonReader::JsonReader(const Catalog& catalog, const JsonScanner& scanner, uint64_t bytes)
    : catalog_(catalog),
      scanner_(scanner),
      bytes_(bytes),
      ledger_(catalog),
      said_(catalog.registers.size(), -1),
      listed_(catalog.registers.size(), 0) {}

bool JsonReader::bad(Saying what, Saying fix, std::string_view value) {
    bad_at(scanner_.place(), std::move(what), std::move(fix), value);
    return false;
}

void JsonReader::bad_at(JsonPlace at, Saying what, Saying fix, std::string_view value) {
    place_.line = at.line;
    place_.column = at.column;
    place_.value = value.substr(0, valid_utf8_prefix(value.substr(0, 4000)));
    Spot where{say(Said::at_line, at.line), say(Said::at_column, at.column)};
    if (reg_ >= 0) {
        place_.reg = catalog_.registers[size_t(reg_)].id;
        where.add(say(Said::at_register, place_.reg));
    }
    if (level_ == Level::history) {
        where.add(say(Said::at_history));
        if (key_ >= 0)
            where.add(say(Said::at_field, catalog_.registers[size_t(reg_)].fields[size_t(key_)].id));
    }
    if (level_ == Level::record) {
        place_.record = uint64_t(ledger_.table(reg_).rows()) + 1;
        where.add(heads_ & 1 ? say(Said::at_record_with, place_.record, head_.id.text())
                             : say(Said::at_record, place_.record));
        if (key_ != no_key) {
            place_.field = key_ >= 0 ? catalog_.registers[size_t(reg_)].fields[size_t(key_)].id
                                     : std::string(head_names[size_t(-1 - key_)]);
            where.add(say(Said::at_field, place_.field));
        }
    }
    problem_ = Problem{std::move(what), std::move(where), std::move(fix)};
}

bool JsonReader::found(JsonToken token, std::string_view text, SaidWith<0> expected) {
    return bad(say(Said::expected_found, say(expected), what_stands(token, text)),
               token == JsonToken::null ? say(Said::leave_out) : say(Said::write_as_export), text);
}

bool JsonReader::unknown(SaidWith<1> what, std::string_view id) {
    const bool other = !catalog_version_.empty() && catalog_version_ != catalog_.version;
    return bad(say(what, in_quotes(id)),
               other ? say(Said::other_catalogue, catalog_version_, catalog_.version)
                     : say(Said::remove_or_writer),
               id);
}

bool JsonReader::token(JsonToken token, std::string_view text) {
    switch (level_) {
    case Level::file:
        if (token == JsonToken::begin_object) {
            level_ = Level::top;
            return begun_ = true;
        }
        return bad(say(Said::not_data), say(Said::choose_export));
    case Level::top:
        if (token == JsonToken::key) return member_key(text);
        if (token == JsonToken::end_object) {
            level_ = Level::file;
            return has(Member::format) || bad(other_file(Said::is_empty_object), say(Said::choose_export));
        }
        return member_value(token, text);
    case Level::counts: return counts_token(token, text);
    case Level::registers: return registers_token(token, text);
    case Level::list: return list_token(token, text);
    case Level::record: return record_token(token, text);
    case Level::history: return history_token(token, text);
    case Level::signature: return signature_token(token, text);
    }
    return false;
}

bool JsonReader::member_key(std::string_view key) {
    const auto* const name = std::find(std::begin(member_names) + 1, std::end(member_names), key);
    member_ = name == std::end(member_names) ? Member::none : Member(name - std::begin(member_names));
    if (members_ == 0 && member_ != Member::format)
        return bad(other_file(Said::is_unnamed), say(Said::choose_export), key);
    if (has(Member::format) && !has(Member::version) && member_ != Member::version)
        return bad(say(Said::version_missing), say(Said::export_again), key);
    if (member_ == Member::none) return unknown(Said::unknown_member, key);
    if (member_ == Member::signature && !is_signed())
        return bad(say(Said::unknown_member, in_quotes(key)), say(Said::export_again), key);
    if (member_ == Member::history && !json_tells(version_))
        return bad(say(Said::unknown_member, in_quotes(key)), say(Said::export_again), key);
    if (member_ == Member::history && !has(Member::registers))
        return bad(say(Said::member_missing, in_quotes("registers")), say(Said::export_again), key);
    if (has(member_)) return bad(say(Said::member_twice, in_quotes(key)), say(Said::export_again), key);
    if (has(Member::checksum)) return bad(say(Said::behind_checksum), say(Said::export_again), key);
    if (has(Member::signature) && member_ != Member::checksum)
        return bad(say(Said::behind_signature), say(Said::export_again), key);
    members_ |= 1u << int(member_);
    return true;
}

bool JsonReader::member_value(JsonToken token, std::string_view text) {
    switch (member_) {
    case Member::format:
        if (token == JsonToken::text && text == json_format) return true;
        members_ = 0;
        return bad(say(Said::not_data_for,
                       say(Said::is_of_format, token == JsonToken::text ? say(Said::words, in_quotes(text))
                                                                        : what_stands(token, text))),
                   say(Said::choose_export), text);
    case Member::version: {
        members_ &= ~(1u << int(Member::version)); // until it is known to be readable
        const auto version = token == JsonToken::number ? whole_number(text) : std::nullopt;
        if (!version || *version < 1) return found(token, text, Said::a_version);
        if (*version > json_version)
            return bad(say(Said::version_newer, text, json_version), say(Said::newer_mingjing), text);
        members_ |= 1u << int(Member::version);
        version_ = *version;
        return true;
    }
    case Member::office:
        if (token != JsonToken::text) return found(token, text, Said::an_office);
        office_ = text;
        return catalog_.find_office(text) >= 0 ||
               bad(say(Said::unknown_office, in_quotes(text)), say(Said::office_catalogue), text);
    case Member::catalog:
        if (token != JsonToken::text) return found(token, text, Said::a_catalogue);
        catalog_version_ = text.substr(0, text.rfind(json_program));
        return true;
    case Member::counts:
        if (token != JsonToken::begin_object) return found(token, text, Said::counts_object);
        level_ = Level::counts;
        return true;
    case Member::registers:
        if (token != JsonToken::begin_object) return found(token, text, Said::registers_object);
        level_ = Level::registers;
        return true;
    case Member::broken_links: {
        const auto n = token == JsonToken::number ? whole_number(text) : std::nullopt;
        if (!n) return found(token, text, Said::a_number);
        said_broken_ = *n;
        return true;
    }
    case Member::history:
        if (token != JsonToken::begin_array) return found(token, text, Said::a_list);
        level_ = Level::history;
        return true;
    case Member::signature:
        if (token != JsonToken::begin_object) return found(token, text, Said::a_signature);
        signed_.emplace();
        level_ = Level::signature;
        return true;
    case Member::checksum:
        if (token != JsonToken::text) return found(token, text, Said::a_checksum);
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
        if (reg_ < 0) return unknown(Said::unknown_register, text);
        return said_[size_t(reg_)] < 0 || bad(say(Said::count_twice), say(Said::export_again));
    }
    if (token == JsonToken::end_object) {
        reg_ = -1;
        level_ = Level::top;
        return true;
    }
    const auto n = token == JsonToken::number ? whole_number(text) : std::nullopt;
    if (!n) return found(token, text, Said::a_record_count);
    said_[size_t(reg_)] = *n;
    return true;
}

bool JsonReader::registers_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::key) {
        reg_ = catalog_.find_register(text);
        if (reg_ < 0) return unknown(Said::unknown_register, text);
        if (listed_[size_t(reg_)]) return bad(say(Said::register_twice), say(Said::export_again));
        listed_[size_t(reg_)] = 1;
        return true;
    }
    if (token == JsonToken::end_object) {
        reg_ = -1;
        level_ = Level::top;
        return true;
    }
    if (token != JsonToken::begin_array) return found(token, text, Said::a_record_list);
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
    if (token != JsonToken::begin_object) return found(token, text, Said::a_record);
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

bool JsonReader::signature_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::end_object) {
        level_ = Level::top;
        return signature_parts_ == 4 || found(token, text, Said::a_signature);
    }
    if (token == JsonToken::key) {
        signature_part_ = text;
        return true;
    }
    const std::pair<std::string_view, std::span<uint8_t>> parts[] = {{"sha256", signed_->digest},
                                                                     {"sign", signed_->key.sign},
                                                                     {"seal", signed_->key.seal},
                                                                     {"signature", signed_->signature}};
    // In this order, so that none is there twice.
    if (signature_parts_ == std::size(parts)) return found(token, text, Said::a_signature);
    const auto& [name, bytes] = parts[signature_parts_++];
    return (token == JsonToken::text && signature_part_ == name && from_hex(text, bytes)) ||
           found(token, text, Said::a_signature);
}

bool JsonReader::close(uint32_t crc, const Digest& digest) {
    if (problem_) return false;
    for (const Member m : {Member::version, Member::office, Member::catalog, Member::counts,
                           Member::registers, Member::history, Member::signature, Member::checksum})
        if (!has(m) && m == Member::signature && is_signed())
            return bad(say(Said::signature_gone), say(Said::export_again));
        else if (!has(m) && m != Member::signature && (m != Member::history || json_tells(version_)))
            return bad(say(Said::member_missing, in_quotes(member_names[size_t(m)])),
                       say(Said::export_again));
    for (size_t r = 0; r < said_.size(); ++r) {
        const int64_t said = std::max<int64_t>(said_[r], 0), there = ledger_.table(int(r)).rows();
        if (said == there) continue;
        reg_ = int(r);
        return bad(say(Said::counts_differ, said, there), say(Said::changed_export_again));
    }
    if (signed_) {
        signed_->key.office = office_;
        signed_->fits = signed_->digest == digest;
    }
    if (checksum_ == checksum_text(crc)) return true;
    const SaidWith<2> differs =
        scanner_.carriage_returns() ? SaidWith<2>(Said::checksum_lines) : SaidWith<2>(Said::checksum_differs);
    bad_at(checksum_place_, say(differs, in_quotes(checksum_), checksum_text(crc)),
           say(Said::import_as_exported), checksum_);
    return false;
}

} // namespace mj
