// What was done to the records, when, why and by whom: every user action with what takes it back, oldest first. There are
// no accounts: who did it is the name that was given at the desk, if one was.
#pragma once
#include "core/base/bytes.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

enum class Cause : uint8_t {
    edit,
    undo,
    redo,
    merge,   ///< a file's differences were taken over
    replace, ///< all records were replaced; what they were is not told
    withdraw ///< what came with a file was taken back later
};

/// What is known of an action beside what it did; mostly nothing.
struct Byline {
    std::string who;         ///< at the desk
    std::string file, sheet; ///< merge, withdraw
    bool operator==(const Byline&) const = default;
};

struct Entry {
    int64_t at = 0; ///< seconds since 1970-01-01 UTC; 0: not known
    Cause cause = Cause::edit;
    Change change, before; ///< `before` takes `change` back
    Byline by = {};
    bool operator==(const Entry&) const = default;
};

Bytes encode_entry(const Catalog& catalog, const Entry& entry);
/// Of changes that are encoded already.
Bytes encode_entry(int64_t at, Cause cause, const Byline& by, ByteView change, ByteView before);
Outcome<Entry> decode_entry(const Catalog& catalog, ByteView bytes);

/// One action as one record saw it.
struct Event {
    struct Altered {
        int field; ///< -1: the state, as a number
        Value from, to;
    };
    int64_t at = 0;
    Cause cause = Cause::edit;
    Edit::Kind kind = Edit::Kind::update; ///< of no meaning when everything was replaced
    std::vector<Altered> fields;
    Byline by = {};
};

/// What an entry says of itself without its change being read.
struct Brief {
    int64_t at = 0;
    Cause cause = Cause::edit;
    Byline by;
};

/// Makes one edit of two of the same record, the later one `next`. False: it was added and is removed again.
bool fold(Edit& into, const Edit& next);

/// Records that a change adds and removes again: those of a file that were not to stay under their own id. A change says so,
/// so that the same file is not asked about again.
IdSet came_and_went(const Change& change);

class Chronicle {
  public:
    void add(ByteView entry);
    size_t entries() const { return ends_.size(); }

    /// The entries from one number to before another, as one file; empty when there are none. read() adds them.
    Bytes file(size_t from, size_t to) const;
    Outcome<> read(ByteView file);

    /// Newest first. Entries that this catalogue cannot read are passed over.
    std::vector<Event> of(const Catalog& catalog, int reg, RecordId id) const;
    Outcome<Entry> entry(const Catalog& catalog, size_t i) const { return decode_entry(catalog, entry(i)); }
    Brief brief(size_t i) const;
    /// Encoded, until another entry is added.
    ByteView change(size_t i) const;
    ByteView before(size_t i) const;

    /// Entries before this one are of records that were replaced, all of them.
    size_t since_replaced() const { return replacements_.empty() ? 0 : replacements_.back() + 1; }
    /// Those that are not; what was done to the records that are here.
    Chronicle recent() const;
    /// Whether the last of its entries is among the recent ones here, told by when, by whom, from which file and to which record first.
    bool tells(const Catalog& catalog, const Chronicle& other) const;
    /// When and with what values an entry removed records, as edits that add them again; none when it removed nothing but
    /// what it had added itself (see came_and_went), took back that something was added, or cannot be read by this catalogue.
    struct Removal {
        int64_t at = 0;
        std::vector<Edit> records;
        std::string who;
    };
    Removal removal(const Catalog& catalog, size_t entry, int64_t since = 0) const; ///< none before `since`
    /// What adds a record again that was removed; nothing when no removal is known since all records were replaced.
    std::optional<Edit> removed(const Catalog& catalog, RecordId id) const;

  private:
    ByteView entry(size_t i) const;
    Bytes bytes_; // entries end to end
    std::vector<size_t> ends_;
    std::vector<size_t> replacements_; // entries that tell of every record
};

/// All records, and what was done to them.
struct Holding {
    Holding(Ledger records, Chronicle told = {}) : ledger(std::move(records)), history(std::move(told)) {}
    Ledger ledger;
    Chronicle history;
};

} // namespace mj
