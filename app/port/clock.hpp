// The time here and now.
#pragma once
#include "core/base/date.hpp"

namespace mj {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual int64_t now() const = 0; ///< seconds since 1970-01-01 00:00 UTC
    /// Seconds that have passed since some moment, whatever the clock was set to meanwhile: for all waiting.
    virtual int64_t ticks() const = 0;
    virtual int utc_offset(int64_t at) const = 0; ///< seconds to add at that time to get local time
    Date today() const;                           ///< local
};

inline Date Clock::today() const {
    const int64_t local = now() + utc_offset(now());
    return Date{int32_t(local / 86400 - (local % 86400 < 0))};
}

} // namespace mj
