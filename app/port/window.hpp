// The page around the canvas, and when to draw. Nothing is drawn while nothing happens.
#pragma once
#include <string_view>

namespace mj {

class Window {
  public:
    virtual ~Window() = default;
    virtual void wake() = 0;                     ///< Draw soon; free to call often.
    virtual void wake_after(double seconds) = 0; ///< Draw once that much later.
    /// Shown by the browser; `language` is "zh-CN" or "en" and also picks the form of shared Chinese
    /// characters.
    virtual void describe(std::string_view language, std::string_view title) = 0;
    virtual void hold(bool on) = 0; ///< The browser asks before the page is left.
};

} // namespace mj
