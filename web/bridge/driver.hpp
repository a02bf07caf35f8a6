// What the bridge asks of the loop in web/host, which knows when to draw.
#pragma once

namespace mj {

class Driver {
  public:
    virtual ~Driver() = default;
    virtual void wake(int frames = 1) = 0;       ///< draw that many frames soon
    virtual void wake_after(double seconds) = 0; ///< draw one frame then
    virtual void draw_now() = 0;                 ///< a frame at once, if drawing is possible
    virtual void take_events() = 0;              ///< SDL's waiting events to Dear ImGui, in order
    virtual bool dirty() const = 0;              ///< a frame is asked for
};

extern Driver* driver; ///< set before anything from JavaScript arrives

} // namespace mj
