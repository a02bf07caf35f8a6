#include "core/query/key_index.hpp"

namespace mj {
namespace {

constexpr uint64_t odd = 0x9E3779B97F4A7C15u; // 2^64 over the golden ratio: spreads neighbours

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

uint64_t mix(uint64_t h, uint64_t bits) {
    h = (h ^ bits) * odd;
    return h ^ h >> 32;
}

} // namespace

KeyIndex::KeyIndex(const Ledger& ledger, int reg)
    : table_(ledger.table(reg)), fields_(ledger.catalog().registers[size_t(reg)].key) {}

uint64_t KeyIndex::hash_of(uint32_t row, bool& whole) const {
    uint64_t h = 0;
    for (const int field : fields_) {
        const Column& column = table_.column(field);
        whole = whole && column.has(row);
        h = mix(h, bits_of(column, row));
    }
    return h;
}

bool KeyIndex::equal(uint32_t row, std::span<const uint64_t> key) const {
    for (size_t i = 0; i < fields_.size(); ++i) {
        const Column& column = table_.column(fields_[i]);
        if (!column.has(row) || bits_of(column, row) != key[i]) return false;
    }
    return true;
}

void KeyIndex::add(uint32_t row) {
    bool whole = table_.alive(row);
    const uint64_t h = hash_of(row, whole);
    if (!whole) return;
    const size_t mask = slots_.size() - 1;
    size_t at = h & mask;
    for (; slots_[at]; at = (at + 1) & mask)
        if (slots_[at] == row + 1) return;
    slots_[at] = row + 1;
    ++used_;
}

void KeyIndex::follow() {
    const std::vector<uint32_t>& touched = table_.touched();
    const uint32_t first = rows_;
    rows_ = table_.rows();
    if ((used_ + (rows_ - first) + (touched.size() - touched_)) * 2 >= slots_.size()) {
        size_t slots = 64;
        while (slots < size_t(rows_) * 3) slots *= 2;
        slots_.assign(slots, 0);
        used_ = 0;
        for (uint32_t row = 0; row < rows_; ++row) add(row);
    } else {
        for (uint32_t row = first; row < rows_; ++row) add(row);
        for (size_t i = touched_; i < touched.size(); ++i) add(touched[i]);
    }
    touched_ = touched.size();
}

int64_t KeyIndex::look(std::span<const uint64_t> key, int64_t but) const {
    uint64_t h = 0;
    for (const uint64_t bits : key) h = mix(h, bits);
    const size_t mask = slots_.size() - 1;
    int64_t first = -1;
    for (size_t at = h & mask; slots_[at]; at = (at + 1) & mask) {
        const int64_t row = slots_[at] - 1;
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
