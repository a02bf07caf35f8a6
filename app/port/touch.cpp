#include "app/port/touch.hpp"

#include <cfloat>
#include <cmath>
#include <imgui_internal.h>
#include <initializer_list>

namespace mj {
namespace {

constexpr float slack = 8;       // a finger that moved less still taps
constexpr float friction = 4.5f; // of the speed lost each second, as an exponent
constexpr float slowest = 12;    // ImGui's units a second
constexpr uint32_t rest = 80;    // milliseconds without motion before the finger leaves: it does not throw

/// The innermost window, from this one outwards, that can go on in that direction (of one axis; positive: down or right).
ImGuiWindow* scrollable(ImGuiWindow* window, ImGuiAxis axis, float direction) {
    const auto can = [&] {
        const float scroll = window->Scroll[axis];
        return !(window->Flags & ImGuiWindowFlags_NoScrollWithMouse) &&
               (direction > 0 ? scroll < window->ScrollMax[axis] : scroll > 0);
    };
    while (window && !can())
        window = window->Flags & ImGuiWindowFlags_ChildWindow ? window->ParentWindow : nullptr;
    return window;
}

/// Of other windows nothing may be asked: those not shown for a while have given back what ids are made from.
bool holds_scrollbar() {
    const ImGuiID id = GImGui->ActiveId;
    ImGuiWindow* window = GImGui->ActiveIdWindow;
    return window && (id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_Y) ||
                      id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_X));
}

} // namespace

// What was pressed is let go somewhere else, and so not clicked.
void Touch::leave_without_click() {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    io.AddMouseButtonEvent(0, false);
}

void Touch::finger(Phase phase, int64_t finger, ImVec2 at, uint32_t time) {
    ImGuiIO& io = ImGui::GetIO();
    if (phase == Phase::down && mode_ == Mode::none) {
        mode_ = Mode::pressed;
        finger_ = finger;
        start_ = at_ = last_ = measured_at_ = at;
        measured_ = time;
        speed_ = ImVec2(0, 0);
        rolling_ = 0;
        io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, true);
        return;
    }
    if (mode_ == Mode::none || finger != finger_) return; // a second finger
    at_ = at;
    if (phase == Phase::move) {
        measure(time);
        if (mode_ == Mode::pressed && std::hypot(at.x - start_.x, at.y - start_.y) > slack) begin_scroll();
        if (mode_ == Mode::other) io.AddMousePosEvent(at.x, at.y);
        return;
    }
    if (mode_ == Mode::scrolling) {
        if (phase == Phase::cancel || time - measured_ > rest) speed_ = ImVec2(0, 0);
    } else if (phase == Phase::cancel) {
        leave_without_click();
    } else {
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, false);
    }
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX); // no finger, no hover
    mode_ = Mode::none;
}

void Touch::measure(uint32_t time) {
    if (time - measured_ < 8) return;
    const float seconds = float(time - measured_) / 1000;
    const auto mean = [&](float speed, float moved) { return speed * 0.3f + moved / seconds * 0.7f; };
    speed_ = {mean(speed_.x, at_.x - measured_at_.x), mean(speed_.y, at_.y - measured_at_.y)};
    measured_ = time;
    measured_at_ = at_;
}

void Touch::begin_scroll() {
    ImGuiWindow *window = nullptr, *under = nullptr;
    const ImVec2 way{start_.x - at_.x, start_.y - at_.y}; // the page goes the other way than the finger
    const ImGuiAxis axis = std::fabs(way.x) > std::fabs(way.y) ? ImGuiAxis_X : ImGuiAxis_Y;
    if (!holds_scrollbar()) ImGui::FindHoveredWindowEx(start_, false, &window, &under);
    window = scrollable(window, axis, way[axis]);
    if (!window) {
        mode_ = Mode::other;
        return;
    }
    mode_ = Mode::scrolling;
    rolling_ = window->ID;
    last_ = start_; // the page follows the whole way, however late the first movement came
    leave_without_click();
}

bool Touch::scroll() {
    ImGuiWindow* window = rolling_ ? ImGui::FindWindowByID(rolling_) : nullptr;
    if (!window) return false;
    ImVec2 moved{at_.x - last_.x, at_.y - last_.y}; // also what the finger did just before it left
    last_ = at_;
    if (mode_ != Mode::scrolling) {
        const float time = ImMin(GImGui->IO.DeltaTime, 0.1f); // after a pause it does not leap
        moved = {moved.x + speed_.x * time, moved.y + speed_.y * time};
        const float left = std::exp(-friction * time);
        speed_ = {speed_.x * left, speed_.y * left};
        if (std::hypot(speed_.x, speed_.y) < slowest) rolling_ = 0;
    }
    if (window->ScrollMax.x > 0)
        ImGui::SetScrollX(window, ImClamp(window->Scroll.x - moved.x, 0.0f, window->ScrollMax.x));
    if (window->ScrollMax.y > 0)
        ImGui::SetScrollY(window, ImClamp(window->Scroll.y - moved.y, 0.0f, window->ScrollMax.y));
    return rolling_ != 0;
}

void pass_wheel_on() {
    ImGuiContext& g = *GImGui;
    ImGuiWindow* inner = g.WheelingWindow;
    if (!inner || g.WheelingWindowScrolledFrame != g.FrameCount) return;
    for (const ImGuiAxis axis : {ImGuiAxis_X, ImGuiAxis_Y}) {
        float& target = inner->ScrollTarget[axis];
        if (target == FLT_MAX || target == inner->Scroll[axis]) continue;
        const float by = target - inner->Scroll[axis];
        ImGuiWindow* outer = scrollable(inner, axis, by);
        if (!outer || outer == inner) continue;
        target = FLT_MAX;
        axis == ImGuiAxis_X ? ImGui::SetScrollX(outer, outer->Scroll.x + by)
                            : ImGui::SetScrollY(outer, outer->Scroll.y + by);
        g.WheelingWindow = outer; // and what follows
    }
}

} // namespace mj
