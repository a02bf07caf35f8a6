#include "core/query/key_index.hpp"

#include "core/base/keyed_hash.hpp"

namespace mj {
namespace {

/// What stands in a cell, as bits that are equal when the cells are: texts by their number in the column's pool.
uint64_t bits_of(const Column& column, uint32_t row) {
    switch (column.type()) {
    case FieldType::flag: return column.flags()[row];
    case FieldType::code: return column.codes()[row];
    case FieldType::date:
    case FieldType::count: return uint64_t(uint32_t(column.numbers()[row]));
    case FieldType::money: return uint64_t(column.money()[row]);
    case FieldType::link: return column.links()[row];
    case FieldType::text: return column.texts()[row];
    }
    return 0;
}

} // namespace

KeyIndex::KeyIndex(const Ledger& ledger, int reg)
    : table_(ledger.table(reg)), fields_(ledger.catalog().registers[size_t(reg)].key) {}

uint32_t& KeyIndex::slot_of(uint32_t hash) {
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    while (slots_[at] && entries_[slots_[at] - 1].hash != hash) at = (at + 1) & mask;
    return slots_[at];
}

bool KeyIndex::equal(uint32_t row, std::span<const uint64_t> key) const {
    for (size_t i = 0; i < fields_.size(); ++i) {
        const Column& column = table_.column(fields_[i]);
        if (!column.has(row) || bits_of(column, row) != key[i]) return false;
    }
    return true;
}

void KeyIndex::add(uint32_t row) {
    if (!table_.alive(row)) return;
    SipHash hash;
    for (const int field : fields_) {
        const Column& column = table_.column(field);
        if (!column.has(row)) return;
        hash.add(bits_of(column, row));
    }
    const uint32_t h = uint32_t(hash.end());
    uint32_t& slot = slot_of(h);
    entries_.push_back({h, row, slot});
    slot = uint32_t(entries_.size());
}

void KeyIndex::follow() {
    const std::vector<uint32_t>& touched = table_.touched();
    const uint32_t first = rows_;
    rows_ = table_.rows();
    if ((entries_.size() + (rows_ - first) + (touched.size() - touched_)) * 2 >= slots_.size()) {
        size_t slots = 64;
        while (slots < size_t(rows_) * 3) slots *= 2;
        slots_.assign(slots, 0);
        entries_.clear();
        for (uint32_t row = 0; row < rows_; ++row) add(row);
    } else {
        for (uint32_t row = first; row < rows_; ++row) add(row);
        for (size_t i = touched_; i < touched.size(); ++i) add(touched[i]);
    }
    touched_ = touched.size();
}

int64_t KeyIndex::look(std::span<const uint64_t> key, int64_t but) {
    SipHash hash;
    for (const uint64_t bits : key) hash.add(bits);
    int64_t first = -1;
    for (uint32_t at = slot_of(uint32_t(hash.end())); at; at = entries_[at - 1].next) {
        const int64_t row = entries_[at - 1].row;
        if (row != but && (first < 0 || row < first) && table_.alive(uint32_t(row)) &&
            equal(uint32_t(row), key))
            first = row;
    }
    return first;
}

int64_t KeyIndex::find(std::span<const Value> key, int64_t but) {
    follow();
    std::vector<uint64_t> bits;
    for (size_t i = 0; i < fields_.size(); ++i) {
        const Column& column = table_.column(fields_[i]);
        if (const auto* text = std::get_if<std::string>(&key[i])) {
            bits.push_back(column.pool().find(*text));
            if (!bits.back()) return -1;
        } else if (const auto* number = std::get_if<int64_t>(&key[i])) {
            const bool half = column.type() == FieldType::date || column.type() == FieldType::count;
            bits.push_back(half ? uint64_t(uint32_t(*number)) : uint64_t(*number));
        } else {
            return -1;
        }
    }
    return look(bits, but);
}

int64_t KeyIndex::other(uint32_t row) {
    follow();
    std::vector<uint64_t> bits;
    for (const int field : fields_) {
        if (!table_.column(field).has(row)) return -1;
        bits.push_back(bits_of(table_.column(field), row));
    }
    return look(bits, row);
}

} // namespace mj
