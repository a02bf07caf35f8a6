#include "core/base/qr_code.hpp"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>
#include <span>

namespace mj {
namespace {

constexpr int most_version = 25;
// ISO/IEC 18004, table 9, level L: words of error correction in each block, and how many blocks.
constexpr uint8_t correction[] = {7,  10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26,
                                  30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26};
constexpr uint8_t block_count[] = {1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4,  4, 4,
                                   4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12};
static_assert(std::size(correction) == most_version && std::size(block_count) == most_version);

/// The field of 256 elements that the code reckons in: powers of 2 modulo x^8 + x^4 + x^3 + x^2 + 1.
struct Field {
    std::array<uint8_t, 255> power{};
    std::array<uint8_t, 256> log{};
    constexpr Field() {
        int x = 1;
        for (size_t i = 0; i < power.size(); ++i) {
            power[i] = uint8_t(x);
            log[size_t(x)] = uint8_t(i);
            x = x << 1 ^ (x & 0x80 ? 0x11d : 0);
        }
    }
    constexpr uint8_t times(uint8_t a, uint8_t b) const {
        return a && b ? power[size_t(log[a] + log[b]) % 255] : uint8_t(0);
    }
};
constexpr Field field;

/// What is left of the words over the product of (x - 2^i), i below `count`.
Bytes remainder(std::span<const uint8_t> words, size_t count) {
    Bytes divisor(count), out(count); // coefficients, the highest first; its leading 1 is left out
    divisor.back() = 1;
    for (size_t i = 0; i < count; ++i)
        for (size_t j = 0; j < count; ++j)
            divisor[j] =
                uint8_t(field.times(divisor[j], field.power[i]) ^ (j + 1 < count ? divisor[j + 1] : 0));
    for (const uint8_t word : words) {
        const uint8_t factor = word ^ out.front();
        std::rotate(out.begin(), out.begin() + 1, out.end());
        out.back() = 0;
        for (size_t j = 0; j < count; ++j) out[j] ^= field.times(divisor[j], factor);
    }
    return out;
}

/// Where the middles of the small squares lie, in each direction.
std::vector<int> alignments(int version) {
    if (version == 1) return {};
    // From 6 to the last in even steps, each gap the same but the first, which takes what is left.
    const int gaps = version / 7 + 1, last = 4 * version + 10,
              step = (last - 6 + 2 * gaps - 1) / (2 * gaps) * 2;
    std::vector<int> out{6};
    for (int i = gaps - 1; i >= 0; --i) out.push_back(last - i * step);
    return out;
}

class Drawing {
  public:
    explicit Drawing(int version) : version_(version), size_(17 + 4 * version) {
        code_.size = size_;
        code_.dark.assign(size_t(size_) * size_t(size_), 0);
        fixed_ = code_.dark;
        for (int i = 0; i < size_; ++i) fix(6, i, i % 2 == 0), fix(i, 6, i % 2 == 0);
        for (const auto& [x, y] : {std::pair(3, 3), std::pair(size_ - 4, 3), std::pair(3, size_ - 4)})
            square(x, y, 4, 0x0b); // rings, from the middle: dark, dark, light, dark, light
        const auto at = alignments(version);
        for (const int x : at)
            for (const int y : at)
                if (!(x == 6 && (y == 6 || y == at.back())) && !(y == 6 && x == at.back()))
                    square(x, y, 2, 0x05);
        format(0);
        versions();
    }

    int free() const { return int(std::count(fixed_.begin(), fixed_.end(), 0)); } ///< modules for words

    /// Two columns at a time from the right, up and down in turns.
    void words(std::span<const uint8_t> all) {
        size_t bit = 0;
        for (int right = size_ - 1, turn = 0; right > 0; right -= 2, ++turn) {
            if (right == 6) --right; // the column of the clock is passed over
            for (int i = 0; i < size_; ++i)
                for (const int x : {right, right - 1}) {
                    const int y = turn % 2 ? i : size_ - 1 - i;
                    if (fixed_[index(x, y)] || bit >= all.size() * 8) continue;
                    code_.dark[index(x, y)] = all[bit / 8] >> (7 - bit % 8) & 1;
                    ++bit;
                }
        }
    }

    /// Of the eight masks the one that a camera confuses least.
    QrCode masked() {
        QrCode best;
        int least = INT_MAX;
        for (int mask = 0; mask < 8; ++mask) {
            Drawing tried = *this;
            tried.turn_over(mask);
            tried.format(mask);
            if (const int cost = tried.cost(); cost < least) least = cost, best = tried.code_;
        }
        return best;
    }

