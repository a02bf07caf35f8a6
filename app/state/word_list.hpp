// Words one after the other in one text, as settings keep them.
#pragma once
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace mj {

/// A length before each word, so that words may hold anything.
inline void put_word(std::string& out, std::string_view word) {
    out += std::to_string(word.size());
    out += ':';
    out += word;
}

inline std::optional<std::string_view> take_word(std::string_view& text) {
    size_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    const size_t begin = size_t(end - text.data()) + 1;
    if (error != std::errc() || begin > text.size() || *end != ':' || size > text.size() - begin) return {};
    const std::string_view word = text.substr(begin, size);
    text.remove_prefix(begin + size);
    return word;
}

} // namespace mj
