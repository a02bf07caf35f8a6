#include "web/bridge/page.hpp"

#include "web/bridge/driver.hpp"

#include <chrono>
#include <cstdlib>
#include <emscripten.h>

extern "C" {
void mj_js_page_describe(const char* language, const char* title);
int mj_js_page_asks_dark();
int mj_js_page_asks_contrast();
void mj_js_page_look(const char* name);
void mj_js_page_show_file(const char* name);
void mj_js_page_print();
void mj_js_page_hold(int on);
void mj_js_page_stand(int on);
char* mj_js_address();
void mj_js_address_show(int step, const char* address);
void mj_js_address_watch();
int mj_js_utc_offset(double seconds);
char* mj_js_language();
char* mj_js_pref_get(const char* key);
int mj_js_pref_put(const char* key, const char* value);
void mj_js_pref_remove(const char* key);
void mj_js_pref_watch(const char* key);
void mj_js_clipboard_copy(const char* text);
}

namespace mj {
namespace {

std::optional<std::string> take(char* text) {
    if (!text) return std::nullopt;
    std::string out = text;
    std::free(text);
    return out;
}

SystemLook ask_look() { return {mj_js_page_asks_dark() != 0, mj_js_page_asks_contrast() != 0}; }

SystemLook& known_look() {
    static SystemLook known = ask_look();
    return known;
}

std::function<void(int step, std::string address)> went_to;
std::function<void()> pref_changed;

} // namespace

void BrowserWindow::wake() { driver->wake(); }
void BrowserWindow::wake_after(double seconds) { driver->wake_after(seconds); }
void BrowserWindow::describe(std::string_view language, std::string_view title) {
    mj_js_page_describe(std::string(language).c_str(), std::string(title).c_str());
}
void BrowserWindow::stand(bool on) {
    driver->enlarge(on);
    mj_js_page_stand(on);
}
SystemLook BrowserWindow::system_look() const { return known_look(); }
void BrowserWindow::show_look(std::string_view name) { mj_js_page_look(std::string(name).c_str()); }
void BrowserWindow::show_file(std::string_view name) { mj_js_page_show_file(std::string(name).c_str()); }
void BrowserWindow::print() { mj_js_page_print(); }
void BrowserWindow::hold(bool on) { mj_js_page_hold(on); }

std::string BrowserWindow::address() const { return take(mj_js_address()).value_or(""); }
void BrowserWindow::show_address(int step, std::string_view address) {
    mj_js_address_show(step, std::string(address).c_str());
}
void BrowserWindow::watch_address(std::function<void(int step, std::string address)> went) {
    went_to = std::move(went);
    mj_js_address_watch();
}

int64_t BrowserClock::now() const {
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}
int64_t BrowserClock::ticks() const {
    using namespace std::chrono;
    return duration_cast<seconds>(steady_clock::now().time_since_epoch()).count();
}
int BrowserClock::utc_offset(int64_t at) const { return mj_js_utc_offset(double(at)); }

std::optional<std::string> BrowserPrefs::get(std::string_view key) const {
    return take(mj_js_pref_get(std::string(key).c_str()));
}
bool BrowserPrefs::put(std::string_view key, std::string_view value) {
    return mj_js_pref_put(std::string(key).c_str(), std::string(value).c_str()) != 0;
}
void BrowserPrefs::watch(std::string_view key, std::function<void()> changed) {
    pref_changed = std::move(changed);
    mj_js_pref_watch(std::string(key).c_str());
}
void BrowserPrefs::remove(std::string_view key) { mj_js_pref_remove(std::string(key).c_str()); }
std::string BrowserPrefs::system_language() const { return take(mj_js_language()).value_or(""); }

void BrowserClipboard::copy(std::string_view text) { mj_js_clipboard_copy(std::string(text).c_str()); }

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_address(int step, const char* address) { mj::went_to(step, address); }
EMSCRIPTEN_KEEPALIVE void mj_pref_changed() { mj::pref_changed(); }
EMSCRIPTEN_KEEPALIVE void mj_system_look() {
    mj::known_look() = mj::ask_look();
    mj::driver->wake();
}
}
