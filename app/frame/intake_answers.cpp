// By which answers a table is read that were given for former ones.
#include "app/frame/intake_parts.hpp"
#include "app/widget/controls.hpp"
#include "core/base/key_text.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t most_answers = 8;

const char* order_words(DateOrder order) {
    if (order == DateOrder::month_first) return tr(T::intake_month_first);
    return tr(order == DateOrder::day_first ? T::intake_day_first : T::intake_year_first);
}

std::string field_words(const Register& reg, std::string_view field) {
    const bool append = field.starts_with('+');
    const int f = reg.find(field.substr(append));
    if (field == "id") return tr(T::intake_record_id);
    if (f < 0) return tr(T::intake_skip);
    const std::string name = pick(reg.fields[size_t(f)].name);
    return append ? tr(T::intake_append, {name}) : name;
}

/// What was said of a former table's column and bears on this one.
void column_answers(const Register& reg, const ReadColumn& column, const Mapping::Column& said,
                    std::vector<std::string>& out) {
    const std::string head = head_words(column);
    const auto add = [&](const std::string& answer) { out.push_back(tr(T::intake_answer, {head, answer})); };
    if (said.field_said) add(field_words(reg, said.field));
    if (said.order > DateOrder::year_first && !column.order_cell.empty()) add(order_words(said.order));
    if (column.short_cell.empty()) return;
    if (said.century) add(said.century == 1900 ? "19××" : "20××");
    if (said.short_order != DateOrder::ask) add(order_words(said.short_order));
}

} // namespace

std::string head_words(const ReadColumn& column) {
    if (!column.head.numbered) return shown(column.head.text, longest_quote);
    const std::string place = tr(T::intake_nth, {std::to_string(column.head.column + 1)});
    return column.sample.empty() ? place : place + " · " + shown(column.sample, longest_quote);
}

void layout_proposed(const PageContext& p, const Intake& intake) {
    if (intake.layout.empty()) return;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    std::string fields;
    for (const std::string& field : intake.layout)
        fields += (fields.empty() ? "" : tr(T::list_and)) + field_words(reg, field);
    noted("intake.layout", tr(T::intake_layout, {fields}), colours().ink);
    if (button("intake.layout.use", tr(T::intake_layout_use), ButtonKind::primary, !intake.reading_again))
        p.queue.push(act::AssignAsBefore{});
    ImGui::Dummy({1, space::xs});
}

void answers_told(const PageContext& p, const Intake& intake) {
    const Reading& reading = *intake.reading;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    std::vector<std::string> answers;
    for (size_t c = 0; c < reading.columns.size(); ++c) {
        const Mapping::Column* said = intake.mapping.find(intake.names[c]);
        if (said && said->before) column_answers(reg, reading.columns[c], *said, answers);
    }
    for (const ReadWord& word : reading.words) {
        const int f = reading.columns[size_t(word.column)].field();
        if (!word.said || f < 0) continue;
        const Field& field = reg.fields[size_t(f)];
        const std::string key = key_text(word.word);
        const auto said =
            std::find_if(intake.mapping.words.begin(), intake.mapping.words.end(),
                         [&](const Mapping::Word& one) { return one.field == field.id && one.word == key; });
        if (said == intake.mapping.words.end() || !said->before) continue;
        const CodeList& list = p.catalog.code_lists[size_t(field.codes)];
        answers.push_back(tr(T::intake_answer, {shown(word.word, longest_quote),
                                                word.code < 0 ? tr(T::intake_word_nothing)
                                                              : pick(list.codes[size_t(word.code)].name)}));
    }
    for (const ReadColumn& column : reading.columns) {
        const Mapping::Fill* said = column.source < 0 ? nullptr : intake.mapping.fill(column.field());
        if (!said || !said->before) continue;
        const std::string of = head_words(reading.columns[size_t(column.source)]);
        answers.push_back(tr(T::intake_same_as, {pick(reg.fields[size_t(column.field())].name), of}));
    }
    if (answers.empty()) return;
    std::string line;
    for (size_t i = 0; i < std::min(answers.size(), most_answers); ++i)
        line += (i ? tr(T::intake_example_and) : "") + answers[i];
    if (answers.size() > most_answers) line += tr(T::and_others);
    noted("intake.as_before", tr(T::intake_as_before, {line}), colours().ink);
}

} // namespace mj
