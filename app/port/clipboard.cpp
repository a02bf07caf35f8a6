#include "app/port/clipboard.hpp"

namespace mj {

std::string one_line(std::string_view text) {
    constexpr std::string_view breaks[] = {"\t", "\n", "\v", "\f", "\r", "\u0085", "\u2028", "\u2029"};
    std::string out;
    bool broken = false;
    while (!text.empty()) {
        size_t length = 0;
        for (const std::string_view b : breaks)
            if (text.starts_with(b)) length = b.size();
        if (length == 0) {
            if (broken && !out.empty()) out += ' ';
            out += text.front();
        }
        broken = length > 0;
        text.remove_prefix(length > 0 ? length : 1);
    }
    return out;
}

} // namespace mj
