#include "app/state/answer_grid.hpp"

#include "app/state/question_words.hpp"
#include "app/text/texts.hpp"

namespace mj {

std::string answer_name(const Ledger& ledger, const Question& question) {
    std::string out = pick(ledger.catalog().registers[size_t(question.reg)].name);
    for (const Dimension& by : question.by) out += " " + dimension_words(ledger, question.reg, by);
    return out + " " + reckoned_words(ledger, question.reg, question.reckon[0]);
}

Grid answer_grid(const Ledger& ledger, const Question& question, const Answer& answer) {
    const Catalog& catalog = ledger.catalog();
    const bool compared = question.versus != Versus::nothing;
    const T other = question.versus == Versus::year ? T::versus_year : T::versus_before;
    Grid out{pick(catalog.registers[size_t(question.reg)].name), {}, question.by.size(), {}};
    for (const Dimension& by : question.by) out.heads.push_back(dimension_words(ledger, question.reg, by));
    for (const Reckoned& one : question.reckon) {
        const std::string name = reckoned_words(ledger, question.reg, one),
                          unit = unit_words(unit_of(catalog, question.reg, one));
        const auto head = [&](const std::string& of) {
            return unit.empty() ? of : of + tr(T::unit_behind, {unit});
        };
        out.heads.push_back(head(name));
        if (compared) out.heads.push_back(head(name + tr(T::list_comma) + tr(other)));
    }
    const auto row = [&](const AnswerLine& of, bool total) {
        std::vector<std::string>& cells = out.rows.emplace_back();
        for (size_t d = 0; d < question.by.size(); ++d)
            cells.push_back(!total ? key_words(ledger, question, answer, d, of.key[d])
                            : d    ? std::string()
                            : answer.groups > answer.lines.size()
                                ? tr(T::explore_total_all, {grouped(int64_t(answer.groups))})
                                : std::string(tr(T::explore_total)));
        for (size_t i = 0; i < question.reckon.size(); ++i) {
            const Reckoned& one = question.reckon[i];
            const auto number = [&](const Ratio& value) {
                return value.known() && can_be_said(value.top)
                           ? decimal_of(unit_of(catalog, question.reg, one), one, value).text()
                           : std::string();
            };
            cells.push_back(number(of.now[i]));
            if (compared) cells.push_back(number(of.before[i]));
        }
    };
    for (const AnswerLine& of : answer.lines) row(of, false);
    if (!question.by.empty()) row(answer.total, true);
    return out;
}

} // namespace mj
