// The PIN of a presentation: set at its start, asked for at its end. Typed with fingers or on a keyboard.
#include "app/frame/dialogue.hpp"
#include "app/port/probe.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/finger.hpp"

namespace mj {
namespace {

struct Typing {
    std::string digits, first; ///< first: the one to be repeated
    bool differs = false;
    bool few = false; ///< it was to be taken too early
};

void dots(size_t count) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    draw_card(at, {at.x + width, at.y + space::touch});
    std::string text;
    for (size_t i = 0; i < count; ++i) text += i ? " •" : "•";
    {
        Typed typed(type::title, Weight::semibold);
        draw_text({at.x, at.y + (space::touch - ImGui::GetFontSize()) / 2}, width, text, colours().ink, 0.5f);
    }
    probe_note("pin.digits", "", "text", at, {at.x + width, at.y + space::touch}, text);
    ImGui::Dummy({width, space::touch + space::s});
}

bool pressed_key(ImGuiKey one, ImGuiKey other) {
    return ImGui::IsKeyPressed(one, false) || ImGui::IsKeyPressed(other, false);
}

/// Three keys a line. True when the PIN is to be taken, `ready` or not.
bool keypad(std::string& digits, bool ready) {
    bool taken = pressed_key(ImGuiKey_Enter, ImGuiKey_KeypadEnter), erased = false;
    const float width = (ImGui::GetContentRegionAvail().x - 2 * space::s) / 3;
    for (int i = 1; i <= 12; ++i) {
        const int digit = i == 11 ? 0 : i;
        const bool is_digit = i <= 9 || i == 11;
        const std::string name = is_digit  ? std::to_string(digit)
                                 : i == 10 ? "erase"
                                           : "ok",
                          label = is_digit  ? name
                                  : i == 10 ? tr(T::pin_erase)
                                            : tr(T::pin_ok);
        const bool finger = finger_button(("pin." + name).c_str(), label.c_str(), i == 12 && ready, width);
        if (i % 3) ImGui::SameLine(0, space::s);
        if (is_digit && digits.size() < StandLock::most &&
            (finger || pressed_key(ImGuiKey(ImGuiKey_0 + digit), ImGuiKey(ImGuiKey_Keypad0 + digit))))
            digits += char('0' + digit);
        erased |= i == 10 && finger;
        taken |= i == 12 && finger;
    }
    if ((erased || ImGui::IsKeyPressed(ImGuiKey_Backspace)) && !digits.empty()) digits.pop_back();
    return taken;
}

void take(const PageContext& p, Typing& typing) {
    typing.differs = !p.state.show && !typing.first.empty() && typing.digits != typing.first;
    if (!p.state.show && typing.first.empty())
        typing.first = std::move(typing.digits);
    else if (!typing.differs)
        p.queue.push(act::GivePin{typing.digits});
    if (typing.differs) typing.first.clear();
    typing.digits.clear();
}

} // namespace

void ask_pin(const PageContext& p) {
    static Typing typing; // one is open at a time
    if (!p.state.pin) {
        for (std::string* secret : {&typing.digits, &typing.first}) secret->assign(secret->size(), '\0');
        typing = {};
        return;
    }
    if (!begin_dialogue("pin", 340, ImGuiWindowFlags_NoNavInputs)) return;
    const auto& show = p.state.show;
    const int64_t now = p.clock.now(), wait = show ? show->lock.wait(now) : 0;
    heading(tr(show ? T::pin_enter : typing.first.empty() ? T::pin_set : T::pin_again));
    ImGui::Dummy({1, space::xs});
    if (constexpr float low = 600;
        ImGui::GetIO().DisplaySize.y >= low) { // else the keys would not all be seen
        paragraph(tr(show ? T::pin_enter_text : T::pin_set_text), colours().soft);
        ImGui::Dummy({1, space::s});
    }
    dots(typing.digits.size());
    std::string problem;
    if (wait) {
        const int64_t then = now + wait;
        problem = tr(T::pin_wait,
                     {std::to_string(show->lock.wrong), clock_second(then + p.clock.utc_offset(then))});
    } else if (typing.differs && typing.first.empty() && typing.digits.empty())
        problem = tr(T::pin_differs);
    else if (p.state.pin->wrong && typing.digits.empty())
        problem = tr(T::pin_wrong);
    else if (typing.few && typing.digits.size() < StandLock::fewest)
        problem = tr(T::pin_few, {std::to_string(StandLock::fewest), std::to_string(typing.digits.size())});
    else if (!p.state.pin->kept)
        problem = tr(T::pin_not_kept);
    if (!problem.empty()) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(problem, colours().cinnabar);
        probe_note("pin.problem", problem, "problem", at, {at.x + 100, at.y + 16}, problem);
        ImGui::Dummy({1, space::s});
    }
    const bool enough = typing.digits.size() >= StandLock::fewest;
    if (keypad(typing.digits, !wait && enough) && !wait) {
        typing.few = !enough;
        if (enough) take(p, typing);
    }
    ImGui::Dummy({1, space::xs});
    if (finger_button("pin.no", tr(T::cancel), false, ImGui::GetContentRegionAvail().x) || dialogue_left())
        p.queue.push(act::DropPin{});
    end_dialogue();
}

} // namespace mj
