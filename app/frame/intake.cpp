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
constexpr size_t most_names = 8;

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
    const auto& fits = intake.sheets[intake.sheet].fits;
    paragraph(tr(fits.empty() ? T::intake_no_fit : T::intake_which), colours().soft);
    ImGui::Dummy({1, space::xs});
    constexpr size_t most = 6;
    for (size_t i = 0; i < std::min(fits.size(), most); ++i) {
        const Register& reg = p.catalog.registers[size_t(fits[i].reg)];
        const std::string label =
            pick(reg.name) + " · " + tr(T::intake_fit, {std::to_string(fits[i].columns)});
        if (button(("intake.register." + reg.id).c_str(), label.c_str(),
                   i ? ButtonKind::quiet : ButtonKind::primary))
            p.queue.push(act::ChooseTable{intake.sheet, fits[i].reg});
    }
}

void counts(const Intake& intake) {
    const auto of = [&](Kind kind) { return intake.count(kind); };
    count_row({{"intake.new", T::intake_new, of(Kind::fresh)},
               {"intake.changed", T::intake_changed, of(Kind::changed)},
               {"intake.unchanged", T::intake_unchanged, of(Kind::unchanged)},
               {"intake.rejected", T::intake_rejected, of(Kind::rejected), true},
               {"intake.doubtful", T::intake_doubtful, of(Kind::doubtful), true},
               {"intake.skipped", T::intake_skipped, intake.reading->skipped.size()}});
}

/// What the table names and the ledger has not, by register; and what is to become of it.
void missing_names(const PageContext& p, const Intake& intake) {
    const auto& missing = intake.plan->missing();
    if (missing.empty()) return;
    for (int reg = 0; reg < int(p.catalog.registers.size()); ++reg) {
        size_t count = 0;
        std::string names;
        for (const MissingLink& link : missing) {
            if (link.target != reg) continue;
            if (count < most_names) names += (count ? tr(T::list_and) : "") + shown(link.name, longest_quote);
            ++count;
        }
        if (!count) continue;
        if (count > most_names) names += tr(T::and_others);
        const std::string register_name = pick(p.catalog.registers[size_t(reg)].name);
        noted("intake.missing." + p.catalog.registers[size_t(reg)].id,
              tr(T::intake_missing, {grouped(int64_t(count)), register_name, names}), colours().soft);
    }
    const char* labels[] = {tr(T::links_ask), tr(T::links_create), tr(T::links_leave)};
    const int chosen = segments("intake.links", labels, int(intake.links));
    if (chosen != int(intake.links)) p.queue.push(act::SetIntake{intake.drafts, MissingLinks(chosen)});
}

/// Why nothing of it is taken; the columns of what may be its head can be named.
void failed_table(const PageContext& p, const Intake& intake) {
    noted("intake.failed", said_words(p, *intake.reading->failed), colours().cinnabar);
    if (intake.reading->columns.empty()) return;
    ImGui::BeginChild("intake.head", {0, std::min(320.f, ImGui::GetIO().DisplaySize.y * 0.4f)},
                      ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
    columns_asked(p, intake);
    ImGui::EndChild();
}

void review(const PageContext& p, const Intake& intake) {
    counts(intake);
    missing_names(p, intake);
    // The dialogue's middle lies at 0.42 of the screen; below the list stand a choice and the buttons.
    const float below = ImGui::GetContentRegionAvail().x < 480 ? 230 : 190;
    const float room = ImGui::GetIO().DisplaySize.y * 0.84f - ImGui::GetCursorPosY() - below;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{space::s, 2});
    ImGui::BeginChild("intake.review", {0, std::clamp(room, 140.f, 420.f)}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoBackground);
    static bool to_top = false;
    static uint64_t table_before = 0;
    if (std::exchange(table_before, intake.number) != intake.number) to_top = true;
    if (std::exchange(to_top, false)) ImGui::SetScrollY(0);
    if (!intake.written.empty())
        noted("intake.written", tr(T::intake_written, {shown(intake.written, longest_quote)}), colours().ink);
    if (intake.unwritten)
        noted("intake.unwritten", tr(T::note_export_failed, {problem_words(p.catalog, *intake.unwritten)}),
              colours().cinnabar);
    required_told(p, intake);
    words_asked(p, intake);
    columns_asked(p, intake);
    reasons_told(p, intake);
    rows_switched(p, intake);
    rows_understood(p, intake);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ImGui::Dummy({1, space::xs});
    if (intake.count(Kind::rejected) + intake.count(Kind::doubtful)) {
        const char* labels[] = {tr(T::intake_good), tr(T::intake_drafts)};
        const int chosen = segments("intake.errors", labels, intake.drafts);
        if (chosen != int(intake.drafts)) p.queue.push(act::SetIntake{chosen == 1, intake.links});
        ImGui::SameLine(0, space::s);
        if (ImGui::GetContentRegionAvail().x < button_width(tr(T::intake_give_rejected))) ImGui::NewLine();
        if (button("intake.give_rejected", tr(T::intake_give_rejected), ButtonKind::quiet, !intake.writing)) {
            p.queue.push(act::WriteRejected{});
            to_top = true; // where it will be told
        }
        ImGui::Dummy({1, space::xs});
    }
}

} // namespace

void check_table(const PageContext& p) {
    if (!p.state.intake || p.state.progress) return;
    const Intake& intake = *p.state.intake;
    if (!begin_dialogue("intake", 960)) return;
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
    // A list of choices that is open takes the key for itself.
    const bool own =
        ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows | ImGuiFocusedFlags_NoPopupHierarchy);
    if (drop || (own && ImGui::IsKeyPressed(ImGuiKey_Escape, false))) p.queue.push(act::DropTable{});
    end_dialogue();
}

} // namespace mj
