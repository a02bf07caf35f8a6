#include "core/verify/wording.hpp"

#include <algorithm>
#include <cmath>

namespace mj {
namespace {

constexpr Gram word_mark = Gram(1) << 63;

/// Which say much of how a report is written and little of what it counts.
constexpr std::u32string_view common[] = {
    U"开展", U"处理", U"办理", U"参加", U"建立", U"全年", U"累计", U"共计",
    U"其中", U"进行", U"实施", U"工作", U"情况", U"数量", U"期数", U"场次",
    U"人次", U"批次", U"事项", U"企业", U"单位", U"人数", U"完成", U"组织",
};
constexpr double common_weight = 0.35;

/// What a word is worth by where it stands.
constexpr double at_near = 1, at_after = 0.95, at_beside = 0.8, at_before = 0.6, at_behind = 0.35,
                 at_far = 0.3;

bool is_letter(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || is_digit(c);
}

/// These stand between the parts of a name and belong to none.
bool is_mark(char32_t c) {
    return std::u32string_view(U" “”\"'‘’《》+-·的").find(c) != std::u32string_view::npos;
}

Gram word_of(std::u32string_view word) {
    Gram out = 1469598103934665603u;
    for (char32_t c : word) {
        if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
        out = (out ^ c) * 1099511628211u;
    }
    return out | word_mark;
}

std::u32string characters(std::string_view utf8) { return Prose(utf8).text; }

} // namespace

bool is_word(Gram gram) { return gram & word_mark; }

Grams::Grams(std::u32string_view text) {
    char32_t former = 0;
    size_t former_at = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        if (is_mark(c)) continue;
        if (is_latin(c)) {
            size_t end = i;
            while (end < text.size() && is_latin(text[end])) ++end;
            const bool grade = end < text.size() && (text[end] == U'级' || text[end] == U'等');
            all.push_back({word_of(text.substr(i, end - i)), i, end + grade});
            i = end - 1;
            former = 0;
            continue;
        }
        if (!is_letter(c)) {
            former = 0;
            continue;
        }
        // Of prizes the rank must be the same.
        if (c == U'等' && i && i + 1 < text.size() && text[i + 1] == U'奖')
            all.push_back({word_of(text.substr(i - 1, 3)), i - 1, i + 2});
        if (former) all.push_back({Gram(former) << 24 | c, former_at, i + 1});
        former = c, former_at = i;
    }
}

/// The words near a mention, taken apart.
struct Wording::Near {
    std::map<Gram, double> by_place;
    std::u32string_view before, after; ///< without filling
    Grams grams_before, grams_after;
    bool unwritten;
    const std::u32string& unit;

    explicit Near(const Mention& m)
        : before(without_filling(m.zones.near)),
          after(without_filling(m.zones.after)),
          grams_before(before),
          grams_after(after),
          unwritten(m.unwritten),
          unit(m.unit) {
        const auto take = [&](std::u32string_view text, double place) {
            for (const auto& one : Grams(text).all) by_place.try_emplace(one.gram, place);
        };
        take(m.zones.near, at_near);
        take(m.zones.after, at_after);
        take(m.zones.beside, at_beside);
        take(m.zones.before, at_before);
        take(m.zones.behind, at_behind);
        take(m.zones.far, at_far);
    }
};

Wording::Wording(const Catalog& catalog) {
    std::map<Gram, int> indicators_with;
    for (const Indicator& indicator : catalog.indicators) {
        Named& named = indicators_.emplace_back();
        named.unit = characters(indicator.unit.zh);
        std::vector<std::u32string> texts{characters(indicator.name.zh)};
        // What an indicator's name says in brackets is for those who know the others.
        const size_t open = texts[0].find(U'('), close = texts[0].find(U')');
        if (open != texts[0].npos && close != texts[0].npos && open < close)
            texts.push_back(texts[0].substr(0, open) + texts[0].substr(close + 1));
        for (const std::string& said : indicator.said) texts.push_back(characters(said));
        std::map<Gram, bool> of_this;
        for (std::u32string& text : texts) {
            if (text.starts_with(U"其中")) text.erase(0, 2);
            Phrase phrase;
            for (const auto& one : Grams(text).all) {
                if (std::find(phrase.grams.begin(), phrase.grams.end(), one.gram) == phrase.grams.end())
                    phrase.grams.push_back(one.gram);
                of_this[one.gram] = true;
            }
            phrase.text = std::move(text);
            if (!phrase.grams.empty()) named.phrases.push_back(std::move(phrase));
        }
        for (const auto& one : of_this) {
            const Gram gram = one.first;
            ++indicators_with[gram];
            if (std::all_of(named.phrases.begin(), named.phrases.end(), [&](const Phrase& phrase) {
                    return std::find(phrase.grams.begin(), phrase.grams.end(), gram) != phrase.grams.end();
                }))
                named.shared.push_back(gram);
        }
    }
    const double all = double(catalog.indicators.size());
    for (const auto& [gram, n] : indicators_with)
        weights_[gram] = 0.4 + 0.6 * std::log(1 + all / n) / std::log(1 + all);
    for (const auto word : common)
        if (const auto at = weights_.find(Gram(word[0]) << 24 | word[1]); at != weights_.end())
            at->second = common_weight;
}

