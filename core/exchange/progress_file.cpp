#include "core/exchange/progress_file.hpp"

#include "core/base/crc32c.hpp"
#include "core/base/hex.hpp"
#include "core/base/keyed_hash.hpp"
#include "core/base/sha256.hpp"
#include "core/base/shown.hpp"
#include "core/base/sort.hpp"
#include "core/exchange/json_file.hpp"
#include "core/exchange/json_scan.hpp"

#include <algorithm>
#include <cstring>
#include <map>

namespace mj {
namespace {

constexpr std::string_view progress_format = "mingjing-progress", standing = "suspended";
constexpr int unsigned_version = 1, signed_version = 2;
// A code and four digits are 2^53 possibilities; at this price nobody tries them all.
constexpr uint32_t usual_rounds = 1000, most_rounds = 100'000;

/// The first half of the hash.
std::array<uint8_t, 16> key_of(const ProgressFile& file, std::string_view code, std::string_view digits) {
    const std::string secret = std::string(code) + "/" + std::string(digits);
    const Digest hash = pbkdf2(view_of(secret), file.salt, file.rounds);
    std::array<uint8_t, 16> out;
    std::copy_n(hash.begin(), out.size(), out.begin());
    return out;
}

/// What was left as a phone number.
std::string phone_of(const GuideForm& form, const Table& table, uint32_t row) {
    for (const GuideForm::Asked& asked : form.asked)
        if (asked.phone) return std::string(table.column(asked.field).text(row));
    return {};
}

std::vector<int> told_codes(const Catalog& catalog, const GuideForm& form) {
    std::vector<int> out;
    for (const int f : form.tells)
        if (catalog.registers[size_t(form.reg)].fields[size_t(f)].type == FieldType::code) out.push_back(f);
    return out;
}

Problem progress_damaged(const JsonPlace& place) {
    return {say(Said::progress_damaged),
            {say(Said::at_line, place.line), say(Said::at_column, place.column)},
            say(Said::ask_for_new_one)};
}

/// Members of the file as texts, those of each line, and those of the signature.
class Lines final : public JsonTokens {
  public:
    using Texts = std::map<std::string, std::string>;
    bool token(JsonToken token, std::string_view text) override {
        switch (token) {
        case JsonToken::begin_object:
            if (++depth_ == 2 && in_list_) return lines.emplace_back(), true;
            return depth_ == 1 || (depth_ == 2 && key_ == "signed" && !std::exchange(signed_, true));
        case JsonToken::end_object: --depth_; return true;
        case JsonToken::begin_array:
            in_list_ = depth_ == 1 && key_ == "lines" && !std::exchange(listed_, true);
            return in_list_;
        case JsonToken::end_array: in_list_ = false; return true;
        case JsonToken::key: key_ = std::string(text); return true;
        case JsonToken::text:
        case JsonToken::number:
            return (depth_ == 1 ? head
                    : in_list_  ? lines.back()
                                : signature)
                .emplace(key_, std::string(text))
                .second;
        default: return false;
        }
    }
    Texts head, signature;
    std::vector<Texts> lines;
    bool has_signature() const { return signed_; } ///< it may be empty

