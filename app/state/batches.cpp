#include "app/state/batches.hpp"

#include "core/ledger/withdraw.hpp"

namespace mj {

bool Batches::step(const Deadline& deadline) {
    while (!finished()) {
        Brief brief = chronicle_->brief(--next_);
        if (brief.cause != Cause::merge || brief.by.file.empty() || brief.at < since_) {
            if (next_ % 1024 == 0 && deadline.passed()) break;
            continue;
        }
        if (auto entry = chronicle_->entry(ledger_->catalog(), next_)) {
            const Withdrawal back = withdraw(*ledger_, std::move(*entry), false, 0);
            if (const uint64_t records = back.change.edits.size() + back.kept)
                lines_.push_back({next_, std::move(brief), records, back.kept});
        }
        if (deadline.passed()) break;
    }
    return finished();
}

} // namespace mj
