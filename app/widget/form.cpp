#include "app/widget/form.hpp"

#include "app/port/probe.hpp"
#include "app/text/texts.hpp"
#include "app/widget/calendar.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/text_box.hpp"
#include "core/ledger/find_text.hpp"

#include <algorithm>

namespace mj {
namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

Option option_of(const std::pair<std::string, std::string>& pair) { return {pair.first, pair.second}; }
const Option& option_of(const Option& option) { return option; }

/// A line of an open list; true when it was pressed, which closes the list.
bool option_line(const std::string& id, const std::string& label, float wide, bool chosen,
                 bool closed = false) {
    constexpr float high = 30, pad = 10;
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()), end{at.x + wide, at.y + high};
    if (closed) {
        probe_note(id, label, "option", at, end, "closed");
        draw_text({at.x + pad, at.y + (high - 18) / 2}, wide - 2 * pad, label, c.soft);
        ImGui::Dummy({wide, high});
        return false;
    }
    const Press p = press(id.c_str(), at, {wide, high}, label, "option", chosen ? "chosen" : "");
    if (chosen)
        draw_chosen(at, end, 6);
    else if (p.hovered || p.focused)
        ImGui::GetWindowDrawList()->AddRectFilled(at, end, c.wash, 6);
    draw_text({at.x + pad, at.y + (high - 18) / 2}, wide - 2 * pad, label, chosen ? c.blue : c.ink);
    if (p.pressed) ImGui::CloseCurrentPopup();
    return p.pressed;
}

/// The inside of an open list: a line per option, the empty one first.
template <class List>
bool option_lines(const std::string& id, const List& options, bool with_empty, std::string& chosen) {
    float wide = ImGui::GetContentRegionAvail().x;
    for (const auto& option : options) wide = std::max(wide, text_width(option_of(option).label) + 20);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    const std::string before = chosen;
    const auto line = [&](const Option& option) {
        if (option_line(id + "." + option.id, option.label, wide, option.id == before, option.closed))
            chosen = option.id;
    };
    if (with_empty) line({"", tr(T::no_choice)});
    for (const auto& option : options) line(option_of(option));
    ImGui::PopStyleVar();
    return chosen != before;
}

/// ImGui::BeginCombo with an arrow of our own, for which the words leave room.
bool begin_combo(const std::string& id, const std::string& shown, float width, ImGuiComboFlags flags) {
    ImDrawList& list = *ImGui::GetWindowDrawList(); // an open list is drawn into its own
    ImGui::SetNextItemWidth(width);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()), pad = ImGui::GetStyle().FramePadding;
    const float right = at.x + ImGui::CalcItemWidth() - 16, high = ImGui::GetFrameHeight();
    const bool open = ImGui::BeginCombo(("##" + id).c_str(), "", ImGuiComboFlags_NoArrowButton | flags);
    const char* words = shown.empty() ? tr(T::choose) : shown.c_str();
    draw_text(list, {at.x + pad.x, at.y + pad.y}, right - 8 - at.x - pad.x, words,
              shown.empty() ? colours().soft : colours().ink);
    const float y = crisp(at.y + high / 2 - 2);
    const ImVec2 arrow[] = {{right - 4, y}, {right, y + 4}, {right + 4, y}};
    list.AddPolyline(arrow, 3, colours().soft, 0, 1.5f);
    return open;
}

bool drop_down(const std::string& id, std::string_view label, const std::string& shown,
               const Options& options, bool with_empty, std::string& chosen, float width) {
    bool changed = false;
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, 320});
    const bool open = begin_combo(id, shown, width, 0);
    if (open) {
        changed = option_lines(id, options, with_empty, chosen);
        ImGui::EndCombo();
    } else {
        probe_item(id, label, "combo", shown);
    }
    return changed;
}

using Find = std::function<Options(std::string_view)>;

