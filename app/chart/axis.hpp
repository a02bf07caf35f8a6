// The axis of amounts that charts by month share.
#pragma once
#include "app/chart/chart.hpp"

namespace mj {

struct Axis {
    ImVec2 at, size;
    float left, bottom, top; ///< room for the amounts, the months, the highest number
    int64_t most;
    float y(int64_t v) const {
        return at.y + size.y - bottom - float(double(v) / double(most) * double(size.y - bottom - top));
    }
};
/// Draws lines and amounts from 0 to at least `most`.
Axis draw_axis(ImVec2 at, ImVec2 size, int64_t most, const ChartUnit& unit);
/// A ground for a text of that width, which no line crosses.
void draw_ground(ImVec2 at, float width);
/// An amount above the bar that ends at `top`, on a ground of its own: whatever stands behind the bar does not cross it.
void draw_amount(float middle, float top, float width, const std::string& text);

} // namespace mj
