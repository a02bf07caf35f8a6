#include "core/verify/mentions.hpp"

#include "core/verify/numeral.hpp"
#include "core/verify/reading.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace mj {
namespace {

constexpr size_t longest_quote = 20, before_most = 80, behind_most = 60, far_most = 200, near_most = 60;

constexpr std::u32string_view filling[] = {
    U"分别为", U"分别达", U"分别", U"均为", U"均达到", U"均达", U"均",     U"都",   U"皆",     U"达到了",
    U"达到",   U"达",     U"共计", U"合计", U"累计",   U"总计", U"总共",   U"共",   U"约为",   U"大约",
    U"约",     U"超过",   U"超",   U"近",   U"逾",     U"不足", U"为",     U"是",   U"有",     U"了",
    U"全年",   U"年内",   U"当年", U"全区", U"全县",   U"全市", U"全局",   U"其中", U"涉及",   U"惠及",
    U"计",     U"年度",   U"年",   U"截至", U"目前",   U"今年", U"本年度", U"本年", U"已",     U"并",
    U"的",     U"也",     U"另",   U"又",   U"还",     U"等",   U"数量",   U"数",   U"一年来", U"人数",
    U"总数",   U"则",     U"我局", U"分批", U"先后",   U"去年", U"上年",   U"多",   U"人员",   U"开展",
    U"举办",   U"召开",   U"组织", U"开讲", U"完成",   U"群众",
};
constexpr std::u32string_view around = U" “”\"'‘’()、,;:。-+·《》[]";

/// Of another year than the one that is asked for, or of none yet.
constexpr std::u32string_view changes[] = {U"增长", U"上升", U"下降", U"减少", U"增加", U"提高",
                                           U"提升", U"降低", U"回落", U"下滑", U"增幅", U"降幅"};
constexpr std::u32string_view former[] = {U"去年", U"上年", U"上一年", U"前年", U"同期", U"同比", U"环比"};
constexpr std::u32string_view aims[] = {U"力争", U"争取", U"预计", U"计划于", U"拟于"};
constexpr std::u32string_view aim_ends[] = {U"目标", U"目标任务", U"任务", U"计划"};
constexpr std::u32string_view plans[] = {U"打算", U"下一步",   U"下步",    U"明年",
                                         U"来年", U"工作计划", U"工作思路"};

bool has_any(std::u32string_view text, std::span<const std::u32string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto w) { return text.find(w) != text.npos; });
}
bool ends_any(std::u32string_view text, std::span<const std::u32string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto w) { return text.ends_with(w); });
}

/// Titles and short quotations: numbers in them are names.
std::vector<bool> names_of(const std::u32string& t) {
    std::vector<bool> out(t.size());
    const auto mark = [&](char32_t open, char32_t close, size_t most) {
        for (size_t i = 0; i < t.size(); ++i) {
            if (t[i] != open) continue;
            size_t end = i + 1;
            while (end < t.size() && t[end] != close && !ends_clause(t[end]) && end - i <= most) ++end;
            if (end < t.size() && t[end] == close)
                std::fill(out.begin() + long(i), out.begin() + long(end), true);
        }
    };
    mark(U'《', U'》', 60);
    mark(U'“', U'”', longest_quote);
    mark(U'‘', U'’', longest_quote);
    mark(U'「', U'」', longest_quote);
    return out;
}

/// Reads a text from its beginning to its end.
class Reader {
  public:
    Reader(const Prose& prose, int year) : prose_(prose), t_(prose.text), names_(names_of(t_)), year_(year) {}

    std::vector<Mention> read() {
        for (size_t from = 0; from < t_.size();) {
            const size_t end = std::min(t_.find(U'\n', from), t_.size());
            look_at_heading(from, end);
            read_line(from, end);
            from = end + 1;
        }
        add_unwritten(prose_, out_);
        std::stable_sort(out_.begin(), out_.end(), [](auto& a, auto& b) { return a.from < b.from; });
        return std::move(out_);
    }

  private:
    /// A short line without a full stop; what follows one that speaks of plans are aims.
    void look_at_heading(size_t from, size_t end) {
        const std::u32string_view line = std::u32string_view(t_).substr(from, end - from);
        const bool short_line = line.size() >= 2 && line.size() <= 30 && line.find(U'。') == line.npos;
        // A part of the text is numbered 三、, its own parts (三).
        const bool whole_part = short_line && is_han_numeral(line[0]) && line.find(U'、') < 4;
        if (short_line && has_any(line, plans))
            aims_ = true;
        else if (whole_part)
            aims_ = false;
    }

    void read_line(size_t from, size_t end) {
        std::vector<Quantity> found;
        years_.clear();
        for (size_t i = from; i < end;) {
            const bool numeral = is_digit(t_[i]) || is_han_numeral(t_[i]) || t_[i] == U'百' || t_[i] == U'分';
            auto q = numeral && !names_[i] ? quantity_at(prose_, i) : std::nullopt;
            if (!q) {
                // The rest of a numeral that is a name is passed over with it.
                ++i;
                continue;
            }
            // Years of a range (2021-2025) say nothing of when.
            if (q->year && !(i && t_[i - 1] == U'-') && !stands(t_, q->to, U"-"))
                years_.emplace_back(i, q->year);
            i = std::max(q->to, i + 1);
            if (!q->time) found.push_back(std::move(*q));
        }
        for (size_t k = 0; k < found.size(); ++k) add(found, k, from, end);
        share_enumerations(prose_, first_of_line_, out_);
        first_of_line_ = out_.size();
    }

