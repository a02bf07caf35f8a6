// Owns the records and carries them to the vault: loads before the first page, saves after each change.
//
// opening.cpp reads, keeper.cpp commits, checkpoint.cpp writes segments: all of them, or those that have changed; leaving.cpp puts
// aside what waits when the page goes.
#pragma once
#include "app/port/host.hpp"
#include "core/base/task.hpp"
#include "core/ledger/blocks.hpp"
#include "core/ledger/chronicle.hpp"
#include "core/ledger/codec.hpp"
#include "core/vault/vault.hpp"

#include <functional>

namespace mj {

enum class SaveState : uint8_t {
    loading,
    empty,   ///< nothing kept and no records: the first start
    saved,   ///< everything on the screen is durable
    saving,  ///< something waits for the storage
    failed,  ///< the storage refused; everything is still here, retry() tries again
    memory,  ///< this browser keeps nothing after the page is closed
    damaged, ///< what was kept could not be read whole; read-only
    follows, ///< another window writes; this one shows what it has saved
};

struct SaveStatus {
    SaveState state = SaveState::loading;
    int64_t at = 0; ///< of the last durable save, seconds UTC; 0: not known
    std::optional<Problem> problem;
    bool operator==(const SaveStatus&) const = default;
};

class Keeper {
  public:
    using Saved = std::function<void()>;

    struct Limits {
        size_t segment = 1 << 20;                         ///< bytes, about
        size_t journal = 1 << 20, journal_records = 5000; ///< then what has changed is written into segments
        size_t at_once = 4 << 20; ///< bytes of segments that are read in one go; more are read in slices
    };

    /// The catalogue and the ports must outlive the keeper.
    Keeper(const Catalog& catalog, const Host& host) : Keeper(catalog, host, Limits()) {}
    Keeper(const Catalog& catalog, const Host& host, Limits limits);
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;
    ~Keeper();

    void open(); ///< Once. status() leaves `loading` between two frames, or in work().
    bool opening() const { return bool(opening_); } ///< work() is to be called until this is false
    float opened_part() const;                      ///< 0..1
    bool work(const Deadline& deadline);            ///< True when there is more to do.

    const Ledger& ledger() const { return ledger_; }
    /// Grows with every change and with every replacement: what is computed from the records is kept per revision.
    uint64_t revision() const { return base_ + ledger_.revision(); }
    uint64_t sequence() const { return vault_->sequence(); } ///< of the last durable change
    uint64_t database() const { return vault_->database(); } ///< its name: a new one when all is begun anew
    SaveStatus status() const;
    bool loaded() const { return loaded_; }
    bool demo() const { return storage_.demo(); } ///< what is here came with the page; nothing is kept
    bool writable() const { return loaded_ && !damage_ && !follows_ && !only_read_; }
    /// While others look on nothing is written but what was on its way.
    void only_read(bool on) { only_read_ = on; }
    /// Whether replace() may be called: also for a damaged store that could be looked through.
    bool replaceable() const { return loaded_ && !follows_ && !only_read_ && (!damage_ || !unreadable()); }
    /// Grows when all records were read anew: what stood open over the former ones is void.
    uint64_t readings() const { return readings_; }

    /// The window that writes does not answer: this one may take over, and what the other does later is refused.
    bool silent() const { return follows_ && storage_.silent(); }
    void take_over();
    /// Reads back a file of the store; everything is written again when it is not as it should be. For idle moments.
    /// False: all have been read, the next call begins again.
    bool check();
    /// What was found damaged or gone, and has been put right without a loss; until it is dismissed.
    const std::optional<Problem>& mended() const { return mended_; }
    void dismiss_mended() { mended_.reset(); }

    /// A fresh id for a record of the first office; never one that this store has given before.
    RecordId new_id();

    /// Applies the change, which must have passed Ledger::check, and returns what takes it back.
    /// `saved` is called between two frames when the change is durable, however long that takes. Who is at the desk is put
    /// into `by`.
    Change commit(const Change& change, Saved saved = {}, Cause cause = Cause::edit, Byline by = {});
    /// The same in slices, for a change of many records.
    class Commit;
    std::unique_ptr<Commit> begin(Change change, Saved saved, Cause cause, Byline by);
    bool committing() const {
        return commit_;
    } ///< The records are half changed: nothing may be read of them.
    const std::string& who() const { return who_; } ///< is at the desk; "": nobody has said
    void set_who(std::string name) { who_ = std::move(name); }

