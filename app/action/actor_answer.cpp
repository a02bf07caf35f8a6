// What is on the screen as a table: a list's records, the numbers of an answer.
#include "app/action/actor.hpp"
#include "app/state/question_words.hpp"
#include "app/text/texts.hpp"
#include "core/base/csv_cell.hpp"
#include "core/question/answer.hpp"
#include "core/question/question_text.hpp"

namespace mj {

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
    const std::string other = tr(question.versus == Versus::year ? T::versus_year : T::versus_before);
    for (const Dimension& by : question.by) cells.push_back(dimension_words(ledger, question.reg, by));
    for (const Reckoned& one : question.reckon) {
        cells.push_back(reckoned_words(ledger, question.reg, one));
        if (compared) cells.push_back(other);
    }
    line(cells);
    for (const AnswerLine& of : answer.lines) {
        cells.clear();
        for (size_t d = 0; d < question.by.size(); ++d)
            cells.push_back(key_words(ledger, question, d, of.key[d]));
        for (size_t i = 0; i < question.reckon.size(); ++i) {
            const Unit unit = unit_of(catalog, question.reg, question.reckon[i]);
            const auto number = [&](const Ratio& value) {
                return value.known() && can_be_said(value.top) ? decimal_of(unit, value).text()
                                                               : std::string();
            };
            cells.push_back(number(of.now[i]));
            if (compared) cells.push_back(number(of.before[i]));
        }
        line(cells);
    }
    // The last line says what was asked, so that the file can be asked again.
    line({question_text(catalog, question)});
    start(text_work(
        std::move(out), answer.lines.size(), host_.download,
        tr(T::list_file, {pick(catalog.registers[size_t(question.reg)].name), host_.clock.today().text()}) +
            ".csv"));
}

} // namespace mj
