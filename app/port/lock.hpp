// A lock on what is kept: with a passphrase set everything lies sealed, and whoever opens the program is asked for it first.
#pragma once
#include "core/base/outcome.hpp"

#include <functional>
#include <string>

namespace mj {

class Lock {
  public:
    virtual ~Lock() = default;
    virtual bool
    possible() const = 0; ///< False: the browser seals nothing for this page, or nothing is kept.
    virtual bool on() const = 0;
    /// Everything kept is sealed under this passphrase, or with "" lies open. On a problem nothing has changed. Nothing may be
    /// waiting for the storage.
    virtual void turn(const std::string& passphrase, std::function<void(Outcome<>)> done) = 0;
    /// The program ends, and begins anew with the question for the passphrase; `all`: in every window.
    virtual void close(bool all) = 0;
    /// `due` is called between frames when nobody has touched the page for so many minutes (0: never), or another window closes.
    virtual void watch(std::function<void()> due) = 0;
    virtual void after(int minutes) = 0;
};

} // namespace mj
