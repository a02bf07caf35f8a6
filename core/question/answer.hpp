// What the records answer to a question. Records count as they do in figures: checked and approved ones.
#pragma once
#include "core/base/exact.hpp"
#include "core/indicator/known.hpp"
#include "core/query/condition.hpp"
#include "core/question/question.hpp"

namespace mj {

/// The exact value top / bottom; not known where bottom is 0. Money in fen, days, per cent and per thousand as such.
struct Ratio {
    int64_t top = 0, bottom = 0;
    bool known() const { return bottom > 0; }
    bool operator==(const Ratio&) const = default;
};
/// Whether a is less than b; what is not known is less than anything else.
bool less(const Ratio& a, const Ratio& b);
Ratio minus(const Ratio& a, const Ratio& b); ///< not known where one of them is not

/// How it is said: money in yuan with two decimals, shares with one, averages with at most two. It must be known.
Decimal decimal_of(Unit unit, const Reckoned& reckoned, const Ratio& value);

/// A group, by one key a dimension: the column number of a code (0: not given), of a flag 0 not given, 1 no, 2 yes; the bits of a
/// link; the number of a text in its column; of dates the first day of the day, week, month, quarter or year; of amounts the class's
/// lower bound. not_given where dates and amounts are missing.
using GroupKey = std::array<int64_t, Question::most_dimensions>;
constexpr int64_t not_given = INT64_MIN;

struct AnswerLine {
    GroupKey key = {};
    uint32_t rows = 0, rows_before = 0;
    std::vector<Ratio> now,
        before; ///< by Question::reckon; of times before the register's first record nothing is known
};

/// The time a question asks about, as far as it is known, and what it is compared with.
struct AskedSpan {
    Period now, before;   ///< before: no days when nothing is compared
    bool partial = false; ///< not the whole of what was asked is known
};
AskedSpan span_of(const Known& known, const Question& question);

struct Answer {
    AskedSpan span;
    std::vector<AnswerLine> lines; ///< in order, at most as many as asked
    /// Of each dimension the keys that the lines have: as they come, of two dimensions those with the most records first; dates
    /// from the first to the last.
    std::array<std::vector<int64_t>, Question::most_dimensions> keys;
    /// Of a dimension of links the keys whose records have a name that another one's has, ascending.
    std::array<std::vector<int64_t>, Question::most_dimensions> alike;
    AnswerLine total; ///< of all records, also of groups beyond the limit
    uint32_t groups = 0;
    uint32_t undated = 0; ///< records that have no date and would else be asked about
};

/// The question must have passed check_question().
Answer answer_question(const Ledger& ledger, const Question& question, const AskedSpan& span);

/// Living records that fulfil it all, also drafts unless `counting`.
Bits fulfilling(const Ledger& ledger, int reg, std::span<const Where> where, bool counting = true);

/// The question that asks for the records behind a line, or behind all of them: what it asks about are they and nothing else.
/// `before`: of the time it is compared with.
Question records_behind(const Ledger& ledger, const Question& question, const AskedSpan& span,
                        const std::optional<GroupKey>& key, bool before = false);
/// The records a question asks about, as its time is written.
Bits records_of(const Ledger& ledger, const Question& question);

/// A key as in data files: ids of codes, yes and no, texts, "2024-07", lower bounds in yuan; "" for not given.
std::string key_text(const Ledger& ledger, const Question& question, size_t dimension, int64_t key);
/// The upper bound of a class of amounts, exclusive.
int64_t class_end(int64_t from);

} // namespace mj
