// A text of several lines to type in. Lines that are too long go on in the next one on the screen alone.
#pragma once
#include <string>
#include <string_view>

namespace mj {

/// True when it changed. Enter makes a line, Tab and Ctrl+Enter leave; Ctrl+Z and Ctrl+Y are its own while it is typed in.
bool text_box(const char* id, std::string& text, float width, std::string_view label);

} // namespace mj
