#include "core/ledger/text_pool.hpp"

namespace mj {
namespace {

// FNV-1a with a final mix: short keys, no dependency, the same on every machine.
uint32_t hash(std::string_view text) {
    uint64_t h = 14695981039346656037u;
    for (const char c : text) h = (h ^ uint8_t(c)) * 1099511628211u;
    return uint32_t(h ^ h >> 32);
}

} // namespace

uint32_t TextPool::intern(std::string_view wanted) {
    if (wanted.empty()) return 0;
    if (ends_.size() * 2 > slots_.size()) grow();
    const size_t mask = slots_.size() - 1;
    size_t at = hash(wanted) & mask;
    for (; slots_[at]; at = (at + 1) & mask)
        if (text(slots_[at]) == wanted) return slots_[at];
    arena_ += wanted;
    ends_.push_back(uint32_t(arena_.size()));
    return slots_[at] = count();
}

void TextPool::grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
    const size_t mask = slots_.size() - 1;
    for (uint32_t n = 1; n <= count(); ++n) {
        size_t at = hash(text(n)) & mask;
        while (slots_[at]) at = (at + 1) & mask;
        slots_[at] = n;
    }
}

} // namespace mj
