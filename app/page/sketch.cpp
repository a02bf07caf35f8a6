#include "app/page/sketch.hpp"

#include "app/port/probe.hpp"
#include "app/text/texts.hpp"
#include "app/widget/draw.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float points_wide = 100, points_high = 40; // see SketchPoint
constexpr float widest = 640, street = 20, mark = 5, pin = 8;

const ServiceWindow* window_on_sketch(const Catalog& catalog, const Guide& guide) {
    const Office& office = catalog.offices.front();
    if (guide.window < 0 || office.landmarks.empty()) return nullptr;
    const ServiceWindow& window = office.windows[size_t(guide.window)];
    return window.at.has() ? &window : nullptr;
}

float high_of(float width) { return crisp(width * points_high / points_wide); }

/// A name beside a point, on the side that has room for it.
void name_beside(ImVec2 point, float gap, const std::string& name, ImU32 colour, ImVec2 min, ImVec2 max) {
    const float width = text_width(name), y = point.y - ImGui::GetFontSize() / 2;
    const bool right = point.x + gap + width <= max.x || point.x - gap - width < min.x;
    const float x = right ? point.x + gap : point.x - gap - width;
    draw_text({x, y}, std::min(width + 1, max.x - x), name, colour);
}

void north(ImVec2 corner) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 top{corner.x - space::m, corner.y + space::s};
    list.AddTriangleFilled(top, {top.x + 5, top.y + 12}, {top.x - 5, top.y + 12}, colours().soft);
    const std::string name = tr(T::sketch_north);
    draw_text({top.x - text_width(name) / 2, top.y + 14}, text_width(name) + 1, name, colours().soft);
}

} // namespace

float sketch_height(const Catalog& catalog, const Guide& guide, float width) {
    return window_on_sketch(catalog, guide) ? high_of(std::min(width, widest)) + space::m : 0;
}

void draw_sketch(const Catalog& catalog, const Guide& guide, ImVec2 at, float width) {
    const ServiceWindow* window = window_on_sketch(catalog, guide);
    if (!window) return;
    const Palette& c = colours();
    width = std::min(width, widest);
    const ImVec2 min = crisp(at), max{min.x + width, min.y + high_of(width)};
    const auto place = [&](SketchPoint point) {
        return crisp({min.x + width * float(point.x) / points_wide,
                      min.y + (max.y - min.y) * float(point.y) / points_high});
    };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, max, c.wash, 6);
    list.AddRect(min, max, c.line, 6);
    list.PushClipRect(min, max, true);
    Typed typed(type::body);
    const auto& landmarks = catalog.offices.front().landmarks;
    for (const auto& [colour, wide] :
         {std::pair{c.line, street + 2}, {c.card, street}}) // all edges, then all ground
        for (const Landmark& each : landmarks)
            if (each.to.has()) list.AddLine(place(each.at), place(each.to), colour, wide);
    for (const Landmark& each : landmarks) {
        const std::string& name = pick(each.name);
        const ImVec2 from = place(each.at);
        if (!each.to.has()) {
            list.AddCircleFilled(from, mark, c.soft);
            name_beside(from, 2 * mark, name, c.soft, min, max);
            continue;
        }
        // Where marks seldom are: beside the upper end of a street that runs down, else on its right end.
        const ImVec2 to = place(each.to);
        const bool down = std::abs(to.y - from.y) > std::abs(to.x - from.x);
        const float wide = text_width(name), size = ImGui::GetFontSize();
        const ImVec2 label = down ? ImVec2{from.x + street, std::min(from.y, to.y) + space::s}
                                  : ImVec2{std::max(from.x, to.x) - wide - space::m, to.y - size / 2};
        draw_text(label, wide + 1, name, c.soft);
    }
    const ImVec2 here = place(window->at);
    list.AddCircleFilled(here, pin + 3, c.card);
    list.AddCircleFilled(here, pin, c.blue);
    {
        Typed bold(type::heading, Weight::semibold);
        name_beside(here, 2 * pin, tr(T::sketch_here), c.ink, min, max);
    }
    north({max.x, min.y});
    list.PopClipRect();
    probe_note("sketch." + guide.id, pick(window->name), "picture", min, max);
}

} // namespace mj
