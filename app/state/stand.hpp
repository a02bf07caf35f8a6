// The lock of the stand: the PIN that ends a presentation, kept so that it lies nowhere in the clear, and wrong tries that
// must wait longer and longer.
#pragma once
#include "core/base/sha256.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mj {

/// What people did by themselves meanwhile: how many there were, and how often they opened what is there for them.
struct StandLog {
    uint32_t people = 0, guides = 0, reckoned = 0, applied = 0;
    bool operator==(const StandLog&) const = default;
};

struct StandLock {
    static constexpr size_t fewest = 4, most = 12; ///< digits of a PIN
    std::array<uint8_t, 16> salt{};
    Digest key{};       ///< of the PIN; all zeros: no PIN opens it
    uint32_t wrong = 0; ///< tries since the lock was made
    int64_t tried = 0;  ///< seconds UTC, when the last of them was made
    uint32_t files = 0; ///< applications the browser was given meanwhile
    StandLog log = {};

    bool opens(std::string_view pin) const;
    /// Seconds before the next try, at most 15 minutes. A clock that was set back since makes it wait anew, not for ever.
    int64_t wait(int64_t now) const;
};

StandLock new_stand_lock(std::string_view pin);
std::string stand_text(const StandLock& lock); ///< for a setting
/// A text that cannot be read gives a lock no PIN opens: the office does not open because a setting was spoilt.
StandLock parse_stand(std::string_view text);

/// What is asked before a presentation begins or ends.
struct PinAsked {
    bool wrong = false; ///< the last one was
    bool kept = true;   ///< else the browser keeps no settings, and nothing was begun
};

} // namespace mj
