#include "core/base/encoding_step.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace mj {
namespace {

struct Span {
    char32_t first, last;
};
/// What a Chinese or European text consists of. Rows with few characters of such texts are left out, for in random bytes
/// every row is as frequent as any other.
constexpr std::array<Span, 16> usual{{
    {0x09, 0x0A},       // tab, line feed
    {0x0D, 0x0D},       // carriage return
    {0x20, 0x7E},       // ASCII
    {0xA0, 0x24F},      // Latin
    {0x370, 0x52F},     // Greek, Cyrillic
    {0x2010, 0x2027},   // dashes, quotation marks, dots
    {0x2030, 0x203B},   // per mille, primes, reference mark
    {0x20AC, 0x20AC},   // euro
    {0x2100, 0x22FF},   // letterlike, numbers, arrows, mathematics
    {0x2460, 0x26FF},   // circled numbers, boxes, signs
    {0x3000, 0x33FF},   // Chinese punctuation, kana, bopomofo, squared
    {0x3400, 0x4DBF},   // Han
    {0x4E00, 0x9FFF},   // Han
    {0xFE30, 0xFE6B},   // vertical and small forms
    {0xFF01, 0xFFE5},   // full-width forms
    {0x1F300, 0x3FFFF}, // pictographs, Han of planes 2 and 3
}};

bool is_usual(char32_t c) {
    const auto after = std::upper_bound(usual.begin(), usual.end(), c,
                                        [](char32_t x, const Span& s) { return x < s.first; });
    return after != usual.begin() && c <= after[-1].last;
}

bool is_noncharacter(char32_t c) { return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }

/// What a standard body has given a meaning, as far as ranges tell; U+0000 is left to UTF-16.
bool is_assigned(char32_t c) {
    return c != 0 && !(c >= 0xE000 && c <= 0xF8FF) && c < 0x40000 && !is_noncharacter(c);
}

/// Bytes at the start that are assigned characters; all of them if only the last character is cut and more follows.
size_t plausible_gb18030(ByteView head, bool whole) {
    size_t i = 0;
    while (i < head.size()) {
        char32_t c;
        const int length = step_of(Encoding::gb18030, head.data() + i, head.size() - i, c);
        if (length == 0 && !whole) return head.size();
        if (length <= 0 || !is_assigned(c)) break;
        i += size_t(length);
    }
    return i;
}

size_t plausible_utf8(ByteView head, bool whole) {
    const size_t n = head.size();
    const size_t zero = size_t(std::find(head.begin(), head.end(), 0) - head.begin());
    const size_t valid = valid_utf8_prefix({reinterpret_cast<const char*>(head.data()), n});
    char32_t c;
    if (valid < n && !whole && utf8_step(head.data() + valid, n - valid, c) == 0) return zero;
    return std::min(valid, zero);
}

/// How many characters are ASCII if this may be UTF-16 in that order, else 0.
size_t ascii_if_utf16(ByteView head, bool whole, Encoding order) {
    if (whole && head.size() % 2) return 0;
    const auto printable = [](char32_t b) { return b >= 0x20 && b < 0x7F; };
    size_t characters = 0, good = 0, ascii = 0, pairs = 0;
    for (size_t i = 0; i < head.size();) {
        char32_t c;
        const int length = step_of(order, head.data() + i, head.size() - i, c);
        if (length == 0 && !whole) break;
        if (length <= 0 || c == 0 || is_noncharacter(c)) return 0;
        ++characters;
        good += is_usual(c);
        ascii += c < 0x80;
        pairs += printable(c >> 8) && printable(c & 0xFF);
        i += size_t(length);
    }
    // One Han character in five is a pair of ASCII bytes; if most are, it is ASCII with some zero bytes.
    return good * 20 >= characters * 19 && pairs * 2 <= characters ? ascii : 0;
}

} // namespace

Detection detect(ByteView head, bool whole) {
    if (const auto marked = by_mark(head)) return *marked;
    const size_t utf8 = plausible_utf8(head, whole);
    if (utf8 == head.size()) return Encoding::utf8;
    const size_t gb18030 = plausible_gb18030(head, whole);
    if (gb18030 == head.size()) return Encoding::gb18030;
    // ASCII has its zero bytes at one side. In the wrong order it looks like Han, but not the other way round.
    const size_t little = ascii_if_utf16(head, whole, Encoding::utf16le);
    const size_t big = ascii_if_utf16(head, whole, Encoding::utf16be);
    if (little > 4 * big) return Encoding::utf16le;
    if (big > 4 * little) return Encoding::utf16be;
    const size_t at = std::max(utf8, gb18030);
    const ByteView from = head.subspan(at, std::min<size_t>(4, head.size() - at));
    return Problem{say(Said::no_encoding, hex(from)), say(Said::at_byte, at), say(Said::save_utf8)};
}

} // namespace mj
