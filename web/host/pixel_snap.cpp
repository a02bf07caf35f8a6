#include "web/host/pixel_snap.hpp"

#include <cmath>
#include <imgui.h>

namespace mj {
namespace {

// A glyph is an upright rectangle showing as many texels as it covers pixels. Lines drawn from the texture,
// and text shown larger than it was drawn, are not.
bool is_glyph(const ImDrawVert* v, float ratio, float width, float height) {
    if (v[0].pos.x != v[3].pos.x || v[0].pos.y != v[1].pos.y || v[2].pos.x != v[1].pos.x ||
        v[2].pos.y != v[3].pos.y)
        return false;
    const float texels_x = (v[2].uv.x - v[0].uv.x) * width, texels_y = (v[2].uv.y - v[0].uv.y) * height;
    if (texels_x < 0.5f || texels_y < 0.5f) return false;
    return std::fabs((v[2].pos.x - v[0].pos.x) * ratio - texels_x) < 0.05f &&
           std::fabs((v[2].pos.y - v[0].pos.y) * ratio - texels_y) < 0.05f;
}

} // namespace

void snap_glyphs(ImDrawData& data) {
    const float ratio = data.FramebufferScale.x;
    if (ratio == std::floor(ratio)) return; // already there
    for (ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImTextureData* texture = command.TexRef._TexData;
            if (command.UserCallback || !texture) continue;
            const ImDrawIdx* index = list->IdxBuffer.Data + command.IdxOffset;
            ImDrawVert* vertices = list->VtxBuffer.Data + command.VtxOffset;
            for (unsigned i = 0; i + 6 <= command.ElemCount;) {
                const ImDrawIdx* at = index + i;
                ImDrawVert* v = vertices + at[0];
                const bool quad = at[1] == at[0] + 1 && at[2] == at[0] + 2 && at[3] == at[0] &&
                                  at[4] == at[2] && at[5] == at[0] + 3;
                if (!quad || !is_glyph(v, ratio, float(texture->Width), float(texture->Height))) {
                    i += quad ? 6 : 3;
                    continue;
                }
                const float dx = std::round(v[0].pos.x * ratio) / ratio - v[0].pos.x;
                const float dy = std::round(v[0].pos.y * ratio) / ratio - v[0].pos.y;
                for (int k = 0; k < 4; ++k) {
                    v[k].pos.x += dx;
                    v[k].pos.y += dy;
                }
                i += 6;
            }
        }
    }
}

} // namespace mj
