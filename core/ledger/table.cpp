#include "core/ledger/table.hpp"

#include <algorithm>

namespace mj {
namespace {

int64_t at(const std::vector<int64_t>& times, uint32_t row) { return row < times.size() ? times[row] : 0; }

void put(std::vector<int64_t>& times, uint32_t first, std::span<const int64_t> some) {
    if (std::all_of(some.begin(), some.end(), [](int64_t time) { return time == 0; })) return;
    times.resize(first);
    times.insert(times.end(), some.begin(), some.end());
}

void put(std::vector<int64_t>& times, uint32_t row, int64_t time) {
    if (row >= times.size() && time == 0) return;
    if (row >= times.size()) times.resize(row + 1);
    times[row] = time;
}

} // namespace

Table::Table(const Register& reg) {
    columns_.reserve(reg.fields.size());
    for (const Field& field : reg.fields) columns_.emplace_back(field.type, missing_);
}

RecordHead Table::head(uint32_t row) const {
    return {{ids_[row]}, at(created_, row), at(changed_, row), State(status_[row] & ~gone)};
}

int64_t Table::find(RecordId id) const {
    if (const auto it = index_.find(id.bits); it != index_.end())
        return alive(it->second) ? int64_t(it->second) : -1;
    const auto end = ids_.begin() + ordered_;
    const auto it = std::lower_bound(ids_.begin(), end, id.bits);
    if (it == end || *it != id.bits) return -1;
    const uint32_t row = uint32_t(it - ids_.begin());
    return alive(row) ? int64_t(row) : -1;
}

size_t Table::bytes() const {
    size_t sum = ids_.capacity() * 8 + (created_.capacity() + changed_.capacity()) * 8 + status_.capacity() +
                 index_.size() * 32 + missing_->bytes();
    for (const Column& column : columns_) sum += column.bytes();
    return sum;
}

void Table::reserve(uint32_t rows) {
    ids_.reserve(rows);
    status_.reserve(rows);
    for (Column& column : columns_) column.reserve(rows);
}

uint32_t Table::extend(uint32_t rows) {
    const uint32_t first = this->rows();
    ids_.resize(first + rows);
    status_.resize(first + rows);
    for (Column& column : columns_) column.extend(rows);
    return first;
}

void Table::shrink(uint32_t rows) {
    ids_.resize(rows);
    status_.resize(rows);
    for (Column& column : columns_) column.shrink(rows);
}

void Table::set_head(uint32_t row, const RecordHead& head) {
    ids_[row] = head.id.bits;
    put(created_, row, head.created);
    put(changed_, row, head.changed);
    status_[row] = uint8_t(head.state);
    if (row == ordered_ && (row == 0 || ids_[row - 1] < head.id.bits))
        ++ordered_;
    else
        index_[head.id.bits] = row;
}

bool Table::set_heads(uint32_t first, std::span<const uint64_t> ids, std::span<const int64_t> created,
                      std::span<const int64_t> changed, std::span<const uint8_t> states) {
    put(created_, first, created);
    put(changed_, first, changed);
    std::copy(states.begin(), states.end(), status_.begin() + first);
    for (uint32_t row = first; const uint64_t id : ids) {
        const bool grows = row == ordered_ && (row == 0 || ids_[row - 1] < id);
        if (id == 0 || (grows ? index_.count(id) > 0 : find(RecordId{id}) >= 0)) return false;
        ids_[row] = id;
        if (grows)
            ++ordered_;
        else
            index_[id] = row;
        ++row;
    }
    return true;
}

void Table::update_head(uint32_t row, const RecordHead& head) {
    put(changed_, row, head.changed);
    status_[row] = uint8_t(head.state);
    touched_.push_back(row);
}

void Table::remove(uint32_t row) {
    status_[row] |= gone;
    ++removed_;
    touched_.push_back(row);
}

} // namespace mj
