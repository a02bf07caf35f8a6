// The palette: a line to type into and what it finds.
#include "app/frame/dialogue.hpp"
#include "app/frame/overlays.hpp"
#include "app/port/probe.hpp"
#include "app/state/boards.hpp"
#include "app/widget/controls.hpp"

#include <imgui_internal.h>

namespace mj {
namespace {

constexpr size_t most = 12;
constexpr T kinds[] = {T::palette_page,   T::palette_page,     T::palette_register,
                       T::palette_figure, T::palette_employer, T::palette_action};

} // namespace

void draw_palette(const PageContext& p) {
    if (!p.state.palette) return;
    PaletteText now = *p.state.palette;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float width = std::min(620.f, screen.x - 2 * space::l), high = 36;
    const std::vector<PaletteHit>& hits = p.derived.hits(now.text, most);
    if (!ImGui::IsPopupOpen("palette")) ImGui::OpenPopup("palette");
    ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.12f}, ImGuiCond_Always, {0.5f, 0});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{space::l, space::l});
    const bool open = ImGui::BeginPopupModal("palette", nullptr,
                                             ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize |
                                                 ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                                 ImGuiWindowFlags_NoNavInputs);
    ImGui::PopStyleVar();
    if (!open) return;
    // The field keeps the focus: the arrows only move the mark. But a line that is being pressed keeps its press.
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) ImGui::SetKeyboardFocusHere();
    const bool typed = text_input("palette.text", tr(T::palette_hint), now.text, width - 2 * space::l);
    if (typed) now.chosen = 0;
    const int count = int(hits.size());
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) now.chosen = std::min(now.chosen + 1, count - 1);
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) now.chosen = std::max(now.chosen - 1, 0);
    ImGui::Dummy({1, space::xs});
    if (hits.empty()) paragraph(tr(T::palette_none), colours().soft);
    int run = !typed && ImGui::IsKeyPressed(ImGuiKey_Enter, false) && now.chosen < count ? now.chosen : -1;
    for (int i = 0; i < count; ++i) {
        const PaletteHit& hit = hits[size_t(i)];
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        const float room = width - 2 * space::l;
        const std::string id = "palette." + std::to_string(i);
        const Press line =
            press(id.c_str(), at, {room, high}, hit.name, "row", i == now.chosen ? "chosen" : "");
        if (i == now.chosen)
            draw_chosen(at, {at.x + room, at.y + high}, 6);
        else if (line.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + room, at.y + high}, colours().wash, 6);
        draw_text({at.x + 12, at.y + (high - 18) / 2}, room - 130, hit.name, colours().ink);
        {
            Typed note(type::note);
            draw_text({at.x + room - 112, at.y + (high - 16) / 2}, 100, tr(kinds[size_t(hit.kind)]),
                      colours().soft, 1);
        }
        ImGui::SetCursorScreenPos({at.x, at.y + high});
        if (line.pressed) run = i;
    }
    ImGui::Dummy({1, 0});
    const bool outside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                         !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows |
                                                 ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (run >= 0) {
        p.queue.push(act::SetPalette{});
        p.queue.push(act::Run{hits[size_t(run)]});
        ImGui::CloseCurrentPopup();
    } else if (outside || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
        p.queue.push(act::SetPalette{});
        ImGui::CloseCurrentPopup();
    } else if (now.text != p.state.palette->text || now.chosen != p.state.palette->chosen)
        p.queue.push(act::SetPalette{std::move(now)});
    settle_dialogue();
    ImGui::EndPopup();
}

} // namespace mj
