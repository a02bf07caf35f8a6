#include "core/verify/reading.hpp"

#include <algorithm>

namespace mj {
namespace {

/// Finds them one after another.
class Unwritten {
  public:
    Unwritten(const Prose& prose, std::vector<Mention>& out) : prose_(prose), t_(prose.text), out_(out) {
        for (const Mention& m : out_) written_.emplace_back(m.from, m.to);
        std::sort(written_.begin(), written_.end());
        for (size_t i = 0; i < t_.size(); ++i) {
            if (t_[i] == U'《')
                i = titles(i);
            else if (stands(t_, i, U"等多") || stands(t_, i, U"等各"))
                things(i);
            else if (stands(t_, i, U"等奖"))
                prize(i);
            else if (stands(t_, i, U"全部") || stands(t_, i, U"全数"))
                all(i);
        }
    }

  private:
    /// Whether a number is written there, or the words lead to one.
    bool written_in(size_t from, size_t to) const {
        // They do not overlap, so that they ascend by their ends too.
        const auto next = std::partition_point(written_.begin(), written_.end(),
                                               [&](const auto& w) { return w.second <= from; });
        return next != written_.end() && next->first < to;
    }
    size_t clause_begin(size_t at) const {
        for (size_t n = 0; n < clause_most && at && !ends_clause(t_[at - 1]); ++n) --at;
        return at;
    }
    size_t clause_end(size_t at) const {
        for (size_t n = 0; n < clause_most && at < t_.size() && !ends_clause(t_[at]); ++n) ++at;
        return at;
    }
    std::u32string part(size_t from, size_t to) const { return from < to ? t_.substr(from, to - from) : U""; }

    Mention& add(size_t from, size_t to, int64_t number, std::u32string_view unit) {
        Mention m;
        m.from = from, m.to = to;
        m.clause_from = clause_begin(from), m.clause_to = clause_end(to);
        m.sentence = from;
        for (size_t n = 0; n < sentence_most && m.sentence && !ends_sentence(t_[m.sentence - 1]); ++n)
            --m.sentence;
        m.line = prose_.line(from);
        m.amount.units = number;
        m.unit = unit;
        m.unwritten = true;
        m.zones.before =
            part(std::max(m.sentence, m.clause_from - std::min<size_t>(m.clause_from, 80)), m.clause_from);
        m.zones.far = part(m.sentence - std::min<size_t>(m.sentence, 200), m.sentence);
        return out_.emplace_back(std::move(m));
    }

    /// 《…》《…》和《…》等机制; returns the last character of it.
    size_t titles(size_t from) {
        size_t count = 0, end = from;
        for (size_t i = from; i < t_.size() && t_[i] == U'《';) {
            const size_t close = t_.find(U'》', i);
            if (close == t_.npos || close - i > 60) break;
            ++count;
            end = i = close + 1;
            if (i < t_.size() && t_[i] == U',')
                ++i;
            else
                i += joint(t_, i);
        }
        const size_t behind = clause_end(end);
        if (count >= 2 && !written_in(clause_begin(from), behind)) {
            Mention& m = add(from, end, int64_t(count), U"项");
            m.zones.near = part(m.clause_from, from);
            m.zones.after = part(end, behind);
            m.zones.beside = part(from, end);
        }
        return std::max(end, from + 1) - 1;
    }

    /// 甲、乙、丙等多项政策.
    void things(size_t at) {
        const size_t from = clause_begin(at), behind = clause_end(at);
        int64_t count = 1;
        int depth = 0;
        for (size_t i = from; i < at; ++i) {
            if (t_[i] == U'(') ++depth;
            if (t_[i] == U')') --depth;
            if (!depth) count += joint(t_, i) != 0;
        }
        if (count < 2 || written_in(from, behind)) return;
        Mention& m = add(from, at, count, U"项");
        m.zones.beside = part(from, at);
        m.zones.after = part(at + 2, behind);
    }

    /// 获三等奖: one, where no number says how many.
    void prize(size_t at) {
        const size_t from = clause_begin(at), behind = clause_end(at);
        const std::u32string before = part(from, at);
        const bool won = std::any_of(std::begin(wins), std::end(wins),
                                     [&](auto w) { return before.find(w) != before.npos; });
        if (!won || !at || written_in(from, behind)) return;
        Mention& m = add(at - 1, at + 2, 1, U"项");
        m.prize = true;
        m.zones.near = part(from, at + 2);
    }

    /// 信访事项全部按时办结: of a rate this is 100.
    void all(size_t at) {
        const size_t from = clause_begin(at), behind = clause_end(at);
        if (written_in(from, behind)) return;
        Mention& m = add(at, at + 2, 100, U"%");
        m.zones.near = part(from, at);
        m.zones.after = part(at + 2, behind);
    }

    static constexpr std::u32string_view wins[] = {U"获", U"夺得", U"摘得", U"斩", U"取得"};
    const Prose& prose_;
    const std::u32string& t_;
    std::vector<Mention>& out_;
    std::vector<std::pair<size_t, size_t>> written_;
};

} // namespace

void add_unwritten(const Prose& prose, std::vector<Mention>& mentions) { Unwritten(prose, mentions); }

} // namespace mj
