#include "core/base/crc32c.hpp"
#include "core/exchange/json.hpp"
#include "core/exchange/json_reader.hpp"

#include <algorithm>
#include <deque>

namespace mj {
namespace {

constexpr size_t bytes_between_looks = 64 * 1024;
constexpr uint32_t rows_checked_at_once = 512;
constexpr size_t signature = 4; ///< bytes that tell files of other kinds

std::string_view chars(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// What a file of another kind is, by its first bytes.
std::optional<Problem> foreign(std::string_view head) {
    const auto is = [&](SaidWith<0> what, SaidWith<0> fix) {
        return Problem{
            say(Said::not_data_for, say(what)), {say(Said::at_line, 1), say(Said::at_column, 1)}, say(fix)};
    };
    constexpr SaidWith<0> choose = Said::choose_export;
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"))
        return is(Said::is_zip, Said::unpack_archive);
    if (head.starts_with("\x1F\x8B")) return is(Said::is_gzip, Said::unpack_json);
    if (head.starts_with("%PDF")) return is(Said::is_pdf, choose);
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") || head.find('\0') != head.npos)
        return is(Said::is_utf16, choose);
    if (head.starts_with("\xEF\xBB\xBF")) return is(Said::is_marked, Said::use_as_exported);
    const size_t first = head.find_first_not_of(" \t\r\n");
    if (first == head.npos || head[first] == '{') return std::nullopt;
    const char c = head[first];
    if (c == '<') return is(Said::is_web, choose);
    if (c == '[') return is(Said::is_list, choose);
    if (c >= 0 && c < 0x20) return is(Said::is_binary, choose);
    return is(Said::is_other, choose);
}

class Import final : public JsonImport, private JsonTokens {
  public:
    Import(const Catalog& catalog, uint64_t total)
        : total_(total), scanner_(*this), reader_(catalog, scanner_, total) {}

    void feed(ByteView piece) override {
        if (ended_ || done_ || piece.empty()) return;
        pieces_.emplace_back(piece.begin(), piece.end());
        waiting_ += piece.size();
    }
    size_t waiting() const override { return waiting_; }
    void finish() override { ended_ = true; }

    bool step(const Deadline& deadline) override {
        while (!done_) {
            if (!pieces_.empty() && signature_known()) {
                parse();
            } else if (!ended_) {
                return false;
            } else if (!closed_) {
                close();
            } else if (reader_.check_rows(rows_checked_at_once)) {
                done_ = true;
            } else {
                checked_ += rows_checked_at_once;
            }
            if (reader_.problem()) done_ = true;
            look_at_progress();
            if (!done_ && deadline.passed()) return false;
        }
        if (problem()) pieces_.clear();
        info_.office = reader_.office();
        info_.records = reader_.ledger().records();
        info_.actions = reader_.history().entries();
        info_.crc = crc_at_checksum_;
        return true;
    }

    float progress() const override { return progress_; }
    const std::optional<Problem>& problem() const override { return reader_.problem(); }
    ImportPlace place() const override { return reader_.place(); }
    const ExportInfo& info() const override { return info_; }
    const std::optional<SignedBy>& signed_by() const override { return reader_.signed_by(); }
    uint64_t cleaned() const override { return reader_.cleaned(); }
    Ledger take() override { return reader_.take(); }
    Chronicle take_history() override { return reader_.take_history(); }

  private:
    /// The first bytes are there together, and the file is not one of another kind.
    bool signature_known() {
        if (known_) return true;
        while (pieces_.size() > 1 && pieces_[0].size() < signature) {
            pieces_[1].insert(pieces_[1].begin(), pieces_[0].begin(), pieces_[0].end());
            pieces_.pop_front();
        }
        if (pieces_[0].size() < signature && !ended_) return false;
        return known_ = true;
    }

    void parse() {
        if (parsed_ == 0)
            if (auto problem = foreign(chars(pieces_[0]).substr(0, signature))) {
                reader_.bad_at({}, std::move(problem->what), std::move(problem->fix));
                return;
            }
        const Bytes& piece = pieces_.front();
        chunk_ = ByteView(piece).subspan(at_, std::min(bytes_between_looks, piece.size() - at_));
        if (!scanner_.feed(chars(chunk_))) {
            if (!reader_.problem()) mistake();
            return;
        }
        // Should the name of the checksum end in the next piece, its sum ends where the name begins.
        const uint64_t from = parsed_;
        if (scanner_.open() && scanner_.depth() == 1 && scanner_.offset() >= from)
            crc_at_open_ = crc_before_token(), sha_at_open_ = sha_before_token();
        crc_ = crc32c(chunk_, crc_);
        if (reader_.is_signed()) sha_.take(chunk_);
        parsed_ += chunk_.size();
        waiting_ -= chunk_.size();
        at_ += chunk_.size();
        if (at_ == piece.size()) {
            pieces_.pop_front();
            at_ = 0;
        }
    }

    uint32_t crc_before_token() const {
        return crc32c(chunk_.first(size_t(scanner_.offset() - parsed_)), crc_);
    }

    Sha256 sha_before_token() const {
        Sha256 out = sha_;
        if (reader_.is_signed()) out.take(chunk_.first(size_t(scanner_.offset() - parsed_)));
        return out;
    }

    bool token(JsonToken token, std::string_view text) override {
        if (token == JsonToken::key && scanner_.depth() == 1 && text == "signed")
            digest_ = (scanner_.offset() >= parsed_ ? sha_before_token() : sha_at_open_).digest();
        if (token == JsonToken::key && scanner_.depth() == 1 && text == "checksum")
            crc_at_checksum_ = scanner_.offset() >= parsed_ ? crc_before_token() : crc_at_open_;
        return reader_.token(token, text);
    }

    void mistake() {
        if (reader_.recognised())
            reader_.bad_at(scanner_.place(), say(Said::file_damaged, scanner_.mistake()),
                           say(Said::export_it_again));
        else
            reader_.bad_at(scanner_.place(), say(Said::not_data_for, scanner_.mistake()),
                           say(Said::choose_export));
    }

    void close() {
        closed_ = true;
        if (scanner_.finish()) {
            reader_.close(crc_at_checksum_, digest_);
        } else if (reader_.problem()) {
            return; // the last token was the mistake
        } else if (!reader_.begun()) {
            reader_.bad_at(scanner_.place(), say(Said::file_empty), say(Said::choose_export));
        } else {
            reader_.bad_at(scanner_.place(), say(Said::file_early), say(Said::copy_or_export));
        }
    }

    void look_at_progress() {
        const double records = double(std::max<uint64_t>(reader_.ledger().records(), 1));
        const double share = closed_  ? std::min(1.0, double(checked_) / records)
                             : total_ ? std::min(1.0, double(parsed_) / double(total_))
                                      : 0.0;
        progress_ = std::max(progress_, done_ ? 1.0f : float(closed_ ? 0.9 + 0.1 * share : 0.9 * share));
    }

    const uint64_t total_;
    JsonScanner scanner_;
    JsonReader reader_;
    std::deque<Bytes> pieces_;
    size_t at_ = 0; // in the first piece
    size_t waiting_ = 0;
    ByteView chunk_;      // being parsed
    uint64_t parsed_ = 0; // bytes before it
    uint32_t crc_ = 0, crc_at_open_ = 0, crc_at_checksum_ = 0;
    Sha256 sha_, sha_at_open_; // while the file may be signed
    Digest digest_{};          // of what is before its signature
    uint64_t checked_ = 0;
    bool known_ = false, ended_ = false, closed_ = false, done_ = false;
    float progress_ = 0;
    ExportInfo info_;
};

} // namespace

std::unique_ptr<JsonImport> JsonImport::start(const Catalog& catalog, uint64_t total_bytes) {
    return std::make_unique<Import>(catalog, total_bytes);
}

} // namespace mj
