#include "cli/table.hpp"

#include "core/base/csv_cell.hpp"

namespace mj::cli {
namespace {

/// East Asian Width W and F, as far as texts of a bureau go.
bool wide(uint32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

bool combining(uint32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F);
}

std::string blanks(std::string_view text, size_t width) {
    const size_t own = terminal_width(text);
    return std::string(own < width ? width - own : 0, ' ');
}

} // namespace

size_t terminal_width(std::string_view text) {
    size_t width = 0;
    for (size_t i = 0; i < text.size();) {
        const uint8_t lead = uint8_t(text[i]);
        const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        uint32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
        for (size_t k = 1; k < length && i + k < text.size(); ++k)
            c = c << 6 | (uint8_t(text[i + k]) & 0x3Fu);
        width += wide(c) ? 2 : combining(c) ? 0 : 1;
        i += length;
    }
    return width;
}

std::string left(std::string_view text, size_t width) { return std::string(text) + blanks(text, width); }
std::string right(std::string_view text, size_t width) { return blanks(text, width) + std::string(text); }

std::string cleaned_words(uint64_t texts) {
    if (!texts) return {};
    return std::to_string(texts) + (texts == 1 ? " text has" : " texts have") +
           " characters that cannot be seen or that turn the writing round; reading takes them out\n";
}

std::string csv_cell(std::string_view text) {
    std::string out;
    put_csv_cell(out, text);
    return out;
}

} // namespace mj::cli
