#include "web/host/painted.hpp"

#include <cstring>
#include <imgui.h>

namespace mj {

bool Painted::shows(const ImDrawData& data) {
    size_t at = 0;
    bool same = true;
    const auto put = [&](const void* bytes, size_t size) {
        const auto* from = static_cast<const uint8_t*>(bytes);
        same = same && size <= bytes_.size() - at && std::memcmp(bytes_.data() + at, from, size) == 0;
        if (!same) {
            bytes_.resize(at);
            bytes_.insert(bytes_.end(), from, from + size);
        }
        at += size;
    };
    const auto put_list = [&](const auto& list) {
        put(&list.Size, sizeof list.Size);
        put(list.Data, size_t(list.size_in_bytes()));
    };
    put(&data.DisplaySize, sizeof data.DisplaySize);
    put(&data.FramebufferScale, sizeof data.FramebufferScale);
    put(&ImGui::GetStyle().Colors[ImGuiCol_WindowBg], sizeof(ImVec4));
    for (const ImDrawList* list : data.CmdLists) {
        put_list(list->CmdBuffer);
        put_list(list->IdxBuffer);
        put_list(list->VtxBuffer);
    }
    same = same && at == bytes_.size();
    bytes_.resize(at);
    // New glyphs are given to the graphics card when a frame is painted.
    if (data.Textures)
        for (const ImTextureData* texture : *data.Textures)
            same = same && texture->Status == ImTextureStatus_OK;
    return same;
}

} // namespace mj
