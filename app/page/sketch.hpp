// The way to the window of a guide, as a sketch of streets and marks.
#pragma once
#include "app/theme/theme.hpp"
#include "core/catalog/catalog.hpp"

namespace mj {

/// With the gap below it; 0: the office has no sketch, or the guide no window on it.
float sketch_height(const Catalog& catalog, const Guide& guide, float width);
void draw_sketch(const Catalog& catalog, const Guide& guide, ImVec2 at, float width);

} // namespace mj
