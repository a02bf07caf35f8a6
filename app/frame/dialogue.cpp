#include "app/frame/dialogue.hpp"

#include "app/port/probe.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>
#include <utility>

namespace mj {
namespace {

constexpr size_t fewest = 8; // characters of a passphrase

bool list_open = false; // above the dialogue, when it was last drawn
bool outgrown = false;
float wanted_high = 0; // of the last one: one that never fits asks for no frame after frame
int refits = 0;        // in a row; where a scrollbar comes and goes no size fits

/// True when Enter was pressed in it.
bool secret_field(const char* id, T label, std::string& text, bool first) {
    {
        Typed typed(type::note);
        paragraph(tr(label), colours().soft);
    }
    if (first) ImGui::SetKeyboardFocusHere();
    text_input(id, "", text, ImGui::GetContentRegionAvail().x, tr(label), true);
    const bool entered = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    ImGui::Dummy({1, space::xs});
    return entered;
}

/// What is shown above is not typed but what the office says, by another way than the file came.
void offer_to_know(const PageContext& p, const FileSigner& signer) {
    static std::string typed; // one is open at a time
    if (ImGui::IsWindowAppearing()) typed.clear();
    {
        Typed small(type::note);
        paragraph(tr(T::known_ask, {office_name(p.catalog, signer.office)}), colours().soft);
    }
    text_input("signer.typed", tr(T::known_hint), typed, 220, tr(T::known_label));
    const bool entered = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    if (!p.narrow) ImGui::SameLine(0, space::s);
    const std::string said = fingerprint_digits(typed), is = fingerprint_digits(signer.fingerprint);
    const bool pressed = button("signer.remember", tr(T::known_remember), ButtonKind::quiet, said == is);
    if (pressed || (entered && said == is)) p.queue.push(act::RememberKey{typed});
    if (!typed.empty() && said.size() < is.size())
        noted("signer.short", tr(T::known_short, {std::to_string(is.size() - said.size())}), colours().soft);
    else if (said.size() >= is.size() && said != is)
        noted("signer.differs", tr(T::known_differs), colours().cinnabar);
    else if (signer.unkept)
        noted("signer.unkept", tr(T::known_not, {problem_words(p.catalog, *signer.unkept)}),
              colours().cinnabar);
}

} // namespace

bool begin_dialogue(const char* id, float width, ImGuiWindowFlags more, float middle) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    if (!ImGui::IsPopupOpen(id)) ImGui::OpenPopup(id);
    // A high one stands lower, so that it begins on the screen.
    const ImGuiWindow* const before = ImGui::FindWindowByName(id);
    const float half = before ? before->SizeFull.y / 2 + space::s : 0;
    const float y = std::max(screen.y * middle, std::min(half, screen.y / 2));
    ImGui::SetNextWindowPos({screen.x / 2, y}, ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({std::min(width, screen.x - 2 * space::l), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{space::xl, space::l});
    const bool open =
        ImGui::BeginPopupModal(id, nullptr,
                               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize |
                                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | more);
    if (!open) ImGui::PopStyleVar();
    return open;
}

bool dialogue_left() {
    // The key has closed the list before anything is drawn: what was open a frame ago tells whose it was.
    const ImGuiContext& gui = *ImGui::GetCurrentContext();
    const bool now = gui.OpenPopupStack.Size > gui.BeginPopupStack.Size;
    const bool before = std::exchange(list_open, now) && !ImGui::IsWindowAppearing();
    return !now && !before && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

void settle_dialogue() {
    // A window takes the size of what is in it a frame later.
    ImGuiWindow* const window = ImGui::GetCurrentWindow();
    const float high = ImGui::CalcWindowNextAutoFitSize(window).y;
    constexpr int most_refits = 4;
    const bool fits = std::abs(high - window->SizeFull.y) < 1;
    // Rounding may move what is in it to and fro for ever; a line more is no rounding.
    constexpr float line = 8;
    refits = fits || high == wanted_high || std::abs(high - wanted_high) > line ? 0 : refits + 1;
    if (!fits && high != wanted_high && refits <= most_refits) outgrown = true;
    wanted_high = high;
}

void end_dialogue() {
    settle_dialogue();
    ImGui::EndPopup();
    ImGui::PopStyleVar();
}

bool dialogue_outgrown() { return std::exchange(outgrown, false); }

void small_heading(T title) {
    ImGui::Dummy({1, space::xs});
    Typed typed(type::body, Weight::semibold);
    paragraph(tr(title), colours().ink);
}

void noted(const std::string& id, const std::string& text, ImU32 colour) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(text, colour);
    probe_note(id, text, "text", at, {at.x + 100, at.y + 16}, text);
}

void noted_signer(const PageContext& p, const FileSigner& signer) {
    if (!signer_said_here(p.state, signer)) return;
    noted("signer", signer_words(p.catalog, signer), signer_colour(signer));
    if (signer.comparable()) offer_to_know(p, signer);
}

int count_row(std::initializer_list<CountShown> all) {
    const float room = ImGui::GetContentRegionAvail().x;
    const int columns = room < 480 && all.size() > 4 ? 3 : int(all.size());
    const float each = crisp(room / float(columns)), high = 48;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    int n = 0, pressed = -1;
    for (const auto& [id, label, count, wrong, leads, chosen] : all) {
        const ImVec2 at{start.x + each * float(n % columns), start.y + high * float(n / columns)};
        const std::string words = std::to_string(count);
        const bool presses = leads && count;
        if (presses) {
            const ImVec2 from{at.x - space::xs, at.y}, to{at.x + each - space::s, at.y + high - 2};
            const Press p = press(id, from, {to.x - from.x, to.y - from.y}, tr(label), "count", words);
            if (chosen)
                draw_chosen(from, to, 6);
            else if (p.hovered || p.focused)
                ImGui::GetWindowDrawList()->AddRectFilled(from, to, colours().wash, 6);
            if (p.pressed) pressed = n;
        }
        {
            Typed typed(20, Weight::semibold);
            draw_text(at, each, grouped(int64_t(count)),
                      wrong && count ? colours().cinnabar
                      : count        ? colours().ink
                                     : colours().soft);
        }
        Typed typed(type::note);
        draw_text({at.x, at.y + 25}, each, tr(label), presses ? colours().blue : colours().soft);
        if (!presses) probe_note(id, tr(label), "count", at, {at.x + each, at.y + high}, words);
        ++n;
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({room, high * float((n + columns - 1) / columns)});
    return pressed;
}

void ask_passphrase(const PageContext& p) {
    static std::string text, again; // one is open at a time
    if (!p.state.passphrase) {
        for (std::string* secret : {&text, &again}) secret->assign(secret->size(), 0), secret->clear();
        return;
    }
    const PassphraseAsked& asked = *p.state.passphrase;
    if (!begin_dialogue("passphrase", 460)) return;
    const bool changes = p.state.lock.on;
    heading(tr(asked.lock      ? (changes ? T::lock_change_title : T::lock_seal_title)
               : asked.key     ? T::key_seal_title
               : asked.sealing ? T::seal_title
                               : T::unseal_title));
    ImGui::Dummy({1, space::xs});
    paragraph(asked.lock      ? tr(T::lock_seal_text)
              : asked.key     ? tr(T::key_seal_text)
              : asked.sealing ? tr(T::seal_text)
                              : tr(T::unseal_text, {shown(asked.name, longest_quote)}),
              colours().soft);
    if (!asked.sealing && asked.page) paragraph(tr(T::unseal_page), colours().soft);
    ImGui::Dummy({1, space::s});
    static bool tried = false; // after one that did not open, the next is typed at once
    const bool wrong = std::exchange(tried, asked.trying) && !asked.trying;
    if (wrong) text.assign(text.size(), 0), text.clear();
    bool entered = secret_field("passphrase.text", T::passphrase, text, ImGui::IsWindowAppearing() || wrong);
    if (asked.sealing) entered |= secret_field("passphrase.again", T::passphrase_again, again, false);
    const bool typing = ImGui::IsAnyItemActive();
    std::string problem;
    if (asked.sealing && !text.empty() && utf8_count(text) < fewest)
        problem = tr(T::passphrase_short, {std::to_string(fewest)});
    else if (asked.sealing && !again.empty() && again != text && (!typing || !text.starts_with(again)))
        problem = tr(T::passphrase_differs);
    else if (asked.problem)
        problem = problem_words(p.catalog, *asked.problem);
    // It comes and goes as one types a new passphrase: what is pressed next stays where it is.
    if (!problem.empty() || asked.sealing) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(problem, colours().cinnabar);
        if (!problem.empty())
            probe_note("passphrase.problem", problem, "problem", at, {at.x + 100, at.y + 16}, problem);
    }
    ImGui::Dummy({1, space::s});
    const bool ready =
        !asked.trying && !text.empty() && (!asked.sealing || (utf8_count(text) >= fewest && again == text));
    const T yes = asked.lock      ? (changes ? T::lock_change_button : T::lock_seal_button)
                  : asked.key     ? (p.state.office_key ? T::key_save_now : T::key_make_now)
                  : asked.trying  ? T::unsealing
                  : asked.sealing ? T::seal_button
                                  : T::unseal_button;
    if (button("passphrase.yes", tr(yes), ButtonKind::primary, ready) || (entered && ready))
        p.queue.push(act::GivePassphrase{text});
    ImGui::SameLine(0, space::s);
    const bool left = dialogue_left();
    if (button("passphrase.no", tr(T::cancel)) || left) p.queue.push(act::DropPassphrase{});
    end_dialogue();
}

} // namespace mj
