#include "web/bridge/storage_idb.hpp"

#include "core/exchange/rescue.hpp"
#include "web/bridge/driver.hpp"

#include <emscripten.h>
#include <string_view>

extern "C" {
void mj_js_storage_load();
void mj_js_storage_put(const char* name, const uint8_t* data, uint32_t size);
void mj_js_storage_delete(const char* name);
void mj_js_storage_commit(uint32_t token, int whole);
void mj_js_storage_read(uint32_t token, const char* name);
int mj_js_storage_writer();
int mj_js_storage_lost();
int mj_js_storage_silent();
void mj_js_storage_take_over();
}

namespace mj {
namespace {

IdbStorage* storage = nullptr;

Problem problem(std::string_view reason, SaidWith<0> otherwise) {
    if (reason == "fenced") return {say(Said::overtaken), {}, say(Said::copy_then_reload)};
    if (reason == "lost") return {say(Said::kept_lost), {}, say(Said::write_all_again)};
    Problem out{say(otherwise)};
    if (reason.find("QuotaExceeded") != reason.npos)
        out = {say(Said::storage_full), {}, say(Said::free_or_export)};
    if (!reason.empty()) out.where = say(Said::at_words, reason);
    return out;
}

} // namespace

IdbStorage::IdbStorage() { storage = this; }

void IdbStorage::load(std::function<void(Outcome<Files>)> loaded) {
    loading_ = std::move(loaded);
    files_.clear();
    mj_js_storage_load();
}

uint8_t* IdbStorage::room_for(const char* name, uint32_t size) {
    take_file();
    coming_name_ = name;
    coming_size_ = size;
    coming_.reset(new uint8_t[size]);
    return coming_.get();
}

/// The file that was written into room_for(). (A vector made at once from bytes is not filled with zeros before.)
void IdbStorage::take_file() {
    if (coming_) files_.insert_or_assign(coming_name_, Bytes(coming_.get(), coming_.get() + coming_size_));
    coming_.reset();
}

void IdbStorage::loaded(const char* reason) {
    const std::string_view why = reason;
    take_file();
    auto callback = std::exchange(loading_, nullptr);
    Files files = std::exchange(files_, {});
    if (!callback) return;
    demo_ = why == "demo";
    if (why == "none" || demo_) lasting_ = false;
    if (demo_) {
        auto given = files_of_rescue(files["demo"]);
        if (given)
            callback(std::move(*given));
        else
            callback(Problem{say(Said::page_damaged), {}, say(Said::other_backup)});
        return driver->wake();
    }
    if (why.empty() || !lasting_)
        callback(std::move(files));
    else
        callback(problem(why, Said::store_unread));
    driver->wake();
}

bool IdbStorage::writer() const { return !lasting_ || mj_js_storage_writer() != 0; }
bool IdbStorage::lost() const { return lasting_ && mj_js_storage_lost() != 0; }
bool IdbStorage::silent() const { return mj_js_storage_silent() != 0; }
void IdbStorage::take_over() { mj_js_storage_take_over(); }

void IdbStorage::read(std::string name, std::function<void(Outcome<std::optional<Bytes>>)> done) {
    reads_[next_token_] = std::move(done);
    mj_js_storage_read(next_token_++, name.c_str());
}

uint8_t* IdbStorage::room_to_read(uint32_t size) {
    read_ = Bytes(size);
    return read_.data();
}

void IdbStorage::have_read(uint32_t token, int found) {
    const auto callback = std::move(reads_.extract(token).mapped());
    if (found < 0)
        callback(Problem{say(Said::file_unread_now)});
    else
        callback(found ? std::optional(std::exchange(read_, {})) : std::nullopt);
}

uint8_t* IdbStorage::room_for_news(const char* name, uint32_t size) {
    return news_.puts.emplace_back(name, Bytes(size)).second.data();
}

void IdbStorage::heard(StorageNews news) {
    Batch batch = std::exchange(news_, {});
    if (watcher_) watcher_(news, std::move(batch));
    if (news != StorageNews::awake) driver->wake(); // mostly there was nothing to miss
}

void IdbStorage::protect(bool granted) {
    protection_ = granted;
    driver->wake();
}

void IdbStorage::commit(Batch batch, std::function<void(Outcome<>)> done) {
    const uint32_t token = next_token_++;
    commits_[token] = std::move(done);
    if (!lasting_) { // nothing to keep it in; the answer comes later all the same
        emscripten_async_call([](void* token) { storage->done(uint32_t(uintptr_t(token)), ""); },
                              reinterpret_cast<void*>(uintptr_t(token)), 0);
        return;
    }
    for (const std::string& name : batch.deletes) mj_js_storage_delete(name.c_str());
    for (const auto& put : batch.puts)
        mj_js_storage_put(put.first.c_str(), put.second.data(), uint32_t(put.second.size()));
    mj_js_storage_commit(token, batch.whole);
}

void IdbStorage::done(uint32_t token, const char* reason) {
    const auto found = commits_.find(token);
    if (found == commits_.end()) return;
    auto callback = std::move(found->second);
    commits_.erase(found);
    if (*reason)
        callback(problem(reason, Said::store_unwritten));
    else
        callback(Done{});
    driver->stir();
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE uint8_t* mj_storage_file(const char* name, uint32_t size) {
    return mj::storage->room_for(name, size);
}
EMSCRIPTEN_KEEPALIVE void mj_storage_loaded(const char* reason) { mj::storage->loaded(reason); }
EMSCRIPTEN_KEEPALIVE uint8_t* mj_storage_news_file(const char* name, uint32_t size) {
    return mj::storage->room_for_news(name, size);
}
EMSCRIPTEN_KEEPALIVE void mj_storage_news(int news) { mj::storage->heard(mj::StorageNews(news)); }
EMSCRIPTEN_KEEPALIVE uint8_t* mj_storage_read_room(uint32_t size) { return mj::storage->room_to_read(size); }
EMSCRIPTEN_KEEPALIVE void mj_storage_read(uint32_t token, int found) { mj::storage->have_read(token, found); }
EMSCRIPTEN_KEEPALIVE void mj_storage_protected(int granted) { mj::storage->protect(granted != 0); }
EMSCRIPTEN_KEEPALIVE void mj_storage_done(uint32_t token, const char* reason) {
    mj::storage->done(token, reason);
}
}
