// What a table's columns and words are taken for, and where a person says otherwise.
#include "app/frame/intake_parts.hpp"
#include "app/port/probe.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

/// The text field that takes what has no field of its own; -1: the register has none.
int remarks_of(const Register& reg) {
    for (size_t f = 0; f < reg.fields.size(); ++f)
        if (reg.fields[f].remarks) return int(f);
    return -1;
}

/// Words at the left, at the right a list as wide as what is left; above it where they would be cut. Returns how wide.
float beside(const std::string& words, ImU32 colour) {
    const float room = ImGui::GetContentRegionAvail().x, left = crisp(std::min(room * 0.45f, 300.f));
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    if (text_width(words) > left - space::s && room < 480) {
        paragraph(words, colour);
        return room;
    }
    draw_text({at.x, at.y + ImGui::GetStyle().FramePadding.y}, left - space::s, words, colour);
    ImGui::SetCursorScreenPos({at.x + left, at.y});
    return room - left;
}

std::vector<Option> field_options(const Intake& intake, const Register& reg, size_t column) {
    std::vector<Option> out = {{"", tr(T::intake_skip)}};
    const int remarks = remarks_of(reg);
    if (remarks >= 0)
        out.push_back({"+" + reg.fields[size_t(remarks)].id,
                       tr(T::intake_append, {pick(reg.fields[size_t(remarks)].name)})});
    const auto add = [&](int field, const std::string& id, const std::string& name) {
        Option option{id, name};
        for (size_t c = 0; c < intake.reading->columns.size(); ++c) {
            const ReadColumn& other = intake.reading->columns[c];
            if (c == column || other.made || other.field() != field) continue;
            option.closed = true;
            option.label = tr(T::intake_taken, {name, shown(other.head.text, longest_quote)});
        }
        out.push_back(std::move(option));
    };
    for (size_t f = 0; f < reg.asked(); ++f)
        add(int(f), reg.fields[f].id, pick(reg.fields[f].name) + (reg.fields[f].required ? " *" : ""));
    add(Meaning::record_id_field, "id", tr(T::intake_record_id));
    return out;
}

/// What the column is now, as an option's id and as it is shown.
std::pair<std::string, std::string> column_now(const Register& reg, const ReadColumn& column) {
    const int remarks = remarks_of(reg);
    if (column.head.means.how == Note::to_remark && remarks >= 0) {
        const Field& field = reg.fields[size_t(remarks)];
        return {"+" + field.id, tr(T::intake_append, {pick(field.name)})};
    }
    if (column.field() == Meaning::record_id_field) return {"id", tr(T::intake_record_id)};
    if (column.field() < 0) return {"", ""};
    const Field& field = reg.fields[size_t(column.field())];
    return {field.id, pick(field.name) + (field.required ? " *" : "")};
}

/// How its dates are read, where that is a question, or has been answered.
void dates_asked(const PageContext& p, const Intake& intake, size_t c, const std::string& head) {
    const Mapping::Column* said = intake.mapping.find(intake.names[c]);
    bool order = said && said->order != DateOrder::ask, century = said && said->century;
    for (const Reason& reason : intake.reasons) {
        if (reason.column != int(c)) continue;
        order |= reason.said.note == Note::day_or_month;
        century |= reason.said.note == Note::two_digit_year;
    }
    order |= century;
    const std::string id = "." + std::to_string(c);
    if (order) {
        paragraph(tr(T::intake_order, {head}), colours().soft);
        const char* labels[] = {tr(T::intake_year_first), tr(T::intake_month_first), tr(T::intake_day_first)};
        const size_t first = century ? 0 : 1; // a year of four digits is seen
        const int now = said ? int(said->order) - 1 - int(first) : -1;
        const int chosen = segments(("intake.order" + id).c_str(), std::span(labels).subspan(first), now);
        if (chosen != now && chosen >= 0)
            p.queue.push(act::AssignDates{uint32_t(c), DateOrder(chosen + 1 + int(first)), 0});
    }
    if (century) {
        paragraph(tr(T::intake_century, {head}), colours().soft);
        const char* labels[] = {"20××", "19××"};
        const int now = said && said->century ? said->century == 1900 : -1;
        const int chosen = segments(("intake.century" + id).c_str(), labels, now);
        if (chosen != now && chosen >= 0)
            p.queue.push(act::AssignDates{uint32_t(c), DateOrder::ask, chosen ? 1900 : 2000});
    }
}

} // namespace

void required_told(const PageContext& p, const Intake& intake) {
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    const auto& lacking = intake.plan->lacking();
    for (size_t f = 0; f < lacking.size(); ++f)
        if (lacking[f])
            noted("intake.lacking." + reg.fields[f].id, tr(T::intake_lacking, {pick(reg.fields[f].name)}),
                  colours().cinnabar);
}

