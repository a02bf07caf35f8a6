#include "app/state/stand.hpp"

#include "core/base/hex.hpp"

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
    return to_hex(lock.salt) + " " + to_hex(lock.key) + " " + std::to_string(lock.wrong) + " " +
           std::to_string(lock.tried) + " " + std::to_string(lock.files) + " " +
           std::to_string(lock.log.people) + " " + std::to_string(lock.log.guides) + " " +
           std::to_string(lock.log.reckoned) + " " + std::to_string(lock.log.applied);
}

StandLock parse_stand(std::string_view text) {
    StandLock out;
    char salt[33] = {}, key[65] = {};
    unsigned wrong = 0, files = 0;
    long long tried = 0;
    // One that was written before there was a log has five parts.
    const int parts =
        std::sscanf(std::string(text).c_str(), "%32s %64s %u %lld %u %u %u %u %u", salt, key, &wrong, &tried,
                    &files, &out.log.people, &out.log.guides, &out.log.reckoned, &out.log.applied);
    if ((parts != 5 && parts != 9) || !from_hex(salt, out.salt) || !from_hex(key, out.key)) return {};
    out.wrong = wrong, out.files = files, out.tried = tried;
    return out;
}

} // namespace mj
