// A backup beside the records that are here.
#include "app/frame/dialogue.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float compared_high = 26;

std::string compared_words(const PageContext& p, const Compared::Line& line) {
    const Register& reg = p.catalog.registers[size_t(line.reg)];
    std::string what;
    switch (line.side) {
    case Compared::Side::file_only: what = tr(T::compare_file_only); break;
    case Compared::Side::here_only: what = tr(T::compare_here_only); break;
    case Compared::Side::differs:
        for (const int field : line.fields)
            what += (what.empty() ? "" : tr(T::merge_comma)) +
                    (field < 0 ? std::string(tr(T::field_state)) : pick(reg.fields[size_t(field)].name));
        what = tr(T::compare_differs, {what});
    }
    return pick(reg.name) + " · " + (line.name.empty() ? tr(T::record_untitled) : shown(line.name)) + " · " +
           what;
}

void compared_lines(const PageContext& p, const Compared& found) {
    const float room = ImGui::GetIO().DisplaySize.y - 2 * space::l - ImGui::GetCursorPosY() - 80;
    const float high = std::min(std::max(room, 4 * compared_high), compared_high * float(found.lines.size()));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{space::s, 0});
    ImGui::BeginChild("compare.lines", {0, high}, ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
    ImGuiListClipper clipper;
    clipper.Begin(int(found.lines.size()), compared_high);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const std::string words = compared_words(p, found.lines[size_t(i)]);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float width = ImGui::GetContentRegionAvail().x - space::m;
            draw_text(at, width, words, colours().ink);
            probe_note("compare." + std::to_string(i), words, "text", at,
                       {at.x + width, at.y + compared_high});
            ImGui::Dummy({width, compared_high});
        }
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

} // namespace

void show_compared(const PageContext& p) {
    if (!p.state.compared || !begin_dialogue("compare", 640)) return;
    const Compared& found = *p.state.compared;
    heading(tr(T::compare_title));
    noted("compare.file",
          tr(T::compare_file, {shown(found.name, longest_quote), grouped(int64_t(found.records))}),
          colours().soft);
    noted_signer(p, found.signer);
    ImGui::Dummy({1, space::xs});
    count_row({{"compare.same", T::compare_same, found.records - found.file_only - found.differing},
               {"compare.file_only", T::compare_file_only, found.file_only},
               {"compare.here_only", T::compare_here_only, found.here_only},
               {"compare.differing", T::compare_differing, found.differing}});
    const uint64_t all = found.file_only + found.here_only + found.differing;
    if (!all) noted("compare.equal", tr(T::compare_equal), colours().jade);
    if (!found.lines.empty()) compared_lines(p, found);
    if (all > found.lines.size())
        noted("compare.more", tr(T::compare_more, {grouped(int64_t(all - found.lines.size()))}),
              colours().soft);
    ImGui::Dummy({1, space::xs});
    if (button("answer.no", tr(T::close), ButtonKind::primary) || dialogue_left())
        p.queue.push(act::Answer{false});
    ImGui::Dummy({1, space::s});
    end_dialogue();
}

} // namespace mj
