// One bit a row, and the loops that make them: predicates over 64 cells at a time, written so that compilers use SIMD.
#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mj {

/// The highest bits of 16 bytes.
inline uint32_t high_bits(const uint8_t* bytes) {
#if defined(__wasm_simd128__)
    return uint32_t(wasm_i8x16_bitmask(wasm_v128_load(bytes)));
#elif defined(__SSE2__)
    return uint32_t(_mm_movemask_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))));
#else
    uint32_t out = 0;
    for (int i = 0; i < 16; ++i) out |= uint32_t(bytes[i] >> 7) << i;
    return out;
#endif
}

inline int lowest_bit(uint64_t word) { return __builtin_ctzll(word); }

class Bits {
  public:
    Bits() = default;
    explicit Bits(uint32_t rows, bool value = false)
        : rows_(rows), words_((rows + 63) / 64, value ? ~uint64_t(0) : 0) {
        trim();
    }

    uint32_t rows() const { return rows_; }
    bool has(uint32_t row) const { return words_[row >> 6] >> (row & 63) & 1; }
    void set(uint32_t row) { words_[row >> 6] |= uint64_t(1) << (row & 63); }
    uint32_t count() const {
        uint64_t sum = 0;
        for (const uint64_t word : words_) sum += uint64_t(__builtin_popcountll(word));
        return uint32_t(sum);
    }
    Bits& operator&=(const Bits& other) {
        for (size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
        return *this;
    }
    Bits& operator|=(const Bits& other) {
        for (size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
        return *this;
    }
    /// Takes out the rows that are in the other.
    void drop(const Bits& other) {
        for (size_t w = 0; w < words_.size(); ++w) words_[w] &= ~other.words_[w];
    }
    std::span<const uint64_t> words() const { return words_; }

    /// Keeps the rows whose cell fits. `fits(cell)` is 0 or 1, without branches; `cells` has one cell a row.
    template <class T, class F> void keep(std::span<const T> cells, F fits) {
        uint8_t good[64] = {};
        for (size_t w = 0; w < words_.size(); ++w) {
            if (!words_[w]) continue;
            const T* at = cells.data() + w * 64;
            if (__builtin_popcountll(words_[w]) <= few) {
                uint64_t kept = 0;
                for (uint64_t word = words_[w]; word; word &= word - 1)
                    kept |= uint64_t(uint8_t(fits(at[lowest_bit(word)]))) << lowest_bit(word);
                words_[w] = kept;
                continue;
            }
            const size_t left = cells.size() - w * 64;
            if (left >= 64)
                for (int i = 0; i < 64; ++i) good[i] = uint8_t(0 - uint8_t(fits(at[i])));
            else
                for (size_t i = 0; i < left; ++i) good[i] = uint8_t(0 - uint8_t(fits(at[i])));
            words_[w] &= uint64_t(high_bits(good)) | uint64_t(high_bits(good + 16)) << 16 |
                         uint64_t(high_bits(good + 32)) << 32 | uint64_t(high_bits(good + 48)) << 48;
        }
    }

    /// The rows, ascending.
    std::vector<uint32_t> list() const {
        std::vector<uint32_t> out;
        out.reserve(count());
        each([&](uint32_t row) {
            out.push_back(row);
            return true;
        });
        return out;
    }

    /// Calls f(row) for each row, ascending, until it returns false.
    template <class F> void each(F f) const {
        for (size_t w = 0; w < words_.size(); ++w)
            for (uint64_t word = words_[w]; word; word &= word - 1)
                if (!f(uint32_t(w * 64) + uint32_t(lowest_bit(word)))) return;
    }

  private:
    static constexpr int few = 12; ///< so many cells of 64 are sooner looked at one by one
    void trim() {
        if (rows_ % 64) words_.back() &= (uint64_t(1) << (rows_ % 64)) - 1;
    }
    uint32_t rows_ = 0;
    std::vector<uint64_t> words_;
};

} // namespace mj
