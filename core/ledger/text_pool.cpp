#include "core/ledger/text_pool.hpp"

#include <cstring>

namespace mj {
namespace {

constexpr uint64_t odd = 0x9E3779B97F4A7C15u; // 2^64 over the golden ratio: spreads neighbours

uint64_t mix(uint64_t h, uint64_t word) {
    h = (h ^ word) * odd;
    return h ^ h >> 29;
}

/// Eight bytes at a time; never kept, so the machine's byte order does not matter.
uint32_t hash(std::string_view text) {
    uint64_t h = text.size() * odd, word;
    const char* at = text.data();
    size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) {
        std::memcpy(&word, at, 8);
        h = mix(h, word);
    }
    word = 0;
    std::memcpy(&word, at, left);
    h = mix(h, word);
    return uint32_t(h ^ h >> 32);
}

} // namespace

uint32_t TextPool::intern(std::string_view wanted) {
    if (wanted.empty()) return 0;
    if (ends_.size() * 2 > slots_.size()) grow(slots_.empty() ? 64 : slots_.size() * 2);
    const size_t mask = slots_.size() - 1;
    size_t at = hash(wanted) & mask;
    for (; slots_[at]; at = (at + 1) & mask)
        if (text(slots_[at]) == wanted) return slots_[at];
    arena_ += wanted;
    ends_.push_back(uint32_t(arena_.size()));
    return slots_[at] = count();
}

void TextPool::reserve(uint32_t texts, size_t bytes) {
    size_t slots = 64;
    while (slots < (size_t(texts) + 1) * 2) slots *= 2;
    if (slots > slots_.size()) grow(slots);
    ends_.reserve(size_t(texts) + 1);
    arena_.reserve(bytes);
}

void TextPool::grow(size_t slots) {
    slots_.assign(slots, 0);
    const size_t mask = slots - 1;
    for (uint32_t n = 1; n <= count(); ++n) {
        size_t at = hash(text(n)) & mask;
        while (slots_[at]) at = (at + 1) & mask;
        slots_[at] = n;
    }
}

} // namespace mj
