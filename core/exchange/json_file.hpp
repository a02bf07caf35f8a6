// The data file in words both its writer and its reader use.
//
// {"format":"mingjing","version":1,"office":"fuling","catalog":"2023.1 (Mingjing 0.2.0)",
// "counts":{"mediation":2},
// "registers":{
// "mediation":[
// {"id":"0010000000000001","created":"2023-01-04T09:12:00Z","changed":"2023-02-01T08:00:00Z","state":"approved",…},
// {…}
// ]
// },
// "checksum":"crc32c:0123abcd"}
//
// Registers in the catalogue's order, records in the order of their ids, fields in the catalogue's order; registers
// without records and missing fields are left out. Codes and links are ids, flags true or false, dates "2023-05-06",
// counts numbers, amounts yuan as a text with two decimals ("1234.50": exact, and plainly not fen). When links name
// records that are not in the file, "broken_links" gives their number after the registers; a reader then knows that the
// writer knew. The program's version stands behind the catalogue's, because readers of version 1 refuse members they do not
// know. The checksum is the CRC-32C of every byte before its name's quotation mark.
//
// A file with the history of its records has version 3, and behind the registers the member that json_history.hpp describes.
//
// A signed file has version 2, with the history 4, and before its checksum "signed":{"sha256":"…","sign":"04…","seal":"04…","signature":"…"}: SHA-256
// of every byte before that name's quotation mark, the public part of the office's key, and the signature of signed_words().
#pragma once
#include "core/ledger/ledger.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mj {

constexpr std::string_view json_format = "mingjing";
/// 1, of a signed file 2; with the history 2 more.
constexpr int json_version_of(bool is_signed, bool tells) { return 1 + int(is_signed) + 2 * int(tells); }
constexpr bool json_signed(int64_t version) { return version == 2 || version == 4; }
constexpr bool json_tells(int64_t version) { return version >= 3; }
constexpr int json_version = 4; ///< the newest that is read
constexpr std::string_view json_program =
    " (Mingjing "; ///< behind the catalogue's version, before the program's and ")"

/// Appends the text in quotation marks, escaping only what JSON demands; when it is no UTF-8, as shown() shows it.
void put_json_text(std::string& out, std::string_view text);

/// Seconds since 1970 as "2023-01-04T09:12:00Z"; the years 0001 to 9999.
bool put_json_time(std::string& out, int64_t seconds);
std::optional<int64_t> parse_json_time(std::string_view text);

/// "crc32c:0123abcd"
std::string checksum_text(uint32_t crc);
/// Of a small file: its last member is the checksum, this one, of everything before that name.
bool checksum_closes(std::string_view file, std::string_view checksum);
/// Why a small file of this version cannot be read; nothing: it can.
std::optional<Problem> other_version(std::string_view version, int oldest, int newest);
/// Whether a small file is meant to be of this format, from how it begins.
bool names_format(ByteView head, std::string_view format);

/// Appends a value that is present. A problem when the reader would not take it (`where` is the field's id).
std::optional<Problem> put_json_value(std::string& out, const Catalog& catalog, const Field& field,
                                      const Value& value);
std::optional<Problem> put_json_value(std::string& out, const Catalog& catalog, const Field& field,
                                      const Column& column, uint32_t row);

/// What a text of the file stands for in this field; only the exact form the writer uses is taken, so that nothing
/// changes its shape on the way through. Not for flags and counts, which are no texts. `value` may be reused.
std::optional<Problem> read_json_text(Value& value, const Catalog& catalog, const Field& field,
                                      std::string_view text);
/// The same for a count.
std::optional<Problem> read_json_number(Value& value, const Catalog& catalog, const Field& field,
                                        std::string_view number);

/// Digits without sign or leading zero.
std::optional<int64_t> whole_number(std::string_view text);

} // namespace mj