  private:
    size_t index(int x, int y) const { return size_t(y) * size_t(size_) + size_t(x); }
    void fix(int x, int y, bool dark) {
        code_.dark[index(x, y)] = dark;
        fixed_[index(x, y)] = 1;
    }
    void square(int x, int y, int reach, int rings) {
        for (int dy = -reach; dy <= reach; ++dy)
            for (int dx = -reach; dx <= reach; ++dx)
                if (x + dx >= 0 && x + dx < size_ && y + dy >= 0 && y + dy < size_)
                    fix(x + dx, y + dy, rings >> std::max(std::abs(dx), std::abs(dy)) & 1);
    }
    static uint32_t with_check(uint32_t bits, int count, uint32_t divisor, int degree) {
        uint32_t rest = bits << degree;
        for (int i = count - 1; i >= 0; --i)
            if (rest >> (i + degree) & 1) rest ^= divisor << i;
        return bits << degree | rest;
    }
    /// Level and mask, twice.
    void format(int mask) {
        const uint32_t bits = with_check(uint32_t(1 << 3 | mask), 5, 0x537, 10) ^ 0x5412; // 01: level L
        for (int i = 0; i < 15; ++i) {
            const bool dark = bits >> i & 1;
            if (i < 8)
                fix(size_ - 1 - i, 8, dark), fix(8, i < 6 ? i : i + 1, dark);
            else
                fix(8, size_ - 15 + i, dark), fix(i == 8 ? 7 : 14 - i, 8, dark);
        }
        fix(8, size_ - 8, true);
    }
    void versions() {
        if (version_ < 7) return;
        const uint32_t bits = with_check(uint32_t(version_), 6, 0x1f25, 12);
        for (int i = 0; i < 18; ++i) {
            const int far = size_ - 11 + i % 3, near = i / 3;
            fix(far, near, bits >> i & 1), fix(near, far, bits >> i & 1);
        }
    }
    void turn_over(int mask) {
        for (int y = 0; y < size_; ++y)
            for (int x = 0; x < size_; ++x) {
                const int both = x * y, sum = x + y;
                const int rests[] = {sum % 2,
                                     y % 2,
                                     x % 3,
                                     sum % 3,
                                     (x / 3 + y / 2) % 2,
                                     both % 2 + both % 3,
                                     (both % 2 + both % 3) % 2,
                                     (sum % 2 + both % 3) % 2};
                if (rests[mask] == 0 && !fixed_[index(x, y)]) code_.dark[index(x, y)] ^= 1;
            }
    }
    /// Section 7.8.3: long runs, blocks, what looks like a corner, and too much of one colour.
    int cost() const {
        int out = 0, dark = 0;
        for (const bool across : {true, false})
            for (int line = 0; line < size_; ++line) {
                int run = 0;
                uint32_t last = 0; // eleven modules
                for (int i = 0; i < size_; ++i) {
                    const bool now = across ? code_.at(i, line) : code_.at(line, i);
                    const bool same = i && now == bool(last & 1);
                    run = same ? run + 1 : 1;
                    out += run == 5 ? 3 : run > 5 ? 1 : 0;
                    last = (last << 1 | uint32_t(now)) & 0x7ff;
                    if (i >= 10 && (last == 0x05d || last == 0x5d0)) out += 40;
                    dark += across && now;
                }
            }
        for (int y = 1; y < size_; ++y)
            for (int x = 1; x < size_; ++x) {
                const bool here = code_.at(x, y);
                if (here == code_.at(x - 1, y) && here == code_.at(x, y - 1) &&
                    here == code_.at(x - 1, y - 1))
                    out += 3;
            }
        return out + std::abs(dark * 20 / (size_ * size_) - 10) * 10;
    }

    int version_, size_;
    QrCode code_;
    Bytes fixed_;
};

} // namespace

std::optional<QrCode> qr_code(std::string_view text) {
    for (int version = 1; version <= most_version; ++version) {
        Drawing drawing(version);
        const size_t all = size_t(drawing.free()) / 8, blocks = block_count[version - 1],
                     checks = correction[version - 1], data = all - blocks * checks;
        const size_t length_bytes = version < 10 ? 1 : 2;
        if (text.size() + length_bytes + 3 > data || text.size() >> (8 * length_bytes)) continue;

        // 0111 and 26: what follows is UTF-8, or some readers take it for Japanese; 0100: bytes, their number, themselves; 0000; then
        // words that mean nothing.
        Bytes words(data);
        size_t bit = 0;
        const auto put = [&](uint32_t value, int count) {
            for (int i = count - 1; i >= 0; --i, ++bit)
                words[bit / 8] |= uint8_t((value >> i & 1) << (7 - bit % 8));
        };
        put(7, 4), put(26, 8);
        put(4, 4);
        put(uint32_t(text.size()), int(length_bytes) * 8);
        for (const char c : text) put(uint8_t(c), 8);
        for (size_t i = bit / 8 + 1, n = 0; i < data; ++i, ++n) words[i] = n % 2 ? 0x11 : 0xec;

        // In turns from each block; the last blocks have a word more.
        const size_t each = data / blocks, longer = data % blocks;
        std::vector<std::span<const uint8_t>> parts;
        std::vector<Bytes> checked;
        for (size_t i = 0, from = 0; i < blocks; ++i) {
            const size_t size = each + (i >= blocks - longer);
            parts.emplace_back(words.data() + from, size);
            checked.push_back(remainder(parts.back(), checks));
            from += size;
        }
        Bytes woven;
        for (size_t i = 0; i <= each; ++i)
            for (const auto& part : parts)
                if (i < part.size()) woven.push_back(part[i]);
        for (size_t i = 0; i < checks; ++i)
            for (const Bytes& check : checked) woven.push_back(check[i]);
        drawing.words(woven);
        return drawing.masked();
    }
    return std::nullopt;
}

} // namespace mj
