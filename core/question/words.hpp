// The fixed words of a question's text, by the numbers of their enumerators.
#pragma once
#include <iterator>
#include <string_view>

namespace mj {

constexpr std::string_view grain_words[] = {"value", "day", "week", "month", "quarter", "year", "size"};
constexpr std::string_view how_words[] = {"count", "share", "sum",      "mean", "median",
                                          "least", "most",  "distinct", "rate"};
constexpr std::string_view versus_words[] = {"nothing", "year", "before"};
constexpr std::string_view ranked_words[] = {"key", "value", "before", "change"};

/// The position of a word, or -1.
template <size_t n> constexpr int find_word(const std::string_view (&words)[n], std::string_view word) {
    for (size_t i = 0; i < n; ++i)
        if (words[i] == word) return int(i);
    return -1;
}

} // namespace mj
