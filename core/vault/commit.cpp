#include "core/base/crc32c.hpp"
#include "core/vault/vault.hpp"

#include <algorithm>
#include <cassert>

namespace mj {
namespace {

constexpr size_t chunk_limit = 16 << 10; // larger chunks cost two to four times as much to rewrite
constexpr size_t stage_limit =
    512 << 10; // of a new generation in one transaction, reached by the last segment in it

void put_head(Batch& batch, const Head& head) {
    for (const char* name : {head_file, head_copy_file}) batch.puts.emplace_back(name, encode_head(head));
}

SegmentEntry put_segment(Batch& batch, Head& head, Bytes bytes) {
    const SegmentEntry out{head.next_segment++, uint32_t(bytes.size()), crc32c(bytes)};
    batch.puts.emplace_back(segment_name(out.id), std::move(bytes));
    return out;
}

} // namespace

void Vault::send(Batch batch, Callback done) {
    in_flight_ = true;
    ++sent_;
    state_ = VaultState::saving;
    storage_.commit(std::move(batch),
                    [this, alive = std::weak_ptr<char>(alive_), done = std::move(done)](Outcome<> outcome) {
                        if (alive.expired()) return;
                        in_flight_ = false;
                        done(std::move(outcome));
                    });
}

/// Both heads again, since one is damaged. If that fails, they go with the next commit.
void Vault::mend_head() {
    head_due_ = true;
    Batch batch;
    put_head(batch, head_);
    send(std::move(batch), [this](Outcome<> done) {
        head_due_ = !done;
        state_ = appends_.empty() && !turn_ ? VaultState::saved : VaultState::saving;
        start();
    });
}

void Vault::commit_appends() {
    const size_t count = turn_ ? turn_->after : appends_.size();
    Batch batch;
    Bytes chunk = chunk_;
    std::vector<std::string> names;
    std::string name = chunks_.empty() ? std::string() : chunks_.back();
    size_t added = 0;
    bool touched = false;
    for (size_t i = 0; i < count; ++i) {
        if (name.empty() || next_ + i == mark_ ||
            chunk.size() + appends_[i].payload.size() + record_overhead > chunk_limit) {
            if (touched) batch.puts.emplace_back(name, std::move(chunk));
            chunk.clear();
            name = chunk_name(next_ + i);
            names.push_back(name);
        }
        put_record(chunk, head_, next_ + i, appends_[i].type, appends_[i].payload);
        added += appends_[i].payload.size() + record_overhead;
        touched = true;
    }
    batch.puts.emplace_back(name, chunk);
    if (!head_kept_ || head_due_) put_head(batch, head_);
    batch.deletes = leftover_;
    send(std::move(batch),
         [this, count, added, chunk = std::move(chunk), names = std::move(names)](Outcome<> done) mutable {
             if (!done) {
                 state_ = VaultState::failed;
                 problem_ = done.problem();
                 return;
             }
             problem_.reset();
             head_kept_ = true;
             head_due_ = false;
             leftover_.clear();
             chunk_ = std::move(chunk);
             chunks_.insert(chunks_.end(), names.begin(), names.end());
             next_ += count;
             journal_bytes_ += added;
             journal_records_ += count;
             if (turn_) turn_->after -= count;
             acknowledge(count);
         });
}

/// The oldest `count` that waited are durable.
void Vault::acknowledge(size_t count) {
    acknowledged_ = next_ - 1;
    std::vector<Append> finished(std::make_move_iterator(appends_.begin()),
                                 std::make_move_iterator(appends_.begin() + ptrdiff_t(count)));
    appends_.erase(appends_.begin(), appends_.begin() + ptrdiff_t(count));
    state_ = appends_.empty() && !turn_ ? VaultState::saved : VaultState::saving;
    start();
    for (const Append& append : finished) append.done(Done{});
}

void Vault::commit_turn() {
    Turn& turn = *turn_;
    if (!turn.begun) {
        turn.begun = true;
        renewing_ = state_ == VaultState::damaged;
        turn.head = renewing_ ? fresh_ : head_;
        if (turn.kind == Turn::Kind::replace) turn.head.segments.clear();
    }
    Batch batch;
    batch.whole = renewing_; // then all in one, or the damaged files would be mixed with new ones
    for (size_t bytes = 0; turn.segments;) {
        auto segment = turn.segments();
        if (!segment) {
            turn.segments = nullptr;
            break;
        }
        bytes += segment->size();
        turn.head.segments.push_back(put_segment(batch, turn.head, std::move(*segment)));
        turn.coming.push_back(batch.puts.back().first);
        if (bytes < stage_limit || renewing_) continue;
        return send(std::move(batch), [this](Outcome<> done) { // no HEAD names them yet
            if (done)
                start();
            else
                turned(std::move(done), {});
        });
    }
    std::vector<std::string> going = prepare_head(batch);
    send(std::move(batch),
         [this, going = std::move(going)](Outcome<> done) { turned(std::move(done), going); });
}

/// Completes the head a turn leads to, and its batch. Returns what the former head needed and this one does not.
std::vector<std::string> Vault::prepare_head(Batch& batch) {
    Turn& turn = *turn_;
    Head& head = turn.head;
    std::vector<std::string> going;
    switch (turn.kind) {
    case Turn::Kind::replace:
        head.epoch = std::max(head.epoch, head_.epoch) + 1;
        head.journal_from = std::max(next_, head.journal_from);
        head.settled = head.journal_from - 1;
        if (renewing_) break;
        going = chunks_;
        for (const SegmentEntry& segment : head_.segments) going.push_back(segment_name(segment.id));
        break;
    case Turn::Kind::amend: {
        const size_t index = turn.amendment.index;
        if (index < head.segments.size()) going.push_back(segment_name(head.segments[index].id));
        if (turn.amendment.bytes.empty()) {
            head.segments.erase(head.segments.begin() + ptrdiff_t(index));
        } else {
            if (index == head.segments.size()) head.segments.emplace_back();
            head.segments[index] = put_segment(batch, head, std::move(turn.amendment.bytes));
            turn.coming.push_back(batch.puts.back().first);
        }
        head.settled = next_ - 1;
        break;
    }
    case Turn::Kind::settle:
        head.journal_from = mark_;
        for (const std::string& name : chunks_)
            if (name < chunk_name(mark_)) going.push_back(name);
    }
    if (!turn.archive.empty()) {
        head.archive.push_back(put_segment(batch, head, std::move(turn.archive)));
        turn.coming.push_back(batch.puts.back().first);
    }
    put_head(batch, head);
    if (!renewing_) batch.deletes = leftover_;
    return going;
}

void Vault::turned(Outcome<> done, std::vector<std::string> going) {
    Turn turn = std::move(*turn_);
    turn_.reset();
    const bool renewed = std::exchange(renewing_, false);
    if (done) {
        problem_.reset();
        head_ = turn.head;
        head_kept_ = true;
        head_due_ = false;
        leftover_ = std::move(going); // with the next commit, when this one is certain
        if (renewed) former_.clear(), former_whole_ = false;
        if (turn.kind == Turn::Kind::replace) {
            new_generation();
            acknowledged_ = next_ - 1;
        } else if (turn.kind == Turn::Kind::settle) {
            std::erase_if(chunks_, [&](const std::string& name) { return name < chunk_name(mark_); });
            if (chunks_.empty()) chunk_.clear();
            journal_bytes_ -= marked_bytes_;
            journal_records_ -= marked_records_;
        }
    } else if (renewed) {
        state_ = VaultState::damaged;
        return turn.done(std::move(done));
    } else { // perhaps durable all the same: the next commit puts the old HEAD back
        head_due_ = true;
        head_.next_segment = turn.head.next_segment;
        leftover_.insert(leftover_.end(), turn.coming.begin(), turn.coming.end());
        if (storage_.lost()) {
            state_ = VaultState::failed;
            problem_ = done.problem();
            return turn.done(std::move(done));
        }
    }
    state_ = !appends_.empty() ? VaultState::saving : head_kept_ ? VaultState::saved : VaultState::empty;
    start();
    turn.done(std::move(done));
}

/// The journal begins anew behind head_.
void Vault::new_generation() {
    next_ = head_.journal_from;
    chunks_.clear();
    chunk_.clear();
    journal_bytes_ = journal_records_ = 0;
}

void Vault::rewrite(const Source& segments, Bytes archive, Callback done) {
    assert(lost() && !in_flight_);
    Batch batch;
    batch.whole = true;
    const size_t count = appends_.size();
    Head head = head_;
    ++head.epoch;
    head.journal_from = next_ + count;
    head.settled = head.journal_from - 1;
    head.segments.clear();
    head.archive.clear();
    while (auto segment = segments()) head.segments.push_back(put_segment(batch, head, std::move(*segment)));
    if (!archive.empty()) head.archive.push_back(put_segment(batch, head, std::move(archive)));
    put_head(batch, head);
    send(std::move(batch), [this, count, head = std::move(head), done = std::move(done)](Outcome<> outcome) {
        if (!outcome) {
            state_ = VaultState::failed;
            problem_ = outcome.problem();
            return done(std::move(outcome));
        }
        problem_.reset();
        lost_ = false;
        former_head_.clear();
        former_.clear();
        former_whole_ = false;
        head_ = head;
        head_kept_ = true;
        head_due_ = false;
        leftover_.clear();
        new_generation();
        acknowledged_ = next_ - 1;
        if (turn_) { // it was meant for the former generation
            const Turn turn = std::move(*turn_);
            turn_.reset();
            turn.done(Problem{say(Said::kept_lost)});
        }
        done(Done{});
        acknowledge(count);
    });
}

} // namespace mj
