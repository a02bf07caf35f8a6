// How the applications of an office stand, to be carried to where its records are not: a stand, a page, a folder of the web
// (docs/formats.md, "The progress file"). Days and codes alone. Nobody finds a line of it without the receipt code and the last
// four digits of the phone number that was left: both together are hashed, so that a file does not even say which codes it has.
#pragma once
#include "core/base/bytes.hpp"
#include "core/clock/clocks.hpp"
#include "core/exchange/json.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

constexpr uint64_t largest_progress_file = 1 << 20; ///< bytes
constexpr int progress_days = 731;                  ///< applications received longer ago are left out

struct ProgressLine {
    std::array<uint8_t, 16> key{};
    Date came;
    bool stands = false;          ///< the guide's first clock is suspended: its last day is not known yet
    Date due, latest;             ///< of that clock, as in ClockReading; missing where it says nothing
    Date done;                    ///< missing: not yet
    std::vector<FieldValue> told; ///< code fields of GuideForm::tells
};

struct ProgressFile {
    std::string office; ///< id
    int guide = -1;     ///< position in Catalog::guides; that one has a form
    Date made;
    std::array<uint8_t, 16> salt{};
    uint32_t rounds = 0; ///< of PBKDF2
    std::vector<ProgressLine> lines;
    std::optional<SignedBy> signed_by; ///< with the digest of progress_digest(), where the office has a key
};

/// The last four digits of what was left as a phone number; "" when it has fewer.
std::string last_digits(std::string_view phone);

/// Makes the lines one by one: each costs a hash made slow on purpose. The ledger must not change while it lives.
class ProgressMaker {
  public:
    ProgressMaker(const Ledger& ledger, int guide, Date today);
    bool step(const Deadline& deadline); ///< true when all are there
    float progress() const { return table_rows_ ? float(row_) / float(table_rows_) : 1.f; }
    ProgressFile take() { return std::move(file_); }

  private:
    const Ledger& ledger_;
    WorkDays days_;
    Date today_;
    ProgressFile file_;
    uint32_t row_ = 0, table_rows_;
    bool recorded_;
};

/// Of the file as it is written with a signature, up to that.
Digest progress_digest(const Catalog& catalog, const ProgressFile& file);
/// What is signed of it: "mingjing progress sha256:" and the digest in hexadecimal, with a line end.
std::string progress_words(const Digest& digest);
std::string write_progress(const Catalog& catalog, const ProgressFile& file);
/// Whether a file is meant to be one, from how it begins.
bool looks_like_progress(ByteView head);
/// Problem: not such a file, of a newer version, damaged, changed after it was signed, of another office, or with what the
/// catalogue does not know. Whether the signature is its key's nobody has looked yet.
Outcome<ProgressFile> read_progress(const Catalog& catalog, std::string_view text);

/// The line of a receipt code (as parse_receipt() gives it) and last_digits(), or null. Costs one slow hash.
const ProgressLine* find_progress(const ProgressFile& file, std::string_view code, std::string_view digits);
/// What the line says of the guide's first clock as of that day; nothing when it says nothing.
std::optional<ClockReading> reading_of(const Catalog& catalog, const ProgressFile& file,
                                       const ProgressLine& line, Date today);

} // namespace mj
