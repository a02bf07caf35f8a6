#include "app/widget/table.hpp"

#include "app/port/probe.hpp"
#include "app/text/texts.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float pad = 12;

std::vector<float> widths_of(std::span<const TableColumn> columns, float room) {
    float least = 0;
    for (const TableColumn& column : columns) least += column.width;
    std::vector<float> out;
    const float spare = std::max(0.f, room - least);
    for (const TableColumn& column : columns)
        out.push_back(crisp(column.width + spare * column.width / least));
    return out;
}

int draw_head(std::span<const TableColumn> columns, const std::vector<float>& widths, int sorted,
              bool descending, bool sorts) {
    const Palette& c = colours();
    int pressed = -1;
    ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const ImVec2 start = at;
    Typed typed(type::note);
    for (int i = 0; i < int(columns.size()); ++i) {
        const ImVec2 size{widths[size_t(i)], space::row};
        const std::string id = "head." + std::string(columns[size_t(i)].id);
        const std::string_view order = i != sorted ? "" : descending ? "descending" : "ascending";
        Press p;
        if (sorts)
            p = press(id.c_str(), at, size, columns[size_t(i)].title, "head", order);
        else
            probe_note(id, columns[size_t(i)].title, "head", at, {at.x + size.x, at.y + size.y}, order);
        if (p.pressed) pressed = i;
        const bool own = i == sorted;
        std::string title(columns[size_t(i)].title);
        if (own) title += descending ? " ↓" : " ↑";
        draw_text({at.x + pad, at.y + 9}, size.x - 2 * pad, title,
                  own || p.hovered || p.focused ? c.blue : c.soft, columns[size_t(i)].right ? 1.f : 0.f);
        at.x += size.x;
    }
    ImGui::GetWindowDrawList()->AddLine({start.x, start.y + space::row}, {at.x, start.y + space::row},
                                        c.line);
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({at.x - start.x, space::row + 1});
    return pressed;
}

} // namespace

TableEvent table(const char* id, std::span<const TableColumn> columns, int rows, int sorted, bool descending,
                 const std::function<void(int, int, std::string&)>& cell,
                 const std::function<ImU32(int, int)>& colour, bool sorts) {
    const Palette& c = colours();
    TableEvent out;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    const float room = ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize - 2;
    const auto widths = widths_of(columns, room);
    float total = 0;
    for (const float w : widths) total += w;
    // The rows scroll both ways, so that both their bars are in sight; the head goes along, and what holds them does not scroll.
    ImGui::SetNextWindowContentSize({ImGui::GetContentRegionAvail().x, 0});
    if (ImGui::BeginChild(id, {0, 0}, ImGuiChildFlags_Borders,
                          ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse)) {
        ImGuiStorage& kept = *ImGui::GetStateStorage();
        const ImGuiID rows_at = ImGui::GetID("rows.shift"), head_at = ImGui::GetID("head.shift");
        const float shift = kept.GetFloat(rows_at), shown = kept.GetFloat(head_at);
        const bool rows_moved = shift != shown;
        ImGui::SetNextWindowContentSize({total + ImGui::GetStyle().ScrollbarSize, 0});
        if (rows_moved) ImGui::SetNextWindowScroll({shift, -1});
        ImGui::BeginChild("head", {0, space::row + 1}, ImGuiChildFlags_None,
                          ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar |
                              ImGuiWindowFlags_NoScrollWithMouse);
        out.column = draw_head(columns, widths, sorted, descending, sorts);
        const float now = ImGui::GetScrollX(); // another one when a head out of sight got the focus
        ImGui::EndChild();
        kept.SetFloat(head_at, now);
        if (rows == 0) {
            ImGui::Dummy({1, space::xl});
            draw_text(ImGui::GetCursorScreenPos(), room, tr(T::table_empty), c.soft, 0.5f);
        }
        ImGui::SetNextWindowContentSize({total, 0});
        if (!rows_moved && now != shift) ImGui::SetNextWindowScroll({now, -1});
        if (ImGui::BeginChild("rows", {0, 0}, ImGuiChildFlags_None,
                              ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_HorizontalScrollbar)) {
            kept.SetFloat(rows_at, ImGui::GetScrollX());
            std::string text;
            ImGuiListClipper clipper;
            clipper.Begin(rows, space::row);
            while (clipper.Step())
                for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
                    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
                    const ImVec2 end{at.x + total, at.y + space::row};
                    const std::string row_id = "row." + std::to_string(row);
                    text.clear();
                    cell(row, 0, text);
                    const Press p = press(row_id.c_str(), at, {total, space::row}, text, "row");
                    if (p.pressed) out.row = row;
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    if (p.hovered || p.focused) list.AddRectFilled(at, end, c.tint);
                    if (p.focused) list.AddRectFilled(at, {at.x + 3, end.y}, c.blue);
                    float x = at.x;
                    for (int column = 0; column < int(columns.size()); ++column) {
                        text.clear();
                        cell(row, column, text);
                        const ImU32 own = colour ? colour(row, column) : 0;
                        draw_text({x + pad, at.y + 8}, widths[size_t(column)] - 2 * pad, text,
                                  own           ? own
                                  : column == 0 ? c.ink
                                                : c.soft,
                                  columns[size_t(column)].right ? 1.f : 0.f);
                        x += widths[size_t(column)];
                    }
                    list.AddLine({at.x, end.y - 1}, {end.x, end.y - 1}, c.hair);
                    ImGui::SetCursorScreenPos(at);
                    ImGui::Dummy({total, space::row});
                }
        }
        ImGui::EndChild();
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    return out;
}

} // namespace mj
