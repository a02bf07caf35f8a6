// One record: to read, or to fill in with what is wrong beside each field.
#include "app/page/clock_words.hpp"
#include "app/page/employer.hpp"
#include "app/page/explore.hpp"
#include "app/page/pieces.hpp"
#include "app/page/report.hpp"
#include "app/page/story.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/state/search.hpp"
#include "app/state/typed.hpp"
#include "app/state/urgency.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/form.hpp"
#include "core/ledger/unread.hpp"
#include "core/query/page.hpp"

#include <algorithm>

namespace mj {
namespace {

void title_row(const PageContext& p, const std::string& name, const Register& reg) {
    if (button("back", tr(T::back))) p.queue.push(act::Back{});
    ImGui::SameLine(0, space::m);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    float used;
    {
        Typed typed(type::title, Weight::semibold);
        used = draw_text({at.x, at.y + 2}, p.narrow ? room : room * 0.75f,
                         name.empty() ? tr(T::record_untitled) : name, colours().ink);
    }
    if (p.narrow) {
        ImGui::Dummy({1, space::control + space::s});
        return;
    }
    Typed typed(type::note);
    draw_text({at.x + used + space::m, at.y + 10}, room - used - space::m, pick(reg.name), colours().soft);
    ImGui::Dummy({1, space::control + space::s});
}

/// What else is known of it: the records that name it.
void linked(const PageContext& p, const Place& place) {
    const auto& linking = p.derived.linking(place.reg, place.record);
    if (linking.empty()) return;
    ImGui::Dummy({1, space::m});
    heading(tr(T::linked), tr(T::linked_hint));
    ImGui::Dummy({1, space::s});
    Columns columns(240);
    for (const Derived::Linking& link : linking) {
        const Register& reg = p.catalog.registers[size_t(link.reg)];
        columns.begin();
        if (read_field(("linked." + reg.id + "." + reg.fields[size_t(link.field)].id).c_str(), pick(reg.name),
                       tr(T::records_count, {grouped(int64_t(link.records))}), columns.width, true))
            p.queue.push(act::OpenLinked{link.reg, link.field, place.record});
        columns.end();
    }
    columns.finish();
}

/// The clocks that run or ran over the record.
void clocks(const PageContext& p, const Place& place) {
    const Date day = as_of(p.state, p.derived, p.clock);
    const auto& readings = p.derived.clocks_of(place.reg, place.record, day);
    for (const ClockReading& reading : readings) {
        const ClockRule& rule = p.catalog.clocks[size_t(reading.rule)];
        std::string words = clock_words(p.catalog, reading);
        if (reading.due.has())
            words += " · " + std::string(tr(T::clock_due)) + " " +
                     (reading.exact() ? long_date(reading.due) : last_day(reading.last_day()));
        if (day != p.clock.today() && reading.open()) words += " · " + tr(T::clock_as_of, {long_date(day)});
        if (reading.extended) words += std::string(" · ") + tr(T::clock_extended);
        const std::string id = "clock." + rule.id;
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        const ImU32 tone = clock_colour(reading);
        ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y + 4}, {at.x + 4, at.y + 36},
                                                  tone ? tone : colours().blue_rest, 2);
        ImGui::SetCursorScreenPos({at.x + 14, at.y});
        read_field(id.c_str(), pick(rule.name) + "  " + rule.source, words, ImGui::GetContentRegionAvail().x);
    }
    if (!readings.empty()) ImGui::Dummy({1, space::s});
}

/// Below a field what is wrong with it, for those who can mend it.
void wrong_in(const PageContext& p, const Place& place, int field, float width) {
    if (!p.office() || masking()) return;
    for (const FieldProblem& wrong : p.derived.problems(place.reg, place.record)) {
        if (wrong.field != field || wrong.problem.what.code == Said::unread) continue; // see unread_here()
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const std::string words = field_problem_words(wrong.problem);
        paragraph(words, wrong.importance == Importance::error ? colours().cinnabar : colours().ochre, width);
        const std::string& id = p.catalog.registers[size_t(place.reg)].fields[size_t(field)].id;
        probe_note(("wrong." + id).c_str(), words, "problem", at, {at.x + 100, at.y + 16}, words);
    }
}

