// Which version this is, under which licence, and what of others is in it.
#include "app/page/page.hpp"
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/widget/controls.hpp"
#include "core/base/version.hpp"
#include "core/exchange/json_file.hpp"

namespace mj {

void draw_about(const PageContext& p) {
    page_title(p, tr(T::nav_about), tr(T::tagline));
    if ((p.office() || p.state.history.can_back()) && button("back", tr(T::back), ButtonKind::quiet))
        p.queue.push(act::Back{});
    ImGui::Dummy({1, space::s});
    const auto line = [](const char* id, const std::string& text) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(text, colours().ink, std::min(ImGui::GetContentRegionAvail().x, 760.f));
        probe_note(id, text, "text", at, ImGui::GetItemRectMax(), text);
        ImGui::Dummy({1, space::s});
    };
    line("about.version", tr(T::about_version, {std::string(program_version), p.catalog.version,
                                                std::to_string(json_version)}));
    line("about.data", tr(T::about_data));
    line("about.kept", tr(T::about_kept, {tr(p.state.lock.on ? T::about_locked : T::about_unlocked)}));
    line("about.erase", tr(T::about_erase));
    line("about.licence", tr(T::about_licence));
    line("about.parts", tr(T::about_parts));
    if (button("about.notices", tr(T::about_notices))) p.queue.push(act::OpenNotices{});
}

} // namespace mj