double Wording::weight(Gram gram) const {
    const auto at = weights_.find(gram);
    return at == weights_.end() ? 0 : at->second;
}

double Wording::score(const Named& named, const Phrase& phrase, const Near& near) const {
    const double unit = fitness(near.unit, named.unit);
    if (unit == 0) return 0;
    double all = 0, there = 0, right_here = 0;
    for (const Gram gram : phrase.grams) {
        const double w = weight(gram);
        all += w;
        const auto at = near.by_place.find(gram);
        const double place = at == near.by_place.end() ? 0 : at->second;
        if (is_word(gram) && place < at_after) return 0;
        there += w * place;
        if (place >= (near.unwritten ? at_beside : at_after) && w > common_weight) right_here += w;
    }
    if (right_here == 0) return 0;
    const auto in_phrase = [&](Gram gram) {
        return std::find(phrase.grams.begin(), phrase.grams.end(), gram) != phrase.grams.end();
    };
    /// How much of the words beside the figure the phrase explains.
    const auto explained = [&](std::u32string_view words, const Grams& grams, bool back) {
        constexpr size_t most = 16;
        if (words.empty()) return 0.0;
        const size_t from = back && words.size() > most ? words.size() - most : 0,
                     to = back ? words.size() : std::min(words.size(), most);
        std::vector<bool> covered(words.size());
        for (const auto& one : grams.all)
            if (in_phrase(one.gram))
                std::fill(covered.begin() + long(one.from), covered.begin() + long(one.to), true);
        size_t letters = 0, told = 0;
        for (size_t i = from; i < to; ++i) {
            if (!is_letter(words[i]) && !is_latin(words[i])) continue;
            ++letters;
            told += covered[i];
        }
        return letters ? double(told) / double(letters) : 0.0;
    };
    const auto& before = near.grams_before.all;
    const auto& after = near.grams_after.all;
    // What a Chinese phrase is about stands at its end.
    const bool touches = (!before.empty() && in_phrase(before.back().gram)) ||
                         (!after.empty() && (in_phrase(after.front().gram) || in_phrase(after.back().gram)));
    const double precision = std::max(explained(near.before, near.grams_before, true),
                                      explained(near.after, near.grams_after, false));
    // A short phrase is easily found: it must stand right beside the figure, and whole, and be most of what stands there.
    const bool is_short = phrase.grams.size() <= 2;
    if (is_short && !near.unwritten && (!touches || there < all * at_after || precision < 0.6)) return 0;
    const double recall = all > 0 ? there / all : 0;
    return recall * (0.6 + 0.4 * precision) * (touches || near.unwritten ? 1 : 0.85) * unit;
}

std::vector<double> Wording::scores(const Mention& mention) const {
    const Near near(mention);
    std::vector<double> out;
    for (const Named& named : indicators_) {
        double best = 0;
        const bool meant = near.unwritten || named.phrases.size() < 3 ||
                           std::all_of(named.shared.begin(), named.shared.end(), [&](Gram gram) {
                               const auto at = near.by_place.find(gram);
                               return at != near.by_place.end() && at->second >= at_before;
                           });
        if (!meant) {
            out.push_back(0);
            continue;
        }
        for (const Phrase& phrase : named.phrases) best = std::max(best, score(named, phrase, near));
        out.push_back(best);
    }
    return out;
}

} // namespace mj
