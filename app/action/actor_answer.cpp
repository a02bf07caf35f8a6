// What is on the screen as a table: a list's records, the numbers of an answer.
#include "app/action/actor.hpp"
#include "app/state/answer_grid.hpp"
#include "app/state/question_words.hpp"
#include "app/text/texts.hpp"
#include "core/base/csv_cell.hpp"
#include "core/question/question_text.hpp"

namespace mj {
namespace {

/// What file names must not have becomes a hyphen.
std::string file_words(std::string name) {
    for (char& c : name)
        if (std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) c = '-';
    return name;
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

template <> void Actor::on(act::ExportAnswer& a) {
    const auto* asked = std::get_if<AskedFilter>(&state_.history.current().filter);
    if (busy() || !keeper_.loaded() || !asked) return;
    const Ledger& ledger = keeper_.ledger();
    const Question& question = asked->question;
    const Answer& answer = derived_.answer(question);
    const Grid grid = answer_grid(ledger, question, answer);
    const std::string words = question_words(ledger, question),
                      text = question_text(ledger.catalog(), question);
    std::string out;
    if (a.xlsx) {
        out = grids_xlsx({grid, {tr(T::explore_question), {tr(T::explore_question)}, 1, {{words}, {text}}}});
    } else {
        const auto line = [&](const std::vector<std::string>& cells) {
            for (size_t i = 0; i < cells.size(); ++i) {
                if (i) out += ',';
                const bool formula = i < grid.texts && begins_formula(cells[i]);
                put_csv_cell(out, formula ? "'" + cells[i] : cells[i]);
            }
            out += "\r\n";
        };
        line(grid.heads);
        for (const auto& row : grid.rows) line(row);
        // The last line says what was asked, in words, and so that it can be asked again.
        line({words, text});
    }
    start(
        text_work(std::move(out), answer.lines.size(), host_.download,
                  tr(T::list_file, {file_words(answer_name(ledger, question)), host_.clock.today().text()}) +
                      (a.xlsx ? ".xlsx" : ".csv")));
}

} // namespace mj
