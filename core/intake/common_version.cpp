#include "core/intake/common_version.hpp"

namespace mj {

bool CommonVersions::step(const Deadline& deadline) {
    constexpr uint64_t between_looks = 256;
    for (; !wanted_.empty() && next_ > 0; --next_, edits_.reset()) {
        if (!edits_) edits_.emplace(catalog_, theirs_.before(next_ - 1));
        for (uint64_t n = 1; edits_->left(); ++n) {
            const auto edit = edits_->next();
            if (!edit) return true; // what lies before it is not known
            back(*edit);
            if (n % between_looks == 0 && deadline.passed()) return false;
        }
        if (next_ % between_looks == 0 && deadline.passed()) {
            --next_;
            edits_.reset();
            return false;
        }
    }
    return true;
}

void CommonVersions::back(const Edit& edit) {
    const auto it = wanted_.find(edit.head.id.bits);
    if (it == wanted_.end() || it->second.found || it->second.ended) return;
    Way& way = it->second;
    if (edit.kind == Edit::Kind::remove) { // it was made then
        way.ended = true;
        return;
    }
    fold(way.version, edit);
    way.found = edit.head.changed == way.ours_changed || ours_.former(edit.head.id, edit.head.changed);
}

const Edit* CommonVersions::of(RecordId id) const {
    const auto it = wanted_.find(id.bits);
    return it != wanted_.end() && it->second.found ? &it->second.version : nullptr;
}

} // namespace mj
