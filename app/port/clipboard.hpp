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

} // namespace mj
