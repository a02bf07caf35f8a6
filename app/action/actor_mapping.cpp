// What a person says of a table's columns, words and rows: read again by it; but for rows it is remembered for the next such table.
#include "app/action/actor.hpp"
#include "core/base/key_text.hpp"

namespace mj {

bool Actor::recall_mapping() {
    Intake& intake = *state_.intake;
    if (std::exchange(intake.recalled, true)) return false;
    const Catalog& catalog = keeper_.ledger().catalog();
    const auto all = Mappings::parse(host_.prefs.get(tables_key).value_or(""));
    const auto* columns = all.columns(catalog.registers[size_t(intake.reg)].id, head_line(*intake.reading));
    if (!columns) return false;
    intake.mapping.columns = *columns;
    drop_unknown(catalog, intake.reg, intake.mapping);
    intake.as_before = !intake.mapping.columns.empty();
    return intake.as_before;
}

void Actor::assigned(bool columns) {
    Intake& intake = *state_.intake;
    const std::string& reg = keeper_.ledger().catalog().registers[size_t(intake.reg)].id;
    auto all = Mappings::parse(host_.prefs.get(tables_key).value_or("")); // another window has its own
    if (columns)
        all.keep(reg, head_line(*intake.reading), intake.mapping.columns);
    else
        all.keep(reg, intake.mapping.words.back());
    host_.prefs.put(tables_key, all.text());
    read_as_said();
}

void Actor::read_as_said() {
    if (state_.intake->reading_again)
        state_.intake->again = true;
    else
        read_table_again();
}

template <> void Actor::on(act::AssignColumn& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    Intake& intake = *state_.intake;
    if (a.column >= intake.reading->columns.size()) return;
    Mapping::Column& column = intake.mapping.column(column_name(*intake.reading, a.column));
    column.field_said = true;
    column.field = std::move(a.field);
    assigned(true);
}

template <> void Actor::on(act::AssignDates& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    Intake& intake = *state_.intake;
    if (a.column >= intake.reading->columns.size()) return;
    Mapping::Column& column = intake.mapping.column(column_name(*intake.reading, a.column));
    if (a.order != DateOrder::ask) column.order = a.order;
    if (a.century) column.century = a.century;
    assigned(true);
}

template <> void Actor::on(act::AssignWord& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    Intake& intake = *state_.intake;
    if (a.word >= intake.reading->words.size()) return;
    const ReadWord& word = intake.reading->words[a.word];
    const int field = intake.reading->columns[size_t(word.column)].field();
    const Register& reg = keeper_.ledger().catalog().registers[size_t(intake.reg)];
    Mapping::Word said{reg.fields[size_t(field)].id, key_text(word.word), std::move(a.code)};
    std::erase_if(intake.mapping.words, [&](const Mapping::Word& other) {
        return other.field == said.field && other.word == said.word;
    });
    intake.mapping.words.push_back(std::move(said));
    assigned(false);
}

template <> void Actor::on(act::AssignFill& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    auto& fills = state_.intake->mapping.fills;
    std::erase_if(fills, [&](const Mapping::Fill& one) { return one.field == a.field; });
    if (!a.value.empty()) fills.push_back({a.field, std::move(a.value)});
    read_as_said();
}

template <> void Actor::on(act::AssignRows& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    Intake& intake = *state_.intake;
    // What is listed stays so, or the next press would meet another row.
    if (intake.only != RowsShown::all && intake.planned && !intake.reading_again) {
        intake.kept.clear();
        for (const uint32_t at : intake.listed) intake.kept.push_back(line_of(*intake.reading, at));
    }
    for (const uint64_t line : a.lines) intake.mapping.say(line, a.take, a.text);
    read_as_said();
}

template <> void Actor::on(act::ForgetAssigned&) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing || state_.intake->reading_again)
        return;
    Intake& intake = *state_.intake;
    const Register& reg = keeper_.ledger().catalog().registers[size_t(intake.reg)];
    std::vector<std::string> fields;
    for (const ReadWord& word : intake.reading->words)
        if (const int f = intake.reading->columns[size_t(word.column)].field(); f >= 0)
            fields.push_back(reg.fields[size_t(f)].id);
    auto all = Mappings::parse(host_.prefs.get(tables_key).value_or(""));
    all.forget(reg.id, head_line(*intake.reading), fields);
    host_.prefs.put(tables_key, all.text());
    intake.mapping.columns.clear();
    std::erase_if(intake.mapping.words, [&](const Mapping::Word& word) {
        return std::find(fields.begin(), fields.end(), word.field) != fields.end();
    });
    intake.as_before = false;
    read_table_again();
}

} // namespace mj
