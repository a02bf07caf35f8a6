// A table before it is taken: what it was understood as, what it would do, and why rows stay out.
#include "app/frame/intake_parts.hpp"
#include "app/port/probe.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

using Kind = PlannedRow::Kind;

void sheet_choice(const PageContext& p, const Intake& intake) {
    if (intake.sheets.size() < 2) return;
    std::vector<std::pair<std::string, std::string>> options;
    for (size_t i = 0; i < intake.sheets.size(); ++i) {
        const std::string name = shown(intake.sheets[i].name, longest_quote);
        options.push_back({std::to_string(i), intake.sheets[i].hidden ? tr(T::intake_hidden, {name}) : name});
    }
    std::string chosen = std::to_string(intake.sheet);
    if (choice("intake.sheet", tr(T::intake_sheet), options, chosen, 260))
        p.queue.push(act::ChooseTable{uint32_t(std::stoul(chosen)), intake.reg});
}

void ask_register(const PageContext& p, const Intake& intake) {
    const auto& offered = intake.offered;
    noted("intake.which", tr(offered.empty() ? T::intake_no_fit : T::intake_which), colours().ink);
    ImGui::Dummy({1, space::xs});
    constexpr size_t most = 6;
    for (size_t i = 0; i < std::min(offered.size(), most); ++i) {
        const Register& reg = p.catalog.registers[size_t(offered[i].reg)];
        std::string label = pick(reg.name);
        if (offered[i].columns) label += " · " + tr(T::intake_fit, {std::to_string(offered[i].columns)});
        if (button(("intake.register." + reg.id).c_str(), label.c_str(),
                   i ? ButtonKind::quiet : ButtonKind::primary))
            p.queue.push(act::ChooseTable{intake.sheet, offered[i].reg});
    }
    std::string chosen;
    const auto all = [&] {
        std::vector<Option> out;
        for (const Register& reg : p.catalog.registers) out.push_back({reg.id, pick(reg.name)});
        return out;
    };
    if (choice("intake.registers", tr(T::intake_registers), tr(T::intake_registers), all, chosen, 260))
        p.queue.push(act::ChooseTable{intake.sheet, p.catalog.find_register(chosen)});
}

void counts(const PageContext& p, const Intake& intake) {
    const auto one = [&](const char* id, T label, RowsShown rows, bool wrong = false) {
        const uint64_t count =
            rows == RowsShown::skipped ? intake.reading->skipped.size() : uint64_t(intake.count(Kind(rows)));
        return CountShown{id, label, count, wrong, true, intake.only == rows};
    };
    // In the order of RowsShown.
    const int pressed = count_row({one("intake.new", T::intake_new, RowsShown::fresh),
                                   one("intake.changed", T::intake_changed, RowsShown::changed),
                                   one("intake.unchanged", T::intake_unchanged, RowsShown::unchanged),
                                   one("intake.rejected", T::intake_rejected, RowsShown::rejected, true),
                                   one("intake.doubtful", T::intake_doubtful, RowsShown::doubtful, true),
                                   one("intake.skipped", T::intake_skipped, RowsShown::skipped)});
    if (pressed >= 0)
        p.queue.push(act::ShowRows{pressed == int(intake.only) ? RowsShown::all : RowsShown(pressed)});
}

