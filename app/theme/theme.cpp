#include "app/theme/theme.hpp"

#include <cmath>

namespace mj {
namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
    return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, alpha);
}

constexpr Palette light{.paper = rgb(0xf7f6f2),
                        .card = rgb(0xffffff),
                        .line = rgb(0xe6e3da),
                        .hair = rgb(0xf0eee7),
                        .ink = rgb(0x1d2733),
                        .soft = rgb(0x5c6773),
                        .faint = rgb(0x98a1aa),
                        .blue = rgb(0x1f5a8c),
                        .blue_rest = rgb(0x7ea6c8),
                        .tint = rgb(0xe8f0f7),
                        .ghost = rgb(0xe3e0d6),
                        .cinnabar = rgb(0xb5412e),
                        .ochre = rgb(0xb97a12),
                        .jade = rgb(0x2e7d62),
                        .on_blue = rgb(0xffffff),
                        .shade = rgb(0x1d2733, 90)};

Fonts* fonts_in_use = nullptr;

} // namespace

const Palette& colours() { return light; }

ImU32 blend(ImU32 a, ImU32 b, float t) {
    const ImVec4 x = vec(a), y = vec(b);
    return ImGui::ColorConvertFloat4ToU32(
        {x.x + (y.x - x.x) * t, x.y + (y.y - x.y) * t, x.z + (y.z - x.z) * t, x.w + (y.w - x.w) * t});
}

ImU32 series(int n) {
    constexpr ImU32 set[] = {rgb(0x1f5a8c), rgb(0xc9952f), rgb(0x5b9a8b),
                             rgb(0x9a5b6e), rgb(0x7ea6c8), rgb(0x8a8f55)};
    return set[n % 6];
}

ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

float crisp(float v) {
    const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
    return scale > 0 ? std::round(v * scale) / scale : std::round(v);
}

Typed::Typed(float size, Weight weight) {
    ImGui::PushFont(fonts_in_use ? fonts_in_use->font(weight) : nullptr, size);
}

void apply_style(Fonts& fonts) {
    fonts_in_use = &fonts;
    const Palette& c = colours();
    ImGuiStyle& s = ImGui::GetStyle();
    s = ImGuiStyle();
    s.FontSizeBase = type::body;
    s.WindowPadding = {space::l, space::m};
    s.FramePadding = {10, 7};
    s.ItemSpacing = {space::s, space::s};
    s.ItemInnerSpacing = {space::xs, space::xs};
    s.CellPadding = {space::s, 6};
    s.WindowRounding = s.ChildRounding = s.PopupRounding = space::radius;
    s.FrameRounding = 6;
    s.ScrollbarRounding = s.GrabRounding = 4;
    s.WindowBorderSize = s.ChildBorderSize = s.PopupBorderSize = 1;
    s.FrameBorderSize = 1;
    s.ScrollbarSize = 10;
    s.DisabledAlpha = 0.5f;
    s.HoverStationaryDelay = 0.1f;
    const auto set = [&](ImGuiCol index, ImU32 colour) { s.Colors[index] = vec(colour); };
    for (ImVec4& colour : s.Colors) colour = vec(c.ink);
    set(ImGuiCol_Text, c.ink);
    set(ImGuiCol_TextDisabled, c.soft);
    set(ImGuiCol_WindowBg, c.paper);
    set(ImGuiCol_ChildBg, c.card);
    set(ImGuiCol_PopupBg, c.card);
    set(ImGuiCol_Border, c.line);
    set(ImGuiCol_BorderShadow, 0);
    set(ImGuiCol_FrameBg, c.card);
    set(ImGuiCol_FrameBgHovered, c.tint);
    set(ImGuiCol_FrameBgActive, c.tint);
    set(ImGuiCol_Button, c.card);
    set(ImGuiCol_ButtonHovered, c.tint);
    set(ImGuiCol_ButtonActive, blend(c.tint, c.blue_rest, 0.4f));
    set(ImGuiCol_Header, c.tint);
    set(ImGuiCol_HeaderHovered, c.tint);
    set(ImGuiCol_HeaderActive, blend(c.tint, c.blue_rest, 0.4f));
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, c.line);
    set(ImGuiCol_ScrollbarGrabHovered, c.faint);
    set(ImGuiCol_ScrollbarGrabActive, c.soft);
    set(ImGuiCol_CheckMark, c.blue);
    set(ImGuiCol_Separator, c.hair);
    set(ImGuiCol_TextSelectedBg, blend(c.tint, c.blue_rest, 0.5f));
    set(ImGuiCol_InputTextCursor, c.ink);
    set(ImGuiCol_NavCursor, c.blue);
    set(ImGuiCol_TableHeaderBg, c.card);
    set(ImGuiCol_TableBorderLight, c.hair);
    set(ImGuiCol_TableBorderStrong, c.line);
    set(ImGuiCol_TableRowBg, 0);
    set(ImGuiCol_TableRowBgAlt, 0);
    set(ImGuiCol_ModalWindowDimBg, c.shade);
    set(ImGuiCol_DragDropTarget, c.blue);
    set(ImGuiCol_PlotHistogram, c.blue);
}

} // namespace mj
