// A guide as a QR code, for the phone of whoever stands there.
#include "app/frame/dialogue.hpp"
#include "app/frame/overlays.hpp"
#include "app/page/guide_words.hpp"
#include "app/port/probe.hpp"
#include "app/widget/finger.hpp"
#include "core/base/qr_code.hpp"

namespace mj {
namespace {

constexpr int quiet = 4; // modules that stay light around a code

void draw_code(const QrCode& code, float side) {
    ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float ratio = ImGui::GetIO().DisplayFramebufferScale.x;
    const int modules = code.size + 2 * quiet;
    const float each = std::max(1.f, std::floor(side * ratio / float(modules))) / ratio; // whole pixels
    at.x =
        std::floor((at.x + (ImGui::GetContentRegionAvail().x - each * float(modules)) / 2) * ratio) / ratio;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 end{at.x + each * float(modules), at.y + each * float(modules)};
    list.AddRectFilled(at, end, code_light);
    for (int y = 0; y < code.size; ++y)
        for (int x = 0, from = 0; x <= code.size; ++x) {
            if (x < code.size && code.at(x, y)) continue;
            if (x > from)
                list.AddRectFilled({at.x + each * float(from + quiet), at.y + each * float(y + quiet)},
                                   {at.x + each * float(x + quiet), at.y + each * float(y + quiet + 1)},
                                   code_dark);
            from = x + 1;
        }
    ImGui::Dummy({end.x - ImGui::GetCursorScreenPos().x, end.y - at.y});
}

} // namespace

void draw_guide_code(const PageContext& p) {
    static std::optional<QrCode> code; // of `made`
    static std::string made;
    if (p.state.coded < 0 || !begin_dialogue("code", 440)) return;
    const Guide& guide = p.catalog.guides[size_t(p.state.coded)];
    if (const std::string words = guide_words(p.catalog, guide); made != words) {
        code = qr_code(words);
        made = words;
    }
    heading(pick(guide.name));
    ImGui::Dummy({1, space::xs});
    paragraph(tr(code ? T::code_text : T::code_long), colours().soft);
    ImGui::Dummy({1, space::s});
    if (code) {
        const ImVec2 from = ImGui::GetCursorScreenPos();
        draw_code(*code, std::min(ImGui::GetContentRegionAvail().x, ImGui::GetIO().DisplaySize.y - 300));
        probe_note("code.picture", pick(guide.name), "code", from, ImGui::GetItemRectMax());
        ImGui::Dummy({1, space::s});
    }
    const bool left = dialogue_left();
    if (finger_button("code.close", tr(T::close)) || left) {
        p.queue.push(act::ShowCode{-1});
        ImGui::CloseCurrentPopup();
    }
    end_dialogue();
}

} // namespace mj
