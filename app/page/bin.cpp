// The records that were deleted lately, each to be restored.
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"

namespace mj {
namespace {

constexpr float bin_line_high = 46;
constexpr int first_search = 8; // milliseconds of the first frame: a chronicle of usual length is read in it

int64_t since_when(const Clock& clock) {
    const int64_t midnight = int64_t(clock.today().days - Bin::days) * 86400;
    return midnight - clock.utc_offset(midnight);
}

std::string line_words(const PageContext& p, const Bin::Line& line) {
    const Register& reg = p.catalog.registers[size_t(line.reg)];
    const std::string when = pick(reg.name) + " · " + local_time(p, line.at);
    return line.gone ? tr(T::bin_gone, {field_names(reg, line.gone), when}) : when;
}

void bin_line(const PageContext& p, const Bin::Line& line, int number) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x, right = button_width(tr(T::bin_restore)),
                room = width - right - space::m;
    std::string name = record_name(p.ledger, line.reg, line.title);
    if (name.empty()) name = tr(T::record_untitled);
    const std::string words = line_words(p, line), id = "bin." + std::to_string(number);
    probe_note(id, name, "text", at, {at.x + room, at.y + bin_line_high}, words);
    draw_text({at.x, at.y + 4}, room, name, c.ink);
    {
        Typed typed(type::note);
        draw_text({at.x, at.y + 25}, room, words, line.gone ? c.ochre : c.soft);
    }
    ImGui::GetWindowDrawList()->AddLine({at.x, at.y + bin_line_high - 1},
                                        {at.x + width, at.y + bin_line_high - 1}, c.hair);
    ImGui::SetCursorScreenPos({at.x + width - right, at.y + (bin_line_high - space::control) / 2});
    if (button((id + ".restore").c_str(), tr(T::bin_restore), ButtonKind::quiet, p.writable()))
        p.queue.push(act::RestoreRecord{line.id});
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, bin_line_high});
}

} // namespace

void draw_bin(const PageContext& p) {
    const Bin& bin = p.derived.bin(p.keeper.chronicle(), since_when(p.clock), first_search);
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
    clipper.Begin(int(bin.lines().size()), bin_line_high);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            bin_line(p, bin.lines()[size_t(i)], i);
    ImGui::PopStyleVar();
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
