#include "core/intake/merge_into.hpp"

#include "core/ledger/difference.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint32_t merged_between_looks = 256;
constexpr int most_of_a_key = 64; // looked at: what more records have is no key

} // namespace

MergeInto::MergeInto(const Ledger& ours, const Ledger& theirs, const Chronicle& chronicle,
                     const Chronicle& history, size_t most)
    : ours_(ours),
      theirs_(theirs),
      most_(most),
      past_(ours.catalog(), chronicle),
      common_(ours.catalog(), history, past_),
      order_(targets_first(ours.catalog())),
      names_(ours.catalog().registers.size()) {
    for (size_t r = 0; r < names_.size(); ++r) names_of_.push_back(name_beside_key(ours.catalog(), int(r)));
}

/// True when all rows of that ledger have been seen.
template <class F> bool MergeInto::each_row(const Ledger& of, const Deadline& deadline, F f) {
    while (reg_ < order_.size()) {
        const int reg = order_[reg_];
        const Table& table = of.table(reg);
        for (const uint32_t to = std::min(table.rows(), row_ + merged_between_looks); row_ < to;
             ++row_, ++seen_)
            if (table.alive(row_)) f(reg, row_);
        if (row_ == table.rows()) {
            row_ = 0;
            ++reg_;
        }
        if (deadline.passed()) break;
    }
    return reg_ == order_.size();
}

bool MergeInto::step(const Deadline& deadline) {
    while (part_ != Part::done) {
        bool through = false;
        switch (part_) {
        case Part::past: through = past_.step(deadline); break;
        case Part::wanted:
            through = each_row(theirs_, deadline, [this](int reg, uint32_t row) { want(reg, row); });
            break;
        case Part::common: through = common_.step(deadline); break;
        case Part::keys: through = ours_.index_keys(deadline); break;
        case Part::names:
            through = each_row(ours_, deadline, [this](int reg, uint32_t row) { name(reg, row); });
            break;
        case Part::pairs:
            through = each_row(theirs_, deadline, [this](int reg, uint32_t row) { pair(reg, row); });
            break;
        case Part::rows:
            through = each_row(theirs_, deadline, [this](int reg, uint32_t r) { row(reg, r); });
            break;
        case Part::done: break;
        }
        if (!through) return false;
        part_ = Part(int(part_) + 1);
        reg_ = 0;
    }
    return true;
}

float MergeInto::progress() const {
    uint64_t all = 1;
    for (size_t r = 0; r < names_.size(); ++r)
        all += ours_.table(int(r)).rows() + 3 * uint64_t(theirs_.table(int(r)).rows());
    return (past_.progress() + float(seen_) / float(all)) / 2;
}

void MergeInto::name(int reg, uint32_t row) {
    if (names_of_[size_t(reg)] < 0) return;
    const std::string name = folded_name(ours_.table(reg), row, names_of_[size_t(reg)]);
    if (!name.empty()) names_[size_t(reg)].note(row, SipHash().of(name));
}

/// A file that holds both records knows them as two.
bool MergeInto::may_be(int reg, uint32_t row) const {
    const Table& here = ours_.table(reg);
    if (!here.alive(row) || !here.stands(row)) return false;
    const RecordId id = here.head(row).id;
    return !taken_.contains(id.bits) && theirs_.table(reg).find(id) < 0;
}

/// The row here that is the same record, or -1.
int64_t MergeInto::same_here(int reg, uint32_t row) const {
    const Register& about = ours_.catalog().registers[size_t(reg)];
    const Table &here = ours_.table(reg), &there = theirs_.table(reg);
    const std::string key = led_key(there, about, row, joined_);
    int64_t found = -1;
    int looked = 0;
    if (!key.empty())
        ours_.any_of_key(reg, key, [&](uint32_t r) {
            if (may_be(reg, r) && led_key(here, about, r, {}) == key) found = r;
            return found >= 0 || ++looked == most_of_a_key;
        });
    const int field = names_of_[size_t(reg)];
    if (found >= 0 || field < 0) return found;
    const std::string name = folded_name(there, row, field);
    if (name.empty()) return -1;
    looked = 0;
    names_[size_t(reg)].any(SipHash().of(name), [&](uint32_t r) {
        const bool may = may_be(reg, r) && (key.empty() || led_key(here, about, r, {}).empty());
        if (may && folded_name(here, r, field) == name) found = r;
        return found >= 0 || ++looked == most_of_a_key;
    });
    return found;
}

