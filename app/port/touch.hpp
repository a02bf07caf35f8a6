// Fingers: a tap is a click, a drag scrolls what is under it and rolls on. Dear ImGui has neither. And the wheel, which Dear ImGui
// leaves with a list that is at its end.
#pragma once
#include <cstdint>
#include <imgui.h>

struct ImGuiWindow;

namespace mj {

class Touch {
  public:
    enum class Phase { down, move, up, cancel }; // cancel: the system took the finger for itself
    /// What a finger did. `at`: in ImGui's units; `time`: when it happened, milliseconds.
    void finger(Phase phase, int64_t finger, ImVec2 at, uint32_t time);
    bool scroll(); ///< After NewFrame. True while something still rolls.

  private:
    enum class Mode { none, pressed, scrolling, other }; // other: Dear ImGui drags something itself
    void measure(uint32_t time);
    void begin_scroll();
    void leave_without_click();

    Mode mode_ = Mode::none;
    int64_t finger_ = 0;
    ImVec2 start_, at_, last_; // ImGui's units
    ImVec2 speed_;             // the same, a second
    ImVec2 measured_at_;
    uint32_t measured_ = 0; // milliseconds
    ImGuiID rolling_ = 0;   // window
};

/// After NewFrame: what the wheel turns a list beyond its end, the page around it takes.
void pass_wheel_on();

} // namespace mj
