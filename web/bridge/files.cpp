#include "web/bridge/files.hpp"

#include "web/bridge/driver.hpp"

#include <emscripten.h>
#include <map>

extern "C" {
void mj_js_file_pick(const char* accept);
void mj_js_file_read(uint32_t id, double from, uint32_t most);
void mj_js_file_drop(uint32_t id);
uint32_t mj_js_download_begin();
void mj_js_download_write(uint32_t id, const uint8_t* data, uint32_t size);
void mj_js_download_finish(uint32_t id, const char* name, const char* mime);
void mj_js_download_drop(uint32_t id);
}

namespace mj {
namespace {

class BrowserFile;
BrowserPicker* picker = nullptr;
std::map<uint32_t, BrowserFile*> files; // those JavaScript may still answer

class BrowserFile : public PickedFile {
  public:
    BrowserFile(uint32_t id, std::string name, double size)
        : id_(id), name_(std::move(name)), size_(uint64_t(size)) {
        files[id_] = this;
    }
    ~BrowserFile() override {
        files.erase(id_);
        mj_js_file_drop(id_);
    }
    const std::string& name() const override { return name_; }
    uint64_t size() const override { return size_; }
    void read(uint32_t most, std::function<void(Outcome<Bytes>)> got) override {
        got_ = std::move(got);
        mj_js_file_read(id_, double(at_), most);
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
        else
            got(Problem{"the file could not be read", name_, "choose it again"});
    }

  private:
    uint32_t id_;
    std::string name_;
    uint64_t size_, at_ = 0;
    Bytes piece_;
    std::function<void(Outcome<Bytes>)> got_;
};

class BrowserDownloadFile : public DownloadFile {
  public:
    BrowserDownloadFile(std::string name, std::string mime)
        : id_(mj_js_download_begin()), name_(std::move(name)), mime_(std::move(mime)) {}
    ~BrowserDownloadFile() override {
        if (!finished_) mj_js_download_drop(id_);
    }
    void write(ByteView piece) override { mj_js_download_write(id_, piece.data(), uint32_t(piece.size())); }
    void finish() override {
        if (!std::exchange(finished_, true)) mj_js_download_finish(id_, name_.c_str(), mime_.c_str());
    }

  private:
    uint32_t id_;
    std::string name_, mime_;
    bool finished_ = false;
};

} // namespace

BrowserPicker::BrowserPicker() { picker = this; }

void BrowserPicker::pick(const std::string& accept, std::function<void(std::unique_ptr<PickedFile>)> picked) {
    waiting_ = std::move(picked);
    mj_js_file_pick(accept.c_str());
}

void BrowserPicker::picked(uint32_t id, const char* name, double size) {
    auto file = std::make_unique<BrowserFile>(id, name, size);
    if (auto callback = std::exchange(waiting_, nullptr)) callback(std::move(file));
    driver->wake();
}

std::unique_ptr<DownloadFile> BrowserDownload::begin(const std::string& name, const std::string& mime) {
    return std::make_unique<BrowserDownloadFile>(name, mime);
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_file_picked(uint32_t id, const char* name, double size) {
    mj::picker->picked(id, name, size);
}
EMSCRIPTEN_KEEPALIVE uint8_t* mj_file_room(uint32_t id, uint32_t size) {
    return mj::files.at(id)->room(size);
}
EMSCRIPTEN_KEEPALIVE void mj_file_read(uint32_t id, int ok) {
    const auto found = mj::files.find(id);
    if (found != mj::files.end()) found->second->answer(ok != 0);
    mj::driver->stir();
}
}
