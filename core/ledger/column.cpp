#include "core/ledger/column.hpp"

namespace mj {

Column::Column(FieldType type) : type_(type) {
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

uint32_t Column::size() const {
    return std::visit([](const auto& v) { return uint32_t(v.size()); }, data_);
}

void Column::reserve(uint32_t rows) {
    std::visit([rows](auto& v) { v.reserve(rows); }, data_);
}

void Column::extend(uint32_t rows) {
    const size_t to = size() + rows;
    switch (type_) {
    case FieldType::flag: std::get_if<std::vector<uint8_t>>(&data_)->resize(to, no_flag); break;
    case FieldType::date:
    case FieldType::count: std::get_if<std::vector<int32_t>>(&data_)->resize(to, no_i32); break;
    case FieldType::money: std::get_if<std::vector<int64_t>>(&data_)->resize(to, no_i64); break;
    default: shrink(uint32_t(to)); // zero is missing
    }
}

void Column::shrink(uint32_t rows) {
    std::visit([rows](auto& v) { v.resize(rows); }, data_);
}

size_t Column::bytes() const {
    return std::visit([](const auto& v) { return v.capacity() * sizeof(v[0]); }, data_) + pool_.bytes();
}

void Column::set(uint32_t row, const Value& value) {
    if (type_ == FieldType::text) {
        const auto* text = std::get_if<std::string>(&value);
        std::get<std::vector<uint32_t>>(data_)[row] = text ? pool_.intern(*text) : 0;
        return;
    }
    const auto* number = std::get_if<int64_t>(&value);
    switch (type_) {
    case FieldType::flag:
        std::get<std::vector<uint8_t>>(data_)[row] = number ? uint8_t(*number) : no_flag;
        break;
    case FieldType::code: std::get<std::vector<uint16_t>>(data_)[row] = number ? uint16_t(*number) : 0; break;
    case FieldType::date:
    case FieldType::count:
        std::get<std::vector<int32_t>>(data_)[row] = number ? int32_t(*number) : no_i32;
        break;
    case FieldType::money: std::get<std::vector<int64_t>>(data_)[row] = number ? *number : no_i64; break;
    case FieldType::link: std::get<std::vector<uint64_t>>(data_)[row] = number ? uint64_t(*number) : 0; break;
    case FieldType::text: break;
    }
}

bool Column::has(uint32_t row) const {
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
