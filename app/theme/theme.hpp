// Named colours and sizes; the only room with literals of either. Sizes are CSS pixels.
#pragma once
#include "app/port/fonts.hpp"

#include <imgui.h>

#include <array>
#include <string_view>

namespace mj {

enum class Look : uint8_t { light, dark, contrast, count };
std::string_view look_name(Look look); ///< "light", "dark", "contrast"

struct Palette {
    ImU32 paper, card, wash;     ///< ground, cards, faint areas on them
    ImU32 line, hair;            ///< borders, lines inside cards
    ImU32 ink, soft, faint;      ///< numbers and titles, labels, marks that matter less
    ImU32 blue, blue_rest, tint; ///< data chosen, data at rest, selection
    ImU32 ghost, ghost_edge;     ///< last year behind this year
    ImU32 mark_edge;             ///< around every mark; 0: none
    ImU32 cinnabar, ochre, jade; ///< overdue or failed, soon, good: always with a word or mark
    ImU32 on_blue;               ///< text on blue and cinnabar
    ImU32 shade;                 ///< over the page, behind a dialogue
    std::array<ImU32, 4> heat;   ///< from few to half, from half to many
    std::array<ImU32, 6> series; ///< stay apart for colour-blind readers
    float stroke;                ///< width of borders
};
/// Of what cameras read, in every look.
constexpr ImU32 code_dark = IM_COL32(0, 0, 0, 255), code_light = IM_COL32(255, 255, 255, 255);
const Palette& palette_of(Look look);
/// Of the look that was applied last.
const Palette& colours();
/// From a to b, t in 0..1.
ImU32 blend(ImU32 a, ImU32 b, float t);
/// The n-th colour of the series; wraps around.
ImU32 series(int n);
/// Of a cell or tile with that share of the most, 0..1; its text is drawn in ink_on() it.
ImU32 heat(float share);
/// The ink, or that on blue: whichever is read more easily there.
ImU32 ink_on(ImU32 ground);
/// 1..21, as WCAG 2 defines it; alpha is not looked at.
float contrast_of(ImU32 a, ImU32 b);

namespace space {
constexpr float hair = 1, xs = 4, s = 8, m = 12, l = 16, xl = 22, radius = 8, header = 56, nav = 216,
                bottom_bar = 56, row = 32, control = 32, narrow = 700, page = 1180, phone_tile = 150,
                touch = 44, reading = 720;
} // namespace space

namespace type {
constexpr float figure = 30, title = 20, heading = 15, body = 14, note = 12, axis = 11;
} // namespace type

/// When the ImGui context exists, and again for another look: no default look is left. Not between Begin and End. The fonts
/// must outlive the context.
void apply_style(Fonts& fonts, Look look);

/// A text size and weight for a scope.
class Typed {
  public:
    explicit Typed(float size, Weight weight = Weight::regular);
    ~Typed() { ImGui::PopFont(); }
    Typed(const Typed&) = delete;
    Typed& operator=(const Typed&) = delete;
};

/// To a whole device pixel.
float crisp(float v);
inline ImVec2 crisp(ImVec2 v) { return {crisp(v.x), crisp(v.y)}; }
ImVec4 vec(ImU32 colour);

} // namespace mj
