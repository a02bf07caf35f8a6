#include "app/widget/controls.hpp"

#include "app/port/probe.hpp"
#include "app/text/texts.hpp"

#include <algorithm>

namespace mj {
namespace {

ImU32 tone_colour(Tone tone) {
    const Palette& c = colours();
    switch (tone) {
    case Tone::good: return c.jade;
    case Tone::soon: return c.ochre;
    case Tone::bad: return c.cinnabar;
    case Tone::calm: break;
    }
    return c.soft;
}

void ring(ImVec2 min, ImVec2 max, float radius) {
    ImGui::GetWindowDrawList()->AddRect({min.x - 2, min.y - 2}, {max.x + 2, max.y + 2}, colours().blue,
                                        radius + 2, 0, colours().stroke + 1);
}

} // namespace

float button_width(const char* label) { return crisp(text_width(label) + 28); }

bool button(const char* id, const char* label, ButtonKind kind, bool enabled, float width) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()),
                 size{width > 0 ? width : button_width(label), space::control};
    ImGui::BeginDisabled(!enabled);
    const Press p = press(id, at, size, label, "button");
    ImGui::EndDisabled();
    const ImVec2 end{at.x + size.x, at.y + size.y};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 base = kind == ButtonKind::primary  ? c.blue
                       : kind == ButtonKind::danger ? c.cinnabar
                                                    : c.card;
    const bool solid = kind != ButtonKind::quiet;
    const ImU32 fill = !enabled ? c.wash : p.hovered ? (solid ? blend(base, c.ink, 0.15f) : c.tint) : base;
    list.AddRectFilled(at, end, fill, 6);
    if (!solid || !enabled)
        list.AddRect(at, end, p.hovered && enabled ? c.blue_rest : c.line, 6, 0, c.stroke);
    if (p.focused) ring(at, end, 6);
    draw_text({at.x + 6, at.y + (size.y - ImGui::GetFontSize()) / 2 - 1}, size.x - 12, label,
              !enabled ? c.soft
              : solid  ? c.on_blue
                       : c.ink,
              0.5f);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return p.pressed && enabled;
}

float segment_width(const char* label) { return crisp(text_width(label) + 22); }

float segments_width(std::span<const char* const> labels) {
    float out = 0;
    for (const char* label : labels) out += crisp(text_width(label) + 22);
    return out;
}

int segments(const char* id, std::span<const char* const> labels, int chosen) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const ImVec2 start = at;
    int out = chosen;
    ImGui::PushID(id);
    for (int i = 0; i < int(labels.size()); ++i) {
        const ImVec2 size{segment_width(labels[size_t(i)]), space::control};
        const std::string name = std::string(id) + "." + std::to_string(i);
        const Press p = press(name.c_str(), at, size, labels[size_t(i)], "tab", i == chosen ? "chosen" : "");
        const ImVec2 end{at.x + size.x, at.y + size.y};
        if (i == chosen)
            draw_chosen({at.x + 2, at.y + 2}, {end.x - 2, end.y - 2}, 5);
        else if (p.hovered)
            list.AddRectFilled({at.x + 2, at.y + 2}, {end.x - 2, end.y - 2}, c.wash, 5);
        if (p.focused) ring(at, end, 5);
        draw_text({at.x, at.y + (size.y - ImGui::GetFontSize()) / 2 - 1}, size.x, labels[size_t(i)],
                  i == chosen ? c.blue : c.soft, 0.5f);
        if (p.pressed) out = i;
        at.x += size.x;
    }
    ImGui::PopID();
    list.AddRect(start, {at.x, at.y + space::control}, c.line, 6, 0, c.stroke);
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({at.x - start.x, space::control});
    return out;
}

