// What is being written outlives the page.
#include "app/action/actor.hpp"
#include "app/state/draft_text.hpp"

namespace mj {

void Actor::keep_drafts() {
    if (state_.show || !keeper_.writable()) return; // what was kept waits
    std::string text = drafts_text(keeper_.ledger().catalog(), state_.drafts);
    if (text == kept_drafts_) return;
    state_.drafts_lost = !text.empty() && !host_.prefs.put(drafts_key, text);
    if (text.empty()) host_.prefs.remove(drafts_key);
    kept_drafts_ = std::move(text);
}

void Actor::rebase_drafts(const Change& done) {
    for (const Edit& edit : done.edits) {
        Draft* draft = state_.draft(edit.head.id);
        if (draft && !draft->saving && !rebase(keeper_.ledger(), *draft))
            state_.drafts.erase(edit.head.id.bits);
    }
}

void Actor::recall_drafts() {
    if (state_.show || !keeper_.writable()) return;
    kept_drafts_ = host_.prefs.get(drafts_key).value_or("");
    Notice notice;
    notice.kind = Notice::Kind::drafts_kept;
    for (Draft& draft : read_drafts(keeper_.ledger(), kept_drafts_)) {
        if (state_.draft(draft.id)) continue;
        notice.reg = draft.reg;
        notice.id = draft.id;
        ++notice.records;
        state_.drafts.emplace(draft.id.bits, std::move(draft));
    }
    if (notice.records) notify(std::move(notice));
}

} // namespace mj
