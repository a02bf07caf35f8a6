// A record as a change leaves it, read before the change is made.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

/// What the edits write, the last first, before what the table holds. A value of another type than its field's reads as 0
/// or the empty text: it is a problem of its own.
class RecordAfter {
  public:
    /// A row as it stands, or -1: a new record.
    RecordAfter(const Table& table, int64_t row) : table_(table), row_(row) {}
    void write(const Edit& edit) { edits_.push_back(&edit); } ///< Newer ones first.

    bool has(int field) const {
        const Value* value = given(field);
        return value ? value->index() != 0 : row_ >= 0 && table_.column(field).has(uint32_t(row_));
    }
    Value value(int field) const {
        const Value* value = given(field);
        return value ? *value : row_ >= 0 ? table_.column(field).get(uint32_t(row_)) : Value();
    }
    int64_t code(int field) const { return number_or(field, 0); }
    int64_t flag(int field) const { return number_or(field, Column::no_flag); }
    int64_t number(int field) const { return number_or(field, 0); }
    uint64_t link(int field) const { return uint64_t(number_or(field, 0)); }
    std::string text(int field) const {
        const Value held = value(field);
        const auto* text = std::get_if<std::string>(&held);
        return text ? *text : std::string();
    }
    /// Whether it becomes another than the one in the table.
    bool altered(int field) const {
        const Value* value = given(field);
        return value && (row_ < 0 || table_.column(field).get(uint32_t(row_)) != *value);
    }
    int64_t row() const { return row_; }

  private:
    const Value* given(int field) const {
        for (const Edit* edit : edits_)
            for (auto it = edit->values.rbegin(); it != edit->values.rend(); ++it)
                if (it->field == field) return &it->value;
        return nullptr;
    }
    int64_t number_or(int field, int64_t otherwise) const {
        const Value held = value(field);
        const auto* number = std::get_if<int64_t>(&held);
        return number ? *number : otherwise;
    }
    const Table& table_;
    int64_t row_;
    std::vector<const Edit*> edits_;
};

} // namespace mj
