// Notices at the lower right, questions and progress in the middle.
#include "app/frame/overlays.hpp"
#include "app/action/hindrance.hpp"
#include "app/frame/dialogue.hpp"
#include "app/frame/shell.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

/// … with the links of a restored record that lead nowhere.
std::string with_gone(const Catalog& catalog, const Notice& n, std::string text) {
    if (!n.gone) return text;
    return tr(T::note_restored_gone, {text, field_names(catalog.registers[size_t(n.reg)], n.gone)});
}

/// The first ones.
std::string some_names(const std::vector<std::string>& all) {
    constexpr size_t most = 4;
    std::string names;
    for (size_t i = 0; i < std::min(all.size(), most); ++i)
        names += (i ? tr(T::list_and) : "") + shown(all[i], longest_quote);
    if (all.size() > most) names += tr(T::and_others);
    return names;
}

std::string told(const Catalog& catalog, const Notice& n) {
    const std::string why = n.problem ? problem_words(catalog, *n.problem) : std::string();
    const std::string given = shown(n.name, longest_quote),
                      name = given.empty() ? tr(T::record_untitled) : given;
    switch (n.kind) {
    case Notice::Kind::record_saved:
        if (n.unkept) return tr(T::note_unkept, {name});
        return tr(n.drafts ? T::note_saved_draft : T::note_saved, {name});
    case Notice::Kind::record_removed: return tr(T::note_removed, {name});
    case Notice::Kind::record_restored: return with_gone(catalog, n, tr(T::note_restored, {name}));
    case Notice::Kind::restored_draft: return with_gone(catalog, n, tr(T::note_restored_draft, {name, why}));
    case Notice::Kind::restored_all: {
        std::string text = tr(T::note_restored_all, {grouped(int64_t(n.records))});
        if (n.drafts) text += tr(T::note_restored_drafts, {grouped(int64_t(n.drafts))});
        if (n.left) text += tr(T::note_restored_left, {grouped(int64_t(n.left))});
        return text;
    }
    case Notice::Kind::not_restored: return tr(T::note_not_restored, {name, why});
    case Notice::Kind::undone: return tr(n.withdrawal ? T::note_came_back : T::note_undone, {name});
    case Notice::Kind::redone: return tr(n.withdrawal ? T::note_went_again : T::note_redone, {name});
    case Notice::Kind::sample_loaded:
    case Notice::Kind::file_imported: {
        const T kept = n.kind == Notice::Kind::sample_loaded ? T::note_sample : T::note_imported;
        std::string text = tr(n.unkept ? T::note_came_unkept : kept, {grouped(int64_t(n.records))});
        if (n.exchange)
            text += tr(T::note_exchange,
                       {grouped(int64_t(n.exchange->added)), grouped(int64_t(n.exchange->changed)),
                        grouped(int64_t(n.exchange->removed))});
        return text;
    }
    case Notice::Kind::file_same: return tr(T::note_same, {given});
    case Notice::Kind::application_taken: {
        const bool many = n.records > 1;
        std::string text = many ? tr(T::note_applications, {grouped(int64_t(n.records)), n.name})
                                : tr(T::note_application, {n.name});
        if (n.left)
            text += many ? tr(T::note_applications_open, {grouped(int64_t(n.left))})
                         : tr(T::note_application_open);
        return text;
    }
    case Notice::Kind::application_known: return tr(T::note_application_known, {n.name});
    case Notice::Kind::calendars_taken: return tr(T::note_calendars, {given, grouped(int64_t(n.records))});
    case Notice::Kind::file_merged:
        return tr(T::note_merged, {given, grouped(int64_t(n.records)), grouped(int64_t(n.changed))});
    case Notice::Kind::table_taken: {
        std::string text = tr(T::note_table, {given, grouped(int64_t(n.records)), grouped(int64_t(n.changed)),
                                              grouped(int64_t(n.drafts)), grouped(int64_t(n.left))});
        for (const Notice::Added& added : n.others) {
            text += tr(T::note_table_others,
                       {pick(catalog.registers[size_t(added.reg)].name), grouped(int64_t(added.records))});
            if (added.drafts) text += tr(T::note_table_drafts, {grouped(int64_t(added.drafts))});
        }
        if (!n.sheets.empty()) text += tr(T::note_table_sheets, {some_names(n.sheets)});
        return text;
    }
    case Notice::Kind::withdrawn: {
        std::string text = tr(T::note_withdrawn, {given, grouped(int64_t(n.records))});
        if (n.left) text += tr(T::note_withdrawn_left, {grouped(int64_t(n.left))});
        return text;
    }
    case Notice::Kind::file_exported: return tr(T::note_exported, {grouped(int64_t(n.records)), given});
    case Notice::Kind::file_handed: return tr(T::note_handed, {grouped(int64_t(n.records)), given});
    case Notice::Kind::progress_exported: return tr(T::note_progress, {grouped(int64_t(n.records)), given});
    case Notice::Kind::progress_handed:
        return tr(T::note_progress_handed, {grouped(int64_t(n.records)), given});
    case Notice::Kind::progress_taken:
        if (!n.records) return tr(T::note_progress_none, {given});
        return tr(T::note_progress_taken, {grouped(int64_t(n.records)), given});
    case Notice::Kind::table_exported:
        if (!n.records) return tr(T::note_text_out, {given});
        return tr(T::note_table_out, {grouped(int64_t(n.records)), given});
    case Notice::Kind::table_handed:
        if (!n.records) return tr(T::note_text_handed, {given});
        return tr(T::note_table_handed, {grouped(int64_t(n.records)), given});
    case Notice::Kind::known_forgotten: return tr(T::note_known_forgotten, {given});
    case Notice::Kind::known_again: return tr(T::note_known_again, {given});
    case Notice::Kind::known_not: return tr(T::known_not, {why});
    case Notice::Kind::key_kept: return tr(T::note_key_kept, {given});
    case Notice::Kind::key_handed: return tr(T::note_key_handed, {given});
    case Notice::Kind::key_taken: return tr(T::note_key_taken, {given});
    case Notice::Kind::key_taken_public: return tr(T::note_key_taken_public, {given});
    case Notice::Kind::former_handed: return tr(T::note_former, {given});
    case Notice::Kind::key_given: return tr(T::note_key_given, {given});
    case Notice::Kind::calendar_handed:
        return tr(T::note_calendar_handed, {grouped(int64_t(n.records)), given});
    case Notice::Kind::left_handed: return tr(T::intake_written, {given});
    case Notice::Kind::form_handed: return tr(T::note_form, {given});
    case Notice::Kind::change_waits: return tr(T::note_change_waits);
    case Notice::Kind::stand_log: {
        const auto count = [](uint32_t n) { return grouped(int64_t(n)); };
        return tr(T::note_stand_log, {count(n.stand.people), count(n.stand.guides), count(n.stand.reckoned),
                                      count(n.stand.applied)});
    }
    case Notice::Kind::stand_files:
        return tr(n.sealed ? T::note_stand_files_sealed : T::note_stand_files, {grouped(int64_t(n.records))});
    case Notice::Kind::calendar_exported: return tr(T::note_calendar, {grouped(int64_t(n.records)), given});
    case Notice::Kind::drafts_kept: return tr(T::note_drafts, {grouped(int64_t(n.records))});
    case Notice::Kind::drafts_followed: return tr(T::note_drafts_followed, {grouped(int64_t(n.records))});
    case Notice::Kind::started_over: return tr(T::note_started_over);
    case Notice::Kind::work_cancelled: return tr(T::note_cancelled);
    case Notice::Kind::sample_failed: return tr(T::note_sample_failed, {why});
    case Notice::Kind::import_failed:
        return n.sheets.size() > 1
                   ? tr(T::note_imports_failed, {std::to_string(n.sheets.size()), some_names(n.sheets), why})
                   : tr(T::note_import_failed, {why});
    case Notice::Kind::export_failed: return tr(T::note_export_failed, {why});
    case Notice::Kind::lock_set: return tr(T::note_lock_set);
    case Notice::Kind::lock_changed: return tr(T::note_lock_changed);
    case Notice::Kind::lock_dropped: return tr(T::note_lock_dropped);
    case Notice::Kind::lock_open: return tr(T::note_lock_open, {why});
    case Notice::Kind::lock_failed: return tr(T::note_lock_failed, {why});
    case Notice::Kind::not_undone: return tr(T::note_not_undone, {why});
    }
    return {};
}

