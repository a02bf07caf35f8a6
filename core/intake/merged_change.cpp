// What was found and decided -> one change.
#include "core/intake/merge_into.hpp"

#include <algorithm>

namespace mj {
namespace {

Edit update_of(int reg, RecordId id, State state, int64_t changed) {
    Edit out{Edit::Kind::update, reg, {}, {}};
    out.head.id = id;
    out.head.state = state;
    out.head.changed = changed;
    return out;
}

/// The record came and did not stay: the change says so.
void turn_away(Edit record, Change& change) {
    Edit gone{Edit::Kind::remove, record.reg, {}, {}};
    gone.head.id = record.head.id;
    change.edits.push_back(std::move(record));
    change.edits.push_back(std::move(gone));
}

/// What was decided of clashes [from, to), all of one record.
struct Decided {
    std::vector<FieldValue> taken;
    std::optional<State> state;
    size_t theirs = 0;
};
Decided decided(const MergeFound& found, const MergeChoice& choice, size_t from, size_t to) {
    Decided out;
    for (size_t i = from; i < to; ++i) {
        const Clash& clash = found.clashes[i];
        if (choice.theirs[i] != 1) continue;
        ++out.theirs;
        if (clash.field < 0)
            out.state = State(std::get<int64_t>(clash.theirs));
        else
            out.taken.push_back({clash.field, clash.theirs});
    }
    return out;
}

void add_joined(const MergeFound& found, const MergeChoice& choice, size_t at, size_t from, size_t to,
                int64_t now, Change& change) {
    const SameKey& same = found.same[at];
    Decided d = decided(found, choice, from, to);
    Edit edit = update_of(same.record.reg, same.ours, d.state.value_or(same.state),
                          later_version(now, std::max(same.ours_changed, same.record.head.changed)));
    edit.values = same.fills;
    edit.values.insert(edit.values.end(), d.taken.begin(), d.taken.end());
    if (!edit.values.empty() || d.state) change.edits.push_back(std::move(edit));
    turn_away(same.record, change);
}

void add_clash(const MergeFound& found, const MergeChoice& choice, size_t from, size_t to, int64_t now,
               Change& change) {
    const Clash& first = found.clashes[from];
    const Decided d = decided(found, choice, from, to);
    Edit theirs = update_of(first.reg, first.id, first.state, first.theirs_changed);
    Edit ours = update_of(first.reg, first.id, d.state.value_or(first.state), 0);
    for (size_t i = from; i < to; ++i) {
        const Clash& clash = found.clashes[i];
        if (clash.field < 0)
            theirs.head.state = State(std::get<int64_t>(clash.theirs));
        else
            theirs.values.push_back({clash.field, clash.theirs});
        if (clash.field >= 0 && choice.theirs[i] != 1) ours.values.push_back({clash.field, clash.ours});
    }
    change.edits.push_back(std::move(theirs));
    if (d.theirs == to - from && first.theirs_newer) return;
    ours.head.changed = d.theirs == 0 && !first.theirs_newer
                            ? first.ours_changed
                            : later_version(now, std::max(first.ours_changed, first.theirs_changed));
    change.edits.push_back(std::move(ours));
}

} // namespace

bool MergeChoice::joins(const MergeFound& found, size_t at) const {
    for (int i = int(at); i >= 0; i = found.same[size_t(i)].needs)
        if (!found.same[size_t(i)].known && join[size_t(i)] != 1) return false;
    return true;
}

MergeChoice undecided(const MergeFound& found) {
    MergeChoice out;
    out.bring_back = found.returning_changed;
    for (const Clash& clash : found.clashes) out.theirs.push_back(clash.settled);
    for (const SameKey& same : found.same)
        out.join.push_back(same.known || same.differing.empty() ? int8_t(1) : int8_t(-1));
    return out;
}

Change merged_change(MergeFound found, const Catalog& catalog, const MergeChoice& choice, int64_t now) {
    Change out = std::move(found.change);
    for (Edit& edit : found.returning)
        if (choice.bring_back)
            out.edits.push_back(std::move(edit));
        else
            turn_away(std::move(edit), out);
    Joined joined;
    std::vector<std::pair<size_t, size_t>> of_same(found.same.size()); // its clashes
    for (size_t from = 0, to; from < found.clashes.size(); from = to) {
        const Clash& first = found.clashes[from];
        for (to = from + 1; to < found.clashes.size() && found.clashes[to].id == first.id;) ++to;
        if (first.same >= 0)
            of_same[size_t(first.same)] = {from, to};
        else
            add_clash(found, choice, from, to, now, out);
    }
    for (size_t i = 0; i < found.same.size(); ++i) {
        const SameKey& same = found.same[i];
        if (!choice.joins(found, i)) {
            out.edits.push_back(same.record);
            continue;
        }
        joined[same.record.head.id.bits] = same.ours.bits;
        if (!same.known) add_joined(found, choice, i, of_same[i].first, of_same[i].second, now, out);
    }
    for (Edit& edit : out.edits) lead(catalog, joined, edit);
    return out;
}

} // namespace mj
