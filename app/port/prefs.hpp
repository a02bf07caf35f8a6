// Small settings of this user on this machine: language, the vault's marker. Lost settings must do no harm.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mj {

class Prefs {
  public:
    virtual ~Prefs() = default;
    virtual std::optional<std::string> get(std::string_view key) const = 0;
    virtual bool put(std::string_view key,
                     std::string_view value) = 0; ///< False: not kept (full, forbidden).
    virtual void remove(std::string_view key) = 0;
    /// Called between frames when another window of the site may have changed this setting. One is watched.
    virtual void watch(std::string_view key, std::function<void()> changed) = 0;
    /// Language tags the user prefers, best first ("zh-CN", "en-US"); "" when unknown.
    virtual std::string system_language() const = 0;
};

} // namespace mj
