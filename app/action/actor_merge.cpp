// A data file joins the records that are here, as one change.
#include "app/action/actor.hpp"

#include <algorithm>

namespace mj {

/// What was changed here after the file was written is no clash: the file then has a version that the chronicle knows.
void Actor::offer_merge(MergeInto& merge) {
    MergeOffer offer{merge.fresh(), merge.newer(), merge.kept(), merge.whole()};
    std::vector<std::pair<uint64_t, int64_t>> former;
    if (!merge.clashes().empty()) former = keeper_.chronicle().former(keeper_.ledger().catalog());
    RecordId last;
    for (Clash& clash : merge.clashes()) {
        const bool ours_after =
            !clash.theirs_newer &&
            std::binary_search(former.begin(), former.end(), std::pair(clash.id.bits, clash.theirs_changed));
        offer.kept += ours_after && clash.id != last;
        last = clash.id;
        if (!ours_after) offer.clashes.push_back(std::move(clash));
    }
    offer.open = offer.clashes.size();
    offer.theirs.assign(offer.open, -1);
    state_.merge = std::move(offer);
    coming_merge_ = merge.take();
}

template <> void Actor::on(act::DecideClash& a) {
    if (!state_.merge) return;
    MergeOffer& offer = *state_.merge;
    for (size_t i = a.at.value_or(0); i < (a.at ? *a.at + 1 : offer.theirs.size()); ++i) {
        offer.open -= offer.theirs[i] < 0;
        offer.theirs[i] = a.theirs;
    }
}

template <> void Actor::on(act::TakeMerge&) {
    if (!state_.merge || state_.merge->open || !state_.merge->possible || !keeper_.writable()) return;
    Change change = std::exchange(coming_merge_, {});
    add_decided(state_.merge->clashes, state_.merge->theirs, host_.clock.now(), change);
    Notice notice;
    notice.kind = Notice::Kind::file_merged;
    notice.name = coming_notice_.name;
    notice.cleaned = coming_notice_.cleaned;
    notice.records = state_.merge->fresh;
    notice.changed = change.edits.size() - state_.merge->fresh;
    act::Answer drop{false};
    on(drop);
    if (change.edits.empty()) return notify(std::move(notice));
    if (const auto problems = keeper_.ledger().possible(change); !problems.empty())
        return not_taken(std::move(notice), problems.front().problem);
    commit(
        change, {{}, {}, -1, {}, notice.name}, [this, notice] { queue_.push(act::Tell{notice}); },
        Cause::merge);
    rebase_drafts(change);
    settle_year();
}

} // namespace mj