/// Below a field what a table said that could not be read. True: it is not wanted any more.
bool unread_here(const PageContext& p, const Register& reg, std::string_view text, int field, float width,
                 bool editing) {
    if (text.empty() || field == reg.unread || !p.office() || masking()) return false;
    const std::string words = unread_in(reg, text, field);
    if (words.empty()) return false;
    const std::string said = field_problem_words(unread_problem(words)), &id = reg.fields[size_t(field)].id;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(said, colours().ochre, width);
    probe_note("unread." + id, said, "problem", at, {at.x + 100, at.y + 16}, words);
    return editing && button(("discard." + id).c_str(), tr(T::unread_discard));
}

/// Whether there is nothing in it that has no field to stand below.
bool only_below(const Register& reg, std::string_view text, int field) {
    return field == reg.unread && unread_in(reg, text, field).empty();
}

/// Scrolls to the field that is drawn next when it is the one to be corrected, and says so.
bool reveal_here(const PageContext& p, int field) {
    if (p.state.reveal_field != field) return false;
    ImGui::SetScrollFromPosY(ImGui::GetCursorScreenPos().y - ImGui::GetWindowPos().y, 0.3f);
    p.queue.push(act::Reveal{});
    return true;
}

/// Whether a check asks for that field once a matter has come so far, or bounds it: it is of what became of the matter.
bool became(const Catalog& catalog, int reg, int field) {
    const auto asks = [&](const Condition& c) {
        return c.field == field && (c.test == Test::present || c.test == Test::at_most);
    };
    return std::any_of(catalog.checks.begin(), catalog.checks.end(), [&](const Check& check) {
        return check.of.reg == reg && (std::any_of(check.must.begin(), check.must.end(), asks) ||
                                       std::any_of(check.of.where.begin(), check.of.where.end(), asks));
    });
}

/// What a new record like this one begins with: the matter, without its number and receipt code, the people and what
/// became of it.
std::vector<std::pair<int, std::string>> copied(const PageContext& p, const Place& place, uint32_t row) {
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    const Table& table = p.ledger.table(place.reg);
    std::vector<std::pair<int, std::string>> out;
    for (int f = 0; f < table.fields(); ++f) {
        const Field& field = reg.fields[size_t(f)];
        bool own = field.personal || (field.happened && f != reg.date) ||
                   (field.type == FieldType::text && std::count(reg.key.begin(), reg.key.end(), f)) ||
                   (!field.required && became(p.catalog, place.reg, f));
        for (const Guide& guide : p.catalog.guides)
            own |= guide.form.reg == place.reg && guide.form.receipt == f;
        const Value value = table.column(f).get(row);
        if (!own && f != reg.unread && value.index())
            out.emplace_back(f, value_text(p.catalog, field, value));
    }
    return out;
}

void read_record(const PageContext& p, const Place& place, uint32_t row) {
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    const Table& table = p.ledger.table(place.reg);
    const RecordHead& head = table.head(row);
    title_row(p, record_name(p.ledger, place.reg, row), reg);
    if (kept_answer(p, place.reg, uint32_t(row))) ImGui::SameLine(0, space::s);
    if (kept_report(p, place.reg, place.record)) ImGui::SameLine(0, space::s);
    if (p.writable()) {
        if (button("edit", tr(T::edit), ButtonKind::primary))
            p.queue.push(act::StartDraft{place.reg, place.record});
        ImGui::SameLine(0, space::s);
        if (head.state == State::draft) {
            // What keeps it a draft is then said in its form.
            if (button("check", tr(T::record_check))) {
                p.queue.push(act::StartDraft{place.reg, place.record});
                p.queue.push(act::EditState{place.record, State::checked});
                p.queue.push(act::UpdateRecord{place.record});
            }
            ImGui::SameLine(0, space::s);
        }
        if (button("copy", tr(T::record_copy))) p.queue.push(act::NewDraft{place.reg, copied(p, place, row)});
        ImGui::SameLine(0, space::s);
        if (button("delete", tr(T::remove))) {
            Confirmation asked;
            asked.reg = place.reg;
            asked.id = place.record;
            p.queue.push(act::Ask{asked});
        }
        ImGui::Dummy({1, space::s});
    }
    clocks(p, place);
    const bool employer = reg.id == "employer";
    if (employer) draw_employer(p, place.record);
    Columns columns(240);
    std::string unread;
    if (reg.unread >= 0 && table.column(reg.unread).has(row)) unread = table.column(reg.unread).text(row);
    for (int f = 0; f < table.fields(); ++f) {
        if (only_below(reg, unread, f)) continue;
        const Field& field = reg.fields[size_t(f)];
        const Value value = table.column(f).get(row);
        columns.begin(field.lines);
        reveal_here(p, f);
        ImGui::BeginGroup(); // what is wrong stands in the same column
        const std::string id = "value." + field.id;
        if (field.type == FieldType::link && value.index()) {
            const RecordId target = RecordId{table.column(f).links()[row]};
            if (read_field(id.c_str(), pick(field.name), record_name(p.ledger, field.target, target),
                           columns.width, true))
                p.queue.push(act::OpenRecord{field.target, target});
        } else {
            const std::string text = cell_text(p.catalog, field, value);
            if (field.lines && !text.empty())
                read_lines(id.c_str(), pick(field.name), text, columns.room);
            else
                read_field(id.c_str(), pick(field.name), text, columns.width);
        }
        wrong_in(p, place, f, columns.width);
        unread_here(p, reg, unread, f, columns.width, false);
        ImGui::EndGroup();
        columns.end();
    }
    const auto more = [&](const char* id, T label, const std::string& value) {
        columns.begin();
        read_field(id, tr(label), value, columns.width);
        columns.end();
    };
    more("value.state", T::field_state, tr(state_text(head.state)));
    more("value.changed", T::field_changed, local_time(p, head.changed));
    more("value.id", T::field_id, head.id.text());
    columns.finish();
    linked(p, place);
    if (employer) draw_employer_story(p, place.record);
    draw_story(p, place);
}

