// All records of a bureau in columns, and the one way to change them.
#pragma once
#include "core/base/date.hpp"
#include "core/base/task.hpp"
#include "core/ledger/key_rows.hpp"
#include "core/ledger/table.hpp"

#include <optional>
#include <utility>

namespace mj {

struct FieldValue {
    int field;
    Value value;
    bool operator==(const FieldValue&) const = default;
};

struct Edit {
    enum class Kind : uint8_t { add, update, remove };
    Kind kind = Kind::update;
    int reg = -1;
    RecordHead head;                ///< add: whole; update: id, changed and state count; remove: id alone
    std::vector<FieldValue> values; ///< add: every present field; update: the fields that change
    bool operator==(const Edit&) const = default;
};

/// One user action: all of it happens or none.
struct Change {
    std::vector<Edit> edits;
    bool operator==(const Change&) const = default;
};

/// What is wrong with one field of one edit; `field` is -1 when it is the record itself.
struct FieldProblem {
    size_t edit;
    int field;
    Problem problem;
    Importance importance = Importance::error;
    int check = -1; ///< the rule that is broken, a position in Catalog::checks
};

/// What a change would break.
struct Review {
    std::vector<FieldProblem>
        errors; ///< forbid it; without those of importance `error` the record may be a draft
    std::vector<FieldProblem> warnings; ///< let it pass
};

class RecordAfter;

class Ledger {
  public:
    explicit Ledger(const Catalog& catalog); ///< The catalogue must outlive the ledger.
    Ledger(Ledger&&) = default;
    Ledger& operator=(Ledger&&) = default;

    const Catalog& catalog() const { return *catalog_; }
    const Table& table(int reg) const { return tables_[size_t(reg)]; }
    uint64_t revision() const {
        return revision_;
    } ///< Grows with every change; figures are kept per revision.
    uint64_t records() const;

    /// Whether it can be done at all: registers, fields and records are there, values fit their fields. What was so
    /// before, or was kept in a file, is let in by this alone: undoing, replaying, replacing.
    std::vector<FieldProblem> possible(const Change& change) const;
    /// The gate of whatever is new: possible(), and for records that are checked or approved afterwards the required
    /// fields, unique keys, links that lead somewhere, dates of what has happened not after `today` (missing: not
    /// asked), and the rules of the catalogue. Of a record that was in that state before, only what the change alters is
    /// asked: an old mistake elsewhere in it does not keep anybody from correcting what he came to correct. It stays
    /// listed (problems_of), and approving the record asks everything.
    Review review(const Change& change, Date today = {}) const;
    /// What review() finds that forbids it.
    std::vector<FieldProblem> check(const Change& change, Date today = {}) const {
        return review(change, today).errors;
    }
    /// All that is wrong or odd in a record as it stands; nothing for void ones, and for drafts only with `drafts`: what
    /// would keep each from being checked. `edit` is 0.
    std::vector<FieldProblem> problems_of(int reg, uint32_t row, Date today, bool drafts = false) const;
    /// Reads the keys of all records that are not in the index yet; true when finished. review() does it in one go.
    bool index_keys(const Deadline& deadline) const;

    /// Calls f(row) until it says true for every row, removed ones too, whose key may be this one, newest first: what
    /// add_key_part() makes of the fields of the register's key. Whether it did.
    template <class F> bool any_of_key(int reg, std::string_view key, F f) const {
        return keys(reg).any(SipHash().of(key), f);
    }

    /// Applies all edits and returns the change that takes them back. The change must have passed possible().
    Change apply(const Change& change);
    /// The same in pieces: applies one edit, puts what takes it back behind the others, and leaves the revision as it is.
    /// Whoever has applied all turns that round and calls applied().
    void apply(const Edit& edit, Change& inverse);
    void applied() { ++revision_; }

    /// Applies a change of a row of changes that end in what the ledger already holds in part: a record that is there is
    /// set rather than added, one that is gone stays so.
    void replay(const Change& change);

    /// For loading and generating: adds a row without checks. Ids must be new. Returns the row.
    uint32_t append(int reg, const RecordHead& head);
    void set(int reg, uint32_t row, int field, const Value& value) {
        tables_[size_t(reg)].columns_[size_t(field)].set(row, value);
    }
    void reserve(int reg, uint32_t rows) { tables_[size_t(reg)].reserve(rows); }
    /// Many rows at once, written into the columns directly. loaded() must follow.
    Table& loading(int reg) { return tables_[size_t(reg)]; }
    void loaded(int reg, uint32_t from); ///< Rows from there on have got their heads.

    /// The next free id of this office and desk, with a sequence above `after`; none when they have no more to give.
    RecordId next_id(uint16_t office, uint32_t desk, uint32_t after = 0);

  private:
    friend class Gate;
    void check_calendar(const Edit& edit, size_t at, std::vector<FieldProblem>& out) const;
    void note_key(int reg, uint32_t row) const;
    const KeyRows& keys(int reg) const; ///< of all rows
    const Catalog* catalog_;
    std::vector<Table> tables_;
    mutable std::vector<KeyRows> keys_; ///< by register, made when first asked for
    IdMap<uint32_t> last_sequence_;     // office << 20 | desk -> last used
    uint64_t revision_ = 1;
};

/// What is wrong with a value as such (type, range, code, text form), or nothing.
std::optional<Problem> check_value(const Catalog& catalog, const Field& field, const Value& value);

/// "" for missing; codes, flags, dates and money as in exchange files (ids, yes/no, ISO dates, yuan with two decimals).
std::string value_text(const Catalog& catalog, const Field& field, const Value& value);
/// The inverse of value_text; surrounding blanks are ignored, hidden characters taken out of texts (shown.hpp).
Outcome<Value> parse_value(const Catalog& catalog, const Field& field, std::string_view text);

} // namespace mj
