#include "core/intake/merge.hpp"

#include "core/base/sort.hpp"
#include "core/intake/join_same.hpp"

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

Merged merge_ledgers(const std::vector<const Ledger*>& ledgers, JoinSame join) {
    const Catalog& catalog = ledgers.front()->catalog();
    Merged out{Ledger(catalog), {}, 0};
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        std::vector<std::pair<uint64_t, Version>> all;
        for (const Ledger* ledger : ledgers) {
            const Table& table = ledger->table(reg);
            for (uint32_t row = 0; row < table.rows(); ++row)
                if (table.alive(row)) all.push_back({table.head(row).id.bits, {&table, row}});
        }
        sort_stable(all, [](const auto& a, const auto& b) {
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
    join_same(ledgers, join, out);
    return out;
}

} // namespace mj
