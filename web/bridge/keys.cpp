#include "web/bridge/keys.hpp"

#include "web/bridge/driver.hpp"

#include <algorithm>
#include <emscripten.h>
#include <map>
#include <string_view>

extern "C" {
int mj_js_keys_possible();
void mj_js_keys_make(uint32_t id);
void mj_js_keys_seal(uint32_t id, const uint8_t* to, const uint8_t* plain, uint32_t size);
void mj_js_keys_sign(uint32_t id, const uint8_t* secret, uint32_t secret_size, const char* message,
                     uint32_t size);
void mj_js_keys_verify(uint32_t id, const uint8_t* by, const uint8_t* signature, const char* message,
                       uint32_t size);
void mj_js_keys_open(uint32_t id, const uint8_t* secret, uint32_t secret_size, const uint8_t* of,
                     const uint8_t* sealed, uint32_t size);
}

namespace mj {
namespace {

struct Asked {
    std::function<void(Outcome<Bytes>)> done;
    bool opens = false; // what was sealed
};
std::map<uint32_t, Asked> asked; // of JavaScript, not yet answered
uint32_t last_asked = 0;
Bytes room;

uint32_t ask(std::function<void(Outcome<Bytes>)> done, bool opens = false) {
    asked[++last_asked] = {std::move(done), opens};
    return last_asked;
}

Problem why_not(std::string_view reason, bool opens) {
    if (reason == "insecure") return {say(Said::sealing_insecure), {}, say(Said::open_that_way)};
    if (reason == "newer") return {say(Said::seal_unknown), {}, say(Said::use_writer)};
    return {opens ? say(Said::key_opens_not) : say(Said::key_useless), {}, say(Said::other_key_file)};
}

/// Both points, the first secret's size in one byte, both secrets.
Outcome<OfficeKey> made(Outcome<Bytes> came) {
    if (!came) return came.problem();
    const ByteView all(*came);
    OfficeKey out;
    constexpr size_t point = out.sign.size();
    const size_t first = all[2 * point], from = 2 * point + 1;
    std::copy_n(all.begin(), point, out.sign.begin());
    std::copy_n(all.begin() + point, point, out.seal.begin());
    out.secret_sign.assign(all.begin() + from, all.begin() + ptrdiff_t(from + first));
    out.secret_seal.assign(all.begin() + ptrdiff_t(from + first), all.end());
    return out;
}

} // namespace

bool BrowserKeys::possible() const { return mj_js_keys_possible() != 0; }
void BrowserKeys::make(std::function<void(Outcome<OfficeKey>)> done) {
    mj_js_keys_make(ask([done = std::move(done)](Outcome<Bytes> came) { done(made(std::move(came))); }));
}
void BrowserKeys::seal(const OfficeKey& key, ByteView plain, std::function<void(Outcome<Bytes>)> done) {
    mj_js_keys_seal(ask(std::move(done)), key.seal.data(), plain.data(), uint32_t(plain.size()));
}
void BrowserKeys::sign(const OfficeKey& key, std::string_view message,
                       std::function<void(Outcome<Signature>)> done) {
    const uint32_t id = ask([done = std::move(done)](Outcome<Bytes> came) {
        Signature out{};
        if (!came) return done(came.problem());
        std::copy_n(came->begin(), std::min(came->size(), out.size()), out.begin());
        done(out);
    });
    mj_js_keys_sign(id, key.secret_sign.data(), uint32_t(key.secret_sign.size()), message.data(),
                    uint32_t(message.size()));
}
void BrowserKeys::verify(const OfficeKey& key, std::string_view message, const Signature& signature,
                         std::function<void(Outcome<bool>)> done) {
    const uint32_t id = ask([done = std::move(done)](Outcome<Bytes> came) {
        if (!came) return done(came.problem());
        done(!came->empty() && came->front() == 1);
    });
    mj_js_keys_verify(id, key.sign.data(), signature.data(), message.data(), uint32_t(message.size()));
}
void BrowserKeys::open(const OfficeKey& key, ByteView sealed, std::function<void(Outcome<Bytes>)> done) {
    mj_js_keys_open(ask(std::move(done), true), key.secret_seal.data(), uint32_t(key.secret_seal.size()),
                    key.seal.data(), sealed.data(), uint32_t(sealed.size()));
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE uint8_t* mj_keys_room(uint32_t size) {
    mj::room.resize(size);
    return mj::room.data();
}
/// `reason`: why there is nothing; "" when it lies in the room.
EMSCRIPTEN_KEEPALIVE void mj_keys_answer(uint32_t id, const char* reason) {
    const auto node = mj::asked.extract(id);
    mj::Bytes came = std::exchange(mj::room, {});
    if (node && *reason)
        node.mapped().done(mj::why_not(reason, node.mapped().opens));
    else if (node)
        node.mapped().done(std::move(came));
    if (mj::driver) mj::driver->wake();
}
}
