#include "core/intake/join_same.hpp"

#include "core/base/sort.hpp"
#include "core/intake/same_key.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace mj {
namespace {

constexpr size_t most_one_key = 1000; // what more records have is no key

/// Records of one key that are one record: the one that keeps its id, then the others.
using Group = std::vector<uint32_t>;

class Joining {
  public:
    Joining(const std::vector<const Ledger*>& ledgers, Merged& merged)
        : ledgers_(ledgers), merged_(merged), all_(merged.ledger), catalog_(all_.catalog()) {}
    void find(JoinSame join);
    bool any() const { return !joined_.empty(); }
    Ledger joined();

  private:
    void find_in(int reg, JoinSame join);
    void groups_of(int reg, std::vector<uint32_t>& rows, std::vector<Group>& out) const;
    bool apart(int reg, uint32_t a, uint32_t b) const;
    bool agree(int reg, uint32_t a, uint32_t b) const;
    Value value(int reg, int field, uint32_t row) const {
        return led(catalog_.registers[size_t(reg)].fields[size_t(field)],
                   all_.table(reg).column(field).get(row), joined_);
    }
    void put(Ledger& out, int reg, const Group& group);

    const std::vector<const Ledger*>& ledgers_;
    Merged& merged_;
    const Ledger& all_;
    const Catalog& catalog_;
    Joined joined_;
    IdMap<Group> groups_; // by the id that stays
};

/// A ledger that holds both knows them as two.
bool Joining::apart(int reg, uint32_t a, uint32_t b) const {
    const RecordId x = all_.table(reg).head(a).id, y = all_.table(reg).head(b).id;
    return std::any_of(ledgers_.begin(), ledgers_.end(), [&](const Ledger* ledger) {
        return ledger->table(reg).find(x) >= 0 && ledger->table(reg).find(y) >= 0;
    });
}

bool Joining::agree(int reg, uint32_t a, uint32_t b) const {
    if (all_.table(reg).head(a).state != all_.table(reg).head(b).state) return false;
    for (int f = 0; f < all_.table(reg).fields(); ++f) {
        const Value x = value(reg, f, a), y = value(reg, f, b);
        if (x.index() && y.index() && x != y) return false;
    }
    return true;
}

/// Each record joins the first group none of whose records is known to be another one.
void Joining::groups_of(int reg, std::vector<uint32_t>& rows, std::vector<Group>& out) const {
    if (rows.size() > most_one_key) return;
    const Table& table = all_.table(reg);
    sort_stable(rows, [&](uint32_t a, uint32_t b) {
        const RecordHead x = table.head(a), y = table.head(b);
        return std::pair(x.created, x.id.bits) < std::pair(y.created, y.id.bits);
    });
    const size_t first = out.size();
    for (const uint32_t row : rows) {
        size_t at = first;
        while (at < out.size() && std::any_of(out[at].begin(), out[at].end(),
                                              [&](uint32_t other) { return apart(reg, row, other); }))
            ++at;
        if (at == out.size()) out.emplace_back();
        out[at].push_back(row);
    }
}

void Joining::find_in(int reg, JoinSame join) {
    const Table& table = all_.table(reg);
    const Register& about = catalog_.registers[size_t(reg)];
    const int name = name_beside_key(catalog_, reg);
    std::map<std::string, std::vector<uint32_t>> keyed, named;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.alive(row) || !table.stands(row)) continue;
        if (const std::string key = led_key(table, about, row, joined_); !key.empty())
            keyed[key].push_back(row);
        else if (const std::string n = name < 0 ? "" : folded_name(table, row, name); !n.empty())
            named[n].push_back(row);
    }
    std::vector<Group> groups;
    for (auto& [key, rows] : keyed) {
        // One without a key goes by its name to the first that has both.
        for (const uint32_t row : name < 0 ? std::vector<uint32_t>{} : std::vector<uint32_t>(rows))
            if (const auto it = named.find(folded_name(table, row, name)); it != named.end()) {
                rows.insert(rows.end(), it->second.begin(), it->second.end());
                named.erase(it);
            }
        groups_of(reg, rows, groups);
    }
    for (auto& [n, rows] : named) groups_of(reg, rows, groups);
    for (Group& group : groups) {
        const RecordId stays = table.head(group.front()).id;
        Group one{group.front()};
        for (size_t i = 1; i < group.size(); ++i) {
            const bool agrees =
                std::all_of(one.begin(), one.end(), [&](uint32_t row) { return agree(reg, row, group[i]); });
            const RecordId other = table.head(group[i]).id;
            merged_.same.push_back({reg, stays, other, agrees});
            if (join == JoinSame::none || (join == JoinSame::agreeing && !agrees)) continue;
            joined_[other.bits] = stays.bits;
            one.push_back(group[i]);
        }
        if (one.size() > 1) groups_[stays.bits] = std::move(one);
    }
}

