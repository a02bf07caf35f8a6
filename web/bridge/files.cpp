#include "web/bridge/files.hpp"

#include "core/base/crc32c.hpp"
#include "web/bridge/driver.hpp"

#include <cstdlib>
#include <emscripten.h>
#include <map>
#include <string_view>

extern "C" {
void mj_js_file_pick(const char* accept, int several);
int mj_js_file_next();
void mj_js_file_watch_drops();
void mj_js_file_beside(const char* name);
int mj_js_file_inside();
char* mj_js_file_carried(int mark);
void mj_js_file_pick_carried();
void mj_js_file_unlock(uint32_t id, const char* passphrase);
void mj_js_file_read(uint32_t id, double from, uint32_t most);
void mj_js_file_drop(uint32_t id);
uint32_t mj_js_download_begin(const char* name, const char* passphrase, int ask);
void mj_js_download_write(uint32_t id, const uint8_t* data, uint32_t size);
void mj_js_download_finish(uint32_t id, const char* mime);
void mj_js_download_give(uint32_t id, const char* name);
void mj_js_download_drop(uint32_t id);
}

namespace mj {
namespace {

class BrowserFile;
class BrowserDownloadFile;
BrowserPicker* picker = nullptr;
std::map<uint32_t, BrowserFile*> files; // those JavaScript may still answer
std::map<uint32_t, BrowserDownloadFile*> downloads;

Problem insecure(std::string_view file) {
    return {say(Said::sealing_insecure), say(Said::in_named, file), say(Said::open_that_way)};
}

class BrowserFile : public PickedFile {
  public:
    BrowserFile(uint32_t id, std::string name, double size, bool sealed)
        : id_(id), name_(std::move(name)), size_(uint64_t(size)), sealed_(sealed) {
        files[id_] = this;
    }
    ~BrowserFile() override {
        files.erase(id_);
        mj_js_file_drop(id_);
    }
    const std::string& name() const override { return name_; }
    uint64_t size() const override { return size_; }
    bool sealed() const override { return sealed_; }
    void unlock(const std::string& passphrase, std::function<void(Outcome<>)> done) override {
        unlocked_ = std::move(done);
        mj_js_file_unlock(id_, passphrase.c_str());
    }
    void read(uint32_t most, std::function<void(Outcome<Bytes>)> got) override {
        got_ = std::move(got);
        mj_js_file_read(id_, double(at_), most);
    }

    void unlocked(std::string_view reason) {
        const auto done = std::exchange(unlocked_, nullptr);
        if (reason.empty())
            done(Done{}); // may end this object
        else if (reason == "insecure")
            done(insecure(name_));
        else if (reason == "rounds")
            done(Problem{say(Said::seal_rounds), say(Said::in_named, name_), say(Said::other_backup)});
        else if (reason == "newer")
            done(Problem{say(Said::seal_unknown), say(Said::in_named, name_), say(Said::use_writer)});
        else if (reason == "damaged")
            done(Problem{say(Said::passphrase_wrong), say(Said::in_named, name_), say(Said::enter_again)});
        else
            done(unreadable());
    }
    uint8_t* room(uint32_t size) {
        piece_.resize(size);
        return piece_.data();
    }
    void answer(bool ok) {
        auto got = std::exchange(got_, nullptr);
        Bytes piece = std::exchange(piece_, {});
        if (!got) return;
        at_ += piece.size();
        if (ok)
            got(std::move(piece)); // may end this object
        else if (sealed_)
            got(Problem{say(Said::seal_damaged), say(Said::in_named, name_), say(Said::other_backup)});
        else
            got(unreadable());
    }

  private:
    Problem unreadable() const {
        return {say(Said::file_unread), say(Said::in_named, name_), say(Said::choose_again)};
    }

    uint32_t id_;
    std::string name_;
    uint64_t size_, at_ = 0;
    bool sealed_;
    Bytes piece_;
    std::function<void(Outcome<Bytes>)> got_;
    std::function<void(Outcome<>)> unlocked_;
};

class BrowserDownloadFile : public DownloadFile {
  public:
    BrowserDownloadFile(uint32_t id, std::string name, std::string mime)
        : id_(id), name_(std::move(name)), mime_(std::move(mime)) {
        downloads[id_] = this;
    }
    ~BrowserDownloadFile() override {
        downloads.erase(id_);
        mj_js_download_drop(id_);
    }
    void write(ByteView piece) override {
        written_ = crc32c(piece, written_);
        bytes_ += piece.size();
        mj_js_download_write(id_, piece.data(), uint32_t(piece.size()));
    }
    void finish(std::function<void(Outcome<Given>)> done) override {
        done_ = std::move(done);
        mj_js_download_finish(id_, mime_.c_str());
    }

