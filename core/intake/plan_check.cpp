// The part of a plan that asks the ledger.
#include "core/intake/plan.hpp"

#include <algorithm>

namespace mj {

void Plan::add_links(const Edit& edit, IdSet& named) const {
    for (const FieldValue& value : edit.values)
        if (register_.fields[size_t(value.field)].type == FieldType::link)
            named.insert(uint64_t(std::get<int64_t>(value.value)));
}

void Plan::say_refused(uint32_t at, int column, const FieldProblem& refused, bool fresh) {
    const Problem& problem = refused.problem;
    Name what = problem.what.both();
    const Name fix = problem.fix.both();
    // What every new record must have has been counted before.
    if (refused.field >= 0 && column < 0 && problem.what.code == Said::required &&
        !(fresh && register_.fields[size_t(refused.field)].required))
        ++lacking_[size_t(refused.field)];
    if (refused.field >= 0 && column < 0) { // the table has no such column
        const Name& field = register_.fields[size_t(refused.field)].name;
        what = {field.zh + "：" + what.zh, field.en + ": " + what.en};
    }
    say(at, column,
        {Note::ledger_refuses, {what.zh, what.en, fix.zh, fix.en, std::string(said_id(problem.what.code))}});
}

void Plan::note_caution(uint32_t at, FieldProblem said) {
    const auto same = [&](const Caution& c) {
        return c.said.check == said.check && c.said.field == said.field &&
               c.said.problem.what.code == said.problem.what.code;
    };
    auto found = std::find_if(cautions_.begin(), cautions_.end(), same);
    if (found == cautions_.end()) found = cautions_.insert(found, {std::move(said), at, 0});
    ++found->rows;
}

bool Plan::only_lacking(const ReadProblem& problem) const {
    return problem.column < 0 && problem.said.note == Note::ledger_refuses &&
           problem.said.arguments.back() == said_id(Said::required);
}

/// Asks the ledger about the rows of this slice; what it refuses may be kept as a draft.
void Plan::check_waiting() {
    if (waiting_.empty()) return;
    // Records that the batch creates are there before those that name them.
    Change creations;
    if (!created_.empty() || !own_.empty()) {
        IdSet named;
        for (const Waiting& one : waiting_) add_links(one.edit, named);
        for (const uint64_t id : named)
            if (const auto own = own_.find(id); own != own_.end())
                creations.edits.push_back(change_.edits[own->second]);
        for (const Edit& edit : created_)
            if (named.count(edit.head.id.bits)) creations.edits.push_back(edit);
    }
    std::vector<std::vector<FieldProblem>> warned;
    const auto asked = [&](bool second) {
        Change batch = creations;
        std::vector<size_t> places;
        for (size_t i = 0; i < waiting_.size(); ++i) {
            if (second && !waiting_[i].draft) continue;
            batch.edits.push_back(std::move(waiting_[i].edit));
            places.push_back(i);
        }
        Review review = ledger_.review(batch, wish_.today);
        for (size_t i = 0; i < places.size(); ++i)
            waiting_[places[i]].edit = std::move(batch.edits[creations.edits.size() + i]);
        const auto by_row = [&](std::vector<FieldProblem>& found) {
            std::vector<std::vector<FieldProblem>> out(waiting_.size());
            for (FieldProblem& problem : found)
                if (const size_t first = creations.edits.size(); problem.edit >= first)
                    out[places[problem.edit - first]].push_back(std::move(problem));
            return out;
        };
        if (!second) warned = by_row(review.warnings);
        return by_row(review.errors);
    };
    const auto column_of = [&](int field) {
        for (size_t c = 0; c < reading_.columns.size(); ++c)
            if (field >= 0 && reading_.columns[c].field() == field) return int(c);
        return -1;
    };
    auto problems = asked(false);
    bool again = false;
    std::vector<bool> lost(waiting_.size());
    for (size_t i = 0; i < waiting_.size(); ++i) {
        Waiting& one = waiting_[i];
        if (problems[i].empty()) continue;
        for (const FieldProblem& problem : problems[i])
            say_refused(one.row, column_of(problem.field), problem, one.edit.kind == Edit::Kind::add);
        const Table& table = ledger_.table(reading_.reg);
        const bool was_draft = one.edit.kind == Edit::Kind::add ||
                               table.head(uint32_t(table.find(one.edit.head.id))).state == State::draft;
        lost[i] = one.draft || wish_.on_error != OnError::drafts || !was_draft;
        if (lost[i]) continue;
        one.draft = again = true;
        one.edit.head.state = State::draft;
    }
    if (again) {
        problems = asked(true);
        for (size_t i = 0; i < waiting_.size(); ++i)
            if (waiting_[i].draft && !problems[i].empty()) lost[i] = true;
    }
    for (size_t i = 0; i < waiting_.size(); ++i) {
        if (lost[i]) continue;
        PlannedRow& planned = rows_[waiting_[i].row];
        planned.draft = waiting_[i].draft;
        if (!planned.draft)
            for (FieldProblem& said : warned[i]) note_caution(waiting_[i].row, std::move(said));
        if (!planned.draft)
            planned.kind = waiting_[i].edit.kind == Edit::Kind::add ? PlannedRow::Kind::fresh
                                                                    : PlannedRow::Kind::changed;
        planned.edit = int(change_.edits.size());
        if (!ids_.empty()) {
            const Edit& edit = waiting_[i].edit;
            ids_[waiting_[i].row] = edit.head.id;
            if (edit.kind == Edit::Kind::add) own_[edit.head.id.bits] = uint32_t(planned.edit);
        }
        change_.edits.push_back(std::move(waiting_[i].edit));
    }
    waiting_.clear();
}

RecordId Plan::next_id() {
    const RecordId out = wish_.next;
    ++wish_.next.bits;
    return out;
}

uint32_t Plan::count(PlannedRow::Kind kind) const {
    return uint32_t(std::count_if(rows_.begin(), rows_.end(),
                                  [kind](const PlannedRow& row) { return row.kind == kind; }));
}

uint32_t Plan::drafts() const {
    return uint32_t(
        std::count_if(rows_.begin(), rows_.end(), [](const PlannedRow& row) { return row.draft; }));
}

} // namespace mj
