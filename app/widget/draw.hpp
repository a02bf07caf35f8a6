// Text and shapes by hand: fitted, aligned, on whole pixels.
#pragma once
#include "app/theme/theme.hpp"

#include <string_view>

namespace mj {

float text_width(std::string_view text);
/// Draws one line inside [x, x + width]; too long a text ends in "…", and is shown whole where the pointer rests on it.
/// align: 0 left, 0.5 centre, 1 right. Returns the width used.
float draw_text(ImVec2 at, float width, std::string_view text, ImU32 colour, float align = 0);
/// The same into another list than the current window's.
float draw_text(ImDrawList& list, ImVec2 at, float width, std::string_view text, ImU32 colour);
/// At the end of a frame: whole what is cut under the pointer, unless something else is explained there.
void show_cut_text();
void draw_card(ImVec2 min, ImVec2 max, bool hovered = false, bool focused = false);
/// What stands for an amount, on whole pixels; drawn around where the look wants it.
void draw_mark(ImVec2 min, ImVec2 max, ImU32 colour, float rounding = 2, ImDrawFlags corners = 0);
/// The same of the year before, behind it.
void draw_ghost(ImVec2 min, ImVec2 max);
/// The ground of what is chosen among others.
void draw_chosen(ImVec2 min, ImVec2 max, float rounding);
/// A pressable rectangle. Reports to the probe; kind like "figure", "button".
struct Press {
    bool pressed = false, hovered = false, focused = false;
};
Press press(const char* id, ImVec2 min, ImVec2 size, std::string_view label, std::string_view kind,
            std::string_view value = {});
/// Wrapped text in the current window and font; width 0: what is left of the line.
void paragraph(std::string_view text, ImU32 colour, float width = 0, float align = 0);
/// At most `most` lines, which take no place in the layout; the last ends in "…" when there are more, and false is returned.
bool paragraph_at(ImVec2 at, float width, int most, std::string_view text, ImU32 colour);
/// Where the line that begins at `from` ends so that it fits; before a line break at the latest.
size_t line_end(std::string_view text, size_t from, float width);
float paragraph_height(std::string_view text, float width);
void tooltip(std::string_view title, std::string_view text);

} // namespace mj