void Joining::find(JoinSame join) {
    for (const int reg : targets_first(catalog_)) find_in(reg, join);
    sort_stable(merged_.same, [](const MergeSame& a, const MergeSame& b) { return a.reg < b.reg; });
}

/// Of each field the value of the record changed last that has one.
void Joining::put(Ledger& out, int reg, const Group& group) {
    const Table& table = all_.table(reg);
    Group newest = group;
    sort_stable(newest,
                [&](uint32_t a, uint32_t b) { return table.head(a).changed > table.head(b).changed; });
    RecordHead head = table.head(group.front());
    const RecordHead last = table.head(newest.front());
    head.state = last.state;
    head.changed = last.changed;
    bool mixed = false;
    std::vector<Value> values;
    const auto conflict = [&](int field, Value kept, Value other) {
        merged_.conflicts.push_back({reg, head.id, field, std::move(kept), std::move(other)});
    };
    for (const uint32_t row : newest)
        if (const State state = table.head(row).state; state != head.state)
            conflict(-1, int64_t(head.state), int64_t(state));
    for (int f = 0; f < table.fields(); ++f) {
        Value kept;
        for (const uint32_t row : newest) {
            Value here = value(reg, f, row);
            if (here.index() == 0 || here == kept) continue;
            if (kept.index() == 0) {
                mixed |= row != newest.front();
                kept = std::move(here);
            } else {
                conflict(f, kept, std::move(here));
            }
        }
        values.push_back(std::move(kept));
    }
    // What none of the versions is, is newer than all of them.
    head.changed += mixed;
    const uint32_t row = out.append(reg, head);
    for (int f = 0; f < table.fields(); ++f) out.set(reg, row, f, values[size_t(f)]);
}

Ledger Joining::joined() {
    Ledger out(catalog_);
    for (int reg = 0; reg < int(catalog_.registers.size()); ++reg) {
        const Table& table = all_.table(reg);
        out.reserve(reg, table.records());
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const uint64_t id = table.head(row).id.bits;
            if (joined_.contains(id)) continue;
            const auto group = groups_.find(id);
            put(out, reg, group == groups_.end() ? Group{row} : group->second);
        }
    }
    // Versions of a record that differ in a link alone say the same when the link leads to one record.
    std::erase_if(merged_.conflicts, [&](const MergeConflict& c) {
        if (c.field < 0) return false;
        const Field& field = catalog_.registers[size_t(c.reg)].fields[size_t(c.field)];
        return led(field, c.kept, joined_) == led(field, c.other, joined_);
    });
    return out;
}

} // namespace

void join_same(const std::vector<const Ledger*>& ledgers, JoinSame join, Merged& merged) {
    Joining joining(ledgers, merged);
    joining.find(join);
    if (!joining.any()) return;
    Ledger out = joining.joined();
    merged.ledger = std::move(out);
    sort_stable(merged.conflicts, [](const MergeConflict& a, const MergeConflict& b) {
        return std::tuple(a.reg, a.id.bits, a.field) < std::tuple(b.reg, b.id.bits, b.field);
    });
}

} // namespace mj
