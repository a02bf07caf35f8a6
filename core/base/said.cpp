#include "core/base/said.hpp"

namespace mj {
namespace {

struct Sentence {
    std::string_view code, zh, en;
};

constexpr Sentence sentences[] = {
    {"", "", ""},
#define X(code, zh, en) {#code, zh, en},
#include "core/base/said.def"
#undef X
};

/// A bit for each hole; one that is not "{digit}" is all of them, which no sentence has.
constexpr unsigned holes_of(std::string_view text) {
    unsigned out = 0;
    for (size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '{') continue;
        if (at + 2 >= text.size() || text[at + 1] < '0' || text[at + 1] > '9' || text[at + 2] != '}')
            return ~0u;
        out |= 1u << (text[at + 1] - '0');
    }
    return out;
}

constexpr bool ascii(std::string_view text) {
    for (const char c : text)
        if (c & 0x80) return false;
    return true;
}

/// Both languages are there, English is English, and both have the same holes, counted from 0.
constexpr bool whole() {
    for (const Sentence& s : sentences) {
        const unsigned holes = holes_of(s.en);
        if (holes != holes_of(s.zh) || (holes & (holes + 1)) || !ascii(s.en)) return false;
        if (!s.code.empty() && (s.zh.empty() || s.en.empty())) return false;
    }
    return true;
}
static_assert(whole(), "a sentence of said.def lacks a language or a hole");

std::string filled(std::string_view text, const std::vector<Name>& holes, std::string Name::*language) {
    std::string out;
    for (size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '{') {
            out += text[at];
            continue;
        }
        const size_t hole = size_t(text[at + 1] - '0');
        if (hole < holes.size()) out += holes[hole].*language;
        at += 2;
    }
    return out;
}

} // namespace

std::string_view said_id(Said code) { return sentences[size_t(code)].code; }

Name said(Said code, const std::vector<Name>& holes) {
    const Sentence& s = sentences[size_t(code)];
    return {filled(s.zh, holes, &Name::zh), filled(s.en, holes, &Name::en)};
}

} // namespace mj
