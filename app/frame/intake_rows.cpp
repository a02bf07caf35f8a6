// The rows of a table that comes in: which are records, and where a person says otherwise.
#include "app/frame/intake_parts.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

/// A line with a box before it; true when pressed.
bool box_line(const std::string& id, const std::string& text, bool ticked) {
    constexpr float high = 26, box = 14, indent = box + 8;
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float wide = ImGui::GetContentRegionAvail().x;
    const Press pressed = press(id.c_str(), at, {wide, high}, text, "box", ticked ? "ticked" : "");
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (pressed.hovered || pressed.focused) list.AddRectFilled(at, {at.x + wide, at.y + high}, c.wash, 6);
    const ImVec2 min{at.x + 2, at.y + (high - box) / 2}, max{min.x + box, min.y + box};
    if (ticked) {
        const ImVec2 tick[] = {{min.x + 3, min.y + 7}, {min.x + 6, min.y + 10}, {min.x + 11, min.y + 4}};
        list.AddRectFilled(min, max, c.blue, 3);
        list.AddPolyline(tick, 3, c.on_blue, 0, 1.5f);
    } else {
        list.AddRect(min, max, pressed.focused ? c.blue : c.line, 3);
    }
    draw_text({at.x + indent, at.y + 4}, wide - indent, text, ticked ? c.ink : c.soft);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({wide, high});
    return pressed.pressed;
}

/// All that are hidden at once: they are often many.
void hidden_asked(const PageContext& p, const Intake& intake) {
    std::vector<uint64_t> lines;
    const auto asked = [&](std::optional<bool> take) {
        for (const RowApart& row : intake.apart)
            if (row.why == Note::hidden_row) lines.push_back(row.line);
        p.queue.push(act::AssignRows{std::move(lines), take});
    };
    if (std::none_of(intake.apart.begin(), intake.apart.end(),
                     [](const RowApart& row) { return row.why == Note::hidden_row; }))
        return;
    if (button("intake.hidden.take", tr(T::intake_hidden_take))) asked(true);
    ImGui::SameLine(0, space::s);
    if (button("intake.hidden.leave", tr(T::intake_hidden_leave))) asked(false);
    ImGui::Dummy({1, space::xs});
}

} // namespace

Stay& stay() {
    static Stay one;
    return one;
}

void Stay::here(const Intake& intake, uint32_t key) {
    here_ = key;
    here_at_ = ImGui::GetCursorPosY();
    if (!waits_ || key != key_ || intake.reading_again) return;
    waits_ = false;
    const float to = ImGui::GetScrollY() + here_at_ - at_;
    above_ += std::max(0.f, -to);
    ImGui::SetScrollY(std::max(0.f, to));
}

void Stay::begin(bool afresh) {
    const float scroll = ImGui::GetScrollY();
    const bool pointed =
        ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows | ImGuiHoveredFlags_AllowWhenBlockedByPopup |
                               ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (afresh) waits_ = false;
    if (above_ > 0 && (afresh || scroll >= above_ || !pointed)) {
        ImGui::SetScrollY(std::max(0.f, scroll - above_));
        above_ = 0;
    }
    if (above_ > 0) ImGui::Dummy({1, above_});
}

void switch_row(const PageContext& p, const Intake& intake, uint64_t line, bool record,
                const std::string& text) {
    stay().press();
    const bool said = intake.mapping.row(line);
    p.queue.push(act::AssignRows{{line}, said ? std::nullopt : std::optional(!record), text});
}

void rows_switched(const PageContext& p, const Intake& intake) {
    if (intake.apart.empty()) return;
    stay().here(intake, Stay::of(Stay::list, 0));
    small_heading(T::intake_left);
    paragraph(tr(T::intake_left_hint), colours().soft);
    hidden_asked(p, intake);
    for (size_t i = 0; i < std::min(intake.apart.size(), most_lines); ++i) {
        const RowApart& row = intake.apart[i];
        std::string why = said_words(p, {row.why, {}});
        if (!row.text.empty()) why += " · " + shown(row.text, longest_quote);
        if (box_line("intake.left." + std::to_string(i), tr(T::intake_at, {std::to_string(row.line), why}),
                     row.taken))
            switch_row(p, intake, row.line, row.taken, row.text);
    }
    if (const std::string more = more_words(intake.apart.size()); !more.empty())
        paragraph(more, colours().soft);
}

} // namespace mj
