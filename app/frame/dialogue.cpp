#include "app/frame/dialogue.hpp"

#include "app/port/probe.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t fewest = 8; // characters of a passphrase

/// True when Enter was pressed in it.
bool secret_field(const char* id, T label, std::string& text, bool first) {
    {
        Typed typed(type::note);
        paragraph(tr(label), colours().soft);
    }
    if (first && ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    text_input(id, "", text, ImGui::GetContentRegionAvail().x, tr(label), true);
    const bool entered = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    ImGui::Dummy({1, space::xs});
    return entered;
}

} // namespace

bool begin_dialogue(const char* id, float width, ImGuiWindowFlags more) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    if (!ImGui::IsPopupOpen(id)) ImGui::OpenPopup(id);
    ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.42f}, ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({std::min(width, screen.x - 2 * space::l), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{space::xl, space::l});
    const bool open =
        ImGui::BeginPopupModal(id, nullptr,
                               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize |
                                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | more);
    if (!open) ImGui::PopStyleVar();
    return open;
}

void end_dialogue() {
    ImGui::EndPopup();
    ImGui::PopStyleVar();
}

void ask_passphrase(const PageContext& p) {
    static std::string text, again; // one is open at a time
    if (!p.state.passphrase) {
        for (std::string* secret : {&text, &again}) secret->assign(secret->size(), 0), secret->clear();
        return;
    }
    const PassphraseAsked& asked = *p.state.passphrase;
    if (!begin_dialogue("passphrase", 460)) return;
    heading(tr(asked.sealing ? T::seal_title : T::unseal_title));
    ImGui::Dummy({1, space::xs});
    paragraph(asked.sealing ? tr(T::seal_text) : tr(T::unseal_text, {shown(asked.name, longest_quote)}),
              colours().soft);
    ImGui::Dummy({1, space::s});
    bool entered = secret_field("passphrase.text", T::passphrase, text, true);
    if (asked.sealing) entered |= secret_field("passphrase.again", T::passphrase_again, again, false);
    std::string problem;
    if (asked.sealing && !text.empty() && utf8_count(text) < fewest)
        problem = tr(T::passphrase_short, {std::to_string(fewest)});
    else if (asked.sealing && !again.empty() && again != text)
        problem = tr(T::passphrase_differs);
    else if (asked.problem)
        problem = problem_words(p.catalog, *asked.problem);
    if (!problem.empty()) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(problem, colours().cinnabar);
        probe_note("passphrase.problem", problem, "problem", at, {at.x + 100, at.y + 16}, problem);
    }
    ImGui::Dummy({1, space::s});
    const bool ready =
        !asked.trying && !text.empty() && (!asked.sealing || (utf8_count(text) >= fewest && again == text));
    const T yes = asked.trying ? T::unsealing : asked.sealing ? T::seal_button : T::unseal_button;
    if (button("passphrase.yes", tr(yes), ButtonKind::primary, ready) || (entered && ready))
        p.queue.push(act::GivePassphrase{text});
    ImGui::SameLine(0, space::s);
    if (button("passphrase.no", tr(T::cancel)) || ImGui::IsKeyPressed(ImGuiKey_Escape, false))
        p.queue.push(act::DropPassphrase{});
    end_dialogue();
}

} // namespace mj