    /// All records become these, once they are durable; on a problem nothing changes. What was done to them is told behind
    /// the replacement. One at a time, and no commit() until `done` was called.
    void replace(Holding coming, std::function<void(Outcome<>)> done);
    bool replacing() const { return bool(coming_); }
    float replaced() const; ///< 0..1 of the replacement is written
    /// What the last replace() left over until the next keep(): the records whose place was taken, or those refused.
    /// Nothing after a damaged store was replaced.
    std::optional<Holding> take_former() { return std::exchange(former_, std::nullopt); }

    const Chronicle& chronicle() const { return chronicle_; }

    std::optional<bool> protection() const { return storage_.protection(); }
    /// Days, when they are many and the browser has not promised to keep the records.
    std::optional<int> days_without_backup() const;
    void backed_up(int64_t at); ///< all records, seconds UTC

    /// The program may be gone the next moment: what the storage has not acknowledged is put into the settings, and taken up
    /// again when the store is opened.
    void leave();

    /// What was kept here before this version of the program wrote anything, where it had another format.
    bool has_former() const { return vault_->has_former(); }
    const std::optional<Problem>& former_problem() const { return vault_->former_problem(); }
    void read_former(std::function<void(Outcome<Files>)> read) const { vault_->read_former(std::move(read)); }
    void forget_former() { vault_->forget_former(); }

    void retry();
    void keep(); ///< Once a frame, after the actions: sends what waits for its turn.

  private:
    void append(Bytes payload, Saved saved = {});
    bool unreadable() const { return vault_->state() == VaultState::damaged && !vault_->renewable(); }
    void read_store();
    void heard(StorageNews news, const Batch& batch);
    void opened(Opened opened);
    struct Opening;
    void read_segment(Opening& opening);
    void finish_opening();
    static std::optional<Problem> read_journal(const Opened& store, Ledger& ledger, Chronicle& chronicle,
                                               size_t& archived);
    void acknowledged();
    void take_up();
    void try_again();
    void send_coming();
    bool checkpoint_due() const;
    void checkpoint();
    void checkpoint_failed();

    const Catalog& catalog_;
    const Limits limits_;
    Prefs& prefs_;
    Clock& clock_;
    Storage& storage_;
    Window& window_;
    std::unique_ptr<Vault> vault_;
    std::unique_ptr<Opening> opening_;
    Ledger ledger_;
    Chronicle chronicle_;
    size_t archived_ = 0; // entries of the chronicle that are in the archive; the others are in the journal
    Blocks blocks_;
    std::optional<Holding> coming_, former_;
    std::shared_ptr<Blocks> coming_blocks_;
    std::function<void(Outcome<>)> coming_done_;
    std::string who_;
    uint64_t base_ = 0;
    bool loaded_ = false, coming_sent_ = false;
    bool commit_ = false; // one is under way
    bool checkpointing_ = false;
    size_t marked_entries_ = 0; // of the chronicle, when the checkpoint began
    bool follows_ = false, reading_ = false, read_again_ = false;
    bool only_read_ = false;
    int torn_ = 0; // readings in a row that met the writer at work
    uint64_t readings_ = 0;
    size_t checkpoint_after_ = 0; // journal bytes, raised when a checkpoint failed
    std::optional<Problem> damage_, mended_;
    std::optional<Problem> loss_;             // why everything is being written again
    int64_t saved_at_ = 0, backed_up_at_ = 0; // seconds UTC; 0: not known
    std::optional<int64_t> retry_at_;         // ticks; nothing has failed
    struct Given {                            // the last id
        uint32_t used_up = 0;                 // numbers of this store, all of whose ids are given
        uint32_t sequence = 0;
        auto operator<=>(const Given&) const = default;
    };
    static Given given(const std::string& setting);
    Given given_;
};

/// A change of many records on its way into the ledger. Until it is there whole the revision stays, nothing is written, and no
/// page may be drawn.
class Keeper::Commit {
  public:
    Commit(Keeper& keeper, Change change, Saved saved, Cause cause, Byline by);
    ~Commit();
    /// True when the change is whole and nothing is left to do, or when it is lost.
    bool step(const Deadline& deadline);
    bool whole() const { return whole_; } ///< in the ledger and on its way to the storage
    float progress() const;               ///< 0..1
    bool waiting() const;                 ///< for the storage, which is still reading the records
    bool lost() const;                    ///< all records were read anew under it
    /// What takes it back, when it is in the ledger.
    Change take_before() { return std::move(entry_.before); }
    Change drop(); ///< while it is not whole: takes back what was done, and returns the change

  private:
    bool encode(ChangeWriter& to, const Change& change, const Deadline& deadline);
    Keeper& keeper_;
    Saved saved_;
    Entry entry_;
    const uint64_t readings_;
    size_t at_ = 0, encoded_ = 0; // edits
    std::optional<ChangeWriter> change_, before_;
    Bytes bytes_; // of the entry
    bool whole_ = false;
};

} // namespace mj
