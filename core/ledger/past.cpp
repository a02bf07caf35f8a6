#include "core/ledger/past.hpp"

#include <algorithm>

namespace mj {

uint64_t Past::hash(RecordId id, int64_t changed) {
    SipHash hash;
    hash.add(id.bits);
    hash.add(uint64_t(changed));
    return hash.end();
}

void Past::look(const Entry& entry, bool since_replaced) {
    const bool undoing = entry.cause == Cause::undo;
    // Whoever takes a step back makes the versions before it the present ones again, and the last of it a former one.
    if (undoing) {
        for (const Edit& edit : entry.change.edits)
            if (edit.kind == Edit::Kind::update)
                if (const auto it = former_.find(hash(edit.head.id, edit.head.changed)); it != former_.end())
                    if (--it->second == 0) former_.erase(it);
    }
    IdSet seen;
    for (auto it = entry.before.edits.rbegin(); it != entry.before.edits.rend(); ++it)
        if (it->kind == Edit::Kind::update && (!undoing || seen.insert(it->head.id.bits).second))
            ++former_[hash(it->head.id, it->head.changed)];
    if (!since_replaced) return;
    for (const Edit& edit : entry.before.edits)
        if (edit.kind == Edit::Kind::add && !undoing)
            removed_as_.insert(hash(edit.head.id, edit.head.changed));
    const IdSet away = came_and_went(entry.change);
    for (const Edit& edit : entry.change.edits) {
        const uint64_t id = edit.head.id.bits;
        if (away.contains(id)) {
            if (edit.kind != Edit::Kind::add) continue;
            if (undoing)
                away_.erase(hash(edit.head.id, edit.head.changed));
            else
                away_.insert(hash(edit.head.id, edit.head.changed));
        } else if (edit.kind == Edit::Kind::remove) {
            if (!undoing) removed_.insert(id);
        } else if (edit.kind == Edit::Kind::add && !undoing) {
            made_[id] = uint32_t(next_);
        }
    }
}

bool Past::step(const Deadline& deadline) {
    for (; next_ < chronicle_.entries(); ++next_) {
        if (next_ % 64 == 0 && deadline.passed()) return false;
        if (const auto entry = chronicle_.entry(catalog_, next_))
            look(*entry, next_ >= chronicle_.since_replaced());
    }
    return true;
}

std::optional<Edit> Past::first(RecordId id) {
    const auto made = made_.find(id.bits);
    if (made == made_.end()) return std::nullopt;
    if (std::exchange(read_at_, made->second) != made->second) {
        auto entry = chronicle_.entry(catalog_, made->second);
        read_.reset();
        if (entry) read_ = std::move(*entry);
    }
    if (!read_) return std::nullopt;
    const auto& edits = read_->change.edits;
    const auto it = std::find_if(edits.begin(), edits.end(), [id](const Edit& edit) {
        return edit.kind == Edit::Kind::add && edit.head.id == id;
    });
    if (it == edits.end()) return std::nullopt;
    return *it;
}

} // namespace mj
