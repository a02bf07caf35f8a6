#include "app/widget/calendar.hpp"

#include "app/port/probe.hpp"
#include "app/text/texts.hpp"
#include "app/widget/controls.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float cell = 34;

/// The same day of another month, or its last.
Date months_on(Date day, int months) {
    const int at = day.year() * 12 + day.month() - 1 + months, year = at / 12, month = at % 12 + 1;
    if (year < 1 || year > 9999) return day;
    return Date::of(year, month, std::min(day.day(), days_in_month(year, month)));
}

/// An arrow head that points to the left or right; true when it was pressed.
bool arrow(const char* id, const char* label, ImVec2 at, float to) {
    const Press p = press(id, at, {cell, cell}, label, "button");
    const ImVec2 middle{crisp(at.x + cell / 2), crisp(at.y + cell / 2)};
    const ImVec2 head[] = {
        {middle.x - 2 * to, middle.y - 5}, {middle.x + 3 * to, middle.y}, {middle.x - 2 * to, middle.y + 5}};
    ImGui::GetWindowDrawList()->AddPolyline(head, 3, p.hovered || p.focused ? colours().blue : colours().soft,
                                            0, 1.5f);
    return p.pressed;
}

/// The month of `shown`; true when a day was pressed, which is `shown` then.
bool month(const std::string& id, Date& shown, Date chosen, Date today, bool opening) {
    const Palette& c = colours();
    const ImVec2 start = crisp(ImGui::GetCursorScreenPos());
    int turn = int(ImGui::IsKeyPressed(ImGuiKey_PageDown)) - int(ImGui::IsKeyPressed(ImGuiKey_PageUp));
    if (arrow((id + ".before").c_str(), tr(T::month_before), start, -1)) turn = -1;
    if (arrow((id + ".after").c_str(), tr(T::month_after), {start.x + 6 * cell, start.y}, 1)) turn = 1;
    if (turn) shown = months_on(shown, turn);
    const std::string title = tr(T::month_of_year, {std::to_string(shown.year()), month_name(shown.month())});
    draw_text({start.x + cell, start.y + 8}, 5 * cell, title, c.ink, 0.5f);
    probe_note(id + ".month", title, "text", start, {start.x + 7 * cell, start.y + cell}, title);
    const float top = start.y + cell + 24;
    {
        Typed typed(type::note);
        for (int day = 0; day < 7; ++day)
            draw_text({start.x + float(day) * cell, start.y + cell + 4}, cell, weekday_name(day), c.soft,
                      0.5f);
    }
    const Date first = Date::of(shown.year(), shown.month(), 1);
    bool pressed = false;
    for (int n = 1; n <= days_in_month(shown.year(), shown.month()); ++n) {
        const Date day = first.plus(n - 1);
        const int place = first.weekday() + n - 1;
        const ImVec2 at{start.x + float(place % 7) * cell, top + float(place / 7) * cell};
        if (day == shown && (opening || turn)) ImGui::SetKeyboardFocusHere();
        const std::string iso = day.text();
        const Press p =
            press((id + "." + iso).c_str(), at, {cell, cell}, iso, "day", day == chosen ? "chosen" : "");
        const ImVec2 middle{at.x + cell / 2, at.y + cell / 2};
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (day == chosen)
            list.AddCircleFilled(middle, 15, c.blue, 48);
        else if (p.hovered || p.focused)
            list.AddCircleFilled(middle, 15, c.wash, 48);
        if (day == today) list.AddCircle(middle, 15, c.blue, 48, 1.5f);
        draw_text({at.x, at.y + 8}, cell, std::to_string(n),
                  day == chosen        ? c.on_blue
                  : day.weekday() >= 5 ? c.soft
                                       : c.ink,
                  0.5f);
        if (!p.pressed) continue;
        shown = day;
        pressed = true;
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({7 * cell, top - start.y + 6 * cell}); // as high in every month
    return pressed;
}

} // namespace

bool date_input(const std::string& id, std::string_view label, std::string& text, Date today, float width) {
    static Date shown; // one calendar is open at a time
    const std::string popup = id + ".days";
    const float high = ImGui::GetFrameHeight();
    bool changed = text_input(id.c_str(), tr(T::date_hint), text, width - high - 4, label);
    bool opens = ImGui::IsItemFocused() && ImGui::IsKeyPressed(ImGuiKey_DownArrow, false);
    ImGui::SameLine(0, 4);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true); // Tab leads from field to field
    const Press p = press((id + ".calendar").c_str(), at, {high, high}, tr(T::calendar_open), "button");
    ImGui::PopItemFlag();
    opens |= p.pressed;
    {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const ImU32 tone = p.hovered || p.focused ? colours().blue : colours().soft;
        const ImVec2 from{at.x + high / 2 - 8, crisp(at.y + high / 2 - 7)}, to{from.x + 16, from.y + 15};
        list.AddRect(from, to, tone, 2, 0, 1.5f);
        list.AddLine({from.x, from.y + 5}, {to.x, from.y + 5}, tone, 1.5f);
        for (const float x : {from.x + 4, to.x - 4})
            list.AddLine({x, from.y - 2}, {x, from.y + 2}, tone, 1.5f);
    }
    if (p.hovered) tooltip(tr(T::calendar_open), "");
    const Date chosen = Date::parse(text).value_or(Date{});
    if (opens) {
        shown = chosen.has() ? chosen : today;
        ImGui::OpenPopup(popup.c_str());
    }
    if (ImGui::BeginPopup(popup.c_str())) {
        if (month(id, shown, chosen, today, ImGui::IsWindowAppearing())) {
            changed = true;
            text = shown.text();
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    return changed;
}

} // namespace mj
