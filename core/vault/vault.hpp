// Keeps opaque payloads so that nothing acknowledged is lost: a generation of immutable segments and a journal of user
// actions behind it. It knows nothing of what the bytes mean.
#pragma once
#include "core/vault/head.hpp"
#include "core/vault/storage.hpp"

#include <memory>

namespace mj {

enum class VaultState : uint8_t {
    opening,
    empty,   ///< nothing was ever kept here
    saved,   ///< everything acknowledged is durable and nothing waits
    saving,  ///< something waits for the storage
    failed,  ///< the last commit failed; what waits is kept in memory, retry() tries again
    damaged, ///< could not be read whole: read-only, until renewed by replace()
};

/// What the vault found. Payload views live as long as the object.
struct Opened {
    Opened() = default;
    Opened(Opened&&) = default; // moving keeps the views, copying would not
    Files files;
    std::vector<ByteView> segments; ///< in order
    std::vector<ByteView> journal;  ///< one per user action, in order
    std::optional<Problem> damage;  ///< what was lost; then only what could be read is given
};

class Vault {
  public:
    using Callback = std::function<void(Outcome<>)>;

    explicit Vault(Storage& storage) : storage_(storage) {}
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    /// `marker` is what marker() said when it was last saved elsewhere, or empty: a store that is behind it has lost
    /// something. `identity` names the database if it is new (random, not zero).
    void open(std::string marker, uint64_t identity, std::function<void(Opened)> opened);

    /// One user action. Called back with success when it is durable; on failure it stays queued and the callback waits.
    void append(Bytes payload, Callback done);

    /// A new generation made of these segments (each at most 2 MB is best); the old one goes with the next commit.
    /// On failure the old generation stands and the callback gets the problem. One at a time.
    /// A damaged store that could be looked through (renewable()) becomes a new one, and all that was there goes.
    void replace(std::vector<Bytes> segments, Callback done);

    void retry(); ///< after failed

    /// Failed because the storage has lost what was durable: retry() cannot help, rewrite() can.
    bool lost() const { return state_ == VaultState::failed && storage_.lost(); }
    /// After lost(): a new generation in place of whatever is there, of segments that hold everything, also what waits.
    void rewrite(std::vector<Bytes> segments);

    bool renewable() const { return state_ == VaultState::damaged && listed_; }

    VaultState state() const { return state_; }
    const std::optional<Problem>& problem() const { return problem_; } ///< of failed and damaged
    size_t waiting() const { return appends_.size(); }
    uint64_t sequence() const { return acknowledged_; } ///< of the last durable user action
    uint64_t database() const { return head_.database; }
    std::string marker() const; ///< "<database> <epoch> <sequence>"; "" while nothing is kept
    size_t journal_bytes() const { return journal_bytes_; }     ///< since the last generation
    size_t journal_records() const { return journal_records_; } ///< since the last generation

  private:
    struct Append {
        Bytes payload;
        Callback done;
    };
    struct Replace {
        std::vector<Bytes> segments;
        Callback done;
        size_t after; // appends that were asked for before it
    };
    void found(Files files, const std::string& marker, uint64_t identity, Opened& out);
    void start();
    void commit_appends();
    void commit_replace();
    Head next_generation(Head head, uint64_t journal_from, std::vector<Bytes>& segments, Batch& batch);
    void begin_generation(Head head);
    void acknowledge(size_t count);

    Storage& storage_;
    VaultState state_ = VaultState::opening;
    std::optional<Problem> problem_;
    Head head_;
    bool head_kept_ = false;
    uint64_t next_ = 1; // next sequence number to give
    uint64_t acknowledged_ = 0;
    std::vector<std::string> chunks_; // names, oldest first
    Bytes chunk_;                     // durable content of the last one
    size_t journal_bytes_ = 0, journal_records_ = 0;
    std::vector<Append> appends_;
    std::optional<Replace> replace_;
    bool in_flight_ = false;
    bool listed_ = false; // the storage told its files when the store was opened
    Head fresh_; // what a damaged store is renewed as: nothing that was kept elsewhere is ahead of it
    bool head_due_ = false; // the stored HEAD may be that of a replacement that was reported as failed
    std::vector<std::string> leftover_; // files that no HEAD needs, deleted with the next commit
    std::shared_ptr<char> alive_ = std::make_shared<char>(); // callbacks hold it weakly
};

} // namespace mj
