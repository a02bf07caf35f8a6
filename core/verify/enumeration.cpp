#include "core/verify/reading.hpp"

#include <algorithm>

namespace mj {
namespace {

/// What is named before a figure, one by one.
std::vector<std::u32string> named_in(std::u32string_view words) {
    std::vector<std::u32string> out(1);
    int depth = 0;
    for (size_t i = 0; i < words.size();) {
        const size_t length = depth ? 0 : joint(words, i);
        if (length) {
            if (!out.back().empty()) out.emplace_back();
            i += length;
            continue;
        }
        if (words[i] == U'(') ++depth;
        if (words[i] == U')') --depth;
        out.back().push_back(words[i++]);
    }
    if (out.back().empty()) out.pop_back();
    return out;
}

/// The words before a figure end so: each of those named has it, or has its own.
bool says(const std::u32string& near, std::initializer_list<std::u32string_view> words) {
    const size_t tail = near.size() - std::min<size_t>(near.size(), 6);
    return std::any_of(words.begin(), words.end(), [&](auto w) { return near.find(w, tail) != near.npos; });
}

/// The same figure, of one of those named.
Mention of_one(const Mention& m, const std::vector<std::u32string>& named, size_t which) {
    Mention out = m;
    out.zones.near = without_filling(named[which]);
    // A、B、C级企业: the last one says what all are, and the first may say whose.
    out.zones.beside = named.front() + U" " + named.back();
    return out;
}

} // namespace

void share_enumerations(const Prose& prose, size_t first, std::vector<Mention>& mentions) {
    std::vector<Mention> out;
    for (size_t i = first; i < mentions.size(); ++i) {
        const Mention& m = mentions[i];
        const auto named = named_in(m.zones.near);
        if (named.size() < 2 || named.size() > 12) {
            out.push_back(m);
        } else if (says(m.zones.near, {U"分别"})) {
            // As many figures must follow one upon the other.
            size_t last = i;
            while (last + 1 < mentions.size() && last + 1 - i < named.size()) {
                const size_t from = mentions[last].to, to = mentions[last + 1].from;
                const std::u32string gap = prose.text.substr(from, to - std::min(from, to));
                if (gap.size() > 3 ||
                    !without_filling(gap.substr(0, gap.size() - (gap.size() && joint(gap, gap.size() - 1))))
                         .empty())
                    break;
                ++last;
            }
            if (last + 1 - i != named.size()) {
                out.push_back(m);
                continue;
            }
            for (size_t k = 0; k < named.size(); ++k) {
                Mention one = of_one(mentions[i + k], named, k);
                one.other = m.other;
                one.zones.before = m.zones.before;
                out.push_back(std::move(one));
            }
            i = last;
        } else if (says(m.zones.near, {U"均", U"都", U"皆", U"全部"})) {
            for (size_t k = 0; k < named.size(); ++k) out.push_back(of_one(m, named, k));
        } else {
            out.push_back(m);
        }
    }
    mentions.resize(first);
    mentions.insert(mentions.end(), std::make_move_iterator(out.begin()), std::make_move_iterator(out.end()));
}

} // namespace mj
