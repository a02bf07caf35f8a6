// Out and in: export, import, sample; and how the program looks.
#include "app/page/batches.hpp"
#include "app/page/pieces.hpp"
#include "app/page/signer_words.hpp"
#include "app/port/probe.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"
#include "core/base/version.hpp"

#include <algorithm>

namespace mj {
namespace {

/// A card with a title, a text and room for a line of controls, where the cursor is left. Returns where to go on below it.
ImVec2 card(T title, const std::string& text, float controls = space::control + space::l) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = std::min(ImGui::GetContentRegionAvail().x, card_width), inner = width - 2 * space::l;
    const float text_high = paragraph_height(text, inner);
    const float high = space::m + 28 + text_high + space::m + controls;
    draw_card(at, {at.x + width, at.y + high});
    ImGui::SetCursorScreenPos({at.x + space::l, at.y + space::m});
    {
        Typed typed(type::heading, Weight::semibold);
        draw_text(ImGui::GetCursorScreenPos(), inner, tr(title), colours().ink);
    }
    ImGui::SetCursorScreenPos({at.x + space::l, at.y + space::m + 28});
    paragraph(text, colours().soft, inner);
    ImGui::SetCursorScreenPos({at.x + space::l, at.y + high - controls});
    return {at.x, at.y + high};
}

/// A card with one or two buttons; returns the pressed one, 1 or 2, or 0.
int section(const char* id, T title, const std::string& text, T action, bool primary, bool enabled,
            const char* second_id = nullptr, T second = T::nothing, bool second_enabled = true) {
    const ImVec2 below = card(title, text);
    int pressed = button(id, tr(action), primary ? ButtonKind::primary : ButtonKind::quiet, enabled);
    if (second_id) {
        ImGui::SameLine(0, space::s);
        if (button(second_id, tr(second), ButtonKind::quiet, second_enabled)) pressed = 2;
    }
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({1, space::s});
    return pressed;
}

void export_card(const PageContext& p) {
    const uint64_t records = p.ledger.records();
    const char* labels[] = {tr(T::export_history), tr(T::export_bare)};
    const float room = std::min(ImGui::GetContentRegionAvail().x, card_width) - 2 * space::l;
    const bool apart = button_width(tr(T::export_button)) + space::s + button_width(tr(T::export_sealed)) +
                           space::l + segments_width(labels) >
                       room;
    const ImVec2 below = card(T::export_title, tr(T::export_text, {grouped(int64_t(records))}),
                              (apart ? 2 * space::control + space::s : space::control) + space::l);
    const float left = ImGui::GetCursorScreenPos().x;
    if (button("export", tr(T::export_button), ButtonKind::primary, records > 0))
        p.queue.push(act::ExportFile{});
    ImGui::SameLine(0, space::s);
    if (button("export.sealed", tr(T::export_sealed), ButtonKind::quiet, records > 0))
        p.queue.push(act::ExportSealed{});
    if (apart)
        ImGui::SetCursorScreenPos({left, below.y - space::control - space::l});
    else
        ImGui::SameLine(0, space::l);
    if (const int now = int(p.state.without_history), chosen = segments("export.history", labels, now);
        chosen != now)
        p.queue.push(act::ExportHistory{chosen == 0});
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({1, space::s});
}

void desk(const PageContext& p) {
    const ImVec2 below = card(T::who_title, tr(T::who_text));
    std::string who = p.state.who;
    if (text_input("who", tr(T::who_hint), who, 220, tr(T::who_title))) p.queue.push(act::SetWho{who});
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({1, space::s});
}

void folder(const PageContext& p) {
    const BackupShown& b = p.state.backup;
    switch (b.folder) {
    case BackupFolder::State::none: {
        const ImVec2 below = card(T::folder_title, tr(T::folder_none), 0);
        ImGui::SetCursorScreenPos(below);
        ImGui::Dummy({1, space::s});
        return;
    }
    case BackupFolder::State::unchosen:
        if (const int pressed =
                section("folder", T::folder_title, tr(T::folder_choose), T::folder_button, false,
                        p.keeper.replaceable(), "folder.sealed", T::folder_seal_button))
            p.queue.push(act::ChooseFolder{pressed == 2});
        return;
    case BackupFolder::State::asks:
    case BackupFolder::State::ready: break;
    }
    const bool asks = b.folder == BackupFolder::State::asks;
    const std::string last = b.at && !asks ? tr(T::folder_copied, {copied_at(p)}) : copied_at(p);
    const std::string words =
        asks ? tr(T::folder_asks, {shown(b.name), last})
             : tr(T::folder_ready, {shown(b.name), b.sealed ? tr(T::folder_sealed) : "", last});
    const int pressed =
        section("folder", T::folder_title, words, asks ? T::folder_allow : T::folder_now, asks,
                asks || (!b.writing && p.writable()), "folder.forget", T::folder_forget);
    if (pressed == 2)
        p.queue.push(act::ForgetFolder{});
    else if (pressed == 1 && asks)
        p.queue.push(act::AllowFolder{});
    else if (pressed == 1)
        p.queue.push(act::CopyNow{});
}

void lock(const PageContext& p) {
    const LockShown& now = p.state.lock;
    if (!now.possible || !now.on) {
        const ImVec2 below = card(T::lock_title, tr(now.possible ? T::lock_off : T::lock_impossible),
                                  now.possible ? space::control + space::l : 0);
        if (now.possible && button("lock.set", tr(now.turning ? T::lock_turning : T::lock_set_button),
                                   ButtonKind::quiet, !now.turning && p.writable()))
            p.queue.push(act::SetLock{});
        ImGui::SetCursorScreenPos(below);
        ImGui::Dummy({1, space::s});
        return;
    }
    const ImVec2 below = card(T::lock_title, tr(T::lock_on), 2 * space::control + space::s + space::l);
    const float left = ImGui::GetCursorScreenPos().x;
    constexpr int minutes[] = {5, 15, 30, 0};
    std::string words[std::size(minutes)];
    const char* labels[std::size(minutes)];
    for (size_t i = 0; i < std::size(minutes); ++i) {
        words[i] = minutes[i] ? tr(T::lock_minutes, {std::to_string(minutes[i])}) : tr(T::lock_never);
        labels[i] = words[i].c_str();
    }
    const int at = int(std::find(std::begin(minutes), std::end(minutes), now.minutes) - std::begin(minutes));
    if (const int chosen = segments("lock.after", labels, at); chosen != at)
        p.queue.push(act::SetLockAfter{minutes[chosen]});
    ImGui::SetCursorScreenPos({left, below.y - space::control - space::l});
    if (button("lock.now", tr(T::lock_now))) p.queue.push(act::CloseLock{true});
    ImGui::SameLine(0, space::s);
    if (button("lock.change", tr(now.turning ? T::lock_turning : T::lock_change), ButtonKind::quiet,
               !now.turning && p.writable()))
        p.queue.push(act::SetLock{});
    ImGui::SameLine(0, space::s);
    if (button("lock.drop", tr(T::lock_drop), ButtonKind::quiet, !now.turning && p.writable()))
        p.queue.push(act::Ask{{.kind = Confirmation::Kind::drop_lock}});
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({1, space::s});
}

void progress_file(const PageContext& p) {
    if (guide_with_form(p.catalog) < 0) return;
    std::string words = tr(T::progress_text);
    const auto& held = p.state.progress_file;
    if (held) words += tr(T::progress_held, {held->made.text(), grouped(int64_t(held->lines.size()))});
    if (held && signer_said_here(p.state, p.state.progress_signer))
        words += "\n" + signer_words(p.catalog, p.state.progress_signer);
    switch (section("progress", T::progress_title, words, T::progress_button, false, p.ledger.records() > 0,
                    held ? "progress.forget" : nullptr, T::progress_forget)) {
    case 1: p.queue.push(act::ExportProgress{}); break;
    case 2: p.queue.push(act::ForgetProgress{}); break;
    }
}

void office_key(const PageContext& p) {
    if (guide_with_form(p.catalog) < 0) return;
    const auto& key = p.state.office_key;
    const bool making = p.state.making_key;
    const bool can = p.state.keys_possible && p.keeper.status().state != SaveState::follows;
    if (!key) {
        if (section("key", T::key_title, tr(p.state.keys_possible ? T::key_none : T::key_impossible),
                    making ? T::key_making : T::key_make, false, can && !making))
            p.queue.push(act::MakeKey{});
        return;
    }
    const bool whole = key->secret();
    const std::string words = p.state.keys_possible
                                  ? tr(whole ? T::key_secret : T::key_public, {key->fingerprint()})
                                  : std::string(tr(T::key_impossible));
    const bool apart = whole && p.phone; // three buttons are too many for a line
    const ImVec2 below =
        card(T::key_title, words, (apart ? 2 : 1) * space::control + (apart ? space::s : 0) + space::l);
    const ImVec2 first = ImGui::GetCursorScreenPos();
    if (button("key", tr(T::key_give))) p.queue.push(act::GiveKey{});
    ImGui::SameLine(0, space::s);
    if (whole &&
        button("key.save", tr(making ? T::key_making : T::key_save), ButtonKind::quiet, can && !making))
        p.queue.push(act::MakeKey{});
    if (apart)
        ImGui::SetCursorScreenPos({first.x, first.y + space::control + space::s});
    else if (whole)
        ImGui::SameLine(0, space::s);
    if (button("key.forget", tr(T::key_forget))) p.queue.push(act::ForgetKey{});
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({1, space::s});
}

void known_keys(const PageContext& p) {
    const auto& known = p.state.known_keys.all;
    if (known.empty()) return;
    constexpr float row_high = space::control + space::m;
    const ImVec2 below = card(T::known_title, tr(T::known_text), row_high * float(known.size()) + space::s);
    ImVec2 at = ImGui::GetCursorScreenPos();
    const float across = std::min(ImGui::GetContentRegionAvail().x, card_width) - 2 * space::l;
    const float press = button_width(tr(T::known_forget)), room = across - press - space::m;
    for (const KnownKey& key : known) {
        const std::string name = office_name(p.catalog, key.office);
        const std::string line = tr(T::known_line, {fingerprint_of(key.key), key.since.text()});
        draw_text(at, room, name, colours().ink);
        {
            Typed small(type::note);
            draw_text({at.x, at.y + 21}, room, line, colours().soft);
        }
        probe_note("known." + key.office, name, "text", at, {at.x + room, at.y + space::control}, line);
        ImGui::SetCursorScreenPos({at.x + across - press, at.y});
        if (button(("known.forget." + key.office).c_str(), tr(T::known_forget)))
            p.queue.push(act::ForgetKnown{key.office});
        at.y += row_high;
    }
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({1, space::s});
}

void appearance(const PageContext& p) {
    const ImVec2 below = card(T::appearance_title, tr(T::appearance_text));
    const char* labels[] = {tr(T::look_system), tr(T::look_light), tr(T::look_dark), tr(T::look_contrast)};
    const int now = p.state.look ? 1 + int(*p.state.look) : 0, chosen = segments("look", labels, now);
    if (chosen != now) p.queue.push(act::SetLook{chosen ? std::optional(Look(chosen - 1)) : std::nullopt});
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({1, space::s});
}

/// What was kept before the format changed.
void former(const PageContext& p) {
    if (const auto& why = p.keeper.former_problem()) {
        const ImVec2 below = card(T::former_title, tr(T::former_failed, {problem_words(p.catalog, *why)}), 0);
        ImGui::SetCursorScreenPos(below);
        ImGui::Dummy({1, space::s});
    }
    if (!p.keeper.has_former()) return;
    switch (section("former", T::former_title, tr(T::former_text), T::former_give, false, true,
                    "former.forget", T::former_forget, p.writable())) {
    case 1: p.queue.push(act::GiveFormer{}); break;
    case 2: p.queue.push(act::Ask{{.kind = Confirmation::Kind::drop_former}}); break;
    }
}

} // namespace

