// Newer versions in the browser: a service worker (web/site/worker.js) keeps them.
#pragma once
#include "app/port/updates.hpp"

namespace mj {

class BrowserUpdates : public Updates {
  public:
    void watch(std::function<void(std::string version, std::array<std::string, 2> news)> waits,
               std::function<bool()> free) override;
    void change(std::function<void()> refused) override;
};

} // namespace mj