/// Why nothing of it is taken; the columns of what may be its head can be named.
void failed_table(const PageContext& p, const Intake& intake) {
    noted("intake.failed", said_words(p, *intake.reading->failed), colours().cinnabar);
    if (intake.reading->columns.empty()) return;
    ImGui::BeginChild("intake.head", {0, std::min(320.f, ImGui::GetIO().DisplaySize.y * 0.4f)},
                      ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
    answers_told(p, intake);
    layout_proposed(p, intake);
    columns_asked(p, intake);
    ImGui::EndChild();
}

/// The columns that do not come in, though nobody has said so.
std::string left_out_words(const Intake& intake) {
    std::string names;
    int64_t count = 0;
    for (const ReadColumn& column : intake.reading->columns)
        if (column.left_out()) {
            names += (count ? tr(T::list_and) : "") + head_words(column);
            ++count;
        }
    return count ? tr(T::intake_left_out, {grouped(count), names}) : "";
}

/// What has come of the last press, or what is filled in and left out; its room is always there.
void review_note(const PageContext& p, const Intake& intake) {
    std::string text = left_out_words(intake), id = text.empty() ? "intake.fills" : "intake.left_out";
    const std::string filled = filled_words(p, intake);
    ImU32 colour = text.empty() ? colours().ink : colours().ochre;
    text += (text.empty() || filled.empty() ? "" : " ") + filled;
    if (intake.unwritten) {
        text = tr(T::note_export_failed, {problem_words(p.catalog, *intake.unwritten)});
        id = "intake.unwritten", colour = colours().cinnabar;
    } else if (!intake.written.empty()) {
        text = tr(T::intake_written, {shown(intake.written, longest_quote)});
        id = "intake.written";
    }
    Typed typed(type::note);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float wide = ImGui::GetContentRegionAvail().x;
    const int lines = wide < 480 ? 3 : 2;
    if (!text.empty()) {
        paragraph_at(at, wide, lines, text, colour);
        probe_note(id, text, "text", at, {at.x + 100, at.y + 16}, text);
    }
    ImGui::Dummy({1, float(lines) * paragraph_height("x", wide)});
}

/// What becomes of the rows with errors, and their file; likewise.
void review_errors(const PageContext& p, const Intake& intake) {
    static float high = 0;
    const float from = ImGui::GetCursorPosY();
    if (intake.count(Kind::rejected) + intake.count(Kind::doubtful)) {
        const char* labels[] = {tr(T::intake_good), tr(T::intake_drafts)};
        const int chosen = segments("intake.errors", labels, intake.drafts);
        if (chosen != int(intake.drafts)) p.queue.push(act::SetIntake{chosen == 1, intake.links});
        ImGui::SameLine(0, space::s);
        if (ImGui::GetContentRegionAvail().x < button_width(tr(T::intake_give_rejected))) ImGui::NewLine();
        if (button("intake.give_rejected", tr(T::intake_give_rejected), ButtonKind::quiet, !intake.writing))
            p.queue.push(act::WriteRejected{});
        ImGui::Dummy({1, space::xs});
        high = ImGui::GetCursorPosY() - from;
        return;
    }
    const float least = space::control * (ImGui::GetContentRegionAvail().x < 480 ? 2 : 1) + space::s;
    ImGui::Dummy({1, std::max(least, high) - ImGui::GetStyle().ItemSpacing.y});
}

void review(const PageContext& p, const Intake& intake) {
    counts(p, intake);
    // As high as the screen gives, whatever has been answered: nothing moves when something is said or goes.
    static float below = 160;
    const float room = ImGui::GetIO().DisplaySize.y * 0.96f - ImGui::GetCursorPosY() - below;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{space::s, 2});
    ImGui::BeginChild("intake.review", {0, std::clamp(room, 140.f, 620.f)}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoBackground);
    static uint64_t table_before = 0;
    const bool other = std::exchange(table_before, intake.number) != intake.number,
               afresh = other || ImGui::IsWindowAppearing();
    if (afresh) ImGui::SetScrollY(0);
    stay().begin(afresh);
    if (intake.reading->headless())
        noted("intake.headless", said_words(p, {Note::headless, {}}), colours().ink);
    answers_told(p, intake);
    required_told(p, intake);
    questions_asked(p, intake);
    totals_told(p, intake, false);
    columns_asked(p, intake);
    reasons_told(p, intake);
    cautions_told(p, intake);
    totals_told(p, intake, true);
    rows_switched(p, intake);
    rows_understood(p, intake);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    const float under = ImGui::GetCursorPosY();
    review_note(p, intake);
    review_errors(p, intake);
    constexpr float buttons = 64; // below this, to the end
    below = ImGui::GetCursorPosY() - under + buttons;
}

} // namespace

void check_table(const PageContext& p) {
    if (!p.state.intake || p.state.progress) return;
    const Intake& intake = *p.state.intake;
    if (!begin_dialogue("intake", 960, 0, 0.5f)) return;
    heading(tr(T::intake_title));
    std::string of = shown(intake.file, longest_quote);
    if (intake.reg >= 0) of += " → " + pick(p.catalog.registers[size_t(intake.reg)].name);
    noted("intake.file", of, colours().soft);
    ImGui::Dummy({1, space::xs});
    const bool chosen = !intake.sheets.empty() && intake.reg >= 0;
    const bool waits =
        chosen && !intake.problem && !(intake.reading && intake.reading->failed) && !intake.planned;
    if (!intake.sheets.empty() && !waits) sheet_choice(p, intake);
    bool drop = false;
    if (intake.sheets.empty() || waits) {
        drop = progress_bar("intake.progress", tr(chosen ? T::intake_reading : T::intake_opening),
                            intake.part, tr(T::cancel));
    } else {
        if (!chosen)
            ask_register(p, intake);
        else if (intake.problem)
            noted("intake.failed", problem_words(p.catalog, *intake.problem), colours().cinnabar);
        else if (intake.reading->failed)
            failed_table(p, intake);
        else
            review(p, intake);
        ImGui::Dummy({1, space::xs});
        if (intake.planned) {
            const uint32_t coming = intake.coming();
            const std::string take = tr(T::intake_take, {grouped(int64_t(coming))});
            if (button("intake.take", take.c_str(), ButtonKind::primary,
                       coming > 0 && !intake.writing && !intake.reading_again && p.writable()))
                p.queue.push(act::TakeTable{});
            ImGui::SameLine(0, space::s);
        }
        drop = button("intake.drop", tr(T::cancel));
    }
    // Answers are not lost by one key.
    static uint64_t leaving = 0; // the table that the key was pressed in
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) leaving = 0;
    const bool left = dialogue_left();
    if (drop || (left && (!intake.answered || leaving == intake.number)))
        p.queue.push(act::DropTable{});
    else if (left)
        leaving = intake.number;
    if (leaving == intake.number) {
        ImGui::SameLine(0, space::s);
        noted("intake.leave", tr(T::intake_leave), colours().ochre);
    }
    end_dialogue();
}

} // namespace mj
