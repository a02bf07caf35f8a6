// Texts of others in messages, on a terminal and among the records: what steers the way a text is shown, or cannot be seen
// at all, must not make one text look like another.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace mj {

constexpr size_t longest_quote = 60; ///< characters

/// Controls, marks of writing direction, characters without width, blanks that are none, noncharacters.
bool hidden(char32_t c);

/// Hidden characters as ␀ or \u202E, bytes that are no UTF-8 as \xFF; of more than `most` characters the first ones and …
/// Always valid UTF-8 on one line.
std::string shown(std::string_view text, size_t most = std::string_view::npos);
/// The same in quotation marks, at most longest_quote characters between them.
std::string in_quotes(std::string_view text);

/// Whether clean() would change it; fast for texts that have nothing of the kind.
bool unclean(std::string_view text);
/// Takes the hidden characters out of well-formed UTF-8, but line ends, tabs, and joiners where a script or emoji needs
/// them. True when there were any.
bool clean(std::string& text);

} // namespace mj
