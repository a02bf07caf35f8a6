#include "web/bridge/updates.hpp"

#include <emscripten.h>

extern "C" {
void mj_js_updates_watch();
void mj_js_updates_change();
}

namespace mj {
namespace {

std::function<void(std::string version, std::array<std::string, 2> news)> newer_waits;
std::function<bool()> may_change;
std::function<void()> change_refused;

} // namespace

void BrowserUpdates::watch(std::function<void(std::string version, std::array<std::string, 2> news)> waits,
                           std::function<bool()> free) {
    newer_waits = std::move(waits);
    may_change = std::move(free);
    mj_js_updates_watch();
}

void BrowserUpdates::change(std::function<void()> refused) {
    change_refused = std::move(refused);
    mj_js_updates_change();
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_updates_waits(const char* version, const char* zh, const char* en) {
    mj::newer_waits(version, {zh, en});
}
EMSCRIPTEN_KEEPALIVE int mj_updates_free() { return mj::may_change(); }
EMSCRIPTEN_KEEPALIVE void mj_updates_refused() { mj::change_refused(); }
}
