// What a person says of a table's columns, words and rows: read again by it; but for rows it is remembered for the next such table.
#include "app/action/actor.hpp"
#include "core/base/key_text.hpp"

namespace mj {

bool Actor::recall_mapping() {
    Intake& intake = *state_.intake;
    if (std::exchange(intake.recalled, true)) return false;
    const Catalog& catalog = keeper_.ledger().catalog();
    const auto all = Mappings::parse(host_.prefs.get(tables_key).value_or(""));
    for (size_t c = 0; c < intake.reading->columns.size(); ++c) {
        if (intake.reading->columns[c].made) continue;
        const auto* kept = all.column(catalog.registers[size_t(intake.reg)].id, head_key(*intake.reading, c));
        if (!kept) continue;
        intake.mapping.columns.push_back(*kept);
        intake.mapping.columns.back().head = intake.names[c];
        intake.mapping.columns.back().before = true;
    }
    drop_unknown(catalog, intake.reg, intake.mapping);
    recall_same(all);
    // A table without heads tells nothing but how many columns it has.
    const bool unsaid = intake.reading->headless() && intake.mapping.columns.empty();
    for (const Mappings::Taken& table : all.taken())
        if (unsaid && table.reg == catalog.registers[size_t(intake.reg)].id &&
            table.fields.size() == intake.reading->columns.size())
            intake.layout = table.fields;
    return !intake.mapping.columns.empty() || !intake.mapping.fills.empty();
}

/// Fields that said what another column said, if this table has that column.
void Actor::recall_same(const Mappings& all) {
    Intake& intake = *state_.intake;
    const Register& reg = keeper_.ledger().catalog().registers[size_t(intake.reg)];
    for (const Mappings::Same& same : all.same()) {
        const int field = same.reg == reg.id ? reg.find(same.field) : -1;
        for (size_t c = 0; field >= 0 && c < intake.reading->columns.size(); ++c) {
            if (intake.reading->columns[c].made) continue;
            const HeadKey key = head_key(*intake.reading, c);
            if (key.heads == same.heads && key.head == same.head)
                intake.mapping.fills.push_back({field, {}, intake.names[c], true});
        }
    }
}

void Actor::assigned(std::optional<size_t> column) {
    Intake& intake = *state_.intake;
    const std::string& reg = keeper_.ledger().catalog().registers[size_t(intake.reg)].id;
    auto all = Mappings::parse(host_.prefs.get(tables_key).value_or("")); // another window has its own
    if (column)
        all.keep(reg, head_key(*intake.reading, *column),
                 intake.mapping.column(column_name(*intake.reading, *column)));
    else
        all.keep(reg, intake.mapping.words.back());
    host_.prefs.put(tables_key, all.text());
    read_as_said();
}

void Actor::remember_taken() {
    const Intake& intake = *state_.intake;
    const Register& reg = keeper_.ledger().catalog().registers[size_t(intake.reg)];
    Mappings::Taken table{reg.id, head_line(*intake.reading), {}};
    for (size_t c = 0; c < intake.reading->columns.size(); ++c)
        if (!intake.reading->columns[c].made) table.fields.push_back(field_of(reg, *intake.reading, c));
    auto all = Mappings::parse(host_.prefs.get(tables_key).value_or(""));
    all.keep(std::move(table));
    host_.prefs.put(tables_key, all.text());
}

void Actor::read_as_said() {
    state_.intake->answered = true;
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
    column.before = false;
    assigned(a.column);
}

template <> void Actor::on(act::AssignAsBefore&) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    Intake& intake = *state_.intake;
    const std::vector<std::string> fields = std::exchange(intake.layout, {});
    if (fields.size() != intake.reading->columns.size()) return;
    for (size_t c = 0; c < fields.size(); ++c) {
        Mapping::Column& column = intake.mapping.column(intake.names[c]);
        column.field_said = true;
        column.field = fields[c];
    }
    drop_unknown(keeper_.ledger().catalog(), intake.reg, intake.mapping);
    read_as_said();
}

template <> void Actor::on(act::AssignDates& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    Intake& intake = *state_.intake;
    if (a.column >= intake.reading->columns.size()) return;
    Mapping::Column& column = intake.mapping.column(column_name(*intake.reading, a.column));
    if (a.order != DateOrder::ask) column.order = a.order;
    if (a.short_order != DateOrder::ask) column.short_order = a.short_order;
    if (a.century) column.century = a.century;
    column.sure = a.sure; // another answer makes other dates
    column.before = false;
    assigned(a.column);
}

template <> void Actor::on(act::AssignUnit& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    Intake& intake = *state_.intake;
    if (a.column >= intake.reading->columns.size()) return;
    intake.mapping.column(column_name(*intake.reading, a.column)).power = a.power;
    assigned(a.column);
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
    assigned({});
}

template <> void Actor::on(act::AssignFill& a) {
    if (!state_.intake || !state_.intake->reading || state_.intake->writing) return;
    auto& fills = state_.intake->mapping.fills;
    std::erase_if(fills, [&](const Mapping::Fill& one) { return one.field == a.field; });
    const Register& reg = keeper_.ledger().catalog().registers[size_t(state_.intake->reg)];
    const std::string& field = reg.fields[size_t(a.field)].id;
    const Reading& reading = *state_.intake->reading;
    auto all = Mappings::parse(host_.prefs.get(tables_key).value_or(""));
    all.drop_same(reg.id, field);
    if (a.column && *a.column < reading.columns.size()) {
        fills.push_back({a.field, {}, column_name(reading, *a.column)});
        HeadKey key = head_key(reading, *a.column);
        all.keep(Mappings::Same{reg.id, std::move(key.heads), std::move(key.head), field});
    } else if (!a.value.empty()) {
        fills.push_back({a.field, std::move(a.value)});
    }
    host_.prefs.put(tables_key, all.text());
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
    std::vector<HeadKey> heads;
    for (size_t c = 0; c < intake.reading->columns.size(); ++c) heads.push_back(head_key(*intake.reading, c));
    all.forget(reg.id, heads, fields);
    host_.prefs.put(tables_key, all.text());
    intake.mapping.columns.clear();
    std::erase_if(intake.mapping.fills, [](const Mapping::Fill& one) { return !one.column.empty(); });
    std::erase_if(intake.mapping.words, [&](const Mapping::Word& word) {
        return std::find(fields.begin(), fields.end(), word.field) != fields.end();
    });
    read_table_again();
}

} // namespace mj
