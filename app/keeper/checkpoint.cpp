#include "app/keeper/keeper.hpp"

#include "core/ledger/codec.hpp"

#include <algorithm>
#include <cassert>

namespace mj {
namespace {

constexpr int64_t retry_seconds = 3;

} // namespace

void Keeper::keep() {
    former_.reset();
    if (follows_ || commit_) return;
    try_again();
    if (backed_up_at_ > clock_.now()) backed_up(clock_.now()); // by a clock that was wrong
    const VaultState state = vault_->state();
    const bool idle =
        !vault_->turning() && (state == VaultState::saved || state == VaultState::empty || damage_);
    if (coming_ && !coming_sent_ && state == VaultState::failed) { // what failed would be lost behind it
        former_ = std::exchange(coming_, std::nullopt);
        std::exchange(coming_done_, {})(vault_->problem().value_or(Problem{say(Said::earlier_unsaved)}));
    } else if (idle && loaded_ && !coming_ && !storage_.writer()) { // overtaken, with nothing left to save
        read_store();
    } else if (coming_ && !coming_sent_ && idle) {
        send_coming();
    } else if (!coming_ && idle && !damage_ && (checkpointing_ || (!only_read_ && checkpoint_due()))) {
        checkpoint();
    }
}

/// Space may have been freed: what failed is tried again from time to time.
void Keeper::try_again() {
    if (vault_->state() != VaultState::failed) {
        if (!vault_->problem()) retry_at_.reset();
        return;
    }
    const int64_t now = clock_.ticks();
    if (!retry_at_ || now < *retry_at_) {
        if (!retry_at_) retry_at_ = now + retry_seconds;
        window_.wake_after(double(*retry_at_ - now));
        return;
    }
    retry_at_ = now + retry_seconds;
    retry();
}

void Keeper::retry() {
    if (commit_) return; // keep() tries again
    if (!vault_->lost()) return vault_->retry();
    if (!loss_) loss_ = vault_->problem();
    const auto blocks = std::make_shared<Blocks>(catalog_, limits_.segment);
    blocks->begin(ledger_);
    const size_t entries = chronicle_.entries();
    vault_->rewrite(due_segments(ledger_, *blocks), chronicle_.file(0, entries),
                    [this, blocks, entries](Outcome<> done) {
                        if (!done) return;
                        blocks_ = std::move(*blocks);
                        archived_ = entries;
                        checkpointing_ = false;
                        mended_ = std::exchange(loss_, std::nullopt);
                        acknowledged();
                    });
}

bool Keeper::check() {
    if (!writable() || coming_ || commit_ || !storage_.lasting()) return false;
    return vault_->check([this] {
        retry();
        window_.wake();
    });
}

void Keeper::send_coming() {
    coming_sent_ = true;
    checkpointing_ = false;
    coming_blocks_ = std::make_shared<Blocks>(catalog_, limits_.segment);
    coming_blocks_->begin(coming_->ledger);
    Chronicle told; // from now on
    told.add(encode_entry(catalog_, {clock_.now(), Cause::replace, {}, {}, {who_, {}, {}}}));
    Bytes archive = chronicle_.file(damage_ ? 0 : archived_, chronicle_.entries()), more = told.file(0, 1);
    const Bytes history = coming_->history.file(0, coming_->history.entries());
    more.insert(more.end(), history.begin(), history.end());
    archive.insert(archive.end(), more.begin(), more.end());
    vault_->replace(due_segments(coming_->ledger, *coming_blocks_), std::move(archive),
                    [this, more = std::move(more)](Outcome<> outcome) {
                        if (outcome) {
                            base_ += ledger_.revision();
                            former_.emplace(std::exchange(ledger_, std::move(coming_->ledger)),
                                            chronicle_.recent());
                            if (damage_) former_.reset();
                            blocks_ = std::move(*coming_blocks_);
                            (void)chronicle_.read(more);
                            archived_ = chronicle_.entries();
                            damage_.reset();
                            acknowledged();
                        } else {
                            former_ = std::move(coming_);
                        }
                        coming_.reset();
                        coming_blocks_.reset();
                        std::exchange(coming_done_, {})(std::move(outcome));
                    });
}

float Keeper::replaced() const {
    const uint64_t records = coming_ ? coming_->ledger.records() : 0;
    return coming_blocks_ && records ? float(coming_blocks_->rows()) / float(records) : 0;
}

bool Keeper::checkpoint_due() const {
    if (checkpoint_after_) return vault_->journal_bytes() >= checkpoint_after_;
    return vault_->journal_bytes() >= limits_.journal || vault_->journal_records() >= limits_.journal_records;
}

/// One segment that has changed, or the end. Called again and again until then, with actions in between.
void Keeper::checkpoint() {
    if (!std::exchange(checkpointing_, true)) {
        vault_->mark();
        blocks_.begin(ledger_);
        marked_entries_ = chronicle_.entries();
    }
    if (auto part = blocks_.next(ledger_)) {
        Bytes bytes = std::move(part->rows.bytes);
        vault_->amend({part->index, std::move(bytes)}, [this, part = *part](Outcome<> done) {
            if (done)
                blocks_.wrote(part);
            else
                checkpoint_failed();
        });
        return;
    }
    vault_->settle(chronicle_.file(archived_, marked_entries_), [this](Outcome<> done) {
        if (!done) return checkpoint_failed();
        archived_ = marked_entries_;
        checkpointing_ = false;
        checkpoint_after_ = 0;
    });
}

/// Nothing is lost: the journal still has everything. Not again at once.
void Keeper::checkpoint_failed() {
    checkpointing_ = false;
    checkpoint_after_ = vault_->journal_bytes() + limits_.journal;
}

} // namespace mj
