#include "core/workbook/biff.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint16_t continue_record = 0x3C;

} // namespace

void BiffReader::go_to(uint64_t at) {
    next_ = size_t(std::min<uint64_t>(at, stream_.size()));
    body_ = {};
}

bool BiffReader::load(size_t at) {
    if (stream_.size() - at < 4) return false;
    const size_t bytes = size_t(stream_[at + 2] | stream_[at + 3] << 8);
    if (stream_.size() - at - 4 < bytes) return false;
    body_ = stream_.subspan(at + 4, bytes);
    next_ = at + 4 + bytes;
    in_body_ = 0;
    return true;
}

bool BiffReader::next() {
    const size_t at = next_;
    if (!load(at)) return false;
    type_ = uint16_t(stream_[at] | stream_[at + 1] << 8);
    ok_ = true;
    return true;
}

bool BiffReader::continued() {
    if (stream_.size() - next_ < 4 || (stream_[next_] | stream_[next_ + 1] << 8) != continue_record ||
        !load(next_))
        ok_ = false;
    return ok_;
}

uint8_t BiffReader::byte() {
    while (ok_ && in_body_ == body_.size()) continued();
    return ok_ ? body_[in_body_++] : 0;
}

void BiffReader::skip(uint64_t bytes) {
    while (ok_ && bytes) {
        if (in_body_ == body_.size() && !continued()) return;
        const size_t n = size_t(std::min<uint64_t>(bytes, body_.size() - in_body_));
        in_body_ += n;
        bytes -= n;
    }
}

void BiffReader::characters(size_t count, bool wide, std::string& out) {
    char32_t high = 0; // the first half of a pair
    const auto put = [&out](char32_t c) {
        char utf8[4];
        out.append(utf8, put_utf8(c, utf8));
    };
    for (; count; --count) {
        if (in_body_ == body_.size()) {
            wide = byte() & 1;
            if (!ok_) return;
        }
        const char32_t unit = wide ? two() : byte();
        if (!ok_) return;
        const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
        if (high && low) {
            put(0x10000 + ((high & 0x3FF) << 10 | (unit & 0x3FF)));
            high = 0;
            continue;
        }
        if (high || low) put(0xFFFD);
        high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
        if (!high && !low) put(unit);
    }
    if (high) put(0xFFFD);
}

void BiffReader::text(size_t count, std::string& out) {
    const uint8_t flags = byte();
    const size_t runs = flags & 8 ? two() : 0;
    const uint32_t phonetics = flags & 4 ? four() : 0;
    characters(count, flags & 1, out);
    skip(4 * uint64_t(runs) + phonetics);
}

} // namespace mj
