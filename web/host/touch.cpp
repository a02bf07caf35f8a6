#define IMGUI_DEFINE_MATH_OPERATORS
#include "web/host/touch.hpp"

#include <cfloat>
#include <cmath>
#include <imgui_internal.h>

extern "C" double mj_js_page_event_time();

namespace mj {
namespace {

constexpr float slack = 8;       // a finger that moved less still taps
constexpr float friction = 4.5f; // of the speed lost each second, as an exponent
constexpr float slowest = 12;    // CSS pixels a second
constexpr uint32_t rest = 80;    // milliseconds without motion before the finger leaves: it does not throw

bool can_scroll(const ImGuiWindow& window, bool across) {
    if (window.Flags & ImGuiWindowFlags_NoScrollWithMouse) return false;
    return across ? window.ScrollMax.x > 0 : window.ScrollMax.y > 0;
}

/// Of other windows nothing may be asked: those not shown for a while have given back what ids are made from.
bool holds_scrollbar() {
    const ImGuiID id = GImGui->ActiveId;
    ImGuiWindow* window = GImGui->ActiveIdWindow;
    return window && (id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_Y) ||
                      id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_X));
}

bool is_finger(const SDL_Event& event) {
    return event.type == SDL_FINGERDOWN || event.type == SDL_FINGERMOTION || event.type == SDL_FINGERUP;
}

// SDL writes when it was told; to a page that was busy a finger that rests would be one that throws.
int when_it_happened(void*, SDL_Event* event) {
    if (is_finger(*event)) event->tfinger.timestamp = uint32_t(mj_js_page_event_time());
    return 1;
}

} // namespace

Touch::Touch() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); // fingers are translated here
    SDL_SetEventFilter(when_it_happened, nullptr);
}

// The innermost window there that has something to scroll in the direction of the drag.
ImGuiWindow* Touch::scrollable(ImVec2 at) const {
    ImGuiWindow *window = nullptr, *under = nullptr;
    ImGui::FindHoveredWindowEx(at, false, &window, &under);
    const bool across = std::fabs(at_.x - start_.x) > std::fabs(at_.y - start_.y);
    while (window && !can_scroll(*window, across))
        window = window->Flags & ImGuiWindowFlags_ChildWindow ? window->ParentWindow : nullptr;
    return window;
}

bool Touch::take(const SDL_Event& event) {
    if (!is_finger(event)) return false;
    ImGuiIO& io = ImGui::GetIO();
    const ImVec2 at(event.tfinger.x * io.DisplaySize.x, event.tfinger.y * io.DisplaySize.y);
    if (event.type == SDL_FINGERDOWN && mode_ == Mode::none) {
        mode_ = Mode::pressed;
        finger_ = event.tfinger.fingerId;
        start_ = at_ = last_ = measured_at_ = at;
        measured_ = event.tfinger.timestamp;
        speed_ = ImVec2(0, 0);
        rolling_ = 0;
        io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, true);
        return true;
    }
    if (mode_ == Mode::none || event.tfinger.fingerId != finger_) return true; // a second finger
    at_ = at;
    if (event.type == SDL_FINGERMOTION) {
        measure(event.tfinger.timestamp);
        if (mode_ == Mode::pressed && std::hypot(at.x - start_.x, at.y - start_.y) > slack) begin_scroll();
        if (mode_ == Mode::other) io.AddMousePosEvent(at.x, at.y);
        return true;
    }
    if (mode_ != Mode::scrolling) {
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, false);
    } else if (event.tfinger.timestamp - measured_ > rest) {
        speed_ = ImVec2(0, 0);
    }
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX); // no finger, no hover
    mode_ = Mode::none;
    return true;
}

void Touch::measure(uint32_t time) {
    if (time - measured_ < 8) return;
    const float seconds = float(time - measured_) / 1000;
    speed_ = speed_ * 0.3f + (at_ - measured_at_) / seconds * 0.7f;
    measured_ = time;
    measured_at_ = at_;
}

void Touch::begin_scroll() {
    ImGuiIO& io = ImGui::GetIO();
    ImGuiWindow* window = holds_scrollbar() ? nullptr : scrollable(start_);
    if (!window) {
        mode_ = Mode::other;
        return;
    }
    mode_ = Mode::scrolling;
    rolling_ = window->ID;
    last_ = start_; // the page follows the whole way, however late the first movement came
    // What was pressed is let go somewhere else, and so not clicked.
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    io.AddMouseButtonEvent(0, false);
}

bool Touch::scroll() {
    ImGuiWindow* window = rolling_ ? ImGui::FindWindowByID(rolling_) : nullptr;
    if (!window) return false;
    ImVec2 moved = at_ - last_; // also what the finger did just before it left
    last_ = at_;
    if (mode_ != Mode::scrolling) {
        const float time = ImMin(GImGui->IO.DeltaTime, 0.1f); // after a pause it does not leap
        moved = moved + speed_ * time;
        speed_ = speed_ * std::exp(-friction * time);
        if (std::hypot(speed_.x, speed_.y) < slowest) rolling_ = 0;
    }
    if (window->ScrollMax.x > 0)
        ImGui::SetScrollX(window, ImClamp(window->Scroll.x - moved.x, 0.0f, window->ScrollMax.x));
    if (window->ScrollMax.y > 0)
        ImGui::SetScrollY(window, ImClamp(window->Scroll.y - moved.y, 0.0f, window->ScrollMax.y));
    return rolling_ != 0;
}

} // namespace mj
