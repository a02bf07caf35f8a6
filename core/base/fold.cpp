#include "core/base/fold.hpp"

#include "core/base/simd.hpp"
#include "core/base/utf8.hpp"

#include <array>
#include <bit>

namespace mj {
namespace {

struct Rule {
    char16_t first, last; ///< code points, both included
    uint8_t every;        ///< 2: only every second one, from the first
    int16_t plus;         ///< what makes them small
};
// Unicode's simple lower case (UnicodeData.txt, field 13), U+0370 to 052F; in order.
constexpr std::array<Rule, 23> greek_cyrillic{{
    {0x370, 0x372, 2, 1},  {0x376, 0x376, 1, 1},  {0x37F, 0x37F, 1, 116}, {0x386, 0x386, 1, 38},
    {0x388, 0x38A, 1, 37}, {0x38C, 0x38C, 1, 64}, {0x38E, 0x38F, 1, 63},  {0x391, 0x3A1, 1, 32},
    {0x3A3, 0x3AB, 1, 32}, {0x3CF, 0x3CF, 1, 8},  {0x3D8, 0x3EE, 2, 1},   {0x3F4, 0x3F4, 1, -60},
    {0x3F7, 0x3F7, 1, 1},  {0x3F9, 0x3F9, 1, -7}, {0x3FA, 0x3FA, 1, 1},   {0x3FD, 0x3FF, 1, -130},
    {0x400, 0x40F, 1, 80}, {0x410, 0x42F, 1, 32}, {0x460, 0x480, 2, 1},   {0x48A, 0x4BE, 2, 1},
    {0x4C0, 0x4C0, 1, 15}, {0x4C1, 0x4CD, 2, 1},  {0x4D0, 0x52E, 2, 1},
}};

char32_t folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c <= 0xFF) return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 32 : c;
    if (c == 0x3000) return ' ';
    if (c < 0x370 || c > 0x52F) return c;
    for (const Rule& rule : greek_cyrillic)
        if (c >= rule.first && c <= rule.last)
            return (c - rule.first) % rule.every ? c : char32_t(int32_t(c) + rule.plus);
    return c;
}

/// A character that folding changes: where it begins, how long it is, and what it becomes.
struct Changed {
    size_t at, length;
    char32_t to;
};

/// Whether the character at `at` changes. Only leads of such characters are asked.
bool changes(std::string_view text, size_t at, Changed& found) {
    char32_t c;
    const int length = utf8_step(reinterpret_cast<const uint8_t*>(text.data()) + at, text.size() - at, c);
    if (length <= 0) return false;
    const char32_t to = folded(c);
    if (to == c) return false;
    found = {at, size_t(length), to};
    return true;
}

/// The next change from `at` on; at text.size() if there is none.
Changed next_change(std::string_view text, size_t at) {
    Changed found{text.size(), 0, 0};
    // Bytes that begin a character that may change: A to Z; C3 (Latin-1); CD to D4 (Greek, Cyrillic); E3 (the wide
    // space), EF (full width). None of them is ever a continuation.
    while (text.size() - at >= Block16::size) {
        const Block16 block(text.data() + at);
        uint32_t leads = block.within('A', 'Z');
        if (block.high())
            leads |= block.equal(0xC3) | block.within(0xCD, 0xD4) | block.equal(0xE3) | block.equal(0xEF);
        for (; leads; leads &= leads - 1)
            if (changes(text, at + size_t(std::countr_zero(leads)), found)) return found;
        at += Block16::size;
    }
    for (; at < text.size(); ++at)
        if (const uint8_t b = uint8_t(text[at]); (b < 0x80 || b >= 0xC0) && changes(text, at, found))
            return found;
    return found;
}

} // namespace

void fold(std::string_view utf8, std::string& out) {
    for (size_t at = 0; at < utf8.size();) {
        const Changed change = next_change(utf8, at);
        out.append(utf8, at, change.at - at);
        if (!change.length) return;
        char to[4];
        out.append(to, put_utf8(change.to, to));
        at = change.at + change.length;
    }
}

bool folds(std::string_view utf8) { return next_change(utf8, 0).length != 0; }

} // namespace mj
