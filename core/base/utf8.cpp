#include "core/base/utf8.hpp"

#include <cstdint>

namespace mj {
namespace {

constexpr std::string_view wide_space = "\xE3\x80\x80";

size_t blank_at_start(std::string_view t) {
    if (t.empty()) return 0;
    if (t[0] == ' ' || (t[0] >= '\t' && t[0] <= '\r')) return 1;
    return t.starts_with(wide_space) ? wide_space.size() : 0;
}

size_t blank_at_end(std::string_view t) {
    if (t.empty()) return 0;
    const char c = t.back();
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    return t.ends_with(wide_space) ? wide_space.size() : 0;
}

} // namespace

bool valid_utf8(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const uint8_t lead = uint8_t(text[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4 || i + size_t(more) >= text.size()) return false;
        for (int k = 1; k <= more; ++k)
            if ((uint8_t(text[i + size_t(k)]) & 0xC0) != 0x80) return false;
        const uint8_t second = uint8_t(text[i + 1]);
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
            (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F))
            return false;
        i += size_t(more) + 1;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (const size_t n = blank_at_start(text)) text.remove_prefix(n);
    while (const size_t n = blank_at_end(text)) text.remove_suffix(n);
    return text;
}

} // namespace mj
