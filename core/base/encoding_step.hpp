// What decoding and detecting share; nobody else needs it.
#pragma once
#include "core/base/encoding.hpp"

namespace mj {

/// As utf8_step: the length (2 or 4) of the first character of `n` bytes; 0: more bytes needed; -k: k wrong bytes.
template <bool Big> int utf16_step(const uint8_t* p, size_t n, char32_t& c) {
    const auto unit = [p](size_t at) {
        return char32_t(Big ? p[at] << 8 | p[at + 1] : p[at + 1] << 8 | p[at]);
    };
    if (n < 2) return 0;
    c = unit(0);
    if (c < 0xD800 || c > 0xDFFF) return 2;
    if (c > 0xDBFF) return -2;
    if (n < 4) return 0;
    const char32_t low = unit(2);
    if (low < 0xDC00 || low > 0xDFFF) return -4;
    c = 0x10000 + ((c & 0x3FF) << 10 | (low & 0x3FF));
    return 4;
}
constexpr auto utf16le_step = utf16_step<false>;
constexpr auto utf16be_step = utf16_step<true>;

/// The first character of `n` bytes in any encoding.
int step_of(Encoding encoding, const uint8_t* p, size_t n, char32_t& c);

/// "E4 B8"
std::string hex(ByteView bytes);

} // namespace mj
