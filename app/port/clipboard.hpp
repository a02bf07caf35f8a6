// Text to the clipboard by a button. Ctrl+C and Ctrl+V in fields need nothing of this.
#pragma once
#include <string>
#include <string_view>

namespace mj {

class Clipboard {
  public:
    virtual ~Clipboard() = default;
    /// In the frame that answers a press or a key.
    virtual void copy(std::string_view text) = 0;
};

/// A text as it goes into a field of one line: tabs and line breaks, as many as stand together, become a space; none at the ends.
std::string one_line(std::string_view text);
/// A text as it goes into the field that is typed in now: of several lines it keeps line breaks, as line feeds.
std::string field_text(std::string_view text);

/// Where a long line is only shown in two: in what Dear ImGui edits, never in a text.
inline constexpr std::string_view soft_break = "\r\n";
std::string without_soft_breaks(std::string_view text);

} // namespace mj