void MergeInto::pair(int reg, uint32_t row) {
    const Table& there = theirs_.table(reg);
    const RecordId id = there.head(row).id;
    if (ours_.table(reg).find(id) >= 0 || !there.stands(row)) return;
    const int64_t here = same_here(reg, row);
    if (here < 0) return;
    const Register& about = ours_.catalog().registers[size_t(reg)];
    const RecordHead ours = ours_.table(reg).head(uint32_t(here));
    SameKey same{taking_over(reg, there, row, ours_.table(reg), -1), ours.id};
    same.state = ours.state;
    same.ours_changed = ours.changed;
    same.by_name = led_key(there, about, row, joined_).empty() ||
                   led_key(ours_.table(reg), about, uint32_t(here), {}).empty();
    same.known = past_.turned_away(id, there.head(row).changed);
    for (const int f : about.key) {
        if (about.fields[size_t(f)].type != FieldType::link) continue;
        const Value target = there.column(f).get(row);
        const auto* bits = std::get_if<int64_t>(&target);
        if (const auto it = bits ? same_.find(uint64_t(*bits)) : same_.end(); it != same_.end())
            same.needs = int(it->second);
    }
    joined_[id.bits] = ours.id.bits;
    taken_.insert(ours.id.bits);
    same_[id.bits] = uint32_t(found_.same.size());
    found_.same.push_back(std::move(same));
    if (++edits_ > most_) found_.whole = false;
}

void MergeInto::compare_same(SameKey& same, int index, uint32_t row) {
    const Table& here = ours_.table(same.record.reg);
    const auto& fields = ours_.catalog().registers[size_t(same.record.reg)].fields;
    const RecordHead theirs = same.record.head;
    const auto clash = [&](int field, Value a, Value b) {
        same.differing.push_back(field);
        found_.clashes.push_back({same.record.reg, same.ours, field, std::move(a), std::move(b), same.state,
                                  same.ours_changed, theirs.changed, theirs.changed > same.ours_changed, -1,
                                  index});
    };
    if (theirs.state != same.state) clash(-1, int64_t(same.state), int64_t(theirs.state));
    for (const FieldValue& fv : same.record.values) {
        Value ours = here.column(fv.field).get(row);
        if (ours.index() == 0)
            same.fills.push_back(fv);
        else if (ours != led(fields[size_t(fv.field)], fv.value, joined_))
            clash(fv.field, std::move(ours), fv.value);
    }
}

/// A record whose versions may both go back to one that can be found.
void MergeInto::want(int reg, uint32_t row) {
    const RecordHead theirs = theirs_.table(reg).head(row);
    const int64_t found = ours_.table(reg).find(theirs.id);
    if (found < 0) return;
    const RecordHead ours = ours_.table(reg).head(uint32_t(found));
    if (ours != theirs && both_altered(ours, theirs)) common_.want(theirs.id, ours.changed);
}

/// Who has not changed the field since then gives way.
int8_t MergeInto::settled(const Edit& common, const Clash& clash) const {
    if (clash.field < 0) {
        const Value then = int64_t(common.head.state);
        return then == clash.ours ? 1 : then == clash.theirs ? 0 : -1;
    }
    const auto it = std::find_if(common.values.begin(), common.values.end(),
                                 [&](const FieldValue& fv) { return fv.field == clash.field; });
    if (it == common.values.end() || it->value == clash.theirs) return 0;
    const Field& field = ours_.catalog().registers[size_t(clash.reg)].fields[size_t(clash.field)];
    return led(field, it->value, joined_) == clash.ours ? 1 : -1;
}

