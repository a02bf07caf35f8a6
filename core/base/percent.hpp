// Bytes that mean something where a text stands, as %XX.
#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace mj {

/// Letters and digits of ASCII and . _ - stay as they are, and what `stays(char)` lets stay.
template <class Stays> std::string percent_escaped(std::string_view text, Stays stays) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
            c == '_' || c == '-' || stays(c))
            out += c;
        else
            out += {'%', digits[uint8_t(c) >> 4], digits[uint8_t(c) & 15]};
    }
    return out;
}

/// The bytes it stands for; a % that no two digits follow stays.
inline std::string percent_plain(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
            out += char(byte);
            i += 2;
        } else
            out += text[i];
    }
    return out;
}

} // namespace mj