std::string notice_text(const Catalog& catalog, const Notice& n) {
    std::string text = told(catalog, n);
    if (!n.who.empty()) text += " · " + n.who;
    if (n.signer.is != FileSigner::Is::nobody) text += " · " + signer_words(catalog, n.signer);
    if (!n.signed_with.empty()) text += tr(T::note_signed, {n.signed_with});
    if (n.repairs.value_or(0))
        text = tr(n.kind == Notice::Kind::file_merged ? T::note_repairs_all : T::note_repairs,
                  {text, grouped(int64_t(*n.repairs))});
    if (n.left_out) text = tr(T::note_history_left, {text, grouped(int64_t(n.left_out))});
    return n.cleaned ? tr(T::note_cleaned, {text, grouped(int64_t(n.cleaned))}) : text;
}

/// Done, though not all is well with it.
bool warns(const Notice& n) {
    return n.kind == Notice::Kind::change_waits || signer_in_doubt(n.signer) ||
           (n.kind == Notice::Kind::progress_taken && !n.records);
}

/// Whether its button opens the record it is about.
bool opens(const Notice& n) {
    return n.kind == Notice::Kind::drafts_kept || n.kind == Notice::Kind::drafts_followed ||
           n.kind == Notice::Kind::restored_draft;
}

void notices(const PageContext& p) {
    if (p.state.notices.empty()) return;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float width = std::min(520.f, screen.x - 2 * space::m);
    const float bottom = screen.y - (p.narrow ? space::bottom_bar : 0) - space::m;
    // As high as what it holds now: a window that fits itself would show one frame late what went away.
    const auto label = [&](const Notice& n) -> const char* {
        if (n.kind == Notice::Kind::file_handed) return tr(T::file_there);
        if (opens(n)) return tr(T::draft_open);
        if (n.kind == Notice::Kind::lock_set) return tr(T::lock_now);
        if (n.forgotten) return tr(T::undo);
        if (n.kind == Notice::Kind::stand_log) return p.writable() ? tr(T::stand_record) : nullptr;
        const bool last = !p.state.undo.empty() && p.state.undo.back().number == n.step;
        return last && n.step ? tr(T::undo) : nullptr;
    };
    const auto second = [](const Notice& n) {
        if (n.gives_left) return tr(T::note_left_give);
        return n.repairs.value_or(0) ? tr(T::note_repairs_open) : nullptr;
    };
    float high = space::s;
    for (const Notice& n : p.state.notices)
        high += banner_height(width - 2 * space::s, notice_text(p.catalog, n), label(n), second(n), true) +
                space::s;
    ImGui::SetNextWindowPos({screen.x - space::m - width, bottom - high});
    ImGui::SetNextWindowSize({width, high});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{space::s, space::s});
    ImGui::Begin("notices", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    for (const Notice& n : p.state.notices) {
        const std::string id = "notice." + std::to_string(n.number);
        const int pressed = banner(id.c_str(),
                                   n.problem  ? Tone::bad
                                   : warns(n) ? Tone::soon
                                              : Tone::good,
                                   notice_text(p.catalog, n), label(n), second(n), true);
        if (pressed == 2 && n.gives_left) {
            p.queue.push(act::GiveLeft{n.number});
            continue; // the file can be wanted again
        }
        if (pressed == 2) p.queue.push(act::OpenPage{PageId::repair});
        if (pressed == 1 && n.kind == Notice::Kind::file_handed)
            p.queue.push(act::ConfirmFile{n.number});
        else if (pressed == 1 && n.kind == Notice::Kind::stand_log)
            p.queue.push(act::RecordStand{n.stand.people});
        else if (pressed == 1 && n.kind == Notice::Kind::lock_set)
            p.queue.push(act::CloseLock{true});
        else if (pressed == 1 && n.forgotten)
            p.queue.push(act::KnowAgain{*n.forgotten});
        else if (pressed == 1 && opens(n))
            p.queue.push(act::OpenRecord{n.reg, n.id});
        else if (pressed == 1)
            p.queue.push(act::Undo{});
        if (pressed) p.queue.push(act::CloseNotice{n.number});
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

/// Of the version that waits, or why it has to.
std::string newer_text(const PageContext& p, const Confirmation& q, Hindrance hindered) {
    switch (hindered) {
    case Hindrance::none: break;
    case Hindrance::writing: return tr(T::ask_newer_writing, {q.name});
    case Hindrance::unsaved: return tr(T::ask_newer_unsaved, {q.name});
    case Hindrance::busy: return tr(T::ask_newer_busy, {q.name});
    }
    std::string out = tr(T::ask_newer_text, {q.name}) + (p.state.undo.empty() ? "" : tr(T::ask_newer_undo));
    if (const std::string& news = p.state.news[size_t(p.state.language)]; !news.empty())
        out += "\n\n" + tr(T::ask_newer_news, {news});
    return out;
}

void question(const PageContext& p) {
    static std::string word; // one is open at a time
    if (!p.state.confirmation) return word.clear();
    const Confirmation& q = *p.state.confirmation;
    T title = T::ask_remove_title, yes = T::remove, no = T::cancel;
    const std::string name = shown(q.name, longest_quote);
    std::string text;
    const bool changing = q.kind == Confirmation::Kind::change_over;
    const Hindrance hindered = changing ? hindrance(p.state, p.keeper) : Hindrance::none;
    switch (q.kind) {
    case Confirmation::Kind::replace_by_sample:
        title = T::ask_sample_title, yes = T::replace,
        text = tr(T::ask_sample_text, {grouped(int64_t(q.replaced))});
        if (q.own)
            text +=
                tr(T::ask_sample_own, {grouped(int64_t(q.own)), std::to_string(Bin::days), tr(T::replace)});
        break;
    case Confirmation::Kind::replace_by_file:  // ask_merge
    case Confirmation::Kind::compared: return; // show_compared
    case Confirmation::Kind::start_over:
        title = T::ask_over_title, yes = T::start_over,
        text = tr(T::ask_over_text, {grouped(int64_t(q.replaced))});
        break;
    case Confirmation::Kind::remove_record:
        text = tr(T::ask_remove_text, {name.empty() ? tr(T::record_untitled) : name});
        if (q.records) text += tr(T::ask_remove_links, {grouped(int64_t(q.records))});
        break;
    case Confirmation::Kind::withdraw:
        title = T::ask_withdraw_title, yes = q.replaced ? T::withdraw_untouched : T::batch_withdraw;
        text = tr(T::ask_withdraw_text,
                  {name, grouped(int64_t(q.removed)), grouped(int64_t(q.changed)), tr(T::nav_bin)});
        if (q.replaced) text += tr(T::ask_withdraw_later, {grouped(int64_t(q.replaced))});
        break;
    case Confirmation::Kind::drop_draft:
        title = T::ask_drop_title, yes = T::drop, text = tr(T::ask_drop_text);
        break;
    case Confirmation::Kind::drop_lock:
        title = T::ask_unlock_title, yes = T::lock_drop, text = tr(T::ask_unlock_text);
        break;
    case Confirmation::Kind::drop_former:
        title = T::ask_former_title, yes = T::former_forget, text = tr(T::ask_former_text);
        break;
    case Confirmation::Kind::drop_key:
        title = T::ask_key_title, yes = T::key_forget, text = tr(T::ask_key_text, {name});
        break;
    case Confirmation::Kind::same_receipt:
        title = T::ask_receipt_title, yes = T::ask_receipt_yes, no = T::ask_receipt_no, text = q.name;
        break;
    case Confirmation::Kind::change_over:
        title = T::ask_newer_title, yes = T::ask_newer_yes, no = T::ask_newer_no;
        text = newer_text(p, q, hindered);
        break;
    }
    if (!begin_dialogue("question", 460)) return;
    heading(tr(title));
    ImGui::Dummy({1, space::xs});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(text, colours().soft);
    probe_note("question.text", text, "text", at, ImGui::GetItemRectMax(), text);
    ImGui::Dummy({1, space::m});
    int answer = 0;
    if (q.own) {
        text_input("question.word", "", word, 120, tr(T::replace));
        ImGui::SameLine(0, space::s);
    }
    const bool withdrawing = q.kind == Confirmation::Kind::withdraw,
               some = withdrawing ? q.removed + q.changed > 0 : hindered == Hindrance::none;
    if (some) {
        if (button("answer.yes", tr(yes), changing ? ButtonKind::primary : ButtonKind::danger,
                   !q.own || word == tr(T::replace)))
            answer = 1;
        ImGui::SameLine(0, space::s);
    }
    if (withdrawing && q.replaced) {
        if (button("answer.all", tr(T::withdraw_all), ButtonKind::danger)) answer = 3;
        ImGui::SameLine(0, space::s);
    }
    const bool left = dialogue_left();
    if (button("answer.no", tr(no)) || left) answer = 2;
    if (answer) {
        p.queue.push(act::Answer{answer != 2, answer == 3});
        ImGui::CloseCurrentPopup();
    }
    end_dialogue();
}

} // namespace

void draw_progress(const PageContext& p) {
    if (!p.state.progress) return;
    const Progress& work = *p.state.progress;
    if (!begin_dialogue("progress", 420)) return;
    const T labels[] = {T::work_sample, T::work_import, T::work_export, T::work_commit, T::work_export};
    const T label = work.saving ? T::work_saving : labels[size_t(work.kind)];
    const bool ended = progress_bar("progress", tr(label), work.part, work.saving ? nullptr : tr(T::cancel));
    const bool left = dialogue_left();
    if (ended || (!work.saving && left)) p.queue.push(act::CancelTask{});
    end_dialogue();
}

namespace {

/// What opens at a press. Drawn while it is open, and once more then: it may have something to forget. Called by its address, so that
/// it is not made part of what draws every page, and need not be there for the first one (web/rest.txt).
struct Dialogue {
    bool (*open)(const AppState& state);
    void (*draw)(const PageContext& p);
    bool was = false;
};

void draw_open(const PageContext& p, std::span<Dialogue> all) {
    for (Dialogue& one : all) {
        const bool open = one.open(p.state);
        if (open || one.was) one.draw(p);
        one.was = open;
    }
}

} // namespace

void draw_overlays(const PageContext& p) {
    static Dialogue everybodys[] = {{[](const AppState& s) { return s.explained >= 0; }, draw_explanation},
                                    {[](const AppState& s) { return s.coded >= 0; }, draw_guide_code},
                                    {[](const AppState& s) { return s.pin.has_value(); }, ask_pin}};
    static Dialogue offices[] = {{[](const AppState& s) { return s.palette.has_value(); }, draw_palette},
                                 {[](const AppState& s) { return s.confirmation.has_value(); }, question},
                                 {[](const AppState& s) { return s.confirmation.has_value(); }, ask_merge},
                                 {[](const AppState& s) { return s.compared.has_value(); }, show_compared},
                                 {[](const AppState& s) { return s.passphrase.has_value(); }, ask_passphrase},
                                 {[](const AppState& s) { return s.intake.has_value(); }, check_table}};
    draw_open(p, everybodys);
    if (p.state.show) return; // nothing of the office's
    notices(p);
    draw_open(p, offices);
    draw_progress(p);
}

} // namespace mj
