#include "core/base/utf8.hpp"

#include "core/base/simd.hpp"

namespace mj {
namespace {

constexpr std::string_view wide_space = "\xE3\x80\x80";

size_t blank_at_start(std::string_view t) {
    if (t.empty()) return 0;
    if (t[0] == ' ' || (t[0] >= '\t' && t[0] <= '\r')) return 1;
    return t.starts_with(wide_space) ? wide_space.size() : 0;
}

size_t blank_at_end(std::string_view t) {
    if (t.empty()) return 0;
    const char c = t.back();
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    return t.ends_with(wide_space) ? wide_space.size() : 0;
}

} // namespace

int utf8_step(const uint8_t* p, size_t n, char32_t& c) {
    if (!n) return 0;
    const uint8_t lead = p[0];
    if (lead < 0x80) {
        c = lead;
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) return -1;
    if (n < 2) return 0;
    // Only the second byte's range depends on the lead: no overlong form, no surrogate, nothing above U+10FFFF.
    const uint8_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const uint8_t most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < least || p[1] > most) return -2;
    const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    c = char32_t(lead & (0x7F >> length)) << 6 | (p[1] & 0x3F);
    for (int k = 2; k < length; ++k) {
        if (size_t(k) >= n) return 0;
        if ((p[k] & 0xC0) != 0x80) return -(k + 1);
        c = c << 6 | (p[k] & 0x3F);
    }
    return length;
}

size_t valid_utf8_prefix(std::string_view text) {
    const auto* p = reinterpret_cast<const uint8_t*>(text.data());
    const size_t n = text.size();
    size_t i = 0;
    while (i < n) {
        if (n - i >= Block16::size) {
            const Block16 block(p + i);
            const uint32_t high = block.high();
            if (!high) {
                i += Block16::size;
                continue;
            }
            // Leads after which any continuation will do; blocks with another go character by character.
            const uint32_t two = block.within(0xC2, 0xDF);
            const uint32_t three = block.within(0xE1, 0xEF) & ~block.equal(0xED);
            const uint32_t more = block.within(0x80, 0xBF);
            const uint32_t wanted = (two << 1 | three << 1 | three << 2) & 0xFFFF;
            if (more == wanted && (two | three | more) == high) {
                i += Block16::size; // without a character that is cut by the block's end
                if ((two | three) >> 15 & 1)
                    i -= 1;
                else if (three >> 14 & 1)
                    i -= 2;
                continue;
            }
        }
        char32_t c;
        const int length = utf8_step(p + i, n - i, c);
        if (length <= 0) break;
        i += size_t(length);
    }
    return i;
}

bool valid_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

size_t put_utf8(char32_t c, char* to) {
    if (c < 0x80) {
        to[0] = char(c);
        return 1;
    }
    if (c < 0x800) {
        to[0] = char(0xC0 | c >> 6);
        to[1] = char(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = char(0xE0 | c >> 12);
        to[1] = char(0x80 | (c >> 6 & 0x3F));
        to[2] = char(0x80 | (c & 0x3F));
        return 3;
    }
    to[0] = char(0xF0 | c >> 18);
    to[1] = char(0x80 | (c >> 12 & 0x3F));
    to[2] = char(0x80 | (c >> 6 & 0x3F));
    to[3] = char(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_count(std::string_view text) {
    size_t n = 0;
    for (const char c : text) n += (uint8_t(c) & 0xC0) != 0x80;
    return n;
}

std::string_view trimmed(std::string_view text) {
    while (const size_t n = blank_at_start(text)) text.remove_prefix(n);
    while (const size_t n = blank_at_end(text)) text.remove_suffix(n);
    return text;
}

} // namespace mj
