// What somebody can do in a matter, where to turn, and how long the bureau may take. Read at a stand, from afar.
#include "app/page/guide_words.hpp"
#include "app/page/pieces.hpp"
#include "app/page/sketch.hpp"
#include "app/port/probe.hpp"
#include "app/widget/finger.hpp"

#include <algorithm>

namespace mj {
namespace {

std::string under_limit(const ClockRule& rule) {
    std::string out = rule.source;
    if (rule.extension > 0)
        out += " · " + tr(rule.working ? T::rights_extension_working : T::rights_extension,
                          {std::to_string(rule.extension)});
    if (rule.suspended_from >= 0) out += std::string(" · ") + tr(T::rights_suspended);
    return out;
}

float widest_limit(const Catalog& catalog, const Guide& guide) {
    Typed typed(type::title, Weight::semibold);
    float out = 0;
    for (const int clock : guide.clocks)
        out = std::max(out, text_width(limit_words(catalog.clocks[size_t(clock)])));
    return crisp(out + space::xl);
}

/// Height of a limit's line: the article below its name takes as many lines as it needs.
float limit_height(const ClockRule& rule, float width) {
    Typed typed(type::note);
    return std::max(52.f, 29 + paragraph_height(under_limit(rule), width) + 8);
}

constexpr float own_head = 30, own_gap = 6;

/// Height of the limits that bind whoever asks.
float own_height(const Guide& guide, float width) {
    Typed typed(type::body);
    float out = guide.own.empty() ? 0 : own_head + space::s;
    for (const Guide::Own& own : guide.own) out += paragraph_height(own_words(own), width) + own_gap;
    return out;
}

/// Whether both buttons have room in a line.
bool side_by_side(T one, T other, float width) {
    return finger_width(tr(one)) + space::s + finger_width(tr(other)) <= width;
}

float high_of(const Catalog& catalog, const Guide& guide, float width) {
    const float inner = width - 2 * space::l;
    Typed typed(type::heading);
    const float text = paragraph_height(pick(guide.text), inner);
    const std::string channels = channels_words(catalog, guide);
    const float turn =
        channels.empty() ? 0 : paragraph_height(tr(T::rights_channels, {channels}), inner) + space::s;
    float more = space::touch + space::m; // the buttons
    for (const std::string& words : {bring_words(guide), where_words(catalog, guide)})
        more += words.empty() ? 0 : paragraph_height(words, inner) + space::s;
    more += sketch_height(catalog, guide, inner);
    if (guide.form.reg >= 0 && !side_by_side(T::rights_apply, T::rights_code, inner))
        more += space::touch + space::s;
    float limits = 0;
    for (const int clock : guide.clocks)
        limits += limit_height(catalog.clocks[size_t(clock)], inner - widest_limit(catalog, guide));
    return 2 * space::l + 34 + text + space::m + turn + limits + own_height(guide, inner) + more;
}

void card(const PageContext& p, const Guide& guide, ImVec2 size) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float inner = size.x - 2 * space::l, left = at.x + space::l;
    draw_card(at, {at.x + size.x, at.y + size.y});
    probe_note("guide." + guide.id, pick(guide.name), "card", at, {at.x + size.x, at.y + size.y});
    {
        Typed typed(type::title, Weight::semibold);
        draw_text({left, at.y + space::l}, inner, pick(guide.name), c.ink);
    }
    float y = at.y + space::l + 34;
    {
        Typed typed(type::heading);
        const auto words = [&](const std::string& text, ImU32 colour) {
            ImGui::SetCursorScreenPos({left, y});
            paragraph(text, colour, inner);
            y += paragraph_height(text, inner) + space::s;
        };
        words(pick(guide.text), c.ink);
        if (const std::string channels = channels_words(p.catalog, guide); !channels.empty())
            words(tr(T::rights_channels, {channels}), c.soft);
        for (const std::string& text : {bring_words(guide), where_words(p.catalog, guide)})
            if (!text.empty()) words(text, c.ink);
    }
    if (const float high = sketch_height(p.catalog, guide, inner); high > 0) {
        draw_sketch(p.catalog, guide, {left, y}, inner);
        y += high;
    }
    y += space::xs;
    const float limit_width = widest_limit(p.catalog, guide);
    for (const int clock : guide.clocks) {
        const ClockRule& rule = p.catalog.clocks[size_t(clock)];
        const std::string limit = limit_words(rule);
        ImGui::GetWindowDrawList()->AddLine({left, y}, {left + inner, y}, c.hair);
        {
            Typed typed(type::title, Weight::semibold);
            draw_text({left, y + 12}, limit_width, limit, c.blue);
        }
        {
            Typed typed(type::heading);
            draw_text({left + limit_width, y + 6}, inner - limit_width, pick(rule.name), c.ink);
        }
        const float high = limit_height(rule, inner - limit_width);
        Typed typed(type::note);
        ImGui::SetCursorScreenPos({left + limit_width, y + 29});
        paragraph(under_limit(rule), c.soft, inner - limit_width);
        probe_note("limit." + rule.id, pick(rule.name), "text", {left, y}, {left + inner, y + high}, limit);
        y += high;
    }
    if (!guide.own.empty()) {
        ImGui::GetWindowDrawList()->AddLine({left, y}, {left + inner, y}, c.hair);
        Typed typed(type::body);
        draw_text({left, y + 8}, inner, tr(T::rights_own), c.soft);
        y += own_head;
        for (const Guide::Own& own : guide.own) {
            const std::string words = own_words(own);
            ImGui::SetCursorScreenPos({left, y});
            paragraph(words, c.ink, inner);
            y += paragraph_height(words, inner) + own_gap;
        }
        y += space::s;
    }
    ImGui::SetCursorScreenPos({left, y + space::s});
    if (guide.form.reg >= 0) {
        if (finger_button(("apply." + guide.id).c_str(), tr(T::rights_apply), true))
            p.queue.push(act::OpenPage{PageId::apply});
        if (side_by_side(T::rights_apply, T::rights_code, inner))
            ImGui::SameLine(0, space::s);
        else
            ImGui::SetCursorScreenPos({left, y + 2 * space::s + space::touch});
    }
    if (finger_button(("code." + guide.id).c_str(), tr(T::rights_code)))
        p.queue.push(act::ShowCode{int(&guide - p.catalog.guides.data())});
}

} // namespace

void draw_rights(const PageContext& p) {
    page_title(p, tr(T::rights_title), tr(T::rights_sentence));
    const float width = ImGui::GetContentRegionAvail().x;
    // What can be done at once stands first: the card that says when it helps can be a screen further down.
    const auto& guides = p.catalog.guides;
    if (std::any_of(guides.begin(), guides.end(), [](const Guide& guide) { return guide.form.reg >= 0; })) {
        if (finger_button("apply", tr(T::rights_apply), true)) p.queue.push(act::OpenPage{PageId::apply});
        if (side_by_side(T::rights_apply, T::rights_reckon, width)) ImGui::SameLine(0, space::s);
    }
    if (finger_button("reckon", tr(T::rights_reckon))) p.queue.push(act::OpenPage{PageId::reckon});
    ImGui::Dummy({1, space::s});
    const int columns = width > 1240 ? 3 : width > 720 ? 2 : 1;
    const float each = (width - space::m * float(columns - 1)) / float(columns);
    stack(
        int(p.catalog.guides.size()), columns,
        [&](int i) { return high_of(p.catalog, p.catalog.guides[size_t(i)], each); },
        [&](int i, ImVec2 size) { card(p, p.catalog.guides[size_t(i)], size); });
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
