#include "app/frame/show.hpp"

#include "app/port/probe.hpp"
#include "app/widget/finger.hpp"

#include <algorithm>
#include <span>

namespace mj {
namespace {

constexpr float bar = space::touch + 2 * space::s;

/// Something was done to the page itself, above the bar. A finger that lies still does nothing, or a held one would draw for ever.
bool touched() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MousePos.y >= io.DisplaySize.y - bar) return false;
    const bool moves = io.MouseDown[0] && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0);
    return moves || io.MouseClicked[0] || io.MouseReleased[0] || io.MouseWheel != 0;
}

/// One mark for each page, the current one long. Returns their width.
float marks(const Show& show, size_t count, ImVec2 at) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float x = at.x;
    for (size_t i = 0; i < count; ++i) {
        const float wide = i == show.at ? 24.f : 8.f;
        list.AddRectFilled({x, at.y - 4}, {x + wide, at.y + 4},
                           i == show.at ? colours().blue : colours().line, 4);
        x += wide + space::s;
    }
    return x - at.x;
}

void controls(const PageContext& p, const Show& show) {
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    struct Control {
        const char* id;
        const char* label;
        Action action;
        bool looks = false; ///< of somebody who looks by himself
    };
    std::vector<Control> all;
    if (p.state.history.can_back()) all.push_back({"show.back", tr(T::slides_back), act::Back{}, true});
    const Language other = p.state.language == Language::zh ? Language::en : Language::zh;
    all.push_back({"show.language", tr(other == Language::zh ? T::language_zh : T::language_en),
                   act::SetLanguage{other}, true});
    if (p.state.slides.pages.size() > 1 && !p.narrow)
        all.push_back({"show.previous", tr(T::slides_previous), act::TurnSlide{-1}});
    all.push_back(
        {"show.hold", tr(show.paused ? T::slides_go_on : T::slides_pause), act::HoldSlides{!show.paused}});
    if (p.state.slides.pages.size() > 1) all.push_back({"show.next", tr(T::slides_next), act::TurnSlide{1}});
    all.push_back({"show.end", tr(T::slides_end), act::Present{false}});
    float x = at.x + size.x - space::m;
    for (size_t i = all.size(); i-- > 0;) x -= finger_width(all[i].label) + space::s;
    const float left = at.x + space::l, middle = at.y + bar / 2;
    if (const float used = marks(show, p.state.slides.pages.size(), {left, middle}); !p.narrow) {
        Typed typed(type::note);
        draw_text({left + used + space::s, middle - 9}, x - left - used - space::l,
                  tr(p.state.invented ? T::slides_invented : T::slides_touch),
                  p.state.invented ? colours().ochre : colours().soft);
        if (p.state.invented)
            probe_note("show.invented", tr(T::slides_invented), "text", {left, at.y}, {x, at.y + bar});
    }
    ImGui::SetCursorScreenPos({x, at.y + space::s});
    for (Control& control : all) {
        if (finger_button(control.id, control.label)) {
            if (control.looks) p.queue.push(act::SlideTouched{});
            p.queue.push(std::move(control.action));
        }
        ImGui::SameLine(0, space::s);
    }
}

/// Where the bar has no room for it. `corner` is its upper right one.
void sample_mark(ImVec2 corner) {
    Typed typed(type::note, Weight::semibold);
    const char* words = tr(T::slides_invented);
    const ImVec2 from{corner.x - text_width(words) - 2 * space::m, corner.y}, to{corner.x, corner.y + 32};
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(from, to, colours().ochre, 6);
    list.AddText({from.x + space::m, from.y + (32 - ImGui::GetFontSize()) / 2}, colours().card, words);
    probe_note("show.invented", words, "text", from, to);
}

} // namespace

void draw_show(const PageContext& p, uint64_t& shown) {
    const Show& show = *p.state.show;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{p.narrow ? space::m : space::xl, space::l});
    ImGui::SetCursorPos({0, 0});
    ImGui::BeginChild("show", {size.x, size.y - bar}, ImGuiChildFlags_AlwaysUseWindowPadding,
                      ImGuiWindowFlags_NoBackground);
    const float screenful = ImGui::GetWindowHeight() - 2 * space::xl, to = screenful * float(show.part);
    // What is gone to begins at its top.
    static int step = 0;
    if (shown != show.turns || step != p.state.history.step())
        ImGui::SetScrollY(shown == show.turns ? 0 : to);
    shown = show.turns;
    step = p.state.history.step();
    page_of(p.state.history.current().page)(p);
    // The length is known from the frame before: a turn is never due in the frame that shows a page for the first time.
    const bool more = to + 2 * space::xl < ImGui::GetScrollMaxY();
    ImGui::EndChild();
    const PageId page = p.state.history.current().page;
    const bool figures = page != PageId::rights && page != PageId::apply && page != PageId::reckon;
    if (p.state.invented && p.narrow && figures)
        sample_mark({size.x - space::l, size.y - bar - 32 - space::s});
    ImGui::SetCursorPos({0, size.y - bar});
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
    ImGui::BeginChild("show.bar", {size.x, bar}, ImGuiChildFlags_Borders,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    controls(p, show);
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    if (p.clock.ticks() >= show.due)
        p.queue.push(act::SlideDue{more});
    else if (touched())
        p.queue.push(act::SlideTouched{});
}

} // namespace mj
