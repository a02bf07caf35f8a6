// The page around the canvas, and when to draw. Nothing is drawn while nothing happens.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace mj {

/// What the person asks of every program on this machine.
struct SystemLook {
    bool dark = false;
    bool contrast = false; ///< more of it
};

class Window {
  public:
    virtual ~Window() = default;
    virtual void wake() = 0;                     ///< Draw soon; free to call often.
    virtual void wake_after(double seconds) = 0; ///< Draw once that much later.
    /// Shown by the browser; `language` is "zh-CN" or "en" and also picks the form of shared Chinese
    /// characters.
    virtual void describe(std::string_view language, std::string_view title) = 0;
    /// The whole screen and large type, for people who stand before it. Whoever leaves the whole screen comes back to it with
    /// his next touch; the address bar says nothing, and nothing goes to or comes from the clipboard.
    virtual void stand(bool on) = 0;
    /// Asked for every frame; one is drawn when it changes.
    virtual SystemLook system_look() const = 0;
    /// The page around the canvas follows: "light", "dark" or "contrast".
    virtual void show_look(std::string_view name) = 0;
    virtual void show_file(std::string_view) {} ///< One that lies beside the program, in a window of its own.
    virtual void print() {
    } ///< What is open, as App::paper() has it; the browser asks for the printer, or makes a PDF.
    virtual void hold(bool on) = 0; ///< The browser asks before the page is left.
    /// What stands behind # in the address bar: as the page was opened, and from now on. `step` numbers the places one
    /// has been at: a higher one is a step the browser can take back, a lower one goes back to it.
    virtual std::string address() const = 0;
    virtual void show_address(int step, std::string_view address) = 0;
    /// The person goes back or on with the browser's own means, or to an address typed in (step -1).
    virtual void watch_address(std::function<void(int step, std::string address)> went) = 0;
};

} // namespace mj
