// Long work in slices: the owner calls step() with a budget until it is done, and may drop the task to cancel it.
#pragma once
#include "core/base/outcome.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace mj {

/// A point of time after which a slice should return. Checked every few hundred rows, not every row.
class Deadline {
  public:
    explicit Deadline(std::chrono::milliseconds budget) : end_(Clock::now() + budget) {}
    static Deadline never() { return Deadline(std::chrono::hours(24 * 365)); }
    bool passed() const { return Clock::now() >= end_; }

  private:
    using Clock = std::chrono::steady_clock;
    explicit Deadline(std::chrono::hours budget) : end_(Clock::now() + budget) {}
    Clock::time_point end_;
};

class Task {
  public:
    virtual ~Task() = default;
    /// Works until done or the deadline passed. True when finished, with or without a problem.
    virtual bool step(const Deadline& deadline) = 0;
    virtual float progress() const = 0; ///< 0..1, never falls.
    virtual const std::optional<Problem>& problem() const = 0;
};

} // namespace mj
