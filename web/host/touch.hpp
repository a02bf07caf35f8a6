// Fingers: a tap is a click, a drag scrolls what is under it and rolls on. Dear ImGui has neither.
#pragma once
#include <SDL.h>
#include <imgui.h>

struct ImGuiWindow;

namespace mj {

class Touch {
  public:
    Touch();
    bool take(const SDL_Event& event); ///< True: it was a finger's and is dealt with.
    bool scroll();                     ///< After NewFrame. True while something still rolls.

  private:
    enum class Mode { none, pressed, scrolling, other }; // other: Dear ImGui drags something itself
    ImGuiWindow* scrollable(ImVec2 at) const;
    void measure(uint32_t time);
    void begin_scroll();

    Mode mode_ = Mode::none;
    SDL_FingerID finger_ = 0;
    ImVec2 start_, at_, last_; // CSS pixels
    ImVec2 speed_;             // CSS pixels a second
    ImVec2 measured_at_;
    uint32_t measured_ = 0; // milliseconds
    ImGuiID rolling_ = 0;   // window
};

} // namespace mj
