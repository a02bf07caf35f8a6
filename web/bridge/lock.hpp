// The lock in the browser: web/site/lock.js and lib_lock.js.
#pragma once
#include "app/port/lock.hpp"

namespace mj {

class BrowserLock : public Lock {
  public:
    bool possible() const override;
    bool on() const override;
    void turn(const std::string& passphrase, std::function<void(Outcome<>)> done) override;
    void close(bool all) override;
    void watch(std::function<void()> due) override;
    void after(int minutes) override;
};

} // namespace mj