/// After the state they have in common: that in which the record was made.
bool MergeInto::both_altered(const RecordHead& ours, const RecordHead& theirs) const {
    const RecordHead& older = theirs.changed > ours.changed ? ours : theirs;
    return ours.changed == theirs.changed || older.changed != older.created;
}

void MergeInto::row(int reg, uint32_t row) {
    const Table &there = theirs_.table(reg), &here = ours_.table(reg);
    const RecordId id = there.head(row).id;
    const int64_t found = here.find(id);
    if (found >= 0) return differing(taking_over(reg, there, row, here, found), uint32_t(found));
    if (const auto it = same_.find(id.bits); it != same_.end()) {
        SameKey& same = found_.same[it->second];
        if (same.known)
            ++found_.kept;
        else
            compare_same(same, int(it->second), uint32_t(here.find(same.ours)));
        return;
    }
    if (past_.turned_away(id, there.head(row).changed)) {
        ++found_.kept;
        return;
    }
    Edit edit = taking_over(reg, there, row, here, found);
    if (past_.removed(id)) {
        const int64_t changed = there.head(row).changed;
        if (!past_.removed_as(id, changed) && !past_.former(id, changed)) found_.returning_changed = true;
        if (++edits_ <= most_)
            found_.returning.push_back(std::move(edit));
        else
            found_.whole = false;
        return;
    }
    ++found_.fresh;
    keep(std::move(edit));
}

/// A record that both have; the edit would make ours theirs.
void MergeInto::differing(Edit edit, uint32_t row) {
    const Table& here = ours_.table(edit.reg);
    const auto& fields = ours_.catalog().registers[size_t(edit.reg)].fields;
    std::erase_if(edit.values, [&](const FieldValue& fv) {
        const Field& field = fields[size_t(fv.field)];
        return field.type == FieldType::link &&
               here.column(fv.field).get(row) == led(field, fv.value, joined_);
    });
    const RecordHead ours = here.head(row), theirs = edit.head;
    const bool newer = theirs.changed > ours.changed, states = ours.state != theirs.state,
               differs = states || !edit.values.empty();
    // What was changed here after the file was written is no clash: the file then has a version that was here.
    const bool follows = !newer && past_.former(ours.id, theirs.changed);
    if (differs && !follows && both_altered(ours, theirs)) {
        const Edit* common = common_.of(ours.id);
        const auto clash = [&](int field, Value a, Value b) -> Clash& {
            found_.clashes.push_back({edit.reg, ours.id, field, std::move(a), std::move(b), ours.state,
                                      ours.changed, theirs.changed, newer});
            Clash& out = found_.clashes.back();
            if (common) out.settled = settled(*common, out);
            return out;
        };
        if (states) clash(-1, int64_t(ours.state), int64_t(theirs.state));
        // Where they do not tell what they did: what only one side has, and was missing when the record came here, is taken.
        std::optional<Edit> first;
        const auto was_there = [&](int field) {
            return std::any_of(first->values.begin(), first->values.end(),
                               [field](const FieldValue& fv) { return fv.field == field; });
        };
        for (FieldValue& v : edit.values) {
            const bool one_side = here.column(v.field).has(row) != (v.value.index() != 0);
            if (!common && one_side && !first) first = past_.first(ours.id);
            Clash& one = clash(v.field, here.column(v.field).get(row), std::move(v.value));
            if (!common && one_side && first && !was_there(v.field)) one.settled = one.ours.index() == 0;
        }
        return;
    }
    if (!newer) {
        ++found_.kept;
        return;
    }
    ++found_.newer;
    keep(std::move(edit));
}

void MergeInto::keep(Edit edit) {
    if (++edits_ <= most_)
        found_.change.edits.push_back(std::move(edit));
    else
        found_.whole = false;
}

} // namespace mj