void draw_data(const PageContext& p) {
    {
        Typed typed(type::title, Weight::semibold);
        draw_text(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x, tr(T::data_title),
                  colours().ink);
        ImGui::Dummy({1, 30});
    }
    paragraph(tr(p.keeper.demo() ? T::banner_demo : T::data_sentence), colours().soft);
    if (const auto safe = p.keeper.protection()) {
        ImGui::Dummy({1, space::xs});
        status_mark("protection", *safe ? Tone::good : Tone::soon,
                    tr(*safe ? T::store_protected : T::store_unprotected));
    }
    ImGui::Dummy({1, space::s});
    const uint64_t records = p.ledger.records();
    export_card(p);
    folder(p);
    if (p.state.makes_pages)
        if (const int pressed = section("page", T::page_title, tr(T::page_text, {grouped(int64_t(records))}),
                                        T::page_button, false, records > 0, "page.sealed", T::page_sealed)) {
            if (pressed == 1)
                p.queue.push(act::ExportFile{true});
            else
                p.queue.push(act::ExportSealed{true});
        }
    if (!p.state.carried.empty() &&
        section("carried", T::carried_title, tr(T::carried_text, {p.state.carried}), T::carried_button, false,
                p.keeper.replaceable()))
        p.queue.push(act::PickCarried{});
    switch (section("import", T::import_title, tr(T::import_text), T::import_file, false,
                    p.keeper.replaceable(), "compare", T::compare_button)) {
    case 1: p.queue.push(act::ImportFile{}); break;
    case 2: p.queue.push(act::ImportFile{.compare = true}); break;
    }
    draw_batches(p);
    former(p);
    progress_file(p);
    office_key(p);
    known_keys(p);
    desk(p);
    lock(p);
    if (section("sample", T::sample_title, tr(T::sample_text), T::load_sample, false, p.keeper.replaceable()))
        p.queue.push(act::LoadSample{});
    if (p.keeper.replaceable() && !p.keeper.writable() &&
        section("over", T::over_title, tr(T::over_text), T::start_over, false, true))
        p.queue.push(act::StartOver{});
    appearance(p);
    if (section("bin", T::nav_bin, tr(T::bin_text, {std::to_string(Bin::days)}), T::about_open, false, true))
        p.queue.push(act::OpenPage{PageId::bin});
    if (section("about", T::nav_about, tr(T::about_short, {std::string(program_version)}), T::about_open,
                false, true))
        p.queue.push(act::OpenPage{PageId::about});
}

} // namespace mj
