// What came with a file is taken back, also days later; and who is at the desk, whom the chronicle names.
#include "app/action/actor.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "core/ledger/withdraw.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t longest_name = 20; // characters of who is at the desk

/// The entry, when it still is one that can be taken back.
std::optional<Entry> batch_at(const Keeper& keeper, size_t at) {
    const Chronicle& chronicle = keeper.chronicle();
    if (!keeper.writable() || at >= chronicle.entries() || at < chronicle.since_replaced() ||
        chronicle.brief(at).cause != Cause::merge)
        return std::nullopt;
    auto entry = chronicle.entry(keeper.ledger().catalog(), at);
    return entry ? std::optional(std::move(*entry)) : std::nullopt;
}

uint64_t removals(const Change& change) {
    return uint64_t(std::count_if(change.edits.begin(), change.edits.end(),
                                  [](const Edit& edit) { return edit.kind == Edit::Kind::remove; }));
}

} // namespace

template <> void Actor::on(act::SetWho& a) {
    state_.who = std::move(a.text);
    if (state_.who.empty())
        host_.prefs.remove(who_key);
    else
        host_.prefs.put(who_key, state_.who);
    keeper_.set_who(shown(trimmed(state_.who), longest_name));
}

void Actor::recall_who() {
    state_.who = host_.prefs.get(who_key).value_or(state_.who);
    keeper_.set_who(shown(trimmed(state_.who), longest_name));
}

/// What was told of earlier tables: another one, or one taken back, has made it old.
void Actor::drop_told_tables() {
    std::erase_if(state_.notices, [](const Notice& n) { return n.kind == Notice::Kind::table_taken; });
}

template <> void Actor::on(act::Withdraw& a) {
    auto batch = batch_at(keeper_, a.entry);
    if (busy() || !batch) return;
    Confirmation asked;
    asked.kind = Confirmation::Kind::withdraw;
    asked.entry = a.entry;
    asked.name = batch->by.file;
    const Withdrawal back = mj::withdraw(keeper_.ledger(), std::move(*batch), false, 0);
    asked.removed = removals(back.change);
    asked.changed = back.change.edits.size() - asked.removed;
    asked.replaced = back.kept;
    state_.confirmation = std::move(asked);
}

void Actor::withdraw(size_t entry, bool all) {
    auto batch = batch_at(keeper_, entry);
    if (busy() || !batch) return;
    Step step{{}, {}, -1, {}, batch->by.file, batch->by.sheet};
    step.withdrawal = true;
    Withdrawal back = mj::withdraw(keeper_.ledger(), std::move(*batch), all, host_.clock.now());
    if (back.change.edits.empty() || !keeper_.ledger().possible(back.change).empty()) return;
    Notice notice;
    notice.kind = Notice::Kind::withdrawn;
    notice.name = step.name;
    notice.records = back.change.edits.size();
    notice.left = back.kept;
    commit(std::move(back.change), std::move(step), telling(notice), Cause::withdraw, [this] {
        drop_told_tables();
        rebase_drafts();
        settle_year();
    });
}

} // namespace mj
