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
            option.label = tr(T::intake_taken, {name, head_words(other)});
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

/// Which word was taken for which code, and how often.
std::string synonyms_told(const PageContext& p, const Reading& reading, const Register& reg, size_t column) {
    constexpr size_t most = 6;
    std::string out;
    size_t count = 0;
    for (const ReadSynonym& word : reading.synonyms) {
        const int f = reading.columns[column].field();
        if (word.column != int(column) || f < 0 || count++ >= most) continue;
        const CodeList& list = p.catalog.code_lists[size_t(reg.fields[size_t(f)].codes)];
        out += (out.empty() ? "" : " · ") +
               tr(T::intake_synonym, {shown(word.word, longest_quote),
                                      pick(list.codes[size_t(word.code)].name), grouped(int64_t(word.rows))});
    }
    return out + (count > most ? tr(T::and_others) : "");
}

} // namespace

void columns_asked(const PageContext& p, const Intake& intake) {
    const Reading& reading = *intake.reading;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    const bool zh = p.state.language == Language::zh;
    small_heading(T::intake_columns);
    // A line of its own, whether there is something to say in it or not: what is below stays where it is.
    const bool words_said = std::any_of(reading.words.begin(), reading.words.end(),
                                        [](const ReadWord& word) { return word.said; });
    const ImVec2 line_at = ImGui::GetCursorScreenPos();
    const float frame = ImGui::GetFrameHeight();
    const bool same_said = std::any_of(intake.mapping.fills.begin(), intake.mapping.fills.end(),
                                       [](const Mapping::Fill& one) { return !one.column.empty(); });
    if (!intake.mapping.columns.empty() || words_said || same_said) {
        if (button("intake.forget", tr(T::intake_forget), ButtonKind::quiet, !intake.reading_again))
            p.queue.push(act::ForgetAssigned{});
    }
    ImGui::SetCursorScreenPos(line_at);
    ImGui::Dummy({1, std::max(frame, space::control) + space::xs});
    float note_high = 0;
    {
        Typed typed(type::note);
        note_high = paragraph_height("x", 100);
    }
    for (size_t c = 0; c < reading.columns.size(); ++c) {
        const ReadColumn& column = reading.columns[c];
        if (column.made || (column.head.text.empty() && column.head.means.how == Note::nameless)) continue;
        stay().here(intake, Stay::of(Stay::column, c));
        const std::string head = head_words(column);
        auto [chosen, now] = column_now(reg, column);
        const bool known = !chosen.empty() || column.head.means.how == Note::column_left_out;
        if (now.empty())
            now = column.head.means.how == Note::column_left_out
                      ? tr(T::intake_skip)
                      : sentence({column.head.means.how, {column.head.text}}, zh);
        const ImVec2 start = ImGui::GetCursorScreenPos();
        const float right = beside(head, known ? colours().soft : colours().ink);
        const float width = std::min(right, 340.f);
        const ImVec2 list = ImGui::GetCursorScreenPos();
        const std::string id = "intake.column." + std::to_string(c);
        const std::string before = chosen.empty() && !known ? "?" : chosen;
        chosen = before;
        if (choice(
                id.c_str(), head, now, [&] { return field_options(intake, reg, c); }, chosen, width)) {
            stay().press();
            p.queue.push(act::AssignColumn{uint32_t(c), chosen});
        }
        std::string line;
        if (column.head.means.how == Note::by_text) line = sentence({Note::by_text, {}}, zh);
        for (size_t change = 0; change < changes; ++change) {
            const uint32_t linked = intake.plan ? intake.plan->linked()[c][change] : 0;
            if (const uint32_t n = column.counts[change] + linked; n && Note(change) == Note::synonym)
                line += (line.empty() ? "" : " · ") + synonyms_told(p, reading, reg, c);
            else if (n)
                line += (line.empty() ? "" : " · ") + sentence({Note(change), {}}, zh) + " " +
                        grouped(int64_t(n));
        }
        // What was changed: beside the list, or in a line below it that is always there.
        constexpr float enough = 180;
        const bool at_side = right - width >= enough;
        Typed typed(type::note);
        const ImVec2 at =
            at_side ? ImVec2{list.x + width + space::m, list.y} : ImVec2{list.x, list.y + frame + 2};
        const float wide = at_side ? right - width - space::m : right;
        if (!line.empty()) {
            const float high = paragraph_height(line, wide);
            const float down = at_side ? std::max(0.f, (frame - high) / 2) : 0;
            paragraph_at({at.x, crisp(at.y + down)}, wide, at_side ? 2 : 1, line, colours().soft);
            probe_note("intake.changes." + std::to_string(c), line, "text", at, {at.x + 100, at.y + 16},
                       line);
        }
        const float high = at_side ? std::max(frame, 2 * note_high) : frame + 2 + note_high;
        ImGui::SetCursorScreenPos(start);
        ImGui::Dummy({1, list.y - start.y + high});
    }
}

} // namespace mj