/// A list that is typed into; Enter takes the first that fits.
bool searched_list(const std::string& id, std::string_view label, const std::string& shown, const Find& find,
                   const std::function<void(const std::string&)>& add, bool with_empty, std::string& chosen,
                   float width) {
    static std::string query; // one list is open at a time
    if (!begin_combo(id, shown, width, ImGuiComboFlags_HeightLarge)) {
        probe_item(id, label, "combo", shown);
        return false;
    }
    if (ImGui::IsWindowAppearing()) {
        query.clear();
        ImGui::SetKeyboardFocusHere();
    }
    text_input((id + ".query").c_str(), tr(T::search_hint), query, -1);
    const bool entered = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    const Options options = find(query);
    bool changed = option_lines(id, options, with_empty && query.empty(), chosen);
    if (options.empty()) paragraph(tr(T::palette_none), colours().soft);
    if (entered && !query.empty() && !options.empty()) {
        changed = chosen != options[0].first;
        chosen = options[0].first;
        ImGui::CloseCurrentPopup();
    }
    const bool there = std::any_of(options.begin(), options.end(),
                                   [&](const auto& option) { return option.second == query; });
    if (add && !query.empty() && !there) {
        const std::string words = tr(T::link_add, {query});
        if (option_line(id + ".add", words,
                        std::max(ImGui::GetContentRegionAvail().x, text_width(words) + 20), false))
            add(query);
    }
    ImGui::EndCombo();
    return changed;
}

/// The codes that can be chosen whose words hold what is typed, or whose initials it is.
Options codes_with(const CodeList& list, std::string_view query, const std::string& chosen) {
    const Needle needle(query);
    Options out;
    for (const Code& code : list.codes) {
        if (code.retired && code.id != chosen) continue;
        if (needle.empty() || needle.in(code.name.zh) || needle.in(code.name.en) ||
            std::any_of(code.also.begin(), code.also.end(),
                        [&](const auto& word) { return needle.in(word); }))
            out.emplace_back(code.id, pick(code.name));
    }
    return out;
}

bool flag_input(const std::string& id, std::string& text) {
    const char* labels[] = {tr(T::no_choice), tr(T::yes), tr(T::no)};
    const char* values[] = {"", "yes", "no"};
    const int now = text == "yes" ? 1 : text == "no" ? 2 : 0, chosen = segments(id.c_str(), labels, now);
    if (chosen != now) text = values[chosen];
    return chosen != now;
}

bool one_input(const Catalog& catalog, const Field& field, const std::string& id, std::string& text,
               Date today, float width, const LinkChoices& links) {
    const std::string& label = pick(field.name);
    switch (field.type) {
    case FieldType::flag: return flag_input(id, text);
    case FieldType::link:
        return searched_list(id, label, links.shown.empty() ? text : links.shown, links.find, links.add, true,
                             text, width);
    case FieldType::code: {
        constexpr size_t few = 8; // are seen at a glance
        const CodeList& list = catalog.code_lists[size_t(field.codes)];
        const auto now = std::find_if(list.codes.begin(), list.codes.end(),
                                      [&](const Code& code) { return code.id == text; });
        const std::string shown = now == list.codes.end() ? std::string() : pick(now->name);
        const auto find = [&](std::string_view query) { return codes_with(list, query, text); };
        if (list.codes.size() > few)
            return searched_list(id, label, shown, find, {}, !field.required, text, width);
        return drop_down(id, label, shown, find(""), !field.required, text, width);
    }
    case FieldType::date: return date_input(id, label, text, today, width);
    case FieldType::text:
        if (field.lines) return text_box(id.c_str(), text, width, label);
        [[fallthrough]];
    default: return text_input(id.c_str(), "", text, width, label);
    }
}

} // namespace

