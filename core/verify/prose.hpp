// A text by characters, so that places in it can be counted as a reader counts them.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

struct Prose {
    std::u32string own;  ///< as it is written
    std::u32string text; ///< character for character the same, but full-width forms and their like in ASCII

    explicit Prose(std::string_view utf8);
    size_t line(size_t at) const; ///< from 1
    /// As it is written, line ends and what stands beside them as one blank.
    std::string words(size_t from, size_t to) const;

  private:
    std::vector<size_t> lines_; ///< where each begins
};

/// Whether `part` stands at that place.
bool stands(std::u32string_view text, size_t at, std::u32string_view part);
/// The same of what ends there.
bool ends(std::u32string_view text, size_t to, std::u32string_view part);

bool is_digit(char32_t c);
bool is_latin(char32_t c);
/// Where a sentence ends, and where a clause does at least.
bool ends_sentence(char32_t c);
bool ends_clause(char32_t c);

/// "、" or a word for "and" that is no part of another word: its length, else 0.
size_t joint(std::u32string_view text, size_t at);

} // namespace mj
