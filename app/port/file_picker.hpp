// Files the user gives.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mj {

/// Read from front to back, one read at a time. Dropping it ends the reading; a waiting callback is then not
/// called.
class PickedFile {
  public:
    virtual ~PickedFile() = default;
    virtual const std::string& name() const = 0;  ///< UTF-8, without folder
    virtual uint64_t size() const = 0;            ///< bytes, of what was sealed in it
    virtual bool sealed() const { return false; } ///< unlock() must come before read()
    virtual void unlock(const std::string& /*passphrase*/, std::function<void(Outcome<>)> /*done*/) {}
    /// The next piece of at most `most` bytes; empty at the end. The problem is that the file cannot be read
    /// (moved, changed since it was chosen, no permission).
    virtual void read(uint32_t most, std::function<void(Outcome<Bytes>)> got) = 0;
};

class FilePicker {
  public:
    virtual ~FilePicker() = default;
    /// Opens the dialog. Works only in the frame that answers a press or a key. `accept` as in HTML:
    /// ".json,.csv". Not called when the user thinks better of it; a later pick() replaces the earlier.
    virtual void pick(const std::string& accept, bool several,
                      std::function<void(std::unique_ptr<PickedFile>)> picked) = 0;
    /// Of several that were chosen or dropped together the next one comes as if it were dropped. False: there is none.
    virtual bool next() { return false; }
    /// What lies in the page itself, by its name and a mark of its own.
    struct Carried {
        std::string name, mark;
    };
    virtual std::optional<Carried> carried() const { return std::nullopt; }
    virtual void pick_carried(std::function<void(std::unique_ptr<PickedFile>)> /*picked*/) {} ///< as pick()
    /// The text of a file that lies beside the program where it was fetched from; not called when there is none.
    virtual void beside(const std::string& /*name*/, std::function<void(std::string)> /*got*/) {}
    /// Called for each file that is dropped onto the page, of several as next() says; with nothing when something was pasted
    /// that is neither text nor cells.
    virtual void watch_drops(std::function<void(std::unique_ptr<PickedFile>)> dropped) = 0;
};

} // namespace mj
