// Named byte files that are put and deleted together: all of a batch becomes durable, or nothing of it.
// In the browser IndexedDB (web/bridge), in tests and without IndexedDB memory, natively a folder.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace mj {

using Files = std::map<std::string, Bytes, std::less<>>;

struct Batch {
    std::vector<std::pair<std::string, Bytes>> puts;
    std::vector<std::string> deletes; ///< before the puts; what is not there is no error
    bool whole = false;               ///< all other files go: the puts are everything
};

/// What another program over the same files has to do with this one.
enum class StorageNews : uint8_t {
    writer,  ///< it has gone: from now on this one may write; what it left must be loaded first
    changed, ///< it has committed something
    fenced,  ///< it writes now, though this one was the writer: nothing is committed here any more
    lost,    ///< no other program: what this one had made durable is gone
    awake,   ///< this program has slept, and may have missed what was told
};

/// Callbacks come later, never from inside the call, and exactly once.
class Storage {
  public:
    virtual ~Storage() = default;
    virtual void load(std::function<void(Outcome<Files>)> loaded) = 0;
    /// Success is reported only when the batch survives a crash. One commit at a time: the vault waits for the callback.
    virtual void commit(Batch batch, std::function<void(Outcome<>)> done) = 0;
    /// One file as it is kept now. Nothing: it is not there, or is there and cannot be read. A problem: it cannot be told now.
    virtual void read(std::string name, std::function<void(Outcome<std::optional<Bytes>>)> done) = 0;
    /// False: everything is forgotten when the program ends (private window, no IndexedDB). Known after load().
    virtual bool lasting() const = 0;
    /// What is here came with the page, to be looked at: it is there again when the page is opened the next time. Not lasting.
    virtual bool demo() const { return false; }
    /// Whether commits are taken. Known after load(); there is one writer at a time, the others read and follow.
    virtual bool writer() const { return true; }
    /// A commit was refused because what earlier ones had made durable is gone (a full disk can make a browser drop it):
    /// until the next load() only a whole batch is taken.
    virtual bool lost() const { return false; }
    /// Whether what is kept is safe from being cleared to make room; nothing while it is not known.
    virtual std::optional<bool> protection() const { return std::nullopt; }
    /// The writer does not answer, though it has not gone: take_over() may be offered. What it does later is refused.
    virtual bool silent() const { return false; }
    virtual void take_over() {} ///< Told by `writer`, as when it has gone.
    /// With `changed` comes what was put, too large files without their bytes.
    virtual void watch(std::function<void(StorageNews, Batch)>) {}
};

} // namespace mj
