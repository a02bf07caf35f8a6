#include "app/state/stand.hpp"

#include <algorithm>
#include <cstdio>
#include <random>

namespace mj {
namespace {

constexpr uint32_t rounds = 20000, free_tries = 3;
constexpr int64_t first_wait = 30, longest_wait = 15 * 60; // seconds

Digest key_of(std::string_view pin, const StandLock& lock) {
    return pbkdf2({reinterpret_cast<const uint8_t*>(pin.data()), pin.size()}, lock.salt, rounds);
}

void hex(std::string& out, ByteView bytes) {
    for (const uint8_t byte : bytes) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    out += ' ';
}

bool unhex(std::string_view text, std::span<uint8_t> out) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
    };
    bool fine = text.size() == 2 * out.size();
    for (size_t i = 0; fine && i < out.size(); ++i) {
        const int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        fine = high < 16 && low < 16;
        out[i] = uint8_t(high << 4 | low);
    }
    return fine;
}

} // namespace

bool StandLock::opens(std::string_view pin) const { return key != Digest{} && key_of(pin, *this) == key; }

int64_t StandLock::wait(int64_t now) const {
    if (wrong < free_tries) return 0;
    const int64_t whole = std::min(first_wait << std::min(wrong - free_tries, 8u), longest_wait);
    return std::clamp(tried + whole - now, int64_t(0), whole);
}

StandLock new_stand_lock(std::string_view pin) {
    StandLock out;
    std::random_device random;
    for (uint8_t& byte : out.salt) byte = uint8_t(random());
    out.key = key_of(pin, out);
    return out;
}

std::string stand_text(const StandLock& lock) {
    std::string out;
    hex(out, lock.salt);
    hex(out, lock.key);
    return out + std::to_string(lock.wrong) + " " + std::to_string(lock.tried) + " " +
           std::to_string(lock.files);
}

StandLock parse_stand(std::string_view text) {
    StandLock out;
    char salt[33] = {}, key[65] = {};
    unsigned wrong = 0, files = 0;
    long long tried = 0;
    if (std::sscanf(std::string(text).c_str(), "%32s %64s %u %lld %u", salt, key, &wrong, &tried, &files) !=
            5 ||
        !unhex(salt, out.salt) || !unhex(key, out.key))
        return {};
    out.wrong = wrong, out.files = files, out.tried = tried;
    return out;
}

} // namespace mj
