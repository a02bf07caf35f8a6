// UTF-8 (RFC 3629): checking it, and its characters one by one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mj {

/// Well formed as in RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

/// How many bytes at the start are whole, well-formed characters. 16 bytes at a time where all are ASCII or characters
/// of two and three bytes: 4 GB/s of Chinese natively.
size_t valid_utf8_prefix(std::string_view text);

/// The first character of `n` bytes. Returns its length (1 to 4); 0 if more bytes are needed to know; -k if the first k
/// bytes begin no character.
int utf8_step(const uint8_t* p, size_t n, char32_t& c);

/// Writes a character (not a surrogate, at most U+10FFFF) and returns its length; there must be room for four bytes.
size_t put_utf8(char32_t c, char* to);

/// How many characters well-formed text has.
size_t utf8_count(std::string_view text);

/// Without ASCII blanks and the ideographic space (U+3000) at both ends.
std::string_view trimmed(std::string_view text);

} // namespace mj