    uint8_t* room(uint32_t size) {
        piece_.resize(size);
        return piece_.data();
    }
    void seen() {
        seen_ = crc32c(piece_, seen_);
        bytes_ -= piece_.size();
    }
    void checked(std::string_view reason, bool placed) {
        const auto done = std::exchange(done_, nullptr); // may end this object
        if (reason == "declined") return done(Given::declined);
        if (reason == "insecure") return done(insecure(name_));
        if (reason == "unwritten")
            return done(
                Problem{say(Said::file_unwritten), say(Said::in_named, name_), say(Said::choose_place)});
        if (!reason.empty() || seen_ != written_ || bytes_)
            return done(
                Problem{say(Said::read_back_otherwise), say(Said::at_words, reason), say(Said::try_again)});
        if (!placed) mj_js_download_give(id_, name_.c_str());
        done(placed ? Given::read_back : Given::handed);
    }

  private:
    uint32_t id_;
    std::string name_, mime_;
    Bytes piece_;
    uint32_t written_ = 0, seen_ = 0; // checksums
    uint64_t bytes_ = 0;              // written and not yet seen again
    std::function<void(Outcome<Given>)> done_;
};

} // namespace

BrowserPicker::BrowserPicker() { picker = this; }

void BrowserPicker::pick(const std::string& accept, bool several,
                         std::function<void(std::unique_ptr<PickedFile>)> picked) {
    waiting_ = std::move(picked);
    mj_js_file_pick(accept.c_str(), several);
}

bool BrowserPicker::next() { return mj_js_file_next() != 0; }

std::optional<FilePicker::Carried> BrowserPicker::carried() const {
    char *name = mj_js_file_carried(0), *mark = mj_js_file_carried(1);
    std::optional<Carried> out;
    if (name && mark) out = Carried{name, mark};
    std::free(name);
    std::free(mark);
    return out;
}

void BrowserPicker::pick_carried(std::function<void(std::unique_ptr<PickedFile>)> picked) {
    waiting_ = std::move(picked);
    mj_js_file_pick_carried();
}

void BrowserPicker::watch_drops(std::function<void(std::unique_ptr<PickedFile>)> dropped) {
    dropped_ = std::move(dropped);
    mj_js_file_watch_drops();
}

void BrowserPicker::beside(const std::string& name, std::function<void(std::string)> got) {
    beside_ = std::move(got);
    mj_js_file_beside(name.c_str());
}

void BrowserPicker::lies_beside(const char* text) {
    beside_(text);
    driver->wake();
}

void BrowserPicker::picked(uint32_t id, const char* name, double size, bool sealed, bool dropped) {
    auto file = id ? std::make_unique<BrowserFile>(id, name, size, sealed) : nullptr;
    if (dropped)
        dropped_(std::move(file));
    else if (auto callback = std::exchange(waiting_, nullptr))
        callback(std::move(file));
    driver->wake();
}

std::unique_ptr<DownloadFile> file_written(uint32_t id, std::string name) {
    return std::make_unique<BrowserDownloadFile>(id, std::move(name), "application/octet-stream");
}

bool BrowserDownload::makes_pages() const { return mj_js_file_inside() != 0; }

std::unique_ptr<DownloadFile> BrowserDownload::begin(const std::string& name, const std::string& mime,
                                                     const std::string& passphrase, bool ask) {
    const uint32_t id = mj_js_download_begin(name.c_str(), passphrase.c_str(), ask);
    return std::make_unique<BrowserDownloadFile>(id, name, mime);
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_file_picked(uint32_t id, const char* name, double size, int sealed,
                                         int dropped) {
    mj::picker->picked(id, name, size, sealed != 0, dropped != 0);
}
EMSCRIPTEN_KEEPALIVE void mj_file_beside(const char* text) { mj::picker->lies_beside(text); }
EMSCRIPTEN_KEEPALIVE void mj_file_unlocked(uint32_t id, const char* reason) {
    mj::files.at(id)->unlocked(reason);
}
EMSCRIPTEN_KEEPALIVE uint8_t* mj_file_room(uint32_t id, uint32_t size) {
    return mj::files.at(id)->room(size);
}
EMSCRIPTEN_KEEPALIVE void mj_file_read(uint32_t id, int ok) {
    const auto found = mj::files.find(id);
    if (found != mj::files.end()) found->second->answer(ok != 0);
    mj::driver->stir();
}
EMSCRIPTEN_KEEPALIVE uint8_t* mj_download_room(uint32_t id, uint32_t size) {
    return mj::downloads.at(id)->room(size);
}
EMSCRIPTEN_KEEPALIVE void mj_download_seen(uint32_t id) { mj::downloads.at(id)->seen(); }
EMSCRIPTEN_KEEPALIVE void mj_download_checked(uint32_t id, const char* reason, int placed) {
    mj::downloads.at(id)->checked(reason, placed != 0);
    mj::driver->stir();
}
}