bool form_field(const Catalog& catalog, const Field& field, std::string& text, const std::string& problem,
                const std::string& taken, Date today, float width, const LinkChoices& links) {
    const std::string id = "field." + field.id;
    ImGui::BeginGroup();
    ImGui::PushID(id.c_str());
    {
        Typed typed(type::note);
        std::string label = pick(field.name);
        if (field.required) label += " *";
        if (field.type == FieldType::money) label += tr(T::in_yuan);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text(at, width, label, problem.empty() ? colours().soft : colours().cinnabar);
        ImGui::Dummy({width, ImGui::GetTextLineHeight()});
    }
    if (!problem.empty()) ImGui::PushStyleColor(ImGuiCol_Border, colours().cinnabar);
    const bool changed = one_input(catalog, field, id, text, today, width, links);
    if (!problem.empty()) {
        ImGui::PopStyleColor();
        Typed typed(type::note);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(problem, colours().cinnabar, width);
        probe_note(id + ".problem", problem, "problem", at, {at.x + width, at.y + 16}, problem);
    } else if (!taken.empty()) {
        Typed typed(type::note);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const std::string words = tr(T::taken_for, {taken});
        paragraph(words, colours().soft, width);
        probe_note(id + ".taken", words, "note", at, {at.x + width, at.y + 16}, words);
    }
    ImGui::PopID();
    ImGui::EndGroup();
    return changed;
}

bool read_field(const char* id, std::string_view label, std::string_view value, float width, bool pressable) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    bool pressed = false, lit = false;
    if (pressable) {
        const Press p = press(id, {at.x, at.y + 16}, {width, 24}, label, "link", value);
        pressed = p.pressed;
        lit = p.hovered || p.focused;
    } else {
        probe_note(id, label, "field", at, {at.x + width, at.y + 40}, value);
    }
    {
        Typed typed(type::note);
        draw_text(at, width, label, c.soft);
    }
    const float used = draw_text({at.x, at.y + 19}, width, value.empty() ? tr(T::nothing) : value,
                                 pressable       ? c.blue
                                 : value.empty() ? c.soft
                                                 : c.ink);
    if (lit) ImGui::GetWindowDrawList()->AddLine({at.x, at.y + 38}, {at.x + used, at.y + 38}, c.blue);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, 48});
    return pressed;
}

void read_lines(const char* id, std::string_view label, std::string_view text, float width) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    {
        Typed typed(type::note);
        draw_text(at, width, label, colours().soft);
    }
    ImGui::SetCursorScreenPos({at.x, at.y + 19});
    paragraph(text, colours().ink, width);
    probe_note(id, label, "field", at, {at.x + width, ImGui::GetCursorScreenPos().y}, text);
    ImGui::Dummy({width, space::xs});
}

int segments_or_list(const char* id, std::string_view label, std::span<const char* const> labels,
                     int chosen) {
    const float room = ImGui::GetContentRegionAvail().x;
    if (segments_width(labels) <= room) return segments(id, labels, chosen);
    std::vector<std::pair<std::string, std::string>> options;
    for (const char* one : labels) options.emplace_back(std::to_string(options.size()), one);
    std::string key = std::to_string(chosen);
    return choice(id, label, options, key, room) ? std::stoi(key) : chosen;
}

float choice_width(std::string_view shown) {
    return crisp(text_width(shown) + ImGui::GetStyle().FramePadding.x + 28);
}

bool choice(const char* id, std::string_view label, const std::string& shown,
            const std::function<std::vector<Option>()>& options, std::string& chosen, float width) {
    bool changed = false;
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, 320});
    if (begin_combo(id, shown, width, 0)) {
        changed = option_lines(id, options(), false, chosen);
        ImGui::EndCombo();
    } else {
        probe_item(id, label, "combo", shown);
    }
    return changed;
}

bool choice(const char* id, std::string_view label, const Options& options, std::string& chosen,
            float width) {
    std::string shown;
    for (const auto& option : options)
        if (option.first == chosen) shown = option.second;
    return drop_down(id, label, shown, options, false, chosen, width);
}

} // namespace mj
