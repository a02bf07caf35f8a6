#include "app/state/batches.hpp"

#include "core/ledger/codec.hpp"

#include <algorithm>
#include <utility>

namespace mj {

/// Whether a record is still as the edit left it, or has changed since and holds something of it.
Batches::Counted Batches::counted(const Edit& edit) {
    const Table& table = ledger_->table(edit.reg);
    const int64_t row = table.find(edit.head.id);
    const bool here = row >= 0, removed = edit.kind == Edit::Kind::remove;
    if (!here && edit.kind == Edit::Kind::add) gone_.insert(edit.head.id.bits);
    if (removed) return here || gone_.contains(edit.head.id.bits) ? Counted::not_at_all : Counted::as_it_came;
    if (!here) return Counted::not_at_all;
    if (table.head(uint32_t(row)).changed == edit.head.changed) return Counted::as_it_came;
    const bool some = std::any_of(edit.values.begin(), edit.values.end(), [&](const FieldValue& fv) {
        return table.column(fv.field).get(uint32_t(row)) == fv.value;
    });
    return edit.kind == Edit::Kind::add || some ? Counted::later : Counted::not_at_all;
}

/// What a batch does to a record in several edits counts once, as the last of them. A version that a later batch has made
/// again is that one's.
void Batches::look(const Edit& edit, Line& line) {
    const uint64_t id = edit.head.id.bits;
    const auto newer = newer_.find(id);
    if (newer != newer_.end() && newer->second == edit.head.changed) return;
    const Counted now = counted(edit), was = std::exchange(counted_[id], now);
    line.records += uint64_t(now != Counted::not_at_all) - uint64_t(was != Counted::not_at_all);
    line.later += uint64_t(now == Counted::later) - uint64_t(was == Counted::later);
    made_[id] = edit.head.changed;
}

bool Batches::step(const Deadline& deadline) {
    while (!finished()) {
        if (!reading_) {
            Brief brief = chronicle_->brief(next_ - 1);
            if (brief.cause != Cause::merge || brief.by.file.empty() || brief.at < since_) {
                if (--next_ % 1024 == 0 && deadline.passed()) break;
                continue;
            }
            reading_ = Line{next_ - 1, std::move(brief)};
            edits_.emplace(ledger_->catalog(), chronicle_->change(next_ - 1));
            gone_.clear();
            counted_.clear();
            made_.clear();
        } else {
            edits_->moved(chronicle_->change(next_ - 1));
        }
        for (uint64_t n = 1; edits_->left(); ++n) {
            if (n % 256 == 0 && deadline.passed()) return false;
            const auto edit = edits_->next();
            if (!edit) { // what this catalogue cannot read is no offer
                reading_->records = 0;
                break;
            }
            look(*edit, *reading_);
        }
        newer_.insert(made_.begin(), made_.end());
        if (reading_->records) lines_.push_back(std::move(*reading_));
        reading_.reset();
        --next_;
        if (deadline.passed()) break;
    }
    return finished();
}

} // namespace mj
