// Sixteen bytes at once: WebAssembly's SIMD, SSE2, or plain C++. Bit i of every answer is byte i.
#pragma once
#include <cstdint>
#include <cstring>
#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mj {

class Block16 {
  public:
    static constexpr size_t size = 16;

#if defined(__wasm_simd128__)
    explicit Block16(const void* from) : v_(wasm_v128_load(from)) {}
    uint32_t high() const { return wasm_i8x16_bitmask(v_); }
    uint32_t equal(uint8_t b) const { return wasm_i8x16_bitmask(wasm_i8x16_eq(v_, wasm_u8x16_splat(b))); }
    uint32_t within(uint8_t first, uint8_t last) const {
        const v128_t from_first = wasm_i8x16_sub(v_, wasm_u8x16_splat(first));
        return wasm_i8x16_bitmask(wasm_u8x16_le(from_first, wasm_u8x16_splat(uint8_t(last - first))));
    }

  private:
    v128_t v_;
#elif defined(__SSE2__)
    explicit Block16(const void* from) : v_(_mm_loadu_si128(static_cast<const __m128i*>(from))) {}
    uint32_t high() const { return uint32_t(_mm_movemask_epi8(v_)); }
    uint32_t equal(uint8_t b) const {
        return uint32_t(_mm_movemask_epi8(_mm_cmpeq_epi8(v_, _mm_set1_epi8(char(b)))));
    }
    uint32_t within(uint8_t first, uint8_t last) const {
        const __m128i from_first = _mm_sub_epi8(v_, _mm_set1_epi8(char(first)));
        const __m128i capped = _mm_min_epu8(from_first, _mm_set1_epi8(char(last - first)));
        return uint32_t(_mm_movemask_epi8(_mm_cmpeq_epi8(capped, from_first)));
    }

  private:
    __m128i v_;
#else
    explicit Block16(const void* from) { std::memcpy(v_, from, size); }
    uint32_t high() const {
        uint64_t halves[2];
        std::memcpy(halves, v_, size);
        return (halves[0] | halves[1]) & 0x8080808080808080u ? within(0x80, 0xFF) : 0;
    }
    uint32_t equal(uint8_t b) const { return within(b, b); }
    uint32_t within(uint8_t first, uint8_t last) const {
        uint32_t bits = 0;
        for (size_t i = 0; i < size; ++i) bits |= uint32_t(v_[i] >= first && v_[i] <= last) << i;
        return bits;
    }

  private:
    uint8_t v_[size];
#endif
};

} // namespace mj