bool chip(const char* id, std::string_view text) {
    const Palette& c = colours();
    Typed typed(type::note);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float room = std::max(80.f, ImGui::GetContentRegionAvail().x - 40);
    const float wide = std::min(crisp(text_width(text)), room);
    const ImVec2 size{wide + 38, 26}, end{at.x + size.x, at.y + size.y};
    draw_chosen(at, end, 13);
    draw_text({at.x + 12, at.y + 6}, wide + 1, text, c.blue);
    const Press p = press(id, {end.x - 26, at.y}, {26, size.y}, text, "button", "remove");
    draw_text({end.x - 22, at.y + 6}, 18, "×", p.hovered ? c.cinnabar : c.blue, 0.5f);
    if (p.focused) ring({end.x - 26, at.y}, end, 12);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return p.pressed;
}

bool nav_item(const char* id, const char* label, bool current, std::string_view count, float align,
              float high) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()), size{ImGui::GetContentRegionAvail().x, high};
    const float text = at.y + (high - 18) / 2, pad = align > 0 ? 2 : 10;
    const Press p = press(id, at, size, label, "nav", current ? "current" : "");
    const ImVec2 end{at.x + size.x, at.y + size.y};
    if (current)
        draw_chosen(at, end, 6);
    else if (p.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(at, end, c.wash, 6);
    if (p.focused) ring(at, end, 6);
    float counted = 0;
    if (!count.empty()) {
        Typed typed(type::note);
        counted = text_width(count) + 8;
    }
    {
        Typed typed(type::body, current ? Weight::semibold : Weight::regular);
        if (text_width(label) > size.x - 2 * pad - counted) counted = 0, count = {}; // the name goes first
        draw_text({at.x + pad, text}, size.x - 2 * pad - counted, label, current ? c.blue : c.ink, align);
    }
    if (!count.empty()) {
        Typed typed(type::note);
        draw_text({at.x + pad, text + 2}, size.x - 2 * pad, count, c.soft, 1);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return p.pressed;
}

void heading(std::string_view title, std::string_view sentence, std::optional<ImU32> tone) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float room = ImGui::GetContentRegionAvail().x;
    float used, high = 0;
    {
        Typed typed(type::heading, Weight::semibold);
        used = draw_text(at, room, title, colours().ink);
        high = ImGui::GetTextLineHeight();
    }
    if (!sentence.empty() && used + 90 < room) {
        Typed typed(type::note);
        draw_text({at.x + used + 10, at.y + 3}, room - used - 10, sentence, tone.value_or(colours().soft));
    }
    ImGui::Dummy({room, high + 2});
}

namespace {

/// Where the parts of a banner go, from its left upper corner.
struct BannerLayout {
    float wrap;   ///< the text's width
    float action; ///< where the first action begins
    bool below;   ///< too narrow: the actions stand under the text
    float high;
};

BannerLayout layout_banner(float width, std::string_view text, const char* first, const char* second,
                           bool closable) {
    BannerLayout out{};
    float right = width - space::m;
    if (closable) right -= 34;
    for (const char* label : {second, first})
        if (label) right -= button_width(label) + space::s;
    out.below = right - space::l < 160;
    out.wrap = out.below ? width - 2 * space::l : std::max(120.f, right - space::l - 6);
    out.action = out.below ? space::l : right;
    out.high = std::max(paragraph_height(text, out.wrap) + 2 * space::s + 2, space::control + 2 * space::s);
    if (out.below && (first || second)) out.high += space::control + space::s;
    return out;
}

} // namespace

float banner_height(float width, std::string_view text, const char* first, const char* second,
                    bool closable) {
    return layout_banner(width, text, first, second, closable).high;
}

