// What the bridge asks of the loop in web/host, which knows when to draw.
#pragma once

namespace mj {

class Driver {
  public:
    virtual ~Driver() = default;
    /// Draw that many frames soon. Two by default: what a frame decides after drawing is seen in the next.
    virtual void wake(int frames = 2) = 0;
    /// What long work waited for has come. Drawn soon, but not at once for every piece.
    virtual void stir() = 0;
    /// Long work beside the page has come further. Drawn as often as that can be followed.
    virtual void went_on() = 0;
    virtual void wake_after(double seconds) = 0; ///< draw then
    /// A frame at once, if drawing is possible; without `paint` nobody sees it, which is much faster.
    virtual void draw_now(bool paint = true) = 0;
    virtual void take_events() = 0;    ///< SDL's waiting events to Dear ImGui, in order
    virtual void enlarge(bool on) = 0; ///< everything larger, to be read from afar
    virtual float zoom() const = 0;    ///< CSS pixels for one of the program's
    virtual bool dirty() const = 0;    ///< a frame is asked for
};

extern Driver* driver; ///< set before anything from JavaScript arrives

} // namespace mj
