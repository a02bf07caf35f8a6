// One register's records in columns.
#pragma once
#include "core/base/keyed_hash.hpp"
#include "core/base/record_id.hpp"
#include "core/ledger/column.hpp"

#include <algorithm>

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

/// When a version is made of another one, seconds since 1970: later than that one, whatever this clock says, and within the
/// years that a data file can say.
constexpr int64_t later_version(int64_t now, int64_t former) {
    constexpr int64_t last = 253402300799; // of the year 9999
    return std::min(std::max(now, std::min(former, last) + 1), last);
}

/// Row numbers are stable until the ledger is replaced; removed rows stay as tombstones.
class Table {
  public:
    explicit Table(const Register& reg);
    uint32_t rows() const { return uint32_t(ids_.size()); } ///< including removed ones
    uint32_t records() const { return rows() - removed_; }
    bool alive(uint32_t row) const { return !(status_[row] & gone); }
    /// Checked or approved: the records that figures count.
    bool counts(uint32_t row) const { return counts(status_[row]); }
    static constexpr bool counts(uint8_t status) { return status - 1u < uint8_t(State::approved); }
    /// Alive and not void: drafts too, for which a time limit runs as well.
    bool stands(uint32_t row) const { return status_[row] < uint8_t(State::void_); }
    RecordHead head(uint32_t row) const;
    const Column& column(int field) const { return columns_[size_t(field)]; }
    int fields() const { return int(columns_.size()); }
    int64_t find(RecordId id) const; ///< Row of a living record, or -1.
    size_t bytes() const;            ///< memory of all columns, heads and dictionaries

    /// Rows that were changed or removed, in order, a row as often as it was. Added rows are known by rows().
    const std::vector<uint32_t>& touched() const { return touched_; }
    static constexpr uint8_t gone = 0x80;
    std::span<const uint8_t> status() const { return status_; } ///< State, with `gone` when removed

    // For loading, by whoever makes the ledger: nothing is checked and ids must be new.
    void reserve(uint32_t rows);
    uint32_t extend(uint32_t rows); ///< Adds empty rows without ids; returns the first.
    void shrink(uint32_t rows);     ///< Drops rows at the end that have no ids yet.
    void set_head(uint32_t row, const RecordHead& head);
    /// Of the rows from `first` to the end; false: an id is missing or is there already.
    bool set_heads(uint32_t first, std::span<const uint64_t> ids, std::span<const int64_t> created,
                   std::span<const int64_t> changed, std::span<const uint8_t> states);
    Column& writable(int field) { return columns_[size_t(field)]; }

  private:
    friend class Ledger;
    void remove(uint32_t row);
    void update_head(uint32_t row, const RecordHead& head); ///< changed and state
    std::vector<uint64_t> ids_;
    std::vector<int64_t> created_, changed_; // as long as any row needs them
    std::vector<uint8_t> status_;
    std::shared_ptr<MissingCells> missing_ = std::make_shared<MissingCells>();
    std::vector<Column> columns_;
    std::vector<uint32_t> touched_;
    // Ids grow from row to row as records are made and files are read: a search by halves finds those. The others:
    IdMap<uint32_t> index_;
    uint32_t ordered_ = 0; // rows with growing ids, from the first on
    uint32_t removed_ = 0;
};

} // namespace mj
