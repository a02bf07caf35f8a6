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

void Actor::rebase_drafts() {
    Notice notice;
    notice.kind = Notice::Kind::drafts_followed;
    for (auto it = state_.drafts.begin(); it != state_.drafts.end();) {
        Draft& draft = it->second;
        const Rebased now = draft.saving ? Rebased::untouched : rebase(keeper_.ledger(), draft);
        if (now == Rebased::followed && draft.altered()) {
            notice.reg = draft.reg;
            notice.id = draft.id;
            ++notice.records;
        }
        it = now == Rebased::dropped ? state_.drafts.erase(it) : std::next(it);
    }
    if (notice.records) notify(std::move(notice));
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

template <> void Actor::on(act::AddLinked& a) {
    Draft* draft = state_.draft(a.id);
    if (!draft || draft->saving || busy() || !keeper_.writable()) return;
    const Catalog& catalog = keeper_.ledger().catalog();
    const int reg = catalog.registers[size_t(draft->reg)].fields[size_t(a.field)].target;
    Draft made = draft_of_new(catalog, reg, keeper_.new_id());
    made.type(catalog.registers[size_t(reg)].title, a.name, host_.clock.today());
    // What else it must have is filled in later.
    Change change = change_of(keeper_.ledger(), made, host_.clock.now(), host_.clock.today());
    if (change.edits.empty()) {
        made.state = State::draft;
        change = change_of(keeper_.ledger(), made, host_.clock.now(), host_.clock.today());
    }
    if (change.edits.empty()) {
        for (const Draft::FieldProblem& found : made.problems)
            draft->problems.push_back({a.field, found.problem});
        return;
    }
    Notice notice;
    notice.kind = Notice::Kind::record_saved;
    notice.name = a.name;
    commit(change, {{}, {}, reg, made.id, {}}, telling(notice), Cause::edit);
    draft->type(a.field, made.id.text(), host_.clock.today());
}

} // namespace mj
