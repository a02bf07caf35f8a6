#include "app/state/draft.hpp"

#include "app/state/typed.hpp"
#include "core/ledger/unread.hpp"

#include <algorithm>

namespace mj {

const Problem* Draft::problem_of(int field) const {
    const auto it = std::find_if(problems.begin(), problems.end(),
                                 [&](const FieldProblem& p) { return p.field == field; });
    return it == problems.end() ? nullptr : &it->problem;
}

void Draft::type(int field, std::string text, Date day) {
    texts[size_t(field)] = std::move(text);
    typed[size_t(field)] = day;
}

Draft draft_of_new(const Catalog& catalog, int reg, RecordId id) {
    Draft draft;
    draft.reg = reg;
    draft.id = id;
    draft.fresh = true;
    draft.texts.resize(catalog.registers[size_t(reg)].fields.size());
    draft.first = draft.texts;
    draft.typed.resize(draft.texts.size());
    return draft;
}

Draft draft_of(const Ledger& ledger, int reg, uint32_t row) {
    const Table& table = ledger.table(reg);
    Draft draft = draft_of_new(ledger.catalog(), reg, table.head(row).id);
    draft.fresh = false;
    draft.state = draft.first_state = table.head(row).state;
    const auto& fields = ledger.catalog().registers[size_t(reg)].fields;
    for (size_t f = 0; f < fields.size(); ++f)
        draft.texts[f] = value_text(ledger.catalog(), fields[f], table.column(int(f)).get(row));
    draft.first = draft.texts;
    return draft;
}

Rebased rebase(const Ledger& ledger, Draft& draft) {
    const int64_t row = ledger.table(draft.reg).find(draft.id);
    const bool altered = draft.altered();
    if (row < 0 && draft.fresh) return Rebased::untouched;
    if (row < 0 && !altered) return Rebased::dropped;
    const Draft now = row < 0 ? draft_of_new(ledger.catalog(), draft.reg, draft.id)
                              : draft_of(ledger, draft.reg, uint32_t(row));
    if (row >= 0 && !draft.fresh && now.texts == draft.first && now.state == draft.first_state)
        return Rebased::untouched;
    if (row >= 0) {
        for (size_t f = 0; f < now.texts.size(); ++f)
            if (draft.texts[f] == draft.first[f]) draft.texts[f] = now.texts[f];
        if (draft.state == draft.first_state) draft.state = now.state;
    }
    draft.fresh = row < 0;
    draft.first = now.first;
    draft.first_state = now.first_state;
    draft.problems.clear();
    draft.may_wait = false;
    if (altered) draft.beneath = row < 0 ? Draft::Beneath::gone : Draft::Beneath::changed;
    return Rebased::followed;
}

Change change_of(const Ledger& ledger, Draft& draft, int64_t now, Date today) {
    const Catalog& catalog = ledger.catalog();
    const Register& reg = catalog.registers[size_t(draft.reg)];
    const auto& fields = reg.fields;
    draft.problems.clear();
    draft.may_wait = false;
    Edit edit;
    edit.kind = draft.fresh ? Edit::Kind::add : Edit::Kind::update;
    edit.reg = draft.reg;
    const int64_t row = draft.fresh ? -1 : ledger.table(draft.reg).find(draft.id);
    edit.head = {draft.id, now,
                 row < 0 ? now : later_version(now, ledger.table(draft.reg).head(uint32_t(row)).changed),
                 draft.state};
    std::string unread = reg.unread < 0 ? std::string() : draft.texts[size_t(reg.unread)];
    for (size_t f = 0; f < fields.size(); ++f) {
        const std::string& text = int(f) == reg.unread ? unread : draft.texts[f]; // it is the last
        if (text == draft.first[f]) continue;
        auto value = typed_value(catalog, fields[f], text, draft.typed[f]);
        if (value && value->index() && int(f) != reg.unread && !unread.empty())
            unread = with_unread(reg, unread, int(f), {});
        if (!value)
            draft.problems.push_back({int(f), value.problem()});
        else if (value_text(catalog, fields[f], *value) != draft.first[f]) // not the same, written otherwise
            edit.values.push_back({int(f), std::move(*value)});
    }
    if (!draft.fresh && edit.values.empty() && draft.state == draft.first_state) return {};
    const bool unreadable = !draft.problems.empty();
    Change change{{std::move(edit)}};
    for (FieldProblem& p : ledger.check(change, today))
        if (!draft.problem_of(p.field)) draft.problems.push_back({p.field, std::move(p.problem)});
    if (draft.problems.empty()) return change;
    if (unreadable) return {};
    change.edits.front().head.state = State::draft;
    draft.may_wait = ledger.check(change, today).empty();
    return {};
}

} // namespace mj
