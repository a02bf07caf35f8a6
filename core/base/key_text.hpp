// Names and numbers as they are compared: two texts that differ in blanks, width or case alone are the same.
#pragma once
#include <string>
#include <string_view>

namespace mj {

/// Folded, without any blanks (also U+00A0, U+2000 to 200B, U+202F, U+3000, U+FEFF, line ends).
std::string key_text(std::string_view utf8);
/// Without those blanks at both ends.
std::string_view without_blanks(std::string_view utf8);

} // namespace mj
