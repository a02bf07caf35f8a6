#include "app/widget/form.hpp"

#include "app/port/probe.hpp"
#include "app/text/texts.hpp"
#include "app/widget/controls.hpp"

namespace mj {
namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

/// The inside of an open list: a line per option, the empty one first.
bool option_lines(const std::string& id, const Options& options, bool with_empty, std::string& chosen) {
    bool changed = false;
    const auto line = [&](const std::string& value, const std::string& label) {
        const std::string name = id + "." + value;
        if (ImGui::Selectable((label + "##" + name).c_str(), value == chosen)) {
            changed = chosen != value;
            chosen = value;
        }
        probe_item(name, label, "option", value == chosen ? "chosen" : "");
    };
    if (with_empty) line("", tr(T::no_choice));
    for (const auto& [value, label] : options) line(value, label);
    return changed;
}

bool drop_down(const std::string& id, std::string_view label, const std::string& shown,
               const Options& options, bool with_empty, std::string& chosen, float width) {
    bool changed = false;
    ImGui::SetNextItemWidth(width);
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, 320});
    const bool open = ImGui::BeginCombo(("##" + id).c_str(), shown.empty() ? tr(T::choose) : shown.c_str(),
                                        ImGuiComboFlags_NoArrowButton);
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
    ImGui::SetNextItemWidth(width);
    const std::string shown = links.shown.empty() ? text : links.shown;
    if (ImGui::BeginCombo(("##" + id).c_str(), shown.empty() ? tr(T::choose) : shown.c_str(),
                          ImGuiComboFlags_NoArrowButton | ImGuiComboFlags_HeightLarge)) {
        if (ImGui::IsWindowAppearing()) {
            query.clear();
            ImGui::SetKeyboardFocusHere();
        }
        text_input((id + ".query").c_str(), tr(T::search_hint), query, -1);
        if (links.find) changed = option_lines(id, links.find(query), true, text);
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
                float width, const LinkChoices& links) {
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
    if (ImGui::IsItemHovered() && text_width(value) > width) tooltip(label, value);
    return pressed;
}

bool choice(const char* id, std::string_view label, const Options& options, std::string& chosen,
            float width) {
    std::string shown;
    for (const auto& option : options)
        if (option.first == chosen) shown = option.second;
    return drop_down(id, label, shown, options, false, chosen, width);
}

} // namespace mj
