// What is on the screen as a table: a list's records, the numbers of an answer.
#include "app/action/actor.hpp"
#include "app/state/question_words.hpp"
#include "app/text/texts.hpp"
#include "core/base/csv_cell.hpp"
#include "core/question/answer.hpp"
#include "core/question/question_text.hpp"

namespace mj {
namespace {

/// "调解 镇街 记录数": by it one file is told from another. What file names must not have becomes a hyphen.
std::string file_words(const Ledger& ledger, const Question& question) {
    std::string out = pick(ledger.catalog().registers[size_t(question.reg)].name);
    for (const Dimension& by : question.by) out += " " + dimension_words(ledger, question.reg, by);
    out += " " + reckoned_words(ledger, question.reg, question.reckon[0]);
    for (char& c : out)
        if (std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) c = '-';
    return out;
}

} // namespace

template <> void Actor::on(act::ExportList& a) {
    const Place& place = state_.history.current();
    if (busy() || !keeper_.loaded() || place.page != PageId::list) return;
    const Ledger& ledger = keeper_.ledger();
    const Register& reg = ledger.catalog().registers[size_t(place.reg)];
    std::vector<int> fields;
    for (size_t f = 0; f < reg.asked(); ++f)
        if (a.personal || !reg.fields[f].personal) fields.push_back(int(f));
    const std::string name =
        tr(a.personal ? T::list_file_personal : T::list_file, {pick(reg.name), host_.clock.today().text()});
    start(table_work(ledger, place.reg, derived_.rows(place, state_.year), std::move(fields), host_.download,
                     name + (a.xlsx ? ".xlsx" : ".csv")));
}

template <> void Actor::on(act::ExportAnswer&) {
    const auto* asked = std::get_if<AskedFilter>(&state_.history.current().filter);
    if (busy() || !keeper_.loaded() || !asked) return;
    const Ledger& ledger = keeper_.ledger();
    const Catalog& catalog = ledger.catalog();
    const Question& question = asked->question;
    const Answer& answer = derived_.answer(question);
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (size_t i = 0; i < cells.size(); ++i) {
            if (i) out += ',';
            put_csv_cell(out, cells[i]);
        }
        out += "\r\n";
    };

    std::vector<std::string> cells;
    const bool compared = question.versus != Versus::nothing;
    const T other = question.versus == Versus::year ? T::versus_year : T::versus_before;
    for (const Dimension& by : question.by) cells.push_back(dimension_words(ledger, question.reg, by));
    for (const Reckoned& one : question.reckon) {
        const std::string name = reckoned_words(ledger, question.reg, one),
                          unit = unit_words(unit_of(catalog, question.reg, one));
        const auto head = [&](const std::string& of) {
            return unit.empty() ? of : of + tr(T::unit_behind, {unit});
        };
        cells.push_back(head(name));
        if (compared) cells.push_back(head(name + tr(T::list_comma) + tr(other)));
    }
    line(cells);
    const auto row = [&](const AnswerLine& of, bool total) {
        cells.clear();
        for (size_t d = 0; d < question.by.size(); ++d)
            cells.push_back(!total ? key_words(ledger, question, answer, d, of.key[d])
                            : d    ? std::string()
                                   : tr(T::explore_total));
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
        line(cells);
    };
    for (const AnswerLine& of : answer.lines) row(of, false);
    if (!question.by.empty()) row(answer.total, true);
    // The last line says what was asked, in words, and so that it can be asked again.
    line({question_words(ledger, question), question_text(catalog, question)});
    start(text_work(std::move(out), answer.lines.size(), host_.download,
                    tr(T::list_file, {file_words(ledger, question), host_.clock.today().text()}) + ".csv"));
}

} // namespace mj
