#include "web/bridge/backup_folder.hpp"

#include "web/bridge/driver.hpp"
#include "web/bridge/files.hpp"

#include <emscripten.h>
#include <utility>

extern "C" {
void mj_js_folder_watch();
void mj_js_folder_choose(const char* passphrase);
void mj_js_folder_allow();
void mj_js_folder_forget();
uint32_t mj_js_folder_begin(const char* name);
void mj_js_folder_list();
void mj_js_folder_remove(const char* name);
}

namespace mj {
namespace {

BrowserFolder* folder = nullptr;

} // namespace

BrowserFolder::BrowserFolder() { folder = this; }

void BrowserFolder::watch(std::function<void()> changed) {
    changed_ = std::move(changed);
    mj_js_folder_watch();
}

void BrowserFolder::choose(const std::string& passphrase) { mj_js_folder_choose(passphrase.c_str()); }
void BrowserFolder::allow() { mj_js_folder_allow(); }
void BrowserFolder::forget() { mj_js_folder_forget(); }

std::unique_ptr<DownloadFile> BrowserFolder::begin(const std::string& name) {
    return file_written(mj_js_folder_begin(name.c_str()), name);
}

void BrowserFolder::list(std::function<void(Outcome<std::vector<std::string>>)> listed) {
    listed_ = std::move(listed);
    names_.clear();
    mj_js_folder_list();
}

void BrowserFolder::remove(const std::vector<std::string>& names) {
    for (const std::string& name : names) mj_js_folder_remove(name.c_str());
}

void BrowserFolder::became(int state, const char* name, bool seals) {
    state_ = State(state);
    name_ = name;
    seals_ = seals;
    if (changed_) changed_();
}

void BrowserFolder::refused(const char* reason) {
    refusal_ = Problem{say(Said::folder_refused), say(Said::at_words, reason), say(Said::choose_place)};
    if (changed_) changed_();
}

void BrowserFolder::listed(const char* reason) {
    auto names = std::exchange(names_, {});
    const auto callback = std::exchange(listed_, nullptr);
    if (!callback) return;
    if (*reason)
        callback(Problem{say(Said::folder_unread, reason)});
    else
        callback(std::move(names));
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_folder_became(int state, const char* name, int seals) {
    mj::folder->became(state, name, seals != 0);
}
EMSCRIPTEN_KEEPALIVE void mj_folder_refused(const char* reason) { mj::folder->refused(reason); }
EMSCRIPTEN_KEEPALIVE void mj_folder_has(const char* name) { mj::folder->has(name); }
EMSCRIPTEN_KEEPALIVE void mj_folder_listed(const char* reason) { mj::folder->listed(reason); }
}
