#include "core/verify/prose.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>

namespace mj {
namespace {

/// What typing programs write in several ways.
char32_t plain(char32_t c) {
    if (c >= U'！' && c <= U'～') return c - U'！' + U'!';
    switch (c) {
    case U'\u3000':
    case U'\u00A0':
    case U'\t':
    case U'\r': return U' ';
    case U'〇':
    case U'○': return U'零';
    case U'兩': return U'两';
    case U'﹪':
    case U'٪': return U'%';
    case U'﹐': return U',';
    case U'—':
    case U'–':
    case U'−':
    case U'～': return U'-';
    default: return c;
    }
}

} // namespace

Prose::Prose(std::string_view utf8) {
    lines_.push_back(0);
    const auto* p = reinterpret_cast<const uint8_t*>(utf8.data());
    for (size_t i = 0; i < utf8.size();) {
        char32_t c = 0;
        const int length = utf8_step(p + i, utf8.size() - i, c);
        if (length <= 0) c = U'\uFFFD';
        i += length > 0 ? size_t(length) : 1;
        own.push_back(c);
        text.push_back(plain(c));
        if (c == U'\n') lines_.push_back(own.size());
    }
}

size_t Prose::line(size_t at) const {
    return size_t(std::upper_bound(lines_.begin(), lines_.end(), at) - lines_.begin());
}

std::string Prose::words(size_t from, size_t to) const {
    std::string out;
    for (size_t i = from; i < std::min(to, own.size()); ++i) {
        const bool blank = own[i] == U'\n' || text[i] == U' ';
        if (blank && (out.empty() || out.back() == ' ')) continue;
        char bytes[4];
        out.append(bytes, put_utf8(blank ? U' ' : own[i], bytes));
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

bool stands(std::u32string_view text, size_t at, std::u32string_view part) {
    return at <= text.size() && text.substr(at, part.size()) == part;
}

bool ends(std::u32string_view text, size_t to, std::u32string_view part) {
    return to >= part.size() && stands(text, to - part.size(), part);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_latin(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

bool ends_sentence(char32_t c) { return c == U'。' || c == U'\n' || c == U'!' || c == U'?'; }
bool ends_clause(char32_t c) { return ends_sentence(c) || c == U',' || c == U';' || c == U':'; }

size_t joint(std::u32string_view text, size_t at) {
    const auto before = [&](std::u32string_view any) { return at && any.find(text[at - 1]) != any.npos; };
    const auto after = [&](std::u32string_view any) {
        return at + 1 < text.size() && any.find(text[at + 1]) != any.npos;
    };
    if (at >= text.size()) return 0;
    switch (text[at]) {
    case U'、': return 1;
    case U'以': return stands(text, at, U"以及") ? 2 : 0;
    case U'和': return !after(U"谐平解睦") && !before(U"调饱温") ? 1 : 0;
    case U'与': return !before(U"参给授") ? 1 : 0;
    case U'及': return !before(U"涉普惠以提") && !after(U"时格") ? 1 : 0;
    default: return 0;
    }
}

} // namespace mj
