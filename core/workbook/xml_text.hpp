// Text for XML and HTML, between tags or in an attribute.
#pragma once
#include <string>
#include <string_view>

namespace mj {

/// Appends the character that `text` begins with, which is not empty; returns how many bytes it has. What neither can hold becomes
/// a space (controls) or U+FFFD.
size_t put_xml_character(std::string& out, std::string_view text);
std::string xml_text(std::string_view text);

} // namespace mj
