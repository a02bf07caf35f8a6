// One field of all records of a register, packed by type. Missing is a value of its own in every type, never zero.
#pragma once
#include "core/catalog/catalog.hpp"
#include "core/ledger/text_pool.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace mj {

/// A cell outside the columns. Numbers: code = position + 1, flag 0/1, date in days, count, money in fen,
/// link = RecordId bits. Nothing = missing.
using Value = std::variant<std::monostate, int64_t, std::string>;

class Column {
  public:
    static constexpr uint8_t no_flag = 0xFF;
    static constexpr int32_t no_i32 = std::numeric_limits<int32_t>::min(); ///< counts and dates
    static constexpr int64_t no_i64 = std::numeric_limits<int64_t>::min(); ///< money

    explicit Column(FieldType type);
    FieldType type() const { return type_; }
    uint32_t size() const;
    void set(uint32_t row,
             const Value& value); ///< The value's kind must fit the type (the ledger has checked it).
    Value get(uint32_t row) const;
    bool has(uint32_t row) const;
    void reserve(uint32_t rows);
    void extend(uint32_t rows); ///< Adds missing cells.
    void shrink(uint32_t rows);
    size_t bytes() const;
    /// To write many cells; T must be the type of the column's array.
    template <class T> T* cells() { return std::get_if<std::vector<T>>(&data_)->data(); }
    TextPool& pool() { return pool_; }

    // The raw arrays; only the one of the column's own type has elements.
    std::span<const uint8_t> flags() const { return *std::get_if<std::vector<uint8_t>>(&data_); }
    std::span<const uint16_t> codes() const { return *std::get_if<std::vector<uint16_t>>(&data_); }
    std::span<const int32_t> numbers() const {
        return *std::get_if<std::vector<int32_t>>(&data_);
    } ///< dates, counts
    std::span<const int64_t> money() const { return *std::get_if<std::vector<int64_t>>(&data_); }
    /// A cell of a date, count or money column, when it is there.
    int64_t number(uint32_t row) const { return type_ == FieldType::money ? money()[row] : numbers()[row]; }
    std::span<const uint64_t> links() const { return *std::get_if<std::vector<uint64_t>>(&data_); }
    std::span<const uint32_t> texts() const {
        return *std::get_if<std::vector<uint32_t>>(&data_);
    } ///< pool numbers
    const TextPool& pool() const { return pool_; }
    std::string_view text(uint32_t row) const { return pool_.text(texts()[row]); }

  private:
    FieldType type_;
    std::variant<std::vector<uint8_t>, std::vector<uint16_t>, std::vector<int32_t>, std::vector<int64_t>,
                 std::vector<uint64_t>, std::vector<uint32_t>>
        data_;
    TextPool pool_;
};

} // namespace mj
