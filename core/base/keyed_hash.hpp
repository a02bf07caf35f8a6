// Hashes that nobody can foresee, for tables over what files hold: SipHash (Aumasson, Bernstein 2012) under a key that is
// drawn when the program starts. Whoever writes a file cannot choose texts or ids that all meet in one place of a table,
// which would make reading it quadratic. A hash is never kept or shown, so the same data still give the same bytes.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace mj {

/// From the machine's source of randomness.
uint64_t random_bits();

struct HashKey {
    uint64_t low, high;
};
const HashKey& hash_key(); ///< of this run of the program

inline uint64_t load8(const char* at) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    return word;
}

/// Up to seven bytes, the first the lowest, without reading beyond them and without a loop.
inline uint64_t load_few(const char* at, size_t n) {
    if (n >= 4) {
        uint32_t low, high;
        std::memcpy(&low, at, 4);
        std::memcpy(&high, at + n - 4, 4);
        return low | uint64_t(high) << 8 * (n - 4);
    }
    if (n == 0) return 0;
    const auto byte = [at](size_t i) { return uint64_t(uint8_t(at[i])) << 8 * i; };
    return byte(0) | byte(n / 2) | byte(n - 1);
}

/// So many rounds for each word and after the last: SipHash-2-4 has published test values, tables use SipHash-1-3.
template <int each = 1, int last = 3> class SipHash {
  public:
    explicit SipHash(const HashKey& key = hash_key())
        : a_(key.low ^ 0x736F6D6570736575),
          b_(key.high ^ 0x646F72616E646F6D),
          c_(key.low ^ 0x6C7967656E657261),
          d_(key.high ^ 0x7465646279746573) {}
    void add(uint64_t word) {
        d_ ^= word;
        rounds(each);
        a_ ^= word;
    }
    uint64_t end() {
        c_ ^= 0xFF;
        rounds(last);
        return a_ ^ b_ ^ c_ ^ d_;
    }
    uint64_t of(std::string_view text) {
        const char *at = text.data(), *end_of_words = at + text.size() / 8 * 8;
        for (; at < end_of_words; at += 8) add(load8(at));
        add(uint64_t(text.size()) << 56 | load_few(at, text.size() % 8));
        return end();
    }

  private:
    static uint64_t turned(uint64_t word, int by) { return word << by | word >> (64 - by); }
    void rounds(int n) {
        for (int i = 0; i < n; ++i) {
            a_ += b_, c_ += d_;
            b_ = turned(b_, 13) ^ a_, d_ = turned(d_, 16) ^ c_;
            a_ = turned(a_, 32);
            c_ += b_, a_ += d_;
            b_ = turned(b_, 17) ^ c_, d_ = turned(d_, 21) ^ a_;
            c_ = turned(c_, 32);
        }
    }
    uint64_t a_, b_, c_, d_;
};

struct IdHash {
    size_t operator()(uint64_t id) const {
        SipHash hash;
        hash.add(id);
        return size_t(hash.end());
    }
};
/// By record ids, or other numbers that files may choose.
template <class V> using IdMap = std::unordered_map<uint64_t, V, IdHash>;
using IdSet = std::unordered_set<uint64_t, IdHash>;

} // namespace mj
