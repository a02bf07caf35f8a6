#include "app/widget/form.hpp"

#include "app/port/probe.hpp"
#include "app/text/texts.hpp"
#include "app/widget/controls.hpp"

#include <algorithm>

namespace mj {
namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

/// The inside of an open list: a line per option, the empty one first.
bool option_lines(const std::string& id, const Options& options, bool with_empty, std::string& chosen) {
    constexpr float high = 30, pad = 10;
    bool changed = false;
    float wide = ImGui::GetContentRegionAvail().x;
    for (const auto& [value, label] : options) wide = std::max(wide, text_width(label) + 2 * pad);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    const auto line = [&](const std::string& value, const std::string& label) {
        const Palette& c = colours();
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        const Press p = press((id + "." + value).c_str(), at, {wide, high}, label, "option",
                              value == chosen ? "chosen" : "");
        const ImVec2 end{at.x + wide, at.y + high};
        if (value == chosen)
            draw_chosen(at, end, 6);
        else if (p.hovered || p.focused)
            ImGui::GetWindowDrawList()->AddRectFilled(at, end, c.wash, 6);
        draw_text({at.x + pad, at.y + (high - 18) / 2}, wide - 2 * pad, label,
                  value == chosen ? c.blue : c.ink);
        if (!p.pressed) return;
        changed = chosen != value;
        chosen = value;
        ImGui::CloseCurrentPopup();
    };
    if (with_empty) line("", tr(T::no_choice));
    for (const auto& [value, label] : options) line(value, label);
    ImGui::PopStyleVar();
    return changed;
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

bool link_input(const std::string& id, const std::string& label, std::string& text, float width,
                const LinkChoices& links) {
    static std::string query; // one list is open at a time
    bool changed = false;
    const std::string shown = links.shown.empty() ? text : links.shown;
    if (begin_combo(id, shown, width, ImGuiComboFlags_HeightLarge)) {
        if (ImGui::IsWindowAppearing()) {
            query.clear();
            ImGui::SetKeyboardFocusHere();
        }
        text_input((id + ".query").c_str(), tr(T::search_hint), query, -1);
        if (links.find) changed = option_lines(id, links.find(query), query.empty(), text);
        ImGui::EndCombo();
    } else {
        probe_item(id, label, "combo", shown);
    }
    return changed;
}

bool flag_input(const std::string& id, std::string& text) {
    const char* labels[] = {tr(T::no_choice), tr(T::yes), tr(T::no)};
    const char* values[] = {"", "yes", "no"};
    const int now = text == "yes" ? 1 : text == "no" ? 2 : 0, chosen = segments(id.c_str(), labels, now);
    if (chosen != now) text = values[chosen];
    return chosen != now;
}

bool one_input(const Catalog& catalog, const Field& field, const std::string& id, std::string& text,
               float width, const LinkChoices& links) {
    const std::string& label = pick(field.name);
    switch (field.type) {
    case FieldType::flag: return flag_input(id, text);
    case FieldType::link: return link_input(id, label, text, width, links);
    case FieldType::code: {
        const CodeList& list = catalog.code_lists[size_t(field.codes)];
        Options options;
        std::string shown;
        for (const Code& code : list.codes) {
            if (code.id == text) shown = pick(code.name);
            if (!code.retired || code.id == text) options.emplace_back(code.id, pick(code.name));
        }
        return drop_down(id, label, shown, options, !field.required, text, width);
    }
    case FieldType::date: return text_input(id.c_str(), tr(T::date_hint), text, width, label);
    default: return text_input(id.c_str(), "", text, width, label);
    }
}

} // namespace

bool form_field(const Catalog& catalog, const Field& field, std::string& text, const std::string& problem,
                const std::string& taken, float width, const LinkChoices& links) {
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
    const bool changed = one_input(catalog, field, id, text, width, links);
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

float choice_width(std::string_view shown) {
    return crisp(text_width(shown) + ImGui::GetStyle().FramePadding.x + 28);
}

bool choice(const char* id, std::string_view label, const Options& options, std::string& chosen,
            float width) {
    std::string shown;
    for (const auto& option : options)
        if (option.first == chosen) shown = option.second;
    return drop_down(id, label, shown, options, false, chosen, width);
}

} // namespace mj
