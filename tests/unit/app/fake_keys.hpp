// The keys of an office, without cryptography.
#pragma once
#include "app/port/keys.hpp"

#include <deque>

namespace mj::test {

/// Only what is asked of it: real ones are tried in browsers. What it seals is plain, behind the mark and its key.
struct FakeKeys : Keys {
    std::deque<std::function<void()>> jobs;
    std::optional<Problem> fail_next;
    bool able = true;
    bool possible() const override { return able; }
    uint8_t next = 1; ///< what the keys made next consist of
    static Bytes front(const OfficeKey& key) {
        const std::string text = std::string(sealed_to_mark) + key.fingerprint();
        return {text.begin(), text.end()};
    }
    void make(std::function<void(Outcome<OfficeKey>)> done) override {
        OfficeKey key;
        key.sign.fill(next), key.seal.fill(next);
        key.secret_sign = key.secret_seal = Bytes(138, next++);
        jobs.push_back([this, key, done = std::move(done)] { answer(done, key); });
    }
    void seal(const OfficeKey& key, ByteView plain, std::function<void(Outcome<Bytes>)> done) override {
        Bytes out = front(key);
        out.insert(out.end(), plain.begin(), plain.end());
        jobs.push_back([this, out, done = std::move(done)] { answer(done, out); });
    }
    /// Of the key's first byte and the message's sum.
    static Signature signature_of(const OfficeKey& key, std::string_view message) {
        Signature out{};
        out[0] = key.sign[1];
        for (const char c : message) out[1] = uint8_t(out[1] * 31 + uint8_t(c));
        return out;
    }
    void sign(const OfficeKey& key, std::string_view message,
              std::function<void(Outcome<Signature>)> done) override {
        const Signature made = signature_of(key, message);
        jobs.push_back([this, made, done = std::move(done)] { answer(done, made); });
    }
    void verify(const OfficeKey& key, std::string_view message, const Signature& signature,
                std::function<void(Outcome<bool>)> done) override {
        const bool fits = signature == signature_of(key, message);
        jobs.push_back([this, fits, done = std::move(done)] { answer(done, fits); });
    }
    void open(const OfficeKey& key, ByteView sealed, std::function<void(Outcome<Bytes>)> done) override {
        const Bytes mine = front(key);
        const bool fits =
            sealed.size() >= mine.size() && std::equal(mine.begin(), mine.end(), sealed.begin());
        if (!fits) fail_next = Problem{say(Said::key_opens_not), {}, say(Said::try_again)};
        Bytes out(fits ? sealed.begin() + ptrdiff_t(mine.size()) : sealed.end(), sealed.end());
        jobs.push_back([this, out, done = std::move(done)] { answer(done, out); });
    }
    template <class T> void answer(const std::function<void(Outcome<T>)>& done, const T& value) {
        done(fail_next ? Outcome<T>(*std::exchange(fail_next, std::nullopt)) : Outcome<T>(value));
    }
    bool run() {
        if (jobs.empty()) return false;
        const auto job = std::move(jobs.front());
        jobs.pop_front();
        job();
        return true;
    }
};

} // namespace mj::test