int banner(const char* id, Tone tone, std::string_view text, const char* first, const char* second,
           bool closable) {
    const Palette& c = colours();
    int out = 0;
    ImGui::PushID(id);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    const BannerLayout layout = layout_banner(width, text, first, second, closable);
    const float high = layout.high;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + high}, blend(c.card, tone_colour(tone), 0.10f),
                       space::radius);
    list.AddRectFilled(at, {at.x + 4, at.y + high}, tone_colour(tone), space::radius,
                       ImDrawFlags_RoundCornersLeft);
    ImGui::SetCursorScreenPos({at.x + space::l, at.y + space::s + 1});
    paragraph(text, c.ink, layout.wrap);
    constexpr std::string_view tones[] = {"calm", "good", "soon", "bad"};
    probe_note(id, text, "banner", at, {at.x + width, at.y + high}, tones[size_t(tone)]);
    ImVec2 action{at.x + layout.action, layout.below ? at.y + high - space::control - space::s
                                                     : at.y + (high - space::control) / 2};
    int n = 0;
    for (const char* label : {first, second}) {
        ++n;
        if (!label) continue;
        ImGui::SetCursorScreenPos(action);
        if (button((std::string(id) + "." + std::to_string(n)).c_str(), label)) out = n;
        action.x += button_width(label) + space::s;
    }
    if (closable) {
        const Press p = press((std::string(id) + ".close").c_str(),
                              {at.x + width - 36, at.y + (high - 28) / 2}, {28, 28}, tr(T::close), "button");
        draw_text({at.x + width - 36, at.y + (high - 28) / 2 + 5}, 28, "×", p.hovered ? c.cinnabar : c.soft,
                  0.5f);
        if (p.pressed) out = 3;
    }
    ImGui::PopID();
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, high});
    return out;
}

float status_width(std::string_view text) {
    Typed typed(type::note);
    return crisp(text_width(text) + 16);
}

void status_mark(const char* id, Tone tone, std::string_view text, float room) {
    Typed typed(type::note);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    if (room <= 0) room = ImGui::GetContentRegionAvail().x;
    const float line = ImGui::GetTextLineHeight(), wide = std::min(text_width(text) + 16, room);
    const float high = wide < room ? line : paragraph_height(text, room - 14);
    ImGui::GetWindowDrawList()->AddCircleFilled({at.x + 4, at.y + line / 2 + 1}, 4, tone_colour(tone), 16);
    if (wide < room) {
        draw_text({at.x + 14, at.y}, wide, text, tone_colour(tone));
        ImGui::Dummy({wide, line});
    } else {
        ImGui::SetCursorScreenPos({at.x + 14, at.y});
        paragraph(text, tone_colour(tone), room - 14);
    }
    probe_note(id, text, "status", at, {at.x + wide, at.y + high}, text);
}

bool progress_bar(const char* id, const char* label, float fraction, const char* cancel) {
    const Palette& c = colours();
    const float width = ImGui::GetContentRegionAvail().x;
    ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    draw_text(at, width, label, c.ink);
    char percent[16];
    snprintf(percent, sizeof percent, "%d%%", int(fraction * 100));
    draw_text(at, width, percent, c.soft, 1);
    at.y += 26;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + 8}, c.wash, 4);
    list.AddRectFilled(at, {at.x + std::max(8.f, width * fraction), at.y + 8}, c.blue, 4);
    probe_note(id, label, "progress", at, {at.x + width, at.y + 8}, percent);
    ImGui::Dummy({width, 44});
    return cancel && button((std::string(id) + ".cancel").c_str(), cancel);
}

Press figure_tile(const TileText& t, ImVec2 size, bool large) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    size = crisp(size);
    const Press p = press(t.id.data(), at, size, t.name, "figure", t.value);
    draw_card(at, {at.x + size.x, at.y + size.y}, p.hovered, p.focused);
    const float pad = large ? 14.f : 12.f, room = size.x - 2 * pad;
    const float value_size = large ? type::figure : 20.f, value_y = at.y + size.y - 34 - value_size;
    float used;
    bool exact = true;
    {
        Typed typed(value_size, Weight::semibold);
        exact = t.brief.empty() || text_width(t.value) <= room;
        used = draw_text({at.x + pad, value_y}, room, exact ? t.value : t.brief, c.ink);
    }
    std::string name(t.name);
    {
        Typed typed(type::note);
        if (used + 5 + text_width(t.unit) <= room)
            draw_text({at.x + pad + used + 5, value_y + (large ? 16.f : 8.f)}, room, t.unit, c.soft);
        else
            name += tr(T::unit_behind, {std::string(t.unit)});
    }
    {
        Typed typed(large ? 13.f : type::note);
        exact &= paragraph_at({at.x + pad, at.y + 8}, room, 2, name, c.soft);
    }
    if (!exact && p.hovered) tooltip(name, std::string(t.value) + " " + std::string(t.unit));
    {
        Typed typed(type::note);
        draw_text({at.x + pad, at.y + size.y - 24}, room, t.note, c.soft);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return p;
}

