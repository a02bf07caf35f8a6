#include "core/ledger/text_pool.hpp"

#include "core/base/fold.hpp"

#include <algorithm>
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
    if (plain_ && folds(wanted)) plain_ = false;
    arena_ += wanted;
    ends_.push_back(uint32_t(arena_.size()));
    return slots_[at] = count();
}

const TextPool::Shadow& TextPool::shadow(Form form) const {
    Shadow& out = shadows_[size_t(form)];
    for (uint32_t n = uint32_t(out.ends.size()); n <= count(); ++n) {
        if (form == Form::folded)
            fold(text(n), out.arena);
        else
            initials(text(n), out.arena);
        out.ends.push_back(uint32_t(out.arena.size()));
    }
    return out;
}

const std::vector<uint32_t>& TextPool::ranks() const {
    if (ranks_.size() == ends_.size()) return ranks_;
    std::vector<uint32_t> order(count());
    for (uint32_t i = 0; i < count(); ++i) order[i] = i + 1;
    std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) { return text(a) < text(b); });
    ranks_.assign(ends_.size(), 0);
    for (uint32_t i = 0; i < count(); ++i) ranks_[order[i]] = i + 1;
    return ranks_;
}

size_t TextPool::bytes() const {
    size_t sum = arena_.capacity() + (ends_.capacity() + slots_.capacity() + ranks_.capacity()) * 4;
    for (const Shadow& shadow : shadows_) sum += shadow.arena.capacity() + shadow.ends.capacity() * 4;
    return sum;
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
