#include "core/base/said.hpp"

#include <cstring>

namespace mj {
namespace {

// All sentences, each with a zero behind it: the page is smaller than with where each of them begins.
constexpr char chinese[] = "\0"
#define X(code, zh, en) zh "\0"
#include "core/base/said.def"
#undef X
    ;
constexpr char english[] = "\0"
#define X(code, zh, en) en "\0"
#include "core/base/said.def"
#undef X
    ;

struct Language {
    const char* sentences;
    std::string Name::*words;
    std::string_view comma, colon; ///< between the parts of a place
};
constexpr Language in_chinese{chinese, &Name::zh, "，", "："}, in_english{english, &Name::en, ", ", ": "};

const char* sentence(const Language& language, Said code) {
    const char* out = language.sentences;
    for (auto before = uint16_t(code); before; --before) out += std::strlen(out) + 1;
    return out;
}

constexpr bool hole_at(const char* at) {
    return at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}';
}

/// A bit for each hole.
constexpr unsigned hole_bits(const char* text) {
    unsigned out = 0;
    for (; *text; ++text)
        if (hole_at(text)) out |= 1u << (text[1] - '0');
    return out;
}

/// Both languages are there, and both have the same holes, counted from 0.
consteval bool whole() {
    struct Both {
        const char *zh, *en;
    };
    constexpr Both all[] = {
#define X(code, zh, en) {zh, en},
#include "core/base/said.def"
#undef X
    };
    for (const Both& s : all) {
        const unsigned holes = hole_bits(s.en);
        if (!*s.zh || !*s.en || holes != hole_bits(s.zh) || (holes & (holes + 1))) return false;
    }
    return true;
}
static_assert(whole(), "a sentence lacks a language or a hole");

void put(std::string& out, const Saying& saying, const Language& language) {
    out += saying.words.*language.words;
    for (const char* at = sentence(language, saying.code); *at; ++at) {
        if (!hole_at(at)) {
            out += *at;
            continue;
        }
        if (const size_t hole = size_t(at[1] - '0'); hole < saying.holes.size())
            put(out, saying.holes[hole], language);
        at += 2;
    }
}

/// What lies in a thing named by its own words stands behind a colon, other parts behind a comma.
std::string joined(const std::vector<Saying>& parts, const Language& language) {
    std::string out;
    for (size_t i = 0; i < parts.size(); ++i) {
        if (i) out += parts[i - 1].code == Said::in_named ? language.colon : language.comma;
        put(out, parts[i], language);
    }
    return out;
}

} // namespace

// Written once and not where sayings are made: the page is smaller so.
Saying::Saying() = default;
Saying::Saying(const Saying&) = default;
Saying::Saying(Saying&&) noexcept = default;
Saying& Saying::operator=(const Saying&) = default;
Saying& Saying::operator=(Saying&&) noexcept = default;
Saying::~Saying() = default;

void Saying::add(std::string_view text) { add(Name{std::string(text), std::string(text)}); }
void Saying::add(const Name& name) { holes.emplace_back().words = name; }
void Saying::add(const Saying& part) { holes.push_back(part); }

Name Saying::both() const {
    Name out;
    put(out.zh, *this, in_chinese);
    put(out.en, *this, in_english);
    return out;
}

std::string Saying::text() const { return both().en; }

bool Saying::operator==(const Saying& other) const {
    return code == other.code && words == other.words && holes == other.holes;
}

Spot::Spot() = default;
Spot::Spot(Saying part) { add(std::move(part)); }
Spot::Spot(std::initializer_list<Saying> parts) : parts(parts) {}
Spot::Spot(const Spot&) = default;
Spot::Spot(Spot&&) noexcept = default;
Spot& Spot::operator=(const Spot&) = default;
Spot& Spot::operator=(Spot&&) noexcept = default;
Spot::~Spot() = default;

void Spot::add(Saying part) { parts.push_back(std::move(part)); }
void Spot::add(const Spot& inner) { parts.insert(parts.end(), inner.parts.begin(), inner.parts.end()); }
void Spot::within(Saying outer) { parts.insert(parts.begin(), std::move(outer)); }

Name Spot::both() const { return {joined(parts, in_chinese), joined(parts, in_english)}; }

std::string Spot::text() const { return both().en; }

bool Spot::operator==(const Spot& other) const { return parts == other.parts; }

} // namespace mj
