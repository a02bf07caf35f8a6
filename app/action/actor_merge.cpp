// A data file joins the records that are here, as one change.
#include "app/action/actor.hpp"

namespace mj {
namespace {

/// What is asked depends on what was answered: what contradicts each other in two records that are not one is no matter.
void list_merge(MergeOffer& offer) {
    const MergeFound& found = offer.found;
    const MergeChoice& choice = offer.choice;
    offer.lines.clear();
    offer.open = offer.same = offer.conflicts = 0;
    const auto add = [&](size_t line, int8_t decided) {
        offer.lines.push_back(uint32_t(line));
        offer.open += decided < 0;
    };
    for (size_t i = 0; i < found.same.size(); ++i) {
        const SameKey& same = found.same[i];
        offer.same += !same.known;
        if (!same.known && (same.needs < 0 || choice.joins(found, size_t(same.needs))))
            add(i, choice.join[i]);
    }
    for (size_t i = 0; i < found.clashes.size(); ++i)
        if (choice.asks(found, i)) {
            add(found.same.size() + i, choice.theirs[i]);
            ++offer.conflicts;
        }
}

} // namespace

void Actor::offer_merge(MergeInto& merge) {
    MergeOffer offer{merge.take(), {}};
    offer.choice = undecided(offer.found);
    list_merge(offer);
    state_.merge = std::move(offer);
}

template <> void Actor::on(act::DecideClash& a) {
    if (!state_.merge) return;
    auto& theirs = state_.merge->choice.theirs;
    for (size_t i = a.at.value_or(0); i < (a.at ? *a.at + 1 : theirs.size()); ++i)
        if (state_.merge->found.clashes[i].settled < 0) theirs[i] = a.theirs;
    list_merge(*state_.merge);
}

template <> void Actor::on(act::DecideSame& a) {
    if (!state_.merge) return;
    auto& join = state_.merge->choice.join;
    for (size_t i = a.at.value_or(0); i < (a.at ? *a.at + 1 : join.size()); ++i) join[i] = a.join;
    list_merge(*state_.merge);
}

template <> void Actor::on(act::BringBack& a) {
    if (state_.merge) state_.merge->choice.bring_back = a.back;
}

template <> void Actor::on(act::TakeMerge&) {
    if (!state_.merge || state_.merge->open || !state_.merge->found.whole || !keeper_.writable()) return;
    Change change = merged_change(std::move(state_.merge->found), keeper_.ledger().catalog(),
                                  state_.merge->choice, host_.clock.now());
    Notice notice;
    notice.kind = Notice::Kind::file_merged;
    notice.name = coming_notice_.name;
    notice.cleaned = coming_notice_.cleaned;
    act::Answer drop{false};
    on(drop);
    IdSet updated;
    for (const Edit& edit : change.edits)
        if (edit.kind == Edit::Kind::update)
            updated.insert(edit.head.id.bits);
        else
            notice.records += edit.kind == Edit::Kind::add ? 1 : -1;
    notice.changed = updated.size();
    if (change.edits.empty()) return notify(std::move(notice));
    if (const auto problems = keeper_.ledger().possible(change); !problems.empty())
        return not_taken(std::move(notice), problems.front().problem);
    commit(std::move(change), {{}, {}, -1, {}, notice.name}, telling(notice), Cause::merge, [this] {
        rebase_drafts();
        settle_year();
    });
}

} // namespace mj
