// GB 18030-2022 character by character, with the mappings the Unicode Technical Committee recommends for it (L2/23-003R),
// as browsers and ICU have them:
//   - the 18 two-byte cells that used to hold private characters (A6D9 to A6DF, A6EC, A6ED, A6F3, FE59, FE61, FE66,
//     FE67, FE6D, FE7E, FE90, FEA0) are U+FE10 to FE19 and U+9FB4 to 9FBB; the four-byte forms those characters had
//     before are still read, and the 18 private characters are written as the cell they stood for. They are the only
//     code points that do not come back as themselves.
//   - A8BC is U+1E3F and 8135F437 U+E7C7 (since 2005); A3A0 is U+E5E5.
// The single bytes 80 and FF are wrong. The first use unpacks the table: 190 kB of memory, about a millisecond.
#pragma once
#include <cstddef>
#include <cstdint>

namespace mj {

/// As utf8_step: the length (1, 2 or 4) of the first character of `n` bytes; 0: more bytes needed; -k: k wrong bytes.
int gb18030_step(const uint8_t* p, size_t n, char32_t& c);

/// Writes a character (not a surrogate, at most U+10FFFF) and returns its length; there must be room for four bytes.
size_t put_gb18030(char32_t c, char* to);

} // namespace mj
