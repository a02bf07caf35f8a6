#include "core/exchange/table_file.hpp"

namespace mj {
namespace {

constexpr size_t head_size = 64 * 1024;

/// The first character that is not blank is a bracket.
bool looks_like_json(std::string_view text) {
    const size_t at = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return at != text.npos && (text[at] == '[' || text[at] == '{');
}

ByteView bytes_of(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

} // namespace

TableFile::TableFile(Ledger& ledger, int reg, uint16_t office, uint32_t desk, uint64_t bytes)
    : ledger_(ledger), reg_(reg), office_(office), desk_(desk), bytes_(bytes) {}

bool TableFile::fail(const Problem& problem) {
    problem_ = problem;
    if (reader_) reader_->cancel();
    return false;
}

bool TableFile::begin(bool whole) {
    const Detection found = detect(head_, whole);
    if (!found) return fail(found.problem());
    encoding_ = *found;
    std::string start;
    Decoder look(encoding_);
    if (!look.feed(head_, start)) return fail(look.problem());
    csv_ = !looks_like_json(start);
    reader_ =
        csv_ ? read_csv_rows(ledger_, reg_, office_, desk_) : read_json_rows(ledger_, reg_, office_, desk_);
    reader_->expect(bytes_);
    if (encoding_ != Encoding::utf8) decoder_.emplace(encoding_);
    const Bytes head = std::move(head_);
    head_.clear();
    return read(head);
}

bool TableFile::read(ByteView piece) {
    if (decoder_) {
        text_.clear();
        const bool good = decoder_->feed(piece, text_);
        piece = bytes_of(text_);
        if (!reader_->feed(piece)) return fail(*reader_->problem());
        return good || fail(decoder_->problem());
    }
    return reader_->feed(piece) || fail(*reader_->problem());
}

bool TableFile::feed(ByteView piece) {
    if (problem_) return false;
    if (reader_) return read(piece);
    head_.insert(head_.end(), piece.begin(), piece.end());
    return head_.size() < head_size || begin(false);
}

bool TableFile::finish() {
    if (problem_ || (!reader_ && !begin(true))) return false;
    if (decoder_ && !decoder_->finish()) return fail(decoder_->problem());
    return reader_->finish() || fail(*reader_->problem());
}

} // namespace mj
