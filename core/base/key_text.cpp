#include "core/base/key_text.hpp"

#include "core/base/fold.hpp"

namespace mj {
namespace {

/// Whether a blank can begin, or end, with this byte: of most texts the first and the last tell that there is none.
bool may_begin(uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 ||
           byte == 0xEF;
}
bool may_end(uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r') || (byte >= 0x80 && byte <= 0x8B) || byte == 0xA0 ||
           byte == 0xAF || byte == 0xBF;
}

/// Bytes of the blank that begins the text; 0: it begins with none.
size_t blank_at(std::string_view text) {
    if (text.empty() || !may_begin(uint8_t(text[0]))) return 0;
    const auto byte = [text](size_t i) { return i < text.size() ? uint8_t(text[i]) : 0; };
    if (byte(0) == ' ' || (byte(0) >= '\t' && byte(0) <= '\r')) return 1;
    if (byte(0) == 0xC2 && byte(1) == 0xA0) return 2;
    if (byte(0) == 0xE2 && byte(1) == 0x80 && ((byte(2) >= 0x80 && byte(2) <= 0x8B) || byte(2) == 0xAF))
        return 3;
    if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return 3;
    if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return 3;
    return 0;
}

} // namespace

std::string key_text(std::string_view utf8) {
    std::string bare, out;
    for (size_t at = 0; at < utf8.size();)
        if (const size_t blank = blank_at(utf8.substr(at)))
            at += blank;
        else
            bare += utf8[at++];
    fold(bare, out);
    return out;
}

std::string_view without_blanks(std::string_view utf8) {
    while (const size_t n = blank_at(utf8)) utf8.remove_prefix(n);
    for (bool more = true; more && !utf8.empty() && may_end(uint8_t(utf8.back()));) {
        more = false;
        for (const size_t n : {1, 2, 3})
            if (utf8.size() >= n && blank_at(utf8.substr(utf8.size() - n)) == n) {
                utf8.remove_suffix(n);
                more = true;
                break;
            }
    }
    return utf8;
}

} // namespace mj
