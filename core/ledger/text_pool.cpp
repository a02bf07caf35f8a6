#include "core/ledger/text_pool.hpp"

#include "core/base/fold.hpp"
#include "core/base/keyed_hash.hpp"

#include <algorithm>

namespace mj {
namespace {

volatile uint32_t keep_alive; // so that reading ahead is not left out

uint32_t hash(std::string_view text) { return uint32_t(SipHash().of(text)); }

bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const char *x = a.data(), *y = b.data(), *end = x + a.size();
    if (a.size() < 8) return load_few(x, a.size()) == load_few(y, b.size());
    for (; end - x > 8; x += 8, y += 8)
        if (load8(x) != load8(y)) return false;
    return load8(end - 8) == load8(b.data() + b.size() - 8);
}

/// Whether folding would change it; says no to most without decoding them: only letters of Latin, Greek and Cyrillic, wide
/// letters and the wide space change.
bool changes(std::string_view text) {
    bool letters = false, blank = false;
    for (const char c : text) {
        const uint8_t b = uint8_t(c);
        letters |= (b >= 'A' && b <= 'Z') || (b >= 0xC2 && b <= 0xD4) || b == 0xEF;
        blank |= b == 0xE3;
    }
    return (letters && folds(text)) || (blank && text.find("\xE3\x80\x80") != text.npos);
}

} // namespace

void TextPool::adopt(TextRun run) {
    arena_ = std::move(run.arena);
    ends_ = std::move(run.ends);
    slots_.clear();
}

void TextPool::index() const {
    size_t slots = 64;
    while (slots < ends_.size() * 2) slots *= 2;
    grow(slots);
}

bool TextPool::plain() const {
    for (; plain_ && looked_at_ < count(); ++looked_at_) plain_ = !changes(text(looked_at_ + 1));
    return plain_;
}

uint32_t TextPool::intern(std::string_view wanted) {
    if (wanted.empty()) return 0;
    if (slots_.empty()) index();
    if (ends_.size() * 2 > slots_.size()) grow(slots_.size() * 2);
    return place(wanted, hash(wanted));
}

void TextPool::intern_all(std::span<const std::string_view> texts, uint32_t* numbers) {
    size_t slots = std::max<size_t>(64, slots_.size());
    while ((ends_.size() + texts.size()) * 2 > slots) slots *= 2;
    if (slots != slots_.size()) grow(slots);
    std::vector<uint32_t> hashes(texts.size());
    for (size_t i = 0; i < texts.size(); ++i) hashes[i] = hash(texts[i]);
    const size_t mask = slots - 1;
    uint32_t touched = 0;
    for (const uint32_t h : hashes) touched += slots_[h & mask];
    keep_alive = touched;
    for (size_t i = 0; i < texts.size(); ++i) numbers[i] = texts[i].empty() ? 0 : place(texts[i], hashes[i]);
}

size_t TextPool::slot_of(std::string_view wanted, uint32_t h) const {
    const size_t mask = slots_.size() - 1;
    size_t at = h & mask;
    for (const uint32_t tag = h & ~number_mask; slots_[at]; at = (at + 1) & mask)
        if ((slots_[at] & ~number_mask) == tag && same(text(slots_[at] & number_mask), wanted)) break;
    return at;
}

uint32_t TextPool::find(std::string_view wanted) const {
    if (wanted.empty() || count() == 0) return 0;
    if (slots_.empty()) index();
    return slots_[slot_of(wanted, hash(wanted))] & number_mask;
}

uint32_t TextPool::place(std::string_view wanted, uint32_t h) {
    uint32_t& slot = slots_[slot_of(wanted, h)];
    if (slot) return slot & number_mask;
    arena_.append(wanted);
    ends_.push_back(uint32_t(arena_.size()));
    slot = (h & ~number_mask) | count();
    return count();
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

void TextPool::grow(size_t slots) const {
    slots_.assign(slots, 0);
    const size_t mask = slots - 1;
    for (uint32_t n = 1; n <= count(); ++n) {
        const uint32_t h = hash(text(n));
        size_t at = h & mask;
        while (slots_[at]) at = (at + 1) & mask;
        slots_[at] = (h & ~number_mask) | n;
    }
}

} // namespace mj
