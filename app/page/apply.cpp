// An application filled in by whoever needs it, the receipt for it, and how an earlier one stands.
#include "app/page/clock_words.hpp"
#include "app/page/pieces.hpp"
#include "app/page/signer_words.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/state/typed.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/finger.hpp"
#include "app/widget/form.hpp"

namespace mj {
namespace {

void fields(const PageContext& p, int guide, float width) {
    const GuideForm& form = p.catalog.guides[size_t(guide)].form;
    const Apply& apply = p.state.apply;
    ImGui::BeginDisabled(apply.making.has_value());
    Columns columns(280, width);
    for (size_t i = 0; i < form.asked.size(); ++i) {
        std::string text = i < apply.texts.size() ? apply.texts[i] : std::string();
        const bool wrong = i < apply.problems.size() && apply.problems[i];
        columns.begin(form.asked[i].wide);
        if (p.state.reveal_field == int(i)) {
            ImGui::SetScrollFromPosY(ImGui::GetCursorScreenPos().y - ImGui::GetWindowPos().y, 0.3f);
            p.queue.push(act::Reveal{});
        }
        if (form_field(p.catalog, form.asked[i].shown, text,
                       wrong ? field_problem_words(*apply.problems[i]) : std::string(),
                       taken_for(p.catalog, form.asked[i].shown, text, p.clock.today()), p.clock.today(),
                       form.asked[i].wide ? columns.room : columns.width))
            p.queue.push(act::EditApplication{guide, int(i), std::move(text)});
        columns.end();
    }
    columns.finish();
    ImGui::EndDisabled();
}

void form(const PageContext& p, int guide, float width) {
    const Apply& apply = p.state.apply;
    paragraph(tr(p.office() ? T::apply_private : T::apply_stays), colours().soft, width);
    ImGui::Dummy({1, space::m});
    fields(p, guide, width);
    if (apply.failed) {
        banner("apply.failed", Tone::bad, tr(T::apply_failed, {problem_words(p.catalog, *apply.failed)}));
        ImGui::Dummy({1, space::s});
    }
    status_mark("apply.sealing", p.state.office_key ? Tone::good : Tone::soon,
                tr(p.state.office_key ? T::apply_seals : T::apply_plain), width);
    ImGui::Dummy({1, space::s});
    const auto wrong = std::count_if(apply.problems.begin(), apply.problems.end(),
                                     [](const auto& problem) { return problem.has_value(); });
    if (finger_button("apply.make", tr(apply.making ? T::apply_making : T::apply_make), true))
        p.queue.push(act::MakeApplication{});
    if (apply.begun()) {
        ImGui::SameLine(0, space::s);
        if (finger_button("apply.clear", tr(T::apply_clear))) p.queue.push(act::ClearApplication{});
    }
    if (wrong) {
        ImGui::SameLine(0, space::m);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text({at.x, at.y + 12}, 200, tr(T::apply_problems, {std::to_string(wrong)}), colours().cinnabar);
        ImGui::Dummy({200, space::touch});
    }
}

void receipt(const PageContext& p, const Guide& guide, float width) {
    const Apply& apply = p.state.apply;
    const T next = !p.office()                       ? T::apply_next_stand
                   : apply.given == Given::read_back ? T::apply_next
                                                     : T::apply_next_handed;
    std::string words =
        tr(next, {apply.file, std::to_string(p.catalog.clocks[size_t(guide.clocks[0])].limit)});
    if (apply.file.ends_with(".mjapply")) words += tr(T::apply_sealed);
    const float inner = width - 2 * space::l, high = paragraph_height(words, inner);
    {
        Card card("receipt", {width, 2 * space::l + 84 + high});
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text(at, inner, tr(T::apply_code), colours().soft);
        {
            Typed typed(42, Weight::semibold);
            draw_text({at.x, at.y + 24}, inner, apply.receipt, colours().ink);
        }
        probe_note("receipt.code", tr(T::apply_code), "text", at, {at.x + inner, at.y + 76}, apply.receipt);
        ImGui::SetCursorScreenPos({at.x, at.y + 80});
        paragraph(words, colours().soft, inner);
    }
    ImGui::Dummy({1, space::m});
    if (finger_button("apply.again", tr(T::apply_again))) p.queue.push(act::ClearApplication{});
}

/// One of the steps: a mark, what it is, when.
void step(const char* id, bool reached, ImU32 tone, T name, const std::string& words) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 middle{at.x + 8, at.y + 11};
    if (reached)
        list.AddCircleFilled(middle, 7, tone);
    else
        list.AddCircle(middle, 6, colours().line, 0, 2);
    {
        Typed typed(type::heading, Weight::semibold);
        draw_text({at.x + 26, at.y}, width - 26, tr(name), reached ? colours().ink : colours().soft);
    }
    probe_note(id, tr(name), "step", at, {at.x + width, at.y + 44}, words);
    ImGui::SetCursorScreenPos({at.x + 26, at.y + 22});
    paragraph(words, colours().soft, width - 26);
    ImGui::Dummy({1, space::m});
}

void clock_steps(const Catalog& catalog, const ClockReading& reading) {
    const std::string left = clock_words(catalog, reading);
    const ImU32 tone = clock_colour(reading) ? clock_colour(reading) : colours().blue;
    const std::string due =
        reading.due.has()
            ? tr(T::receipt_until,
                 {reading.exact() ? long_date(reading.due) : last_day(reading.last_day()), left})
            : left;
    step("step.runs", true, reading.open() ? tone : colours().blue,
         reading.open() ? T::receipt_runs : T::receipt_ran,
         reading.open() || !reading.due.has()
             ? due
             : tr(T::receipt_due, {reading.exact() ? long_date(reading.due) : last_day(reading.last_day())}));
    step("step.done", !reading.open(), tone, T::receipt_done,
         reading.open() ? std::string() : long_date(reading.stopped) + " · " + left);
}

void progress(const PageContext& p, const Guide& guide, RecordId id, float width) {
    const Unmasked own; // the code is his who asks, and the catalogue says what he may know
    const Register& reg = p.catalog.registers[size_t(guide.form.reg)];
    const Table& table = p.ledger.table(guide.form.reg);
    const uint32_t row = uint32_t(table.find(id));
    const Value received = table.column(reg.date).get(row);
    const auto* came = std::get_if<int64_t>(&received);
    step("step.came", true, colours().blue, T::receipt_came, came ? long_date(Date{int32_t(*came)}) : "");
    for (const ClockReading& reading : p.derived.clocks_of(guide.form.reg, id, p.clock.today()))
        if (reading.rule == guide.clocks[0]) clock_steps(p.catalog, reading);
    Columns columns(200, width);
    for (const int f : guide.form.tells) {
        if (!table.column(f).has(row)) continue;
        const Field& field = reg.fields[size_t(f)];
        columns.begin();
        read_field(("told." + field.id).c_str(), pick(field.name),
                   field.type == FieldType::link
                       ? record_name(p.ledger, field.target, RecordId{table.column(f).links()[row]})
                       : cell_text(p.catalog, field, table.column(f).get(row)),
                   columns.width);
        columns.end();
    }
    columns.finish();
}

/// What a progress file says.
void progress(const PageContext& p, const ProgressFile& file, const ProgressLine& line, float width) {
    const auto& fields = p.catalog.registers[size_t(p.catalog.guides[size_t(file.guide)].form.reg)].fields;
    step("step.came", true, colours().blue, T::receipt_came, long_date(line.came));
    if (const auto reading = reading_of(p.catalog, file, line, p.clock.today()))
        clock_steps(p.catalog, *reading);
    for (const FieldValue& v : line.told) {
        const Field& field = fields[size_t(v.field)];
        read_field(("told." + field.id).c_str(), pick(field.name), cell_text(p.catalog, field, v.value),
                   width);
    }
    paragraph(tr(T::receipt_as_of, {long_date(file.made)}), colours().soft, width);
    if (!signer_said_here(p.state, p.state.progress_signer)) return;
    const std::string words = signer_words(p.catalog, p.state.progress_signer);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(words, signer_colour(p.state.progress_signer), width);
    probe_note("receipt.signer", words, "text", at, {at.x + 200, at.y + 20}, words);
}

/// Asks for the digits that a progress file asks for. False: there is none.
bool ask_elsewhere(const PageContext& p, float width) {
    const Apply& apply = p.state.apply;
    if (!p.state.progress_file) return false;
    std::string digits = apply.digits;
    if (text_input("receipt.digits", tr(T::receipt_digits_hint), digits, width, tr(T::receipt_digits)))
        p.queue.push(act::AskReceipt{digits, true});
    ImGui::Dummy({1, space::s});
    if (apply.told) {
        progress(p, *p.state.progress_file, *apply.told, width);
        return true;
    }
    const bool lacking = last_digits(apply.digits).empty(); // fewer than four: still being typed
    const std::string words =
        tr(lacking ? T::receipt_more : T::receipt_elsewhere, {long_date(p.state.progress_file->made)});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(words, colours().soft, width);
    probe_note("receipt.said", words.c_str(), "text", at, {at.x + 200, at.y + 20}, words);
    return true;
}

void ask(const PageContext& p, const Guide& guide, float width) {
    heading(tr(T::receipt_title));
    ImGui::Dummy({1, space::xs});
    std::string text = p.state.apply.asked;
    if (text_input("receipt.asked", tr(T::receipt_hint), text, width, tr(T::receipt_label)))
        p.queue.push(act::AskReceipt{text});
    ImGui::Dummy({1, space::s});
    const auto code = parse_receipt(p.state.apply.asked);
    if (code && !p.derived.of_receipt(guide, *code).empty()) {
        for (const RecordId id : p.derived.of_receipt(guide, *code)) progress(p, guide, id, width);
        return;
    }
    if (code && p.state.progress_false) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(tr(T::receipt_false), colours().cinnabar, width);
        probe_note("receipt.false", tr(T::receipt_false), "text", at, {at.x + 200, at.y + 20},
                   tr(T::receipt_false));
    }
    if (code && ask_elsewhere(p, width)) return;
    const size_t whole = receipt_characters;
    const bool wrong = !code && p.state.apply.asked.size() >= whole;
    const T words = code ? T::receipt_unknown : wrong ? T::receipt_wrong : T::receipt_sentence;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(tr(words), wrong ? colours().cinnabar : colours().soft, width);
    probe_note("receipt.said", tr(words), "text", at, {at.x + 200, at.y + 20}, tr(words));
}

} // namespace

void draw_apply(const PageContext& p) {
    page_title(p, tr(T::nav_apply), tr(T::apply_sentence));
    const int at = guide_with_form(p.catalog);
    if (at < 0) return;
    const Guide& guide = p.catalog.guides[size_t(at)];
    const float room = ImGui::GetContentRegionAvail().x, aside = 300;
    const bool beside = room > aside + 460;
    const float wide = beside ? std::min(room - aside - 2 * space::xl, 760.f) : room;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::BeginGroup();
    if (p.state.apply.receipt.empty())
        form(p, at, wide);
    else
        receipt(p, guide, wide);
    ImGui::EndGroup();
    if (beside)
        ImGui::SetCursorScreenPos({start.x + wide + 2 * space::xl, start.y});
    else
        ImGui::Dummy({1, space::xl});
    ImGui::BeginGroup();
    ask(p, guide, beside ? aside : room);
    ImGui::EndGroup();
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
