// What somebody fills in at a stand or at home, as a file the office takes in: a record under a receipt code, by which
// anybody who has it can ask how it stands.
//
// {"format":"mingjing-application","version":2,"office":"fuling","guide":"dispute","made":"2026-11-23",
// "fields":{"worker":"…","cause":"wages"},
// "code":"7KQ4-M2XD-9"}
//
// Values are texts in the exchange form (value_text). The code is made of everything before it: 40 bits of the SHA-256 of
// what write_application() writes. A file that was changed afterwards is known by it. Codes are short enough to be typed,
// so two applications with one code can be made on purpose: differing_fields() says whether it is the same one.
// Version 1 had another hash; such files are still read.
#pragma once
#include "core/base/bytes.hpp"
#include "core/ledger/ledger.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mj {

constexpr uint64_t largest_application = 64 * 1024; ///< bytes of a file
constexpr size_t receipt_characters = 9;            ///< of a code, without hyphens

struct Application {
    std::string office; ///< id
    int guide = -1;     ///< position in Catalog::guides; that one has a form
    Date made;
    std::vector<FieldValue> values; ///< of asked fields, in the form's order
    std::string code = {};          ///< of the file it was read from
    uint64_t cleaned = 0;           ///< texts that had hidden characters (shown.hpp), which were taken out
    bool sealed = false;            ///< the file was sealed to the office's key
};

/// The first guide with a form, or -1.
int guide_with_form(const Catalog& catalog);

/// Eight characters and one that is made of them, so that one character mistyped, or any two exchanged, is known. Neither 0, O,
/// 1 nor I is among them.
std::string receipt_code(const Catalog& catalog, const Application& application);
/// As receipt_code() writes it, from what was typed in any case, with or without hyphens and blanks; nothing when there can
/// be no such code.
std::optional<std::string> parse_receipt(std::string_view text);

std::string write_application(const Catalog& catalog, const Application& application);
/// Whether a file is meant to be one, from how it begins.
bool looks_like_application(ByteView head);
/// Problem: not an application, of a newer version, damaged or changed, for another office, a value the catalogue does not take.
Outcome<Application> read_application(const Catalog& catalog, ByteView file);

/// The living records that have this receipt code: one, but for those that somebody made to agree.
std::vector<uint32_t> find_receipts(const Ledger& ledger, const Guide& guide, std::string_view code);
/// The asked fields in which the record says another thing than the application: it is another one, or was corrected.
std::vector<int> differing_fields(const Ledger& ledger, uint32_t row, const Application& application);
/// The draft record an application becomes: received on the day it was made (not later than today), numbered by its code until a
/// clerk gives it a number, its employer linked when exactly one has the name. The change is for Ledger::check().
Change application_change(const Ledger& ledger, const Application& application, RecordId id, int64_t now,
                          Date today);

} // namespace mj
