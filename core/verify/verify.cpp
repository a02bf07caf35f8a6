#include "core/verify/verify.hpp"

#include "core/verify/wording.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mj {
namespace {

/// How well words must fit: at all, where nobody wrote a number, where the indicator has been spoken of already, and where that was in the
/// same paragraph.
constexpr double enough = 0.42, enough_unwritten = 0.45, enough_again = 0.75, enough_at_once = 0.95;
/// Two that fit nearly as well as each other.
constexpr double as_good = 0.97;
/// When another figure has taken what fits best, what comes next must not be far behind it.
constexpr double next_best = 0.6;

/// Of a clause no more is given to either side of the figure.
constexpr size_t clause_shown = 80;

struct Candidate {
    size_t mention;
    int indicator;
    double score;
};

/// Which mention is of which indicator, -1: of none. All are decided together, the best fit first, so that what is plain in one
/// place helps where it is not.
std::vector<int> assigned(const std::vector<Mention>& mentions,
                          const std::vector<std::vector<double>>& scores) {
    std::vector<Candidate> candidates;
    std::vector<double> best(mentions.size());
    for (size_t m = 0; m < mentions.size(); ++m) {
        if (mentions[m].other) continue;
        for (size_t i = 0; i < scores[m].size(); ++i) {
            best[m] = std::max(best[m], scores[m][i]);
            if (scores[m][i] >= (mentions[m].unwritten ? enough_unwritten : enough))
                candidates.push_back({m, int(i), scores[m][i]});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<int> out(mentions.size(), -1);
    std::map<int, std::set<size_t>> used; // in which sentences
    std::set<std::pair<size_t, int>> lines;
    for (const Candidate& c : candidates) {
        if (out[c.mention] >= 0 || c.score < best[c.mention] * next_best) continue;
        auto& at = used[c.indicator];
        const bool same_sentence = at.contains(mentions[c.mention].sentence);
        if (same_sentence || (!at.empty() && (c.score < enough_again || mentions[c.mention].unwritten)))
            continue;
        out[c.mention] = c.indicator;
        at.insert(mentions[c.mention].sentence);
    }
    return out;
}

/// A prize of a rank that no indicator counts, where with another rank the words would be those of one that is spoken of nowhere: which.
int of_another_rank(Mention m, const Wording& wording, const std::vector<double>& placed) {
    double best = enough_unwritten;
    int out = -1;
    for (const char32_t rank : std::u32string_view(U"特一二三")) {
        m.zones.near[m.zones.near.size() - 3] = rank;
        const std::vector<double> scores = wording.scores(m);
        for (size_t i = 0; i < scores.size(); ++i)
            if (scores[i] >= best && placed[i] == 0) best = scores[i], out = int(i);
    }
    return out;
}

} // namespace

std::string_view id_of(Verdict verdict) {
    constexpr std::string_view ids[] = {"agrees", "differs", "not_found", "asked"};
    return ids[size_t(verdict)];
}

bool Verification::all_agree() const {
    return !figures.empty() && std::all_of(figures.begin(), figures.end(),
                                           [](const auto& f) { return f.verdict == Verdict::agrees; });
}

Verification verify(const Catalog& catalog, std::span<const Figure> figures, int year,
                    std::string_view text) {
    const Prose prose(text);
    const std::vector<Mention> mentions = mentions_of(prose, year);
    const Wording wording(catalog);
    std::vector<std::vector<double>> scores;
    for (const Mention& m : mentions) scores.push_back(wording.scores(m));
    const std::vector<int> of = assigned(mentions, scores);

    std::vector<double> placed(catalog.indicators.size()); // how well it fits where it fits best
    for (size_t k = 0; k < mentions.size(); ++k)
        if (of[k] >= 0) placed[size_t(of[k])] = std::max(placed[size_t(of[k])], scores[k][size_t(of[k])]);
    Verification out;
    std::vector<bool> spoken_of(catalog.indicators.size());
    const auto fits = [&](const Mention& m, int i) {
        return agrees(m.amount, catalog.indicators[size_t(i)], figures[size_t(i)]);
    };
    for (size_t k = 0; k < mentions.size(); ++k) {
        const Mention& m = mentions[k];
        Verified v;
        v.indicator = of[k];
        if (of[k] < 0 && m.prize && (v.indicator = of_another_rank(m, wording, placed)) >= 0) {
            v.verdict = Verdict::differs;
            spoken_of[size_t(v.indicator)] = true;
        }
        if (v.indicator < 0 && !m.plain) continue;
        v.at = m.from, v.line = m.line;
        v.found = prose.words(m.from, m.to);
        v.clause = prose.words(std::max(m.clause_from, m.from - std::min(m.from, clause_shown)),
                               std::min(m.clause_to, m.to + clause_shown));
        if (of[k] >= 0) {
            const double own = scores[k][size_t(of[k])];
            for (size_t i = 0; i < scores[k].size(); ++i) {
                const double score = scores[k][i];
                if (int(i) != of[k] && score >= own * as_good && score > placed[i])
                    v.others.push_back(int(i));
            }
            // Only here a value decides: where the words fit two as well as each other.
            if (!v.others.empty() && !fits(m, of[k])) {
                const auto one =
                    std::find_if(v.others.begin(), v.others.end(), [&](int i) { return fits(m, i); });
                if (one != v.others.end()) {
                    v.indicator = *one;
                    v.others.clear();
                }
            } else {
                v.others.clear();
            }
            const bool known = figures[size_t(v.indicator)].value.has_value();
            v.verdict = !v.others.empty()      ? Verdict::asked
                        : !known               ? Verdict::not_found
                        : fits(m, v.indicator) ? Verdict::agrees
                                               : Verdict::differs;
            spoken_of[size_t(v.indicator)] = true;
            for (const int i : v.others) spoken_of[size_t(i)] = true;
        }
        out.figures.push_back(std::move(v));
    }
    for (size_t i = 0; i < catalog.indicators.size(); ++i)
        if (figures[i].value && !spoken_of[i]) out.missing.push_back(int(i));
    return out;
}

} // namespace mj
