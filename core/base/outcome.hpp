// A value or the reason why there is none. Problems say what, where, and what to do; nothing is thrown across rooms.
#pragma once
#include "core/base/said.hpp"

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace mj {

struct Problem {
    std::string what;  ///< One sentence, English, without a full stop.
    std::string where; ///< File, row, key or position; empty when there is no place to name.
    std::string fix;   ///< What the user can do; may be empty.
    // Where it is made of the table of said.hpp: both sentences as codes.
    Said code = Said::nothing, fix_code = Said::nothing;
    std::vector<Name> holes = {};

    /// Of the table; `what` and `fix` in English are those of the codes.
    static Problem of(Said code, Said fix, std::vector<Name> holes = {}, std::string where = {}) {
        return {said(code, holes).en, std::move(where), said(fix, holes).en, code, fix, std::move(holes)};
    }
    /// The same text in both languages.
    static Name hole(std::string text) { return {text, text}; }

    std::string text() const {
        std::string out = where.empty() ? what : where + ": " + what;
        if (!fix.empty()) out += " (" + fix + ")";
        return out;
    }
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
