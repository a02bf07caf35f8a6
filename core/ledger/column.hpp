// One field of all records of a register, packed by type. Missing is a value of its own in every type, never zero.
#pragma once
#include "core/catalog/catalog.hpp"
#include "core/ledger/text_pool.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace mj {

/// A cell outside the columns. Numbers: code = position + 1, flag 0/1, date in days, count, money in fen,
/// link = RecordId bits. Nothing = missing.
using Value = std::variant<std::monostate, int64_t, std::string>;

/// What stands in a column where nothing is; zero, but for types that have a zero of their own.
template <class T>
constexpr T missing_cell = std::is_same_v<T, uint8_t> ? T(0xFF)
                           : std::is_signed_v<T>      ? std::numeric_limits<T>::min()
                                                      : T(0);

/// Missing cells to be read, shared by those columns of a table that hold nothing.
class MissingCells {
  public:
    template <class T> const T* first(size_t rows) {
        auto& cells = std::get<std::vector<T>>(cells_);
        if (cells.size() < rows) cells.resize(rows, missing_cell<T>);
        return cells.data();
    }
    size_t bytes() const {
        return std::apply([](const auto&... v) { return ((v.capacity() * sizeof(v[0])) + ...); }, cells_);
    }

  private:
    std::tuple<std::vector<uint8_t>, std::vector<uint16_t>, std::vector<int32_t>, std::vector<int64_t>,
               std::vector<uint64_t>, std::vector<uint32_t>>
        cells_;
};

/// Takes memory from its first present cell on: rows of few fields stay small.
class Column {
  public:
    static constexpr uint8_t no_flag = missing_cell<uint8_t>;
    static constexpr int32_t no_i32 = missing_cell<int32_t>; ///< counts and dates
    static constexpr int64_t no_i64 = missing_cell<int64_t>; ///< money

    Column(FieldType type, std::shared_ptr<MissingCells> missing);
    FieldType type() const { return type_; }
    uint32_t size() const { return size_; }
    void set(uint32_t row,
             const Value& value); ///< The value's kind must fit the type (the ledger has checked it).
    Value get(uint32_t row) const;
    bool has(uint32_t row) const;
    void reserve(uint32_t rows);
    void extend(uint32_t rows); ///< Adds missing cells.
    void shrink(uint32_t rows);
    size_t bytes() const;
    /// To write many cells; T must be the type of the column's array.
    template <class T> T* cells() {
        if (empty_) make();
        return std::get_if<std::vector<T>>(&data_)->data();
    }
    TextPool& pool() { return pool_; }

    // The raw arrays; only the one of the column's own type has elements.
    std::span<const uint8_t> flags() const { return view<uint8_t>(); }
    std::span<const uint16_t> codes() const { return view<uint16_t>(); }
    std::span<const int32_t> numbers() const { return view<int32_t>(); } ///< dates, counts
    std::span<const int64_t> money() const { return view<int64_t>(); }
    /// A cell of a date, count or money column, when it is there.
    int64_t number(uint32_t row) const { return type_ == FieldType::money ? money()[row] : numbers()[row]; }
    std::span<const uint64_t> links() const { return view<uint64_t>(); }
    std::span<const uint32_t> texts() const { return view<uint32_t>(); } ///< pool numbers
    const TextPool& pool() const { return pool_; }
    std::string_view text(uint32_t row) const { return pool_.text(texts()[row]); }

  private:
    template <class T> std::span<const T> view() const {
        return {empty_ ? missing_->first<T>(size_) : std::get_if<std::vector<T>>(&data_)->data(), size_};
    }
    template <class T> void put(uint32_t row, const int64_t* number) {
        cells<T>()[row] = number ? T(*number) : missing_cell<T>;
    }
    void make(); ///< cells of its own
    void resize();
    FieldType type_;
    bool empty_ = true;                ///< no cell was ever there: data_ has none
    uint32_t size_ = 0, reserved_ = 0; ///< rows
    std::shared_ptr<MissingCells> missing_;
    std::variant<std::vector<uint8_t>, std::vector<uint16_t>, std::vector<int32_t>, std::vector<int64_t>,
                 std::vector<uint64_t>, std::vector<uint32_t>>
        data_;
    TextPool pool_;
};

} // namespace mj