namespace {

int grow(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        auto& text = *static_cast<std::string*>(data->UserData);
        text.resize(size_t(data->BufTextLen));
        data->Buf = text.data();
    }
    return 0;
}

} // namespace

bool text_input(const char* id, const char* hint, std::string& text, float width, std::string_view label,
                bool secret) {
    ImGui::SetNextItemWidth(width);
    const std::string hidden = std::string("##") + id;
    const bool changed = ImGui::InputTextWithHint(
        hidden.c_str(), hint, text.data(), text.capacity() + 1,
        ImGuiInputTextFlags_CallbackResize | (secret ? ImGuiInputTextFlags_Password : 0), grow, &text);
    probe_item(id, label.empty() ? std::string_view(hint) : label, "input", secret ? std::string() : text);
    return changed;
}

int empty_state(const char* id, const char* title, const char* sentence,
                std::initializer_list<const char*> offers) {
    const Palette& c = colours();
    int out = 0;
    const float width = ImGui::GetContentRegionAvail().x, room = std::min(width, 520.f);
    ImGui::PushID(id);
    ImGui::Dummy({width, std::max(24.f, ImGui::GetContentRegionAvail().y * 0.2f)});
    const float x = ImGui::GetCursorPosX() + (width - room) / 2;
    ImVec2 at = ImGui::GetCursorScreenPos();
    at.x += (width - room) / 2;
    // A bronze mirror: two rings and a light.
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 centre{at.x + room / 2, at.y + 34};
    list.AddCircleFilled(centre, 32, c.tint, 48);
    list.AddCircle(centre, 32, c.blue_rest, 48, 2);
    list.AddCircle(centre, 24, c.blue_rest, 48, 1);
    list.AddCircleFilled({centre.x - 8, centre.y - 9}, 5, c.card, 24);
    ImGui::Dummy({1, 84});
    {
        Typed typed(type::title, Weight::semibold);
        const ImVec2 t = ImGui::GetCursorScreenPos();
        draw_text({at.x, t.y}, room, title, c.ink, 0.5f);
        ImGui::Dummy({1, 34});
    }
    ImGui::SetCursorPosX(x);
    paragraph(sentence, c.soft, room, 0.5f);
    ImGui::Dummy({1, space::m});
    int count = 0;
    for (auto begin = offers.begin(); begin != offers.end();) {
        // As many in a line as there is room for.
        float wide = -space::m;
        auto end = begin;
        for (; end != offers.end(); ++end) {
            const float more = *end ? button_width(*end) + 24 + space::m : 0;
            if (end != begin && wide + more > room) break;
            wide += more;
        }
        ImGui::SetCursorPosX(x + std::max(0.f, (room - wide) / 2));
        for (bool first = true; begin != end; ++begin) {
            ++count;
            if (!*begin) continue;
            if (!first) ImGui::SameLine(0, space::m);
            first = false;
            if (button((std::string(id) + "." + std::to_string(count)).c_str(), *begin,
                       count == 1 ? ButtonKind::primary : ButtonKind::quiet, true, button_width(*begin) + 24))
                out = count;
        }
    }
    ImGui::PopID();
    return out;
}

} // namespace mj