void state_choice(const PageContext& p, const Draft& draft) {
    Typed typed(type::note);
    draw_text(ImGui::GetCursorScreenPos(), 300, tr(T::field_state), colours().soft);
    ImGui::Dummy({1, 18});
    const char* labels[] = {tr(T::state_draft), tr(T::state_checked), tr(T::state_approved),
                            tr(T::state_void)};
    const int chosen = segments("state", labels, int(draft.state));
    if (chosen != int(draft.state)) p.queue.push(act::EditState{draft.id, State(chosen)});
}

void save_draft(const PageContext& p, const Draft& draft, bool another = false) {
    if (draft.fresh)
        p.queue.push(act::AddRecord{draft.id, another});
    else
        p.queue.push(act::UpdateRecord{draft.id, another});
}

/// How many fields are to be corrected, which, and the way to the first.
void wrong_fields(const PageContext& p, const Place& place, const Draft& draft) {
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    std::string names;
    int count = 0, first = -1;
    for (int f = 0; f < int(reg.fields.size()); ++f) {
        if (!draft.problem_of(f)) continue;
        if (!count++) first = f;
        names += (names.empty() ? "" : tr(T::list_and)) + pick(reg.fields[size_t(f)].name);
    }
    if (!count) return;
    ImGui::Dummy({1, space::xs});
    if (banner("record.wrong", Tone::bad, tr(T::record_wrong, {std::to_string(count), names}),
               tr(T::record_wrong_first)))
        p.queue.push(act::OpenRecord{place.reg, draft.id, first});
}

