#include "app/state/batches.hpp"

#include "core/ledger/codec.hpp"

#include <algorithm>
#include <utility>

namespace mj {

/// Counts a record that is still as the edit left it, or that has changed since and holds something of it.
void Batches::look(const Edit& edit, Line& line) {
    const Table& table = ledger_->table(edit.reg);
    const int64_t row = table.find(edit.head.id);
    const bool here = row >= 0, removed = edit.kind == Edit::Kind::remove;
    if (!here && edit.kind == Edit::Kind::add) gone_.insert(edit.head.id.bits);
    if (removed ? here || gone_.contains(edit.head.id.bits) : !here) return;
    if (!removed && table.head(uint32_t(row)).changed != edit.head.changed) {
        const bool some = std::any_of(edit.values.begin(), edit.values.end(), [&](const FieldValue& fv) {
            return table.column(fv.field).get(uint32_t(row)) == fv.value;
        });
        if (edit.kind == Edit::Kind::update && !some) return;
        ++line.later;
    }
    ++line.records;
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
        if (reading_->records) lines_.push_back(std::move(*reading_));
        reading_.reset();
        --next_;
        if (deadline.passed()) break;
    }
    return finished();
}

} // namespace mj
