// What tools/make-tables.mjs writes at build time from the Unicode data inside Node; read by gb18030.cpp and pinyin.cpp.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace mj::tables {

/// The Han below are these and all between.
constexpr char32_t first_han = 0x4E00, last_han = 0x9FA5;

/// The two-byte cells of GB 18030 in the edition of 2000, packed: pairs (count, start). Start 0: the next `count` of
/// gb_loose; 1: the next Han (U+4E00 to 9FA5) of those not in row B0 to F7, column A1 to FE; else start, start + 1 …
extern const std::span<const uint16_t> gb_runs;
extern const std::span<const uint16_t> gb_loose;

/// A letter for each of U+4E00 to 9FA5, '-' for none; a capital where a word or surname below begins with it.
extern const std::string_view han_initials;

struct Word {
    std::string_view text, letters; ///< UTF-8 of two or more Han, and a letter for each.
};
extern const std::span<const Word> words; ///< in order of bytes

struct Surname {
    std::string_view text;       ///< one Han
    char letter;                 ///< its initial as a surname
    std::string_view not_before; ///< Han that follow it in short words that are no names
};
extern const std::span<const Surname> surnames;

} // namespace mj::tables
