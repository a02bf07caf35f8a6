// Draws when there is a reason to, and not otherwise: input (three frames, for what appears a frame late), a
// wish of the program, a timer, a blinking caret, a pressed button, a fading veil; paints what looks otherwise than before. The
// window is opened for the first frame: the records, which the browser has been reading since before, come first.
#pragma once
#include "app/port/touch.hpp"
#include "web/bridge/driver.hpp"
#include "web/host/painted.hpp"

#include <SDL.h>
#include <limits>
#include <set>

namespace mj {

class App;

class Loop : public Driver {
  public:
    Loop();
    void start(App& app);
    void work();         ///< a slice of the long work, between frames
    bool check();        ///< a little of what is kept, in an idle moment
    void leave();        ///< the page may be gone the next moment
    void repaint();      ///< a frame at once, also when it would look like the last
    std::string paper(); ///< App::paper()
    void release();      ///< no button of the mouse is held any more

    void wake(int frames = 2) override;
    void stir() override;
    void went_on() override;
    void wake_after(double seconds) override;
    void draw_now(bool paint) override;
    void take_events() override;
    void enlarge(bool on) override;
    float zoom() const override { return zoom_; }
    bool dirty() const override { return frames_ > 0; }

    void timer();             ///< The one of wake_after.
    void context(bool alive); ///< WebGL's was lost or came back

  private:
    void ask_work();               ///< work() soon
    void ask_when_idle();          ///< the same, though only to see how late it comes
    double between_frames() const; ///< of long work, seconds
    static int watch(void* self, SDL_Event* event);
    void arm();
    void say_opened(); ///< once: the store can be asked
    void fit();
    void paint(ImDrawData& data);
    void plan(bool again);

    bool open_window(); ///< false: it cannot be, and the page says so

    SDL_Window* window_ = nullptr;
    App* app_ = nullptr;
    Touch touch_;
    Painted painted_;
    int frames_ = 0; // asked for
    // When to draw next, seconds since the page began.
    static constexpr double never = std::numeric_limits<double>::infinity();
    std::multiset<double> due_; // as wished for
    double own_due_ = never;    // for what Dear ImGui will show
    double armed_ = never;      // the timer's
    double drawn_ = 0;          // when, in seconds
    double lag_ = 0;            // how long the last picture kept the page busy after that
    bool just_drawn_ = false, opened_ = false;
    bool work_asked_ = false, work_wanted_ = false;
    bool alive_ = true, drawing_ = false, large_ = false;
    float zoom_ = 1;
    double wide_ = 0, high_ = 0; // the canvas, in device pixels
};

} // namespace mj
