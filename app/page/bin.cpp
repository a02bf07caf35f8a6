// The records that were deleted lately, each to be restored.
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"

namespace mj {
namespace {

constexpr int first_search = 8; // milliseconds of the first frame: a chronicle of usual length is read in it

std::string line_words(const PageContext& p, const Bin::Line& line) {
    const Register& reg = p.catalog.registers[size_t(line.reg)];
    std::string when = pick(reg.name) + " · " + local_time(p, line.at);
    if (!line.who.empty()) when += " · " + line.who;
    return line.gone ? tr(T::bin_gone, {field_names(reg, line.gone), when}) : when;
}

} // namespace

void draw_bin(const PageContext& p) {
    const Bin& bin = p.derived.bin(p.keeper.chronicle(), days_ago(p.clock, Bin::days), first_search);
    const std::string words =
        bin.finished()
            ? tr(T::bin_sentence, {std::to_string(Bin::days), grouped(int64_t(bin.lines().size()))})
            : tr(T::saved_loading);
    page_title(p, tr(T::nav_bin), "");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(words, colours().soft);
    probe_note("bin.total", words, "text", at, ImGui::GetItemRectMax());
    ImGui::Dummy({1, space::s});
    if (bin.finished() && bin.lines().size() > 1) {
        if (button("bin.restore", tr(T::bin_restore_all), ButtonKind::quiet, p.writable())) {
            act::RestoreAll all;
            for (const Bin::Line& line : bin.lines()) all.ids.push_back(line.id);
            p.queue.push(std::move(all));
        }
        ImGui::Dummy({1, space::s});
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(int(bin.lines().size()), button_line_high);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Bin::Line& line = bin.lines()[size_t(i)];
            if (line_with_button("bin." + std::to_string(i), record_name(p.ledger, line.reg, line.title),
                                 line_words(p, line), line.gone ? colours().ochre : colours().soft,
                                 ".restore", tr(T::bin_restore), p.writable()))
                p.queue.push(act::RestoreRecord{line.id});
        }
    ImGui::PopStyleVar();
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
