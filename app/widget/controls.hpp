// Small controls: data in, what happened out.
#pragma once
#include "app/widget/draw.hpp"

#include <optional>
#include <span>
#include <string>

namespace mj {

enum class ButtonKind : uint8_t { quiet, primary, danger };
/// Placed at the cursor; `width` 0 fits the label. Disabled buttons never report a press.
bool button(const char* id, const char* label, ButtonKind kind = ButtonKind::quiet, bool enabled = true,
            float width = 0);
float button_width(const char* label);

/// One of a few, side by side; returns the chosen position (the given one when nothing was pressed).
float segment_width(const char* label);
int segments(const char* id, std::span<const char* const> labels, int chosen);
float segments_width(std::span<const char* const> labels); ///< in which none is cut

/// A removable filter. True when its cross was pressed.
bool chip(const char* id, std::string_view text);

/// A navigation entry, full width; `count` at the right end, "" for none. `align` 0.5: the label in the middle.
bool nav_item(const char* id, const char* label, bool current, std::string_view count = {}, float align = 0,
              float high = 34);

/// A title with a grey sentence beside it.
void heading(std::string_view title, std::string_view sentence = {}, std::optional<ImU32> tone = {});

enum class Tone : uint8_t { calm, good, soon, bad };
/// A band over the page's width with up to two actions; returns 1 or 2 for the pressed one, 3 for the cross, else 0.
int banner(const char* id, Tone tone, std::string_view text, const char* first = nullptr,
           const char* second = nullptr, bool closable = false);
/// How high that banner will be.
float banner_height(float width, std::string_view text, const char* first = nullptr,
                    const char* second = nullptr, bool closable = false);

/// A dot and a word.
/// In at most `room`, in lines when they are needed; 0: what is left of the line.
void status_mark(const char* id, Tone tone, std::string_view text, float room = 0);
float status_width(std::string_view text); ///< in one line

/// Progress 0..1 with a cancel button; true when that was pressed.
bool progress_bar(const char* id, const char* label, float fraction, const char* cancel);

/// The name, value and change of one figure in a tile of this size at the cursor.
struct TileText {
    std::string_view id, name, value, unit, note;
    std::string_view
        brief; ///< the value where there is no room for it; it is then said exactly when pointed at
};
Press figure_tile(const TileText& text, ImVec2 size, bool large);

/// A line of text to type in, dots in place of what is `secret`. True when it changed.
bool text_input(const char* id, const char* hint, std::string& text, float width, std::string_view label = {},
                bool secret = false);

/// Nothing here yet: says what to do next. Returns the pressed offer, counted from 1, or 0.
int empty_state(const char* id, const char* title, const char* sentence,
                std::initializer_list<const char*> offers = {});

} // namespace mj
