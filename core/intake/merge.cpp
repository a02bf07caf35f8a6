#include "core/intake/merge.hpp"

#include "core/ledger/difference.hpp"

#include <algorithm>

namespace mj {
namespace {

struct Version {
    const Table* table;
    uint32_t row;
    RecordHead head() const { return table->head(row); }
};

/// Newer or, of the same time, by what it holds: an order that does not depend on where a version comes from.
int compare(const Version& a, const Version& b) {
    const RecordHead x = a.head(), y = b.head();
    const auto order = [](const auto& one, const auto& two) { return one < two ? -1 : two < one ? 1 : 0; };
    if (const int c = order(x.changed, y.changed)) return c;
    if (const int c = order(x.created, y.created)) return c;
    if (const int c = order(x.state, y.state)) return c;
    for (int f = 0; f < a.table->fields(); ++f)
        if (const int c = order(a.table->column(f).get(a.row), b.table->column(f).get(b.row))) return c;
    return 0;
}

/// What differs, when both were changed after the state they have in common: that in which the record was made.
void add_conflicts(int reg, const Version& kept, const Version& other, std::vector<MergeConflict>& out) {
    const RecordHead k = kept.head(), o = other.head();
    if (o.changed != k.changed && o.changed == o.created) return;
    const auto add = [&](int field, Value a, Value b) {
        if (a != b) out.push_back({reg, k.id, field, std::move(a), std::move(b)});
    };
    add(-1, int64_t(k.state), int64_t(o.state));
    for (int f = 0; f < kept.table->fields(); ++f)
        add(f, kept.table->column(f).get(kept.row), other.table->column(f).get(other.row));
}

} // namespace

Merged merge_ledgers(const std::vector<const Ledger*>& ledgers) {
    const Catalog& catalog = ledgers.front()->catalog();
    Merged out{Ledger(catalog), {}, 0};
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        std::vector<std::pair<uint64_t, Version>> all;
        for (const Ledger* ledger : ledgers) {
            const Table& table = ledger->table(reg);
            for (uint32_t row = 0; row < table.rows(); ++row)
                if (table.alive(row)) all.push_back({table.head(row).id.bits, {&table, row}});
        }
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first < b.first
                                      : compare(b.second, a.second) < 0; // the newest first
        });
        out.ledger.reserve(reg, uint32_t(all.size()));
        for (size_t i = 0; i < all.size();) {
            const Version& kept = all[i].second;
            const uint32_t row = out.ledger.append(reg, kept.head());
            for (int f = 0; f < kept.table->fields(); ++f)
                if (kept.table->column(f).has(kept.row))
                    out.ledger.set(reg, row, f, kept.table->column(f).get(kept.row));
            const size_t first = i, before = out.conflicts.size();
            bool differs = false;
            for (++i; i < all.size() && all[i].first == all[first].first; ++i) {
                if (compare(all[i].second, all[i - 1].second) == 0) continue; // the same once more
                differs = true;
                add_conflicts(reg, kept, all[i].second, out.conflicts);
            }
            out.differing += differs;
            std::stable_sort(
                out.conflicts.begin() + ptrdiff_t(before), out.conflicts.end(),
                [](const MergeConflict& a, const MergeConflict& b) { return a.field < b.field; });
        }
    }
    return out;
}

void MergeInto::row(int reg, uint32_t row) {
    const Table &there = theirs_.table(reg), &here = ours_.table(reg);
    if (!there.alive(row)) return;
    const int64_t found = here.find(there.head(row).id);
    Edit edit = taking_over(reg, there, row, here, found);
    if (found < 0) {
        ++fresh_;
        return keep(std::move(edit));
    }
    const RecordHead ours = here.head(uint32_t(found)), theirs = edit.head;
    const bool newer = theirs.changed > ours.changed, states = ours.state != theirs.state;
    if (states || !edit.values.empty()) {
        const RecordHead& older = newer ? ours : theirs;
        if (ours.changed == theirs.changed || older.changed != older.created) {
            const auto clash = [&](int field, Value a, Value b) {
                clashes_.push_back({reg, ours.id, field, std::move(a), std::move(b), ours.state, ours.changed,
                                    theirs.changed, newer});
            };
            if (states) clash(-1, int64_t(ours.state), int64_t(theirs.state));
            for (FieldValue& v : edit.values)
                clash(v.field, here.column(v.field).get(uint32_t(found)), std::move(v.value));
            return;
        }
    }
    if (!newer) {
        ++kept_;
        return;
    }
    ++newer_;
    keep(std::move(edit));
}

void MergeInto::keep(Edit edit) {
    if (change_.edits.size() < most_) change_.edits.push_back(std::move(edit));
}

bool MergeInto::step(const Deadline& deadline) {
    constexpr uint32_t between_looks = 256;
    const int registers = int(ours_.catalog().registers.size());
    while (reg_ < registers) {
        const uint32_t rows = theirs_.table(reg_).rows();
        for (const uint32_t to = std::min(rows, row_ + between_looks); row_ < to; ++row_, ++seen_)
            row(reg_, row_);
        if (row_ == rows) {
            row_ = 0;
            ++reg_;
        }
        if (deadline.passed()) break;
    }
    return reg_ == registers;
}

float MergeInto::progress() const {
    uint64_t all = 1;
    for (int r = 0; r < int(theirs_.catalog().registers.size()); ++r) all += theirs_.table(r).rows();
    return float(seen_) / float(all);
}

void add_decided(const std::vector<Clash>& clashes, const std::vector<int8_t>& theirs, int64_t now,
                 Change& change) {
    for (size_t i = 0; i < clashes.size();) {
        const Clash& first = clashes[i];
        Edit edit{Edit::Kind::update, first.reg, {}, {}};
        edit.head.id = first.id;
        std::optional<State> state;
        size_t taken = 0, all = 0;
        for (; i < clashes.size() && clashes[i].reg == first.reg && clashes[i].id == first.id; ++i, ++all) {
            const Clash& clash = clashes[i];
            if (theirs[i]) ++taken;
            if (clash.field < 0)
                state = State(std::get<int64_t>(theirs[i] ? clash.theirs : clash.ours));
            else if (theirs[i])
                edit.values.push_back({clash.field, clash.theirs});
        }
        if (taken == 0 && !first.theirs_newer) continue; // as it is
        edit.head.state = state.value_or(first.state);
        edit.head.changed = taken == all && first.theirs_newer
                                ? first.theirs_changed
                                : std::max(now, std::max(first.ours_changed, first.theirs_changed) + 1);
        change.edits.push_back(std::move(edit));
    }
}

} // namespace mj
