#include "core/ledger/ledger.hpp"

#include <algorithm>
#include <cassert>

namespace mj {

Ledger::Ledger(const Catalog& catalog) : catalog_(&catalog) {
    tables_.reserve(catalog.registers.size());
    for (const Register& reg : catalog.registers) tables_.emplace_back(reg);
    keys_.resize(catalog.registers.size());
}

uint64_t Ledger::records() const {
    uint64_t n = 0;
    for (const Table& table : tables_) n += table.records();
    return n;
}

Change Ledger::apply(const Change& change) {
    Change inverse;
    for (const Edit& edit : change.edits) apply(edit, inverse);
    std::reverse(inverse.edits.begin(), inverse.edits.end());
    applied();
    return inverse;
}

void Ledger::apply(const Edit& edit, Change& inverse) {
    Table& table = tables_[size_t(edit.reg)];
    Edit back;
    back.reg = edit.reg;
    back.head = edit.head;
    if (edit.kind == Edit::Kind::add) {
        const uint32_t row = append(edit.reg, edit.head);
        for (const FieldValue& fv : edit.values) table.columns_[size_t(fv.field)].set(row, fv.value);
        back.kind = Edit::Kind::remove;
    } else {
        const int64_t found = table.find(edit.head.id);
        assert(found >= 0);
        const uint32_t row = uint32_t(found);
        back.head = table.head(row);
        if (edit.kind == Edit::Kind::remove) {
            back.kind = Edit::Kind::add;
            for (int f = 0; f < table.fields(); ++f)
                if (table.column(f).has(row)) back.values.push_back({f, table.column(f).get(row)});
            table.remove(row);
        } else {
            back.kind = Edit::Kind::update;
            for (const FieldValue& fv : edit.values) {
                Column& column = table.columns_[size_t(fv.field)];
                back.values.push_back({fv.field, column.get(row)});
                column.set(row, fv.value);
            }
            // A field given twice must come back to what it was before the first.
            std::reverse(back.values.begin(), back.values.end());
            RecordHead head = back.head;
            head.changed = edit.head.changed;
            head.state = edit.head.state;
            table.update_head(row, head);
            const auto& key = catalog_->registers[size_t(edit.reg)].key;
            const auto in_key = [&](const FieldValue& fv) {
                return std::find(key.begin(), key.end(), fv.field) != key.end();
            };
            if (row < keys_[size_t(edit.reg)].rows() &&
                std::any_of(edit.values.begin(), edit.values.end(), in_key))
                note_key(edit.reg, row);
        }
    }
    inverse.edits.push_back(std::move(back));
}

void Ledger::replay(const Change& change) {
    for (Edit edit : change.edits) {
        const Table& table = tables_[size_t(edit.reg)];
        const bool there = table.find(edit.head.id) >= 0;
        if (there && edit.kind == Edit::Kind::add) {
            edit.kind = Edit::Kind::update;
            for (int f = 0; f < table.fields(); ++f)
                if (std::none_of(edit.values.begin(), edit.values.end(),
                                 [f](const FieldValue& fv) { return fv.field == f; }))
                    edit.values.push_back({f, {}});
        }
        if (there || edit.kind == Edit::Kind::add) apply({{std::move(edit)}});
    }
}

uint32_t Ledger::append(int reg, const RecordHead& head) {
    Table& table = tables_[size_t(reg)];
    const uint32_t row = table.extend(1);
    table.set_head(row, head);
    loaded(reg, row);
    return row;
}

void Ledger::loaded(int reg, uint32_t from) {
    const Table& table = tables_[size_t(reg)];
    uint32_t* last = nullptr;
    for (uint32_t row = from, made_at = 0; row < table.rows(); ++row) {
        const RecordId id{table.ids_[row]};
        const uint32_t maker = id.office() << 20 | id.desk(); // mostly that of the row before
        if (!last || maker != made_at) last = &last_sequence_[made_at = maker];
        *last = std::max(*last, id.sequence());
    }
}

RecordId Ledger::next_id(uint16_t office, uint32_t desk, uint32_t after) {
    uint32_t& last = last_sequence_[uint32_t(office) << 20 | desk];
    last = std::max(last, after);
    return last < RecordId::last_sequence ? RecordId::of(office, desk, ++last) : RecordId{};
}

} // namespace mj
