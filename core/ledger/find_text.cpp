#include "core/ledger/find_text.hpp"

#include "core/base/bits.hpp"
#include "core/base/fold.hpp"

#include <algorithm>
#include <cstring>

namespace mj {
namespace {

/// Which bytes of the needle to look for first: leading bytes of Chinese are everywhere, those that follow are not.
void rare_bytes(std::string_view needle, size_t& a, size_t& b) {
    a = 0;
    b = needle.size() - 1;
    while (a < b && uint8_t(needle[a]) >= 0xE0) ++a;
}

/// Calls found(number) for each text of `arena`, which ends at ends[number], that contains the needle.
template <class End, class F>
void each_text(std::string_view arena, uint32_t count, End end, std::string_view needle, F found) {
    uint32_t number = 1;
    for (size_t at = 0; number <= count;) {
        at = find_bytes(arena, needle, at);
        if (at == std::string_view::npos) return;
        // The text it lies in: mostly far ahead of the last one, so steps double.
        uint32_t step = 1;
        while (number + step <= count && end(number + step) <= at) number += step, step *= 2;
        while (number <= count && end(number) <= at) ++number;
        if (number > count) return;
        if (at + needle.size() <= end(number)) {
            found(number);
            at = end(number++);
        } else {
            ++at; // across a border
        }
    }
}

} // namespace

size_t find_bytes(std::string_view text, std::string_view needle, size_t from) {
    if (needle.empty() || text.size() < needle.size()) return needle.empty() ? from : std::string_view::npos;
    const size_t last = text.size() - needle.size();
    size_t a, b, at = from;
    rare_bytes(needle, a, b);
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    const uint8_t first = uint8_t(needle[a]), second = uint8_t(needle[b]);
    uint8_t same[16];
    for (; at + 16 <= last + 1; at += 16) {
        for (int i = 0; i < 16; ++i)
            same[i] = uint8_t(
                -(int(bytes[at + a + size_t(i)] == first) & int(bytes[at + b + size_t(i)] == second)));
        for (uint32_t bits = high_bits(same); bits; bits &= bits - 1) {
            const size_t place = at + size_t(lowest_bit(bits));
            if (std::memcmp(bytes + place, needle.data(), needle.size()) == 0) return place;
        }
    }
    for (; at <= last; ++at)
        if (std::memcmp(bytes + at, needle.data(), needle.size()) == 0) return at;
    return std::string_view::npos;
}

Needle::Needle(std::string_view text) {
    fold(text, folded_);
    initials_ = folded_.size() >= 2 &&
                std::all_of(folded_.begin(), folded_.end(),
                            [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }) &&
                std::any_of(folded_.begin(), folded_.end(), [](char c) { return c >= 'a'; });
}

bool Needle::in_folded(std::string_view folded) const {
    return find_bytes(folded, folded_) != std::string_view::npos;
}

bool Needle::in(std::string_view text) const {
    if (folds(text)) {
        scratch_.clear();
        fold(text, scratch_);
        if (in_folded(scratch_)) return true;
    } else if (in_folded(text)) {
        return true;
    }
    if (!initials_) return false;
    scratch_.clear();
    initials(text, scratch_);
    return in_folded(scratch_);
}

uint32_t Needle::mark(const TextPool& pool, std::vector<uint8_t>& hits) const {
    hits.assign(size_t(pool.count()) + 1, 0);
    uint32_t found = 0;
    const auto hit = [&](uint32_t number) {
        found += !hits[number];
        hits[number] = 1;
    };
    const auto look = [&](const TextPool::Shadow& in) {
        each_text(
            in.arena, pool.count(), [&](uint32_t n) { return in.ends[n]; }, folded_, hit);
    };
    if (pool.plain())
        each_text(
            pool.all(), pool.count(), [&](uint32_t n) { return pool.end(n); }, folded_, hit);
    else
        look(pool.shadow(TextPool::Form::folded));
    if (initials_) look(pool.shadow(TextPool::Form::initials));
    return found;
}

} // namespace mj
