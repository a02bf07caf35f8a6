// Named colours and sizes; the only room with literals of either. Sizes are CSS pixels.
#pragma once
#include "app/port/fonts.hpp"

#include <imgui.h>

namespace mj {

struct Palette {
    ImU32 paper, card, line, hair; ///< ground, cards, borders, lines inside cards
    ImU32 ink, soft, faint;        ///< numbers and titles, labels, decoration only
    ImU32 blue, blue_rest, tint;   ///< data chosen, data at rest, selection
    ImU32 ghost;                   ///< last year behind this year
    ImU32 cinnabar, ochre, jade;   ///< overdue or failed, soon, good: always with a word or mark
    ImU32 on_blue;                 ///< text on blue
    ImU32 shade;                   ///< over the page, behind a dialogue
};
const Palette& colours();
/// From a to b, t in 0..1.
ImU32 blend(ImU32 a, ImU32 b, float t);
/// The n-th colour of a small set that stays apart for colour-blind readers; wraps around.
ImU32 series(int n);

namespace space {
constexpr float hair = 1, xs = 4, s = 8, m = 12, l = 16, xl = 22, radius = 8, header = 56, nav = 216,
                bottom_bar = 56, row = 32, control = 32, narrow = 700, page = 1180, phone_tile = 150,
                touch = 44, reading = 720;
} // namespace space

namespace type {
constexpr float figure = 30, title = 20, heading = 15, body = 14, note = 12, axis = 11;
} // namespace type

/// Once, when the ImGui context exists: no default look is left. The fonts must outlive the context.
void apply_style(Fonts& fonts);

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
