#include "core/base/shown.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace mj {
namespace {

struct HiddenRange {
    char32_t from, to;
};
constexpr HiddenRange hidden_ranges[] = {
    {0x00, 0x1F},     {0x7F, 0x9F},       {0xAD, 0xAD},      {0x34F, 0x34F},   {0x61C, 0x61C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180E, 0x180E},  {0x200B, 0x200F}, {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB},
    {0xFFFE, 0xFFFF}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F}};

/// Leading bytes of hidden characters; those of Chinese punctuation are among them.
bool may_hide(uint8_t b) {
    return b < 0x20 || b == 0x7F || b == 0xC2 || b == 0xCD || b == 0xD8 || (b >= 0xE1 && b <= 0xE3) ||
           b == 0xEF || b == 0xF0 || b == 0xF3;
}

bool joiner(char32_t c) { return c == 0x180E || c == 0x200C || c == 0x200D; }

/// Characters that look otherwise with a joiner behind them: Arabic to Mongolian, emoji.
bool joins(char32_t c) {
    return (c >= 0x600 && c <= 0x18AF) || (c >= 0x2600 && c <= 0x27BF) || c == 0xFE0F ||
           (c >= 0x1F000 && c <= 0x1FAFF);
}

/// Characters one by one; f(c, bytes), c = 0xFFFFFFFF: a byte that begins none.
template <class F> void each_character(std::string_view text, F f) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    for (size_t at = 0; at < text.size();) {
        char32_t c = 0;
        const int n = utf8_step(bytes + at, text.size() - at, c);
        const size_t length = n > 0 ? size_t(n) : 1;
        if (!f(n > 0 ? c : 0xFFFFFFFF, text.substr(at, length))) return;
        at += length;
    }
}

std::string hex_digits(uint32_t n, size_t digits) {
    std::string out;
    for (size_t i = digits; i-- > 0;) out += "0123456789ABCDEF"[n >> 4 * i & 15];
    return out;
}

std::string picture(char32_t c, std::string_view bytes) {
    if (c == 0xFFFFFFFF) return "\\x" + hex_digits(uint8_t(bytes[0]), 2);
    if (!hidden(c)) return std::string(bytes);
    if (c > 0xFFFF) return "\\U" + hex_digits(c, 8);
    if (c > 0x7F) return "\\u" + hex_digits(c, 4);
    char sign[4];
    return {sign, put_utf8(c == 0x7F ? 0x2421 : 0x2400 + c, sign)};
}

/// Calls f(bytes) with each character that stays. A joiner stays behind what it joins; what has gone from between is not there.
template <class F> void each_clean(std::string_view text, F f) {
    char32_t before = 0;
    each_character(text, [&](char32_t c, std::string_view bytes) {
        const bool stays = !hidden(c) || c == '\n' || c == '\r' || c == '\t' || (joiner(c) && joins(before));
        if (!stays) return true;
        before = c;
        f(bytes);
        return true;
    });
}

} // namespace

bool hidden(char32_t c) {
    return std::any_of(std::begin(hidden_ranges), std::end(hidden_ranges),
                       [c](const HiddenRange& r) { return c >= r.from && c <= r.to; });
}

std::string shown(std::string_view text, size_t most) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (plain && text.size() <= most) return std::string(text);
    std::string out;
    size_t used = 0, cut = 0; // where it ends if one sign more must have room
    each_character(text, [&](char32_t c, std::string_view bytes) {
        if (used < most) cut = out.size();
        const std::string sign = picture(c, bytes);
        out += sign;
        used += utf8_count(sign);
        return used <= most;
    });
    if (used > most) out.replace(cut, out.npos, "…");
    return out;
}

std::string in_quotes(std::string_view text) { return '"' + shown(text, longest_quote) + '"'; }

bool unclean(std::string_view text) {
    bool may = false;
    for (const char c : text) may |= may_hide(uint8_t(c));
    if (!may) return false;
    size_t clean_bytes = 0;
    each_clean(text, [&](std::string_view bytes) { clean_bytes += bytes.size(); });
    return clean_bytes != text.size();
}

bool clean(std::string& text) {
    if (!unclean(text)) return false;
    std::string out;
    each_clean(text, [&](std::string_view bytes) { out += bytes; });
    text = std::move(out);
    return true;
}

} // namespace mj
