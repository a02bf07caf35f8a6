// Glyphs on whole device pixels. Dear ImGui puts text on whole CSS pixels, which at ratios like 1.25 or 1.5
// lie between device pixels and would blur every glyph.
#pragma once

struct ImDrawData;

namespace mj {

void snap_glyphs(ImDrawData& data);

} // namespace mj
