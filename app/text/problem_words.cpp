#include "app/text/problem_words.hpp"
#include "app/text/texts.hpp"

#include <tuple>
#include <vector>

namespace mj {
namespace {

struct Sentence {
    std::string_view english, chinese;
};

constexpr Sentence sentences[] = {
// What files are said to have wrong holds sentences of the ledger, already in English.
#define X(code, zh, en) {en, zh},
#include "core/base/said.def"
#undef X
#define X(english, chinese) {english, chinese},
#include "app/text/problems.def"
#undef X
};

/// Where the next hole of a pattern begins, {} or {0}, and how long it is; npos: there is none.
std::pair<size_t, size_t> next_hole(std::string_view pattern) {
    for (size_t at = pattern.find('{'); at != pattern.npos; at = pattern.find('{', at + 1)) {
        const size_t end = pattern.find('}', at);
        if (end != pattern.npos && end <= at + 2) return {at, end + 1 - at};
    }
    return {pattern.npos, 0};
}

/// What the holes of `pattern` stand for in `text`, each as short as can be; false when it does not fit.
bool fits(std::string_view pattern, std::string_view text, std::vector<std::string_view>& holes) {
    holes.clear();
    auto [at, size] = next_hole(pattern);
    if (at == pattern.npos) return pattern == text;
    if (size == pattern.size()) return false; // it would fit everything
    if (!text.starts_with(pattern.substr(0, at))) return false;
    text.remove_prefix(at);
    for (;;) {
        pattern.remove_prefix(at + size);
        std::tie(at, size) = next_hole(pattern);
        const std::string_view next = pattern.substr(0, at);
        if (at == pattern.npos) {
            if (!text.ends_with(next)) return false;
            holes.push_back(text.substr(0, text.size() - next.size()));
            return true;
        }
        const size_t found = text.find(next);
        if (found == text.npos) return false;
        holes.push_back(text.substr(0, found));
        text.remove_prefix(found + next.size());
    }
}

/// A template with its holes filled: {} in turn, {1} the second.
std::string filled(std::string_view words, const std::vector<std::string>& holes) {
    std::string out;
    size_t turn = 0;
    for (size_t at = 0; at < words.size();) {
        const size_t end = words[at] == '{' ? words.find('}', at) : words.npos;
        if (end == words.npos || end > at + 2) {
            out += words[at++];
            continue;
        }
        const size_t n = end == at + 2 ? size_t(words[at + 1] - '0') : turn++;
        if (n < holes.size()) out += holes[n];
        at = end + 1;
    }
    return out;
}

/// "register wages" and "field amount" by name; `reg`: the register the place has named so far.
std::string place_words(const Catalog& catalog, std::string_view part, int& reg) {
    constexpr std::string_view register_mark = "register ", field_mark = "field ";
    if (part.starts_with(register_mark)) {
        reg = catalog.find_register(part.substr(register_mark.size()));
        if (reg >= 0)
            return sentence_words(std::string(register_mark) + pick(catalog.registers[size_t(reg)].name));
    }
    if (part.starts_with(field_mark) && reg >= 0) {
        const Register& r = catalog.registers[size_t(reg)];
        const int field = r.find(part.substr(field_mark.size()));
        if (field >= 0) return sentence_words(std::string(field_mark) + pick(r.fields[size_t(field)].name));
    }
    return sentence_words(part);
}

std::string what_words(const Problem& problem) {
    return problem.code == Said::nothing ? sentence_words(problem.what)
                                         : pick(said(problem.code, problem.holes));
}

std::string fix_words(const Problem& problem) {
    return problem.fix_code == Said::nothing ? sentence_words(problem.fix)
                                             : pick(said(problem.fix_code, problem.holes));
}

} // namespace

std::string sentence_words(std::string_view english) {
    if (language() == Language::en || english.empty()) return std::string(english);
    std::vector<std::string_view> holes;
    for (const Sentence& s : sentences) {
        if (!fits(s.english, english, holes)) continue;
        std::vector<std::string> words;
        for (const std::string_view h : holes)
            words.push_back(h == english ? std::string(h) : sentence_words(h));
        return filled(s.chinese, words);
    }
    return std::string(english);
}

std::string problem_words(const Catalog& catalog, const Problem& problem) {
    std::string where;
    int reg = -1;
    for (size_t at = 0; at < problem.where.size();) {
        const size_t comma = std::min(problem.where.find(", ", at), problem.where.size());
        if (at) where += tr(T::list_comma);
        where += place_words(catalog, std::string_view(problem.where).substr(at, comma - at), reg);
        at = comma + 2;
    }
    const std::string what = what_words(problem);
    const std::string said = where.empty() ? what : tr(T::problem_at, {where, what});
    return problem.fix.empty() ? said : tr(T::problem_fix, {said, fix_words(problem)});
}

std::string field_problem_words(const Problem& problem) {
    const std::string what = what_words(problem);
    return problem.fix.empty() ? what : tr(T::problem_beside, {what, fix_words(problem)});
}

} // namespace mj
