// Keeps opaque payloads so that nothing acknowledged is lost: a generation of segments, a journal of user actions behind
// it, and an archive of what the journal was. It knows nothing of what the bytes mean.
//
// vault.cpp opens and queues, commit.cpp writes, former.cpp copies a store of a former format before it becomes one of today's.
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
    struct Action {
        uint8_t type;
        ByteView payload;
    };
    Opened();
    Opened(Opened&&); // moving keeps the views, copying would not
    ~Opened();        // where code is fast: elsewhere bytes would be given up one by one
    Files files;
    std::vector<ByteView> segments; ///< in order
    std::vector<ByteView> archive;  ///< in order
    std::vector<Action> journal;    ///< one per user action, in order
    size_t settled =
        0; ///< so many of the journal's first actions may be in the segments, together with later ones
    std::optional<Problem> damage; ///< what was lost; then only what could be read is given
    std::optional<Problem> mended; ///< what was damaged though nothing is lost: it is put right
};

class Vault {
  public:
    using Callback = std::function<void(Outcome<>)>;
    /// Gives the next segment (at most 2 MB is best), nothing at the end. Called between commits.
    using Source = std::function<std::optional<Bytes>()>;

    explicit Vault(Storage& storage) : storage_(storage) {}
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    /// `marker` is what marker() said when it was last saved elsewhere, or empty: a store that is behind it has lost
    /// something. It is asked for when the storage has answered. `identity` names the database if it is new (random, not zero).
    void open(std::function<std::string()> marker, uint64_t identity, std::function<void(Opened)> opened);
    void open(std::string marker, uint64_t identity, std::function<void(Opened)> opened) {
        open([marker = std::move(marker)] { return marker; }, identity, std::move(opened));
    }

    /// One user action. Called back with success when it is durable; on failure it stays queued and the callback waits.
    void append(uint8_t type, Bytes payload, Callback done);

    /// A new generation made of these segments, written a few at a time and valid at once when all are there; the old
    /// one goes with the next commit. `archive` is added to the archive unless empty. On failure the old generation
    /// stands and the callback gets the problem. One turn (this or amend) at a time.
    /// A damaged store that could be looked through (renewable()) becomes a new one, and all that was there goes.
    void replace(Source segments, Bytes archive, Callback done);

    /// Replaces one segment of this generation; `index` == segments() adds one, empty bytes take it away. The bytes hold
    /// all actions appended so far. On failure nothing is changed.
    struct Amendment {
        size_t index = 0;
        Bytes bytes;
    };
    void amend(Amendment amendment, Callback done);
    /// The number of the next action, from which on the journal stays when settle() is called. Nothing may be waiting.
    uint64_t mark();
    /// The segments hold all before the mark: the journal before it goes, `archive` (unless empty) is added to the archive.
    void settle(Bytes archive, Callback done);

    void retry(); ///< after failed

    /// Failed because the storage has lost what was durable: retry() cannot help, rewrite() can.
    bool lost() const { return state_ == VaultState::failed && (lost_ || storage_.lost()); }
    /// It is known that what was durable is gone. (A commit that is under way finds out by itself.)
    void lose(Problem problem);
    /// Reads back one of the files that make up the store, another at each call; `found` is called when one is not as it was
    /// written, which is a loss. False: there is none left to be read in this round.
    bool check(std::function<void()> found);
    /// After lost(): a new generation in place of whatever is there. The segments hold everything, also what waits.
    void rewrite(const Source& segments, Bytes archive, Callback done);

    /// Another program over the same store has committed this. Gives the actions that are new, as views into `batch`; nothing
    /// when only opening it again can tell what is there now.
    std::optional<std::vector<Opened::Action>> follow(const Batch& batch);

    /// The store as the program left it that had written its former format: a copy made before anything else was written.
    bool has_former() const { return former_whole_; }
    /// Why there is none yet, though there must be one before the format changes.
    const std::optional<Problem>& former_problem() const { return former_problem_; }
    /// Its files under the names they had. It must not be forgotten meanwhile.
    void read_former(std::function<void(Outcome<Files>)> read) const;
    void forget_former(); ///< It goes, at the latest with the next commit.

    bool renewable() const { return state_ == VaultState::damaged && listed_; }

    VaultState state() const { return state_; }
    const std::optional<Problem>& problem() const { return problem_; } ///< of failed and damaged
    size_t waiting() const { return appends_.size(); }
    ByteView waiting(size_t i) const { return appends_[i].payload; } ///< of action sequence() + 1 + i
    bool turning() const { return bool(turn_); } ///< replace, amend or settle is under way
    size_t segments() const { return head_.segments.size(); }
    uint64_t sequence() const { return acknowledged_; } ///< of the last durable user action
    uint64_t database() const { return head_.database; }
    std::string marker() const; ///< "<database> <epoch> <sequence>"; "" while nothing is kept
    size_t journal_bytes() const { return journal_bytes_; }     ///< since the last generation or settled mark
    size_t journal_records() const { return journal_records_; } ///< likewise

  private:
    struct Append {
        uint8_t type;
        Bytes payload;
        Callback done;
    };
    /// What is not an append. It waits for the appends that were asked for before it, those behind wait for it.
    struct Turn {
        enum class Kind : uint8_t { replace, amend, settle } kind;
        Source segments; // of a new generation, until it has given all
        Amendment amendment;
        Bytes archive;
        Callback done;
        size_t after = 0; // appends
        bool begun = false;
        Head head; // what it leads to
        std::vector<std::string> coming;
    };
    void found(Files files, const std::string& marker, uint64_t identity, Opened& out);
    std::optional<Head> find_head(Opened& out, bool known);
    void mend_head();
    void find_former(const Files& files, const Bytes& head);
    void copy_former();
    void copy_next();
    void put_former(Batch batch, bool last);
    void former_copied(Outcome<> done);
    bool drop_former();
    bool sound(const std::string& name, const std::optional<Bytes>& bytes) const;
    void take(Turn turn);
    void start();
    void commit_appends();
    void commit_turn();
    std::vector<std::string> prepare_head(Batch& batch);
    void turned(Outcome<> done, std::vector<std::string> going);
    void new_generation();
    void acknowledge(size_t count);
    void send(Batch batch, Callback done);

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
    uint64_t mark_ = 0; // a chunk begins there
    size_t marked_bytes_ = 0, marked_records_ = 0;
    std::vector<Append> appends_;
    std::optional<Turn> turn_;
    bool in_flight_ = false;
    bool lost_ = false;     // lose() was called
    uint64_t sent_ = 0;     // commits
    std::string checked_;   // the file that was read back last
    bool renewing_ = false; // a damaged store is being made anew
    bool listed_ = false;   // the storage told its files when the store was opened
    Head fresh_; // what a damaged store is renewed as: nothing that was kept elsewhere is ahead of it
    bool head_due_ = false;             // the stored HEAD may be that of a turn that was reported as failed
    std::vector<std::string> leftover_; // files that no HEAD needs, deleted with the next commit
    Bytes former_head_;                 // of a store of a former format, until there is a copy of it
    std::vector<std::string> former_;   // names of a copy's files, perhaps not all of one
    bool former_whole_ = false;
    bool forget_due_ = false;
    bool mend_due_ = false;            // one of the heads is damaged
    std::vector<std::string> to_copy_; // while it is made
    std::optional<Problem> former_problem_;
    std::shared_ptr<char> alive_ = std::make_shared<char>(); // callbacks hold it weakly
};

} // namespace mj
