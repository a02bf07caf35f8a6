// All records of a bureau in columns, and the one way to change them.
#pragma once
#include "core/base/date.hpp"
#include "core/base/record_id.hpp"
#include "core/ledger/column.hpp"

#include <optional>
#include <unordered_map>
#include <utility>

namespace mj {

enum class State : uint8_t { draft, checked, approved, void_ };
constexpr std::string_view state_ids[] = {"draft", "checked", "approved", "void"};

/// What every record has beside its fields. Times are seconds since 1970-01-01 UTC. The office is part of the id.
struct RecordHead {
    RecordId id;
    int64_t created = 0, changed = 0;
    State state = State::draft;
    bool operator==(const RecordHead&) const = default;
};

/// One register's records. Row numbers are stable until the ledger is replaced; removed rows stay as tombstones.
class Table {
  public:
    explicit Table(const Register& reg);
    uint32_t rows() const { return uint32_t(heads_.size()); } ///< including removed ones
    uint32_t records() const { return rows() - removed_; }
    bool alive(uint32_t row) const { return alive_[row]; }
    /// Alive and not void: the records that figures count.
    bool counts(uint32_t row) const { return alive_[row] && heads_[row].state != State::void_; }
    const RecordHead& head(uint32_t row) const { return heads_[row]; }
    const Column& column(int field) const { return columns_[size_t(field)]; }
    int fields() const { return int(columns_.size()); }
    int64_t find(RecordId id) const; ///< Row of a living record, or -1.

  private:
    friend class Ledger;
    std::vector<RecordHead> heads_;
    std::vector<uint8_t> alive_;
    std::vector<Column> columns_;
    std::unordered_map<uint64_t, uint32_t> index_;
    uint32_t removed_ = 0;
};

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
};

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

    std::vector<FieldProblem> check(const Change& change) const;
    /// Applies all edits and returns the change that takes them back. The change must have passed check().
    Change apply(const Change& change);

    /// For loading and generating: adds a row without checks. Ids must be new. Returns the row.
    uint32_t append(int reg, const RecordHead& head);
    void set(int reg, uint32_t row, int field, const Value& value) {
        tables_[size_t(reg)].columns_[size_t(field)].set(row, value);
    }
    void reserve(int reg, uint32_t rows);

    /// The next free id of this office and desk.
    RecordId next_id(uint16_t office, uint32_t desk);

  private:
    void remove(Table& table, uint32_t row);
    const Catalog* catalog_;
    std::vector<Table> tables_;
    std::unordered_map<uint32_t, uint32_t> last_sequence_; // office << 20 | desk -> last used
    uint64_t revision_ = 1;
};

/// What is wrong with a value as such (type, range, code, text form), or nothing.
std::optional<Problem> check_value(const Catalog& catalog, const Field& field, const Value& value);

/// "" for missing; codes, flags, dates and money as in exchange files (ids, yes/no, ISO dates, yuan with two decimals).
std::string value_text(const Catalog& catalog, const Field& field, const Value& value);
/// The inverse of value_text; surrounding blanks are ignored.
Outcome<Value> parse_value(const Catalog& catalog, const Field& field, std::string_view text);

} // namespace mj
