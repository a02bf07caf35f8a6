// A value or the reason why there is none. Problems say what, where, and what to do; nothing is thrown across rooms.
#pragma once
#include "core/base/said.hpp"

#include <cassert>
#include <utility>
#include <variant>

namespace mj {

struct Problem {
    Saying what = {}; ///< One sentence, without a full stop.
    Spot where = {};  ///< File, row, key or position; empty when there is no place to name.
    Saying fix = {};  ///< What the user can do; may be empty.

    std::string text() const; ///< in English
    bool operator==(const Problem&) const = default;
};

struct Done {
    bool operator==(const Done&) const = default;
};

template <class T = Done> class [[nodiscard]] Outcome {
  public:
    Outcome(T value) : held_(std::move(value)) {}
    Outcome(Problem problem) : held_(std::move(problem)) {}
    bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() {
        assert(ok());
        return *std::get_if<0>(&held_);
    }
    const T& value() const {
        assert(ok());
        return *std::get_if<0>(&held_);
    }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Problem& problem() const {
        assert(!ok());
        return *std::get_if<1>(&held_);
    }

  private:
    std::variant<T, Problem> held_;
};

} // namespace mj