void columns_asked(const PageContext& p, const Intake& intake) {
    const Reading& reading = *intake.reading;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    const bool zh = p.state.language == Language::zh;
    small_heading(T::intake_columns);
    const bool words_said = std::any_of(reading.words.begin(), reading.words.end(),
                                        [](const ReadWord& word) { return word.said; });
    if (intake.as_before) noted("intake.as_before", tr(T::intake_as_before), colours().ink);
    if (!intake.mapping.columns.empty() || words_said) {
        if (button("intake.forget", tr(T::intake_forget), ButtonKind::quiet, !intake.reading_again))
            p.queue.push(act::ForgetAssigned{});
        ImGui::Dummy({1, space::xs});
    }
    for (size_t c = 0; c < reading.columns.size(); ++c) {
        const ReadColumn& column = reading.columns[c];
        if (column.made || (column.head.text.empty() && column.head.means.how == Note::nameless)) continue;
        const std::string head = shown(column.head.text, longest_quote);
        auto [chosen, now] = column_now(reg, column);
        const bool known = !chosen.empty() || column.head.means.how == Note::column_left_out;
        if (now.empty())
            now = column.head.means.how == Note::column_left_out
                      ? tr(T::intake_skip)
                      : sentence({column.head.means.how, {column.head.text}}, zh);
        const float right = beside(head, known ? colours().soft : colours().ink);
        const float width = std::min(right, 340.f);
        const std::string id = "intake.column." + std::to_string(c);
        const std::string before = chosen.empty() && !known ? "?" : chosen;
        chosen = before;
        if (choice(
                id.c_str(), head, now, [&] { return field_options(intake, reg, c); }, chosen, width))
            p.queue.push(act::AssignColumn{uint32_t(c), chosen});
        std::string line;
        for (size_t change = 0; change < changes; ++change) {
            const uint32_t linked = intake.plan ? intake.plan->linked()[c][change] : 0;
            if (const uint32_t n = column.counts[change] + linked)
                line += (line.empty() ? "" : " · ") + sentence({Note(change), {}}, zh) + " " +
                        grouped(int64_t(n));
        }
        constexpr float enough = 180; // for what was changed, beside the list
        if (!line.empty() && right - width >= enough) ImGui::SameLine(0, space::m);
        if (!line.empty()) noted("intake.changes." + std::to_string(c), line, colours().soft);
        if (column.field() >= 0 && reg.fields[size_t(column.field())].type == FieldType::date)
            dates_asked(p, intake, c, head);
    }
}

void words_asked(const PageContext& p, const Intake& intake) {
    const Reading& reading = *intake.reading;
    if (reading.words.empty()) return;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    small_heading(T::intake_words);
    for (size_t w = 0; w < std::min(reading.words.size(), most_lines); ++w) {
        const ReadWord& word = reading.words[w];
        const int f = reading.columns[size_t(word.column)].field();
        if (f < 0) continue;
        const Field& field = reg.fields[size_t(f)];
        const CodeList& list = p.catalog.code_lists[size_t(field.codes)];
        const std::string id = "intake.word." + std::to_string(w);
        const std::string text = tr(
            T::intake_word, {pick(field.name), shown(word.word, longest_quote), grouped(int64_t(word.rows))});
        std::string now, chosen = "?"; // no code's id
        if (word.said) {
            now = word.code < 0 ? tr(T::intake_word_nothing) : pick(list.codes[size_t(word.code)].name);
            chosen = word.code < 0 ? "" : list.codes[size_t(word.code)].id;
        }
        const ImVec2 start = ImGui::GetCursorScreenPos();
        const float room = beside(text, word.said ? colours().soft : colours().cinnabar);
        const float x = ImGui::GetCursorScreenPos().x;
        const Code* proposed =
            word.said || intake.proposed[w] < 0 ? nullptr : &list.codes[size_t(intake.proposed[w])];
        const std::string use = proposed ? tr(T::intake_word_use, {pick(proposed->name)}) : "";
        const float wide = proposed ? button_width(use.c_str()) + space::s : 0;
        constexpr float least = 140;
        const bool same_line = room - wide >= least;
        const auto options = [&] {
            std::vector<Option> out;
            for (const int code : codes_by_likeness(list, word.word))
                out.push_back({list.codes[size_t(code)].id, pick(list.codes[size_t(code)].name)});
            if (!field.required) out.push_back({"", tr(T::intake_word_nothing)});
            return out;
        };
        if (choice(id.c_str(), text, now, options, chosen, std::min(same_line ? room - wide : room, 340.f)))
            p.queue.push(act::AssignWord{uint32_t(w), chosen});
        if (!proposed) continue;
        if (same_line)
            ImGui::SameLine(0, space::s);
        else
            ImGui::SetCursorScreenPos({x, ImGui::GetCursorScreenPos().y});
        if (button((id + ".use").c_str(), use.c_str(), ButtonKind::quiet, !intake.reading_again))
            p.queue.push(act::AssignWord{uint32_t(w), proposed->id});
        if (!same_line) ImGui::SetCursorScreenPos({start.x, ImGui::GetCursorScreenPos().y});
    }
    if (const std::string more = more_words(reading.words.size()); !more.empty())
        paragraph(more, colours().soft);
}

} // namespace mj
