// The part of a plan that does not believe every date an answer makes.
#include "core/base/sort.hpp"
#include "core/intake/plan.hpp"

#include <algorithm>

namespace mj {

/// An answer, given or remembered, is for a whole column: what it makes of single cells may be far off.
void Plan::doubt_answers() {
    constexpr int ten_years = 3653;
    for (size_t c = 0; c < reading_.columns.size(); ++c) {
        const ReadColumn& column = reading_.columns[c];
        if (column.answered.empty() || column.field() < 0) continue;
        std::vector<int64_t> others, all;
        auto answered = column.answered.begin();
        for (uint32_t row = 0; row < column.cells.size(); ++row) {
            const bool by_answer = answered != column.answered.end() && answered->row == row;
            answered += by_answer;
            if (column.cells[row] == Reading::no_cell) continue;
            all.push_back(column.cells[row]);
            if (!by_answer) others.push_back(column.cells[row]);
        }
        if (others.empty()) others = std::move(all);
        if (others.empty()) continue;
        const auto middle = others.begin() + ptrdiff_t(others.size() / 2);
        std::nth_element(others.begin(), middle, others.end());
        for (const AnsweredCell& cell : column.answered) {
            const int64_t day = column.cells[cell.row];
            const bool late = wish_.today.has() && day > wish_.today.days, early = day < *middle - ten_years;
            if (day == Reading::no_cell || (!late && !early)) continue;
            const std::string text(reading_.text(cell.text));
            doubts_.push_back(
                {cell.row,
                 int(c),
                 {late ? Note::answer_late : Note::answer_early, {text, Date{int32_t(day)}.text()}},
                 text});
        }
    }
    sort_stable(doubts_, [](const ReadProblem& a, const ReadProblem& b) { return a.row < b.row; });
}

bool Plan::doubted(uint32_t row, int column) const {
    const auto at = std::lower_bound(doubts_.begin(), doubts_.end(), std::pair(row, column),
                                     [](const ReadProblem& one, const std::pair<uint32_t, int>& place) {
                                         return std::pair(one.row, one.column) < place;
                                     });
    return at != doubts_.end() && at->row == row && at->column == column;
}

/// What a new record must have and the table has no column for is the same for each, whatever else is asked of it.
void Plan::count_lacking() {
    for (size_t f = 0; f < register_.fields.size(); ++f) {
        lacking_[f] += register_.fields[f].required && !reading_.has_column(int(f));
    }
}

} // namespace mj