void edit_record(const PageContext& p, const Place& place, const Draft& draft) {
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    title_row(p, draft.fresh ? tr(T::record_new) : record_name(p.ledger, place.reg, place.record), reg);
    const bool saving = draft.saving != 0;
    if (button("save", tr(saving ? T::saving : T::save), ButtonKind::primary, !saving)) save_draft(p, draft);
    // What is wrong stands right below, where the pointer that has just pressed would show it.
    if (draft.problems.empty() && ImGui::IsItemHovered()) tooltip(tr(T::save_keys), {});
    ImGui::SameLine(0, space::s);
    if (button("cancel", tr(T::cancel), ButtonKind::quiet, !saving)) {
        if (draft.touched() && !draft.fresh) {
            Confirmation asked;
            asked.kind = Confirmation::Kind::drop_draft;
            asked.reg = place.reg;
            asked.id = draft.id;
            p.queue.push(act::Ask{asked});
        } else {
            p.queue.push(act::DropDraft{draft.id});
        }
    }
    if (const Problem* problem = draft.problem_of(-1)) {
        ImGui::Dummy({1, space::xs});
        banner("record.problem", Tone::bad, problem_words(p.catalog, *problem));
    }
    if (p.state.drafts_lost && draft.altered()) {
        ImGui::Dummy({1, space::xs});
        banner("record.unkept", Tone::soon, tr(T::record_unkept));
    }
    wrong_fields(p, place, draft);
    if (draft.may_wait && !draft.problems.empty()) {
        ImGui::Dummy({1, space::xs});
        if (banner("record.may_wait", Tone::soon, tr(T::record_may_wait), tr(T::record_wait))) {
            p.queue.push(act::EditState{draft.id, State::draft});
            save_draft(p, draft);
        }
    }
    if (draft.beneath != Draft::Beneath::as_begun) {
        ImGui::Dummy({1, space::xs});
        banner(
            "record.beneath", Tone::soon,
            tr(draft.beneath == Draft::Beneath::gone ? T::record_beneath_gone : T::record_beneath_changed));
    }
    if (draft.continued) {
        ImGui::Dummy({1, space::xs});
        if (banner("record.continued", Tone::calm, tr(T::record_continued),
                   tr(draft.fresh ? T::record_afresh : T::record_dropped))) {
            p.queue.push(act::DropDraft{draft.id});
            if (draft.fresh) p.queue.push(act::NewDraft{place.reg});
        }
    }
    ImGui::Dummy({1, space::s});
    ImGui::BeginDisabled(saving);
    Columns columns(280);
    const std::string_view unread = reg.unread < 0 ? std::string_view() : draft.texts[size_t(reg.unread)];
    for (int f = 0; f < int(reg.fields.size()); ++f) {
        if (only_below(reg, unread, f)) continue;
        const Field& field = reg.fields[size_t(f)];
        std::string text = draft.texts[size_t(f)];
        const Problem* problem = draft.problem_of(f);
        LinkChoices links;
        if (field.type == FieldType::link) {
            if (const auto id = RecordId::parse(text)) links.shown = record_name(p.ledger, field.target, *id);
            links.find = [&p, &field](std::string_view query) {
                std::vector<std::pair<std::string, std::string>> out;
                for (const uint32_t row :
                     page(p.ledger, field.target, find_rows(p.ledger, field.target, query), {}, 0, 30))
                    out.emplace_back(p.ledger.table(field.target).head(row).id.text(),
                                     record_name(p.ledger, field.target, row));
                return out;
            };
            const Register& target = p.catalog.registers[size_t(field.target)];
            if (target.title >= 0 && target.fields[size_t(target.title)].type == FieldType::text)
                links.add = [&p, &draft, f](const std::string& name) {
                    p.queue.push(act::AddLinked{draft.id, f, name});
                };
        }
        columns.begin(field.lines);
        // On a phone the keyboard would come over what is to be read first.
        if (reveal_here(p, f) && !p.phone) ImGui::SetKeyboardFocusHere();
        ImGui::BeginGroup();
        const std::string words = problem ? field_problem_words(*problem) : std::string();
        const std::string taken = taken_for(p.catalog, field, text, draft.typed[size_t(f)]);
        if (form_field(p.catalog, field, text, words, taken, p.clock.today(),
                       field.lines ? columns.room : columns.width, links))
            p.queue.push(act::EditField{draft.id, f, text});
        // What is wrong with what is kept, until something else stands there or the attempt to save says more.
        if (!problem && !draft.fresh && draft.texts[size_t(f)] == draft.first[size_t(f)])
            wrong_in(p, place, f, columns.width);
        if (draft.fresh && text.empty() && field.type == FieldType::text &&
            std::count(reg.key.begin(), reg.key.end(), f)) {
            const std::string& next = p.derived.next_number(place.reg, f);
            if (!next.empty() && button("next", tr(T::number_next, {next}).c_str()))
                p.queue.push(act::EditField{draft.id, f, next});
        }
        if (!draft.fills(f) && unread_here(p, reg, unread, f, columns.width, true))
            p.queue.push(act::EditField{draft.id, reg.unread, with_unread(reg, unread, f, {})});
        ImGui::EndGroup();
        columns.end();
    }
    columns.begin();
    ImGui::BeginGroup();
    state_choice(p, draft);
    ImGui::EndGroup();
    columns.end();
    columns.finish();
    ImGui::EndDisabled();
    // After the fields, so that what was typed in this frame is saved with the rest.
    if (saving || !ImGui::GetIO().KeyCtrl || p.state.confirmation || p.state.palette) return;
    if (ImGui::IsKeyPressed(ImGuiKey_S, false)) save_draft(p, draft);
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false))
        save_draft(p, draft, true);
}

} // namespace

void draw_record(const PageContext& p) {
    const Place& place = p.state.history.current();
    if (const Draft* draft = p.state.draft(place.record)) {
        edit_record(p, place, *draft);
        return;
    }
    const int64_t row = p.ledger.table(place.reg).find(place.record);
    if (row >= 0)
        read_record(p, place, uint32_t(row));
    else if (empty_state("gone", tr(T::record_gone), "", {tr(T::back)}))
        p.queue.push(act::Back{});
}

} // namespace mj
