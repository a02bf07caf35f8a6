#include "core/ledger/difference.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint32_t rows_between_looks = 512;

} // namespace

bool same_cell(const Column& a, uint32_t i, const Column& b, uint32_t j) {
    switch (a.type()) {
    case FieldType::text: return a.has(i) == b.has(j) && a.text(i) == b.text(j);
    case FieldType::code: return a.codes()[i] == b.codes()[j];
    case FieldType::flag: return a.flags()[i] == b.flags()[j];
    case FieldType::date:
    case FieldType::count: return a.numbers()[i] == b.numbers()[j];
    case FieldType::money: return a.money()[i] == b.money()[j];
    case FieldType::link: return a.links()[i] == b.links()[j];
    }
    return false;
}

Edit taking_over(int reg, const Table& from, uint32_t row, const Table& to, int64_t found) {
    Edit edit{found < 0 ? Edit::Kind::add : Edit::Kind::update, reg, from.head(row), {}};
    for (int f = 0; f < from.fields(); ++f) {
        const Column& column = from.column(f);
        if (found < 0 ? column.has(row) : !same_cell(column, row, to.column(f), uint32_t(found)))
            edit.values.push_back({f, column.get(row)});
    }
    return edit;
}

void Difference::keep(Edit edit) {
    if (change_.edits.size() == most_) {
        sayable_ = false;
        change_.edits.clear();
    }
    if (sayable_) change_.edits.push_back(std::move(edit));
}

void Difference::coming_row(int reg, uint32_t row) {
    const Table &there = coming_.table(reg), &here = present_.table(reg);
    if (!there.alive(row)) return;
    const int64_t found = here.find(there.head(row).id);
    Edit edit = taking_over(reg, there, row, here, found);
    if (found < 0) {
        ++added_;
        return keep(std::move(edit));
    }
    const RecordHead head = here.head(uint32_t(found));
    if (edit.values.empty() && head == edit.head) return;
    ++changed_;
    if (head.created != edit.head.created) sayable_ = false; // an update keeps it
    keep(std::move(edit));
}

void Difference::present_row(int reg, uint32_t row) {
    const Table& here = present_.table(reg);
    if (!here.alive(row)) return;
    const RecordId id = here.head(row).id;
    if (coming_.table(reg).find(id) >= 0) return;
    ++removed_;
    Edit edit{Edit::Kind::remove, reg, {}, {}};
    edit.head.id = id;
    keep(std::move(edit));
}

bool Difference::step(const Deadline& deadline) {
    const int registers = int(present_.catalog().registers.size());
    while (reg_ < registers) {
        const Table& table = (backwards_ ? present_ : coming_).table(reg_);
        for (uint32_t to = std::min(table.rows(), row_ + rows_between_looks); row_ < to; ++row_, ++seen_)
            backwards_ ? present_row(reg_, row_) : coming_row(reg_, row_);
        if (row_ == table.rows()) {
            row_ = 0;
            if (backwards_) ++reg_;
            backwards_ = !backwards_;
        }
        if (deadline.passed()) return reg_ == registers;
    }
    return true;
}

float Difference::progress() const {
    uint64_t all = 1;
    for (int r = 0; r < int(present_.catalog().registers.size()); ++r)
        all += present_.table(r).rows() + coming_.table(r).rows();
    return float(seen_) / float(all);
}

std::optional<Change> Difference::take() {
    if (!sayable_) return std::nullopt;
    return std::move(change_);
}

} // namespace mj
