#include "core/workbook/texts.hpp"

#include "core/base/keyed_hash.hpp"

namespace mj {

std::string_view CellTexts::at(uint32_t kept) const {
    if (kept == 0) return {};
    const char* from = blocks_[kept >> block_bits].get() + (kept & (block_size - 1));
    size_t n = 0;
    for (int shift = 0;; shift += 7) {
        const uint8_t byte = uint8_t(*from++);
        n |= size_t(byte & 0x7F) << shift;
        if (byte < 0x80) return {from, n};
    }
}

uint32_t CellTexts::keep(std::string_view text) {
    if (text.empty() || text.size() > longest) return 0;
    if (!lately_) lately_ = std::make_unique<Lately>();
    uint32_t& slot = (*lately_)[SipHash().of(text) % lately_->size()];
    if (slot && at(slot) == text) return slot;
    constexpr size_t length_bytes = 3;
    if (block_size - used_ < text.size() + length_bytes) {
        if (blocks_.size() >> (32 - block_bits)) return 0;
        blocks_.emplace_back(new char[block_size]); // not set to zero: memory is touched when it is used
        used_ = blocks_.size() == 1 ? 1 : 0;        // 0 names the empty text
    }
    char* to = blocks_.back().get() + used_;
    slot = uint32_t((blocks_.size() - 1) << block_bits | used_);
    char* const begin = to;
    size_t n = text.size();
    for (; n >= 0x80; n >>= 7) *to++ = char(n | 0x80);
    *to++ = char(n);
    std::memcpy(to, text.data(), text.size());
    used_ += size_t(to - begin) + text.size();
    return slot;
}

} // namespace mj