    size_t clause_begin(size_t at, size_t from) const {
        int closed = 0;
        for (size_t i = at; i > from && at - i < clause_most; --i) {
            const char32_t c = t_[i - 1];
            if (ends_clause(c)) return i;
            if (c == U')') ++closed;
            if (c == U'(' && closed-- <= 0) return i; // the figure stands in brackets
        }
        return std::max(from, at - std::min(at, clause_most));
    }
    size_t clause_end(size_t at, size_t end) const {
        for (size_t n = 0; n < clause_most && at < end && !ends_clause(t_[at]); ++n) ++at;
        return at;
    }

    std::u32string part(size_t from, size_t to) const { return from < to ? t_.substr(from, to - from) : U""; }

    void add(const std::vector<Quantity>& found, size_t k, size_t line_from, size_t line_end) {
        const Quantity& q = found[k];
        Mention m;
        m.from = q.from, m.to = q.to;
        m.amount = q.amount, m.unit = q.unit;
        m.line = prose_.line(q.from);
        m.clause_from = clause_begin(q.from, line_from);
        m.clause_to = clause_end(q.to, line_end);
        m.sentence = q.from;
        while (m.sentence > line_from && q.from - m.sentence < sentence_most &&
               !ends_sentence(t_[m.sentence - 1]))
            --m.sentence;
        size_t sentence_end = q.to;
        while (sentence_end < line_end && sentence_end - q.to < behind_most &&
               !ends_sentence(t_[sentence_end]))
            ++sentence_end;

        const bool same_clause = k && found[k - 1].to >= m.clause_from && found[k - 1].to <= q.from;
        size_t near_from = same_clause ? found[k - 1].to : m.clause_from;
        if (same_clause)
            if (const size_t cut = joint_between(found[k - 1].to, q.from)) near_from = cut;
        size_t after_to = q.to;
        while (after_to < m.clause_to && t_[after_to] != U'、' && t_[after_to] != U')' &&
               !(after_to == q.to && t_[after_to] == U'('))
            ++after_to;
        if (k + 1 < found.size() && found[k + 1].from < after_to) {
            after_to = found[k + 1].from;
            if (const size_t cut = joint_between(q.to, after_to)) after_to = cut;
        }
        m.zones.near = part(std::max(near_from, q.from - std::min(q.from, near_most)), q.from);
        m.zones.after = part(q.to, after_to);
        m.other = is_other(q, m);
        // 136件207人次, and 开展集体会商,累计50余次: the words stand further before.
        if (without_filling(m.zones.near).empty() && without_filling(m.zones.after).empty()) {
            if (same_clause || (k && m.clause_from > m.sentence && found[k - 1].from >= m.sentence &&
                                found[k - 1].to + 1 >= m.clause_from)) {
                m.zones.near = out_.back().zones.near;
                m.zones.after = out_.back().zones.after;
            } else if (m.clause_from > m.sentence) {
                const size_t former_from = clause_begin(m.clause_from - 1, m.sentence);
                m.zones.near = part(former_from, m.clause_from - 1);
                near_from = former_from;
            }
        }
        m.zones.before = part(std::max(m.sentence, near_from - std::min(near_from, before_most)), near_from);
        m.zones.behind = part(after_to, std::min(sentence_end, after_to + behind_most));
        m.zones.far = part(m.sentence - std::min(m.sentence, far_most), m.sentence);
        const bool counts = !q.unit.empty() && q.unit != U"大" && q.unit != U"类" && q.unit != U"种";
        m.plain = counts && (!q.han || q.amount.exp > 0 || q.amount.units > 10) && !m.other;
        out_.push_back(std::move(m));
    }

    /// Between two figures of a clause: 41件行政复议和86件行政诉讼. What follows the first unit belongs to the first figure, up to
    /// the last "and". Returns the place behind it, 0 if it is not so.
    size_t joint_between(size_t from, size_t to) const {
        if (from >= to || joint(t_, from)) return 0;
        for (size_t i = to - 1; i > from; --i)
            if (const size_t length = joint(t_, i)) return i + length <= to ? i + length : 0;
        return 0;
    }

    bool is_other(const Quantity& q, const Mention& m) const {
        const std::u32string_view near = without_filling(m.zones.near);
        std::u32string_view ending = m.zones.near;
        while (ending.ends_with(U'了') || ending.ends_with(U'约') || ending.ends_with(U'近'))
            ending.remove_suffix(1);
        if (aims_ || ends_any(ending, changes) || has_any(m.zones.near, former)) return true;
        const std::u32string clause = part(m.clause_from, q.from);
        // 完成目标任务的103.66% is no aim.
        if (has_any(clause, aims) || (q.unit != U"%" && ends_any(near, aim_ends))) return true;
        for (auto mark = years_.rbegin(); mark != years_.rend() && mark->first >= m.sentence; ++mark)
            if (mark->first < q.from) return mark->second != year_;
        return false;
    }

    const Prose& prose_;
    const std::u32string& t_;
    std::vector<bool> names_;
    int year_;
    bool aims_ = false;
    std::vector<std::pair<size_t, int>> years_; ///< of the line: where, which
    size_t first_of_line_ = 0;
    std::vector<Mention> out_;
};

} // namespace

std::u32string_view without_filling(std::u32string_view words) {
    for (bool again = true; again && !words.empty();) {
        again = false;
        const auto one = [](char32_t c) { return is_digit(c) || around.find(c) != around.npos; };
        while (!words.empty() && one(words.front())) words.remove_prefix(1);
        while (!words.empty() && one(words.back())) words.remove_suffix(1);
        for (const auto word : filling) {
            if (words.ends_with(word)) words.remove_suffix(word.size()), again = true;
            if (words.starts_with(word)) words.remove_prefix(word.size()), again = true;
        }
    }
    return words;
}

std::vector<Mention> mentions_of(const Prose& prose, int year) { return Reader(prose, year).read(); }

} // namespace mj
