// Window, Clock, Prefs and Clipboard in the browser.
#pragma once
#include "app/port/clipboard.hpp"
#include "app/port/clock.hpp"
#include "app/port/prefs.hpp"
#include "app/port/window.hpp"

namespace mj {

struct PageSize {
    double width, height; ///< device pixels
    double ratio;         ///< device pixels per CSS pixel
};

class BrowserWindow : public Window {
  public:
    void wake() override;
    void wake_after(double seconds) override;
    void describe(std::string_view language, std::string_view title) override;
    void stand(bool on) override;
    SystemLook system_look() const override;
    void show_look(std::string_view name) override;
    void show_file(std::string_view name) override;
    void print() override;
    void hold(bool on) override;
    std::string address() const override;
    void show_address(int step, std::string_view address) override;
    void watch_address(std::function<void(int step, std::string address)> went) override;
};

class BrowserClock : public Clock {
  public:
    int64_t now() const override;
    int64_t ticks() const override;
    int utc_offset(int64_t at) const override;
};

class BrowserPrefs : public Prefs {
  public:
    std::optional<std::string> get(std::string_view key) const override;
    bool put(std::string_view key, std::string_view value) override;
    void remove(std::string_view key) override;
    void watch(std::string_view key, std::function<void()> changed) override;
    std::string system_language() const override;
};

class BrowserClipboard : public Clipboard {
  public:
    void copy(std::string_view text) override;
};

} // namespace mj
