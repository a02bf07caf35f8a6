// A folder the person has chosen for copies of the records, which are put there without asking each time.
#pragma once
#include "app/port/download.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mj {

class BackupFolder {
  public:
    enum class State : uint8_t {
        none,     ///< this browser gives pages no folders
        unchosen, ///< or it is not known yet what was chosen before
        asks,     ///< the browser wants to be told anew that it may: allow()
        ready,
    };
    virtual ~BackupFolder() = default;
    virtual void
    watch(std::function<void()> changed) = 0; ///< Called between frames, when the state is another one.
    virtual State state() const = 0;
    virtual const std::string& name() const = 0; ///< of the folder, when one was chosen
    virtual bool seals() const = 0;              ///< Copies are sealed with the passphrase given to choose().
    /// Only in the frame that answers a press, as allow(). "": copies are plain.
    virtual void choose(const std::string& passphrase) = 0;
    virtual void allow() = 0;
    virtual void forget() = 0; ///< The files stay.
    /// Why choose() or allow() came to nothing, when nobody had thought better of it; once.
    virtual std::optional<Problem> refusal() { return std::nullopt; }
    /// A file of the folder; when it is finished it has been read back from there.
    virtual std::unique_ptr<DownloadFile> begin(const std::string& name) = 0;
    virtual void list(std::function<void(Outcome<std::vector<std::string>>)> listed) = 0;
    virtual void remove(const std::vector<std::string>& names) = 0;
};

} // namespace mj
