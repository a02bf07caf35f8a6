// All records of a bureau in columns, and the one way to change them.
#pragma once
#include "core/base/date.hpp"
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
    void check_calendar(const Edit& edit, size_t at, std::vector<FieldProblem>& out) const;
    const Catalog* catalog_;
    std::vector<Table> tables_;
    IdMap<uint32_t> last_sequence_; // office << 20 | desk -> last used
    uint64_t revision_ = 1;
};

/// What is wrong with a value as such (type, range, code, text form), or nothing.
std::optional<Problem> check_value(const Catalog& catalog, const Field& field, const Value& value);

/// "" for missing; codes, flags, dates and money as in exchange files (ids, yes/no, ISO dates, yuan with two decimals).
std::string value_text(const Catalog& catalog, const Field& field, const Value& value);
/// The inverse of value_text; surrounding blanks are ignored, hidden characters taken out of texts (shown.hpp).
Outcome<Value> parse_value(const Catalog& catalog, const Field& field, std::string_view text);

} // namespace mj
