#include "core/ledger/column.hpp"

#include <algorithm>

namespace mj {

Column::Column(FieldType type, std::shared_ptr<MissingCells> missing)
    : type_(type), missing_(std::move(missing)) {
    switch (type) {
    case FieldType::flag: data_ = std::vector<uint8_t>{}; break;
    case FieldType::code: data_ = std::vector<uint16_t>{}; break;
    case FieldType::date:
    case FieldType::count: data_ = std::vector<int32_t>{}; break;
    case FieldType::money: data_ = std::vector<int64_t>{}; break;
    case FieldType::link: data_ = std::vector<uint64_t>{}; break;
    case FieldType::text: data_ = std::vector<uint32_t>{}; break;
    }
}

void Column::make() {
    empty_ = false;
    reserve(std::max(size_, reserved_));
    resize();
}

void Column::resize() {
    if (empty_) return;
    std::visit([this](auto& v) { v.resize(size_, missing_cell<std::decay_t<decltype(v[0])>>); }, data_);
}

void Column::reserve(uint32_t rows) {
    reserved_ = rows;
    if (!empty_) std::visit([rows](auto& v) { v.reserve(rows); }, data_);
}

void Column::extend(uint32_t rows) {
    size_ += rows;
    resize();
}

void Column::shrink(uint32_t rows) {
    size_ = rows;
    resize();
}

size_t Column::bytes() const {
    return std::visit([](const auto& v) { return v.capacity() * sizeof(v[0]); }, data_) + pool_.bytes();
}

void Column::set(uint32_t row, const Value& value) {
    if (empty_ && value.index() == 0) return;
    const auto* number = std::get_if<int64_t>(&value);
    switch (type_) {
    case FieldType::flag: return put<uint8_t>(row, number);
    case FieldType::code: return put<uint16_t>(row, number);
    case FieldType::date:
    case FieldType::count: return put<int32_t>(row, number);
    case FieldType::money: return put<int64_t>(row, number);
    case FieldType::link: return put<uint64_t>(row, number);
    case FieldType::text: {
        const auto* text = std::get_if<std::string>(&value);
        cells<uint32_t>()[row] = text ? pool_.intern(*text) : 0;
    }
    }
}

bool Column::has(uint32_t row) const {
    if (empty_) return false;
    switch (type_) {
    case FieldType::flag: return flags()[row] != no_flag;
    case FieldType::code: return codes()[row] != 0;
    case FieldType::date:
    case FieldType::count: return numbers()[row] != no_i32;
    case FieldType::money: return money()[row] != no_i64;
    case FieldType::link: return links()[row] != 0;
    case FieldType::text: return texts()[row] != 0;
    }
    return false;
}

Value Column::get(uint32_t row) const {
    if (!has(row)) return {};
    switch (type_) {
    case FieldType::flag: return int64_t(flags()[row]);
    case FieldType::code: return int64_t(codes()[row]);
    case FieldType::date:
    case FieldType::count: return int64_t(numbers()[row]);
    case FieldType::money: return money()[row];
    case FieldType::link: return int64_t(links()[row]);
    case FieldType::text: return std::string(text(row));
    }
    return {};
}

} // namespace mj
