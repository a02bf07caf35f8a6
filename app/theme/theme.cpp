#include "app/theme/theme.hpp"

#include <cmath>

namespace mj {
namespace {

/// Relative luminance, 0..1.
float luminance(ImU32 colour) {
    static const auto linear = [] {
        std::array<float, 256> out{};
        for (int i = 0; i < 256; ++i) {
            const double c = i / 255.0;
            out[size_t(i)] = float(c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
        }
        return out;
    }();
    const auto part = [&](int shift) { return linear[colour >> shift & 255]; };
    return 0.2126f * part(IM_COL32_R_SHIFT) + 0.7152f * part(IM_COL32_G_SHIFT) +
           0.0722f * part(IM_COL32_B_SHIFT);
}

const Palette* in_use = &palette_of(Look::light);
Fonts* fonts_in_use = nullptr;

} // namespace

const Palette& colours() { return *in_use; }

ImU32 blend(ImU32 a, ImU32 b, float t) {
    const ImVec4 x = vec(a), y = vec(b);
    return ImGui::ColorConvertFloat4ToU32(
        {x.x + (y.x - x.x) * t, x.y + (y.y - x.y) * t, x.z + (y.z - x.z) * t, x.w + (y.w - x.w) * t});
}

ImU32 series(int n) { return in_use->series[size_t(n) % in_use->series.size()]; }

ImU32 heat(float share) {
    const auto& stops = in_use->heat;
    return share < 0.5f ? blend(stops[0], stops[1], share * 2) : blend(stops[2], stops[3], share * 2 - 1);
}

float contrast_of(ImU32 a, ImU32 b) {
    const float x = luminance(a) + 0.05f, y = luminance(b) + 0.05f;
    return x > y ? x / y : y / x;
}

ImU32 ink_on(ImU32 ground) {
    const Palette& c = *in_use;
    return contrast_of(c.ink, ground) > contrast_of(c.on_blue, ground) ? c.ink : c.on_blue;
}

ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

float crisp(float v) {
    const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
    return scale > 0 ? std::round(v * scale) / scale : std::round(v);
}

Typed::Typed(float size, Weight weight) {
    ImGui::PushFont(fonts_in_use ? fonts_in_use->font(weight) : nullptr, size);
}

void apply_style(Fonts& fonts, Look look) {
    fonts_in_use = &fonts;
    in_use = &palette_of(look);
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
    s.WindowBorderSize = s.ChildBorderSize = s.PopupBorderSize = c.stroke;
    s.FrameBorderSize = c.stroke;
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
    set(ImGuiCol_ScrollbarGrab, blend(c.line, c.faint, 0.4f));
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
    set(ImGuiCol_NavWindowingHighlight, c.blue);
    set(ImGuiCol_NavWindowingDimBg, c.shade);
    set(ImGuiCol_DragDropTarget, c.blue);
    set(ImGuiCol_PlotHistogram, c.blue);
}

} // namespace mj
