#include "web/bridge/lock.hpp"

#include <emscripten.h>
#include <string_view>
#include <utility>

extern "C" {
int mj_js_lock_possible();
int mj_js_lock_on();
void mj_js_lock_turn(const char* passphrase);
void mj_js_lock_now(int all);
void mj_js_lock_after(int minutes);
}

namespace mj {
namespace {

std::function<void(Outcome<>)> lock_turned;
std::function<void()> lock_due;

Outcome<> outcome_of(std::string_view reason) {
    if (reason.empty()) return Done{};
    if (reason == "windows") return Problem{say(Said::lock_windows), {}, say(Said::close_windows)};
    if (reason == "damaged") return Problem{say(Said::store_unread), {}, say(Said::restore_backup)};
    if (reason == "full") return Problem{say(Said::storage_full), {}, say(Said::free_or_export)};
    return Problem{say(Said::lock_unturned), say(Said::at_words, reason), say(Said::try_again)};
}

} // namespace

bool BrowserLock::possible() const { return mj_js_lock_possible() != 0; }
bool BrowserLock::on() const { return mj_js_lock_on() != 0; }
void BrowserLock::turn(const std::string& passphrase, std::function<void(Outcome<>)> done) {
    lock_turned = std::move(done);
    mj_js_lock_turn(passphrase.c_str());
}
void BrowserLock::close(bool all) { mj_js_lock_now(all); }
void BrowserLock::watch(std::function<void()> due) { lock_due = std::move(due); }
void BrowserLock::after(int minutes) { mj_js_lock_after(minutes); }

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_lock_turned(const char* reason) {
    if (const auto done = std::exchange(mj::lock_turned, nullptr)) done(mj::outcome_of(reason));
}
EMSCRIPTEN_KEEPALIVE void mj_lock_due() {
    if (mj::lock_due) mj::lock_due();
}
}
