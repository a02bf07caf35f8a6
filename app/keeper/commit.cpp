#include "app/keeper/keeper.hpp"
#include "core/ledger/codec.hpp"

#include <algorithm>
#include <cassert>

namespace mj {
namespace {

constexpr size_t piece = 64; // edits between two looks at the time

}

std::unique_ptr<Keeper::Commit> Keeper::begin(Change change, Saved saved, Cause cause, Byline by) {
    assert(writable() && !coming_ && !commit_);
    commit_ = true;
    by.who = who_;
    return std::make_unique<Commit>(*this, std::move(change), std::move(saved), cause, std::move(by));
}

Keeper::Commit::Commit(Keeper& keeper, Change change, Saved saved, Cause cause, Byline by)
    : keeper_(keeper),
      saved_(std::move(saved)),
      entry_{keeper.clock_.now(), cause, std::move(change), {}, std::move(by)},
      readings_(keeper.readings_) {
    entry_.before.edits.reserve(entry_.change.edits.size());
}

Keeper::Commit::~Commit() { keeper_.commit_ = false; }

Change Keeper::Commit::drop() {
    assert(!whole_);
    if (!lost() && at_) {
        if (at_ < entry_.change.edits.size())
            std::reverse(entry_.before.edits.begin(), entry_.before.edits.end());
        keeper_.ledger_.apply(entry_.before);
    }
    return std::move(entry_.change);
}

bool Keeper::Commit::lost() const { return !whole_ && readings_ != keeper_.readings_; }

/// Segments that are being written are read from the ledger as they are written: no half of a change may get into them.
bool Keeper::Commit::waiting() const { return keeper_.reading_ || (!at_ && keeper_.vault_->turning()); }

bool Keeper::Commit::encode(ChangeWriter& to, const Change& change, const Deadline& deadline) {
    while (encoded_ < change.edits.size()) {
        to.add(change.edits[encoded_++]);
        if (encoded_ % piece == 0 && deadline.passed()) return false;
    }
    encoded_ = 0;
    return true;
}

bool Keeper::Commit::step(const Deadline& deadline) {
    if (lost()) return true;
    auto& edits = entry_.change.edits;
    if (whole_) { // to free what many edits hold takes as long as a frame, too
        do edits.resize(edits.size() - std::min(piece, edits.size()));
        while (!edits.empty() && !deadline.passed());
        return edits.empty();
    }
    if (waiting()) return false;
    while (at_ < edits.size()) {
        keeper_.ledger_.apply(edits[at_++], entry_.before);
        if (at_ == edits.size()) std::reverse(entry_.before.edits.begin(), entry_.before.edits.end());
        if (at_ % piece == 0 && deadline.passed()) return false;
    }
    if (!change_) change_.emplace(keeper_.catalog_, edits.size());
    if (!before_) {
        if (!encode(*change_, entry_.change, deadline)) return false;
        before_.emplace(keeper_.catalog_, edits.size());
    }
    if (bytes_.empty()) {
        if (!encode(*before_, entry_.before, deadline)) return false;
        bytes_ = encode_entry(entry_.at, entry_.cause, entry_.by, change_->take(), before_->take());
        if (deadline.passed()) return false;
    }
    keeper_.ledger_.applied();
    whole_ = true;
    keeper_.append(std::move(bytes_), std::move(saved_));
    return false;
}

float Keeper::Commit::progress() const {
    if (whole_ || !bytes_.empty()) return 1;
    const size_t all = entry_.change.edits.size(), encoding = at_ < all ? 0
                                                              : before_ ? all + encoded_
                                                                        : encoded_;
    return all ? float(at_ + encoding) / float(3 * all) : 1.f;
}

} // namespace mj
