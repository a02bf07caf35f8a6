// A record that was removed, added again as it was.
#include "app/action/actor.hpp"
#include "app/state/name.hpp"
#include "app/text/texts.hpp"

namespace mj {

template <> void Actor::on(act::RestoreRecord& a) {
    if (busy() || !keeper_.writable()) return;
    const Ledger& ledger = keeper_.ledger();
    auto record = keeper_.chronicle().removed(ledger.catalog(), a.id);
    if (!record) return;
    const Date today = host_.clock.today();
    Notice notice;
    notice.kind = Notice::Kind::record_restored;
    notice.reg = record->reg;
    notice.id = a.id;
    Change change{{std::move(*record)}};
    Edit& edit = change.edits.front();
    notice.gone = links_gone(ledger, edit);
    if (auto problems = ledger.check(change, today); !problems.empty()) {
        notice.kind = Notice::Kind::restored_draft;
        edit.head.state = State::draft;
        edit.head.changed = later_version(host_.clock.now(), edit.head.changed);
        if (auto still = ledger.check(change, today); !still.empty()) {
            notice.kind = Notice::Kind::not_restored;
            problems = std::move(still);
        }
        const Register& reg = ledger.catalog().registers[size_t(edit.reg)];
        notice.problem = std::move(problems.front().problem);
        notice.problem->where = say(Said::at_register, reg.id);
        if (const int field = problems.front().field; field >= 0) {
            notice.problem->where.add(say(Said::at_field, reg.fields[size_t(field)].id));
            notice.gone &= ~(uint64_t(1) << field); // the problem says it
        }
    }
    for (const FieldValue& fv : edit.values)
        if (fv.field == ledger.catalog().registers[size_t(edit.reg)].title)
            notice.name = record_name(ledger, edit.reg, fv.value);
    // In the chronicle it undoes: for the history of the record, which goes on where it broke off, nothing is new.
    if (notice.kind != Notice::Kind::not_restored)
        commit(change, {{}, {}, edit.reg, a.id, {}}, {}, Cause::undo), notice.step = last_step_;
    notify(std::move(notice));
}

template <> void Actor::on(act::RestoreAll& a) {
    if (busy() || !keeper_.writable()) return;
    const Ledger& ledger = keeper_.ledger();
    const Chronicle& chronicle = keeper_.chronicle();
    IdSet wanted;
    for (const RecordId id : a.ids) wanted.insert(id.bits);
    Change change;
    for (size_t i = chronicle.entries(); i-- > chronicle.since_replaced() && !wanted.empty();)
        for (Edit& edit : chronicle.removal(ledger.catalog(), i).records)
            if (wanted.erase(edit.head.id.bits) && ledger.table(edit.reg).find(edit.head.id) < 0)
                change.edits.push_back(std::move(edit));
    if (change.edits.empty()) return;
    Notice notice;
    notice.kind = Notice::Kind::restored_all;
    const Date today = host_.clock.today();
    // What does not pass becomes a draft; what does not even then stays where it is, which others may link to.
    IdSet drafts;
    for (auto problems = ledger.check(change, today); !problems.empty();
         problems = ledger.check(change, today)) {
        IdSet looked, stays;
        for (const FieldProblem& problem : problems) {
            Edit& edit = change.edits[problem.edit];
            const uint64_t id = edit.head.id.bits;
            if (!looked.insert(id).second) continue;
            if (edit.head.state == State::draft) {
                stays.insert(id);
                continue;
            }
            edit.head.state = State::draft;
            edit.head.changed = later_version(host_.clock.now(), edit.head.changed);
            drafts.insert(id);
        }
        notice.left +=
            std::erase_if(change.edits, [&](const Edit& edit) { return stays.contains(edit.head.id.bits); });
        for (const uint64_t id : stays) drafts.erase(id);
    }
    notice.drafts = drafts.size();
    notice.records = change.edits.size();
    if (change.edits.empty()) return notify(std::move(notice));
    commit(std::move(change), {{}, {}, -1, {}, tr(T::nav_bin)}, {}, Cause::undo, [this, notice]() mutable {
        notice.step = last_step_;
        notify(std::move(notice));
    });
}

} // namespace mj
