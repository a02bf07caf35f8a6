// Changes on their way into the ledger: small ones at once, those of many records in slices.
#include "app/action/actor.hpp"
#include "core/base/shown.hpp"

namespace mj {
namespace {

constexpr size_t most_at_once = 1000; // edits, about 10 ms

}

void Actor::commit(Change change, Step step, Keeper::Saved saved, Cause cause, std::function<void()> then) {
    Byline by;
    if (cause == Cause::merge || cause == Cause::withdraw)
        by = {{}, shown(step.name, longest_quote), shown(step.sheet, longest_quote)};
    const auto done = [this, step = std::move(step), then = std::move(then)](Change before) mutable {
        step.change = std::move(before);
        remember(std::move(step), state_.undo);
        state_.redo.clear();
        if (then) then();
    };
    apply_change(std::move(change), std::move(saved), cause, std::move(by), {done, {}});
}

void Actor::apply_change(Change change, Keeper::Saved saved, Cause cause, Byline by, Committed committed) {
    if (change.edits.size() <= most_at_once)
        return committed.done(keeper_.commit(change, std::move(saved), cause, std::move(by)));
    commit_ = keeper_.begin(std::move(change), std::move(saved), cause, std::move(by));
    committed_ = std::move(committed);
    state_.progress = Progress{WorkKind::commit, 0, false};
}

bool Actor::work_on_commit(const Deadline& deadline) {
    if (!commit_->step(deadline)) {
        state_.progress->part = commit_->progress();
        return !commit_->waiting();
    }
    if (commit_->lost()) {
        drop_commit();
        not_taken({}, read_only());
        return true;
    }
    Change before = commit_->take_before();
    commit_.reset();
    state_.progress.reset();
    std::exchange(committed_, {}).done(std::move(before));
    return true;
}

void Actor::drop_commit() {
    Change change = commit_->drop();
    commit_.reset();
    state_.progress.reset();
    if (const auto dropped = std::exchange(committed_, {}).dropped) dropped(std::move(change));
}

} // namespace mj