  private:
    int depth_ = 0;
    bool listed_ = false, in_list_ = false, signed_ = false;
    std::string key_;
};

std::string take(Lines::Texts& texts, const std::string& key) {
    auto node = texts.extract(key);
    return node ? std::move(node.mapped()) : std::string();
}

/// A day, or none where there is no text. False: it is no day.
bool take_day(Lines::Texts& texts, const std::string& key, Date& out) {
    const std::string text = take(texts, key);
    if (text.empty()) return true;
    const auto day = Date::parse(text);
    if (day) out = *day;
    return day.has_value();
}

/// False: something in it is not what it should be.
bool read_line(const Catalog& catalog, const GuideForm& form, Lines::Texts& texts, ProgressLine& out) {
    const std::string until = take(texts, "until");
    if (until != standing && !until.empty()) texts.emplace("due", until);
    out.stands = until == standing;
    if (!from_hex(take(texts, "key"), out.key) || !take_day(texts, "came", out.came) ||
        !take_day(texts, "due", out.due) || !take_day(texts, "latest", out.latest) ||
        !take_day(texts, "done", out.done) || !out.came.has())
        return false;
    if (!out.latest.has()) out.latest = out.due;
    for (const int f : told_codes(catalog, form)) {
        const Field& field = catalog.registers[size_t(form.reg)].fields[size_t(f)];
        const std::string text = take(texts, field.id);
        if (text.empty()) continue;
        auto value = parse_value(catalog, field, text);
        if (!value) return false;
        out.told.push_back({f, std::move(*value)});
    }
    return texts.empty() && out.latest >= out.due;
}

void put_member(std::string& out, std::string_view name, std::string_view text) {
    if (out.back() != '{') out += ',';
    put_json_text(out, name);
    out += ':';
    put_json_text(out, text);
}

} // namespace

std::string last_digits(std::string_view phone) {
    std::string out;
    for (const char c : phone)
        if (c >= '0' && c <= '9') out += c;
    return out.size() < 4 ? std::string() : out.substr(out.size() - 4);
}

ProgressMaker::ProgressMaker(const Ledger& ledger, int guide, Date today)
    : ledger_(ledger), days_(work_days(ledger)), today_(today) {
    const Catalog& catalog = ledger.catalog();
    file_.office = catalog.offices.front().id;
    file_.guide = guide;
    file_.made = today;
    file_.rounds = usual_rounds;
    for (size_t i = 0; i < file_.salt.size(); i += sizeof(uint64_t)) {
        const uint64_t bits = random_bits();
        std::memcpy(&file_.salt[i], &bits, sizeof bits);
    }
    table_rows_ = ledger.table(catalog.guides[size_t(guide)].form.reg).rows();
    recorded_ = stops_are_recorded(ledger, catalog.guides[size_t(guide)].clocks[0]);
}

bool ProgressMaker::step(const Deadline& deadline) {
    const Catalog& catalog = ledger_.catalog();
    const Guide& guide = catalog.guides[size_t(file_.guide)];
    const GuideForm& form = guide.form;
    const Register& reg = catalog.registers[size_t(form.reg)];
    const Table& table = ledger_.table(form.reg);
    for (; row_ < table_rows_; ++row_) {
        if (deadline.passed()) return false;
        const std::string_view code = table.column(form.receipt).text(row_);
        const Value received = table.column(reg.date).get(row_);
        const auto* came = std::get_if<int64_t>(&received);
        if (!table.alive(row_) || code.empty() || !came || *came < today_.days - progress_days) continue;
        ProgressLine line;
        line.key = key_of(file_, code, last_digits(phone_of(form, table, row_)));
        line.came = Date{int32_t(*came)};
        if (const auto reading = read_clock(ledger_, days_, guide.clocks[0], row_, today_, recorded_);
            reading && reading->state != ClockReading::State::unsaid) {
            line.stands = reading->state == ClockReading::State::stands;
            line.due = reading->due, line.latest = reading->latest, line.done = reading->stopped;
        }
        for (const int f : told_codes(catalog, form))
            if (table.column(f).has(row_)) line.told.push_back({f, table.column(f).get(row_)});
        file_.lines.push_back(std::move(line));
    }
    // In the order of their keys, which says nothing of the register's.
    sort_stable(file_.lines, [](const ProgressLine& a, const ProgressLine& b) { return a.key < b.key; });
    return true;
}

namespace {

/// All before the signature, where there is one, and the checksum.
std::string progress_body(const Catalog& catalog, const ProgressFile& file, int version) {
    const Guide& guide = catalog.guides[size_t(file.guide)];
    std::string out = "{";
    put_member(out, "format", progress_format);
    out += ",\"version\":" + std::to_string(version);
    put_member(out, "office", file.office);
    put_member(out, "guide", guide.id);
    put_member(out, "made", file.made.text());
    put_member(out, "salt", to_hex(file.salt));
    out += ",\"rounds\":" + std::to_string(file.rounds) + ",\n\"lines\":[";
    for (size_t i = 0; i < file.lines.size(); ++i) {
        const ProgressLine& line = file.lines[i];
        out += i ? ",\n{" : "\n{";
        put_member(out, "key", to_hex(line.key));
        put_member(out, "came", line.came.text());
        if (line.stands) put_member(out, "until", standing);
        if (line.due.has()) put_member(out, "until", line.due.text());
        if (line.latest != line.due) put_member(out, "latest", line.latest.text());
        if (line.done.has()) put_member(out, "done", line.done.text());
        for (const FieldValue& v : line.told) {
            const Field& field = catalog.registers[size_t(guide.form.reg)].fields[size_t(v.field)];
            put_member(out, field.id, value_text(catalog, field, v.value));
        }
        out += '}';
    }
    return out + "],\n";
}

/// Written like this by whoever signs it, so that nothing can stand between what is signed and the checksum.
bool read_signature(std::string_view text, Lines::Texts& texts, SignedBy& out) {
    if (!from_hex(take(texts, "sha256"), out.digest) || !from_hex(take(texts, "sign"), out.key.sign) ||
        !from_hex(take(texts, "seal"), out.key.seal) || !from_hex(take(texts, "signature"), out.signature) ||
        !texts.empty())
        return false;
    const std::string member = signed_member(out);
    const size_t at = text.rfind(member);
    if (at == text.npos || !text.substr(at + member.size()).starts_with("\"checksum\":")) return false;
    out.fits = out.digest == sha256(view_of(text.substr(0, at)));
    return true;
}

} // namespace

Digest progress_digest(const Catalog& catalog, const ProgressFile& file) {
    return sha256(view_of(progress_body(catalog, file, signed_version)));
}

std::string progress_words(const Digest& digest) {
    return "mingjing progress sha256:" + to_hex(digest) + "\n";
}

std::string write_progress(const Catalog& catalog, const ProgressFile& file) {
    const auto& by = file.signed_by;
    std::string out = progress_body(catalog, file, by ? signed_version : unsigned_version);
    if (by) out += signed_member(*by);
    return out + "\"checksum\":\"" + checksum_text(crc32c(view_of(out))) + "\"}\n";
}

bool looks_like_progress(ByteView head) { return names_format(head, progress_format); }

Outcome<ProgressFile> read_progress(const Catalog& catalog, std::string_view text) {
    Lines read;
    JsonScanner scanner(read);
    if (!scanner.feed(text) || !scanner.finish()) return progress_damaged(scanner.place());
    if (take(read.head, "format") != progress_format)
        return Problem{say(Said::not_progress), {}, say(Said::ask_for_new_one)};
    const std::string version = take(read.head, "version");
    if (auto problem = other_version(version, unsigned_version, signed_version)) return *problem;
    ProgressFile out;
    out.office = take(read.head, "office");
    if (catalog.offices.empty() || out.office != catalog.offices.front().id)
        return Problem{say(Said::progress_elsewhere, in_quotes(out.office)), {}, say(Said::ask_for_new_one)};
    const std::string guide = take(read.head, "guide");
    for (size_t i = 0; i < catalog.guides.size(); ++i)
        if (catalog.guides[i].id == guide && catalog.guides[i].form.reg >= 0) out.guide = int(i);
    if (out.guide < 0)
        return Problem{say(Said::application_kind, in_quotes(guide)), {}, say(Said::newer_mingjing)};
    const auto rounds = whole_number(take(read.head, "rounds"));
    const bool days = take_day(read.head, "made", out.made);
    if (!days || !out.made.has() || !rounds || *rounds < 1 || *rounds > most_rounds ||
        !from_hex(take(read.head, "salt"), out.salt) || !checksum_closes(text, take(read.head, "checksum")) ||
        !read.head.empty())
        return progress_damaged({1, 1});
    out.rounds = uint32_t(*rounds);
    if (version == std::to_string(signed_version)) {
        if (!read_signature(text, read.signature, out.signed_by.emplace())) return progress_damaged({1, 1});
        if (!out.signed_by->fits) return Problem{say(Said::signature_false), {}, say(Said::ask_for_new_one)};
        out.signed_by->key.office = out.office;
    } else if (read.has_signature()) {
        return progress_damaged({1, 1});
    }
    for (size_t i = 0; i < read.lines.size(); ++i)
        if (!read_line(catalog, catalog.guides[size_t(out.guide)].form, read.lines[i],
                       out.lines.emplace_back()))
            return progress_damaged({i + 2, 1});
    return out;
}

const ProgressLine* find_progress(const ProgressFile& file, std::string_view code, std::string_view digits) {
    const auto key = key_of(file, code, digits);
    const auto it = std::find_if(file.lines.begin(), file.lines.end(),
                                 [&](const ProgressLine& line) { return line.key == key; });
    return it == file.lines.end() ? nullptr : &*it;
}

std::optional<ClockReading> reading_of(const Catalog& catalog, const ProgressFile& file,
                                       const ProgressLine& line, Date today) {
    using S = ClockReading::State;
    ClockReading out;
    out.rule = catalog.guides[size_t(file.guide)].clocks[0];
    out.starts = line.came, out.stopped = line.done, out.due = line.due, out.latest = line.latest;
    if (line.stands) {
        out.state = S::stands;
        return out;
    }
    if (!line.due.has()) return std::nullopt;
    const Date at = line.done.has() ? line.done : today;
    const bool over = at > line.latest;
    out.days = (over ? line.latest : line.due).days - at.days;
    if (line.done.has())
        out.state = over ? S::late : at <= line.due ? S::kept : S::unknown;
    else
        out.state = over ? S::broken : S::runs;
    return out;
}

} // namespace mj
