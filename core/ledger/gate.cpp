// What every change passes, whoever makes it.
#include "core/base/key_text.hpp"
#include "core/catalog/calendar.hpp"
#include "core/ledger/condition.hpp"
#include "core/ledger/record_after.hpp"
#include "core/ledger/unread.hpp"

#include <algorithm>
#include <utility>

namespace mj {
namespace {

bool binds(State state) { return state == State::checked || state == State::approved; }
/// How much is asked of a record in that state.
int rank(State state) { return state == State::approved ? 2 : state == State::checked ? 1 : 0; }

/// What the fields of the key hold; spaces, width and case make no difference. Empty: nothing is there.
std::string key_of(const Register& reg, const RecordAfter& record) {
    std::string out;
    bool any = false;
    for (const int field : reg.key)
        if (add_key_part(out, record.value(field))) any = true;
    return any ? out : std::string();
}

uint64_t hash_of(const std::string& key) { return SipHash().of(key); }

Name key_name(const Register& reg) {
    Name out;
    for (const int field : reg.key) {
        const Name& name = reg.fields[size_t(field)].name;
        out.zh += (out.zh.empty() ? "" : "、") + name.zh;
        out.en += (out.en.empty() ? "" : ", ") + name.en;
    }
    return out;
}

} // namespace

bool add_key_part(std::string& key, const Value& value) {
    if (const auto* number = std::get_if<int64_t>(&value)) key += std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) key += key_text(*text);
    key += '\x1F';
    return value.index() != 0;
}

void Ledger::note_key(int reg, uint32_t row) const {
    const Register& about = catalog_->registers[size_t(reg)];
    const std::string key = key_of(about, RecordAfter(tables_[size_t(reg)], row));
    if (!key.empty()) keys_[size_t(reg)].note(row, hash_of(key));
}

const KeyRows& Ledger::keys(int reg) const {
    KeyRows& keys = keys_[size_t(reg)];
    for (uint32_t row = keys.rows(); row < tables_[size_t(reg)].rows(); ++row) note_key(reg, row);
    keys.reached(tables_[size_t(reg)].rows());
    return keys;
}

bool Ledger::index_keys(const Deadline& deadline) const {
    for (int reg = 0; reg < int(tables_.size()); ++reg) {
        KeyRows& keys = keys_[size_t(reg)];
        for (uint32_t row = keys.rows(); row < tables_[size_t(reg)].rows(); ++row) {
            if (row % 256 == 0 && deadline.passed()) return false;
            note_key(reg, row);
            keys.reached(row + 1);
        }
    }
    return true;
}

std::vector<FieldProblem> Ledger::possible(const Change& change) const {
    std::vector<FieldProblem> out;
    // What the edits before this one in the same change have added or removed.
    struct Touched {
        int reg;
        bool exists;
    };
    IdMap<Touched> touched;
    const auto somewhere = [this](RecordId id) {
        return std::any_of(tables_.begin(), tables_.end(),
                           [id](const Table& table) { return table.records() && table.find(id) >= 0; });
    };
    for (size_t i = 0; i < change.edits.size(); ++i) {
        const Edit& edit = change.edits[i];
        const bool known = edit.reg >= 0 && edit.reg < int(tables_.size());
        const auto where = [&]() -> Spot { // few are wrong
            if (!known) return say(Said::at_words, edit.head.id.text());
            return say(Said::at_record_of, catalog_->registers[size_t(edit.reg)].id, edit.head.id.text());
        };
        const auto bad = [&](int field, SaidWith<0> what, SaidWith<0> fix) {
            out.push_back({i, field, {say(what), where(), say(fix)}});
        };
        if (!known) {
            bad(-1, Said::no_register, Said::reload);
            continue;
        }
        const Register& reg = catalog_->registers[size_t(edit.reg)];
        const auto seen = touched.find(edit.head.id.bits);
        const bool exists = seen != touched.end() ? seen->second.exists && seen->second.reg == edit.reg
                                                  : tables_[size_t(edit.reg)].find(edit.head.id) >= 0;
        if (!edit.head.id.has()) bad(-1, Said::id_missing, Said::reload);
        // An id is a record's alone, whatever the register.
        if (edit.kind == Edit::Kind::add &&
            (seen != touched.end() ? seen->second.exists : somewhere(edit.head.id)))
            bad(-1, Said::id_used, Said::open_instead);
        if (edit.kind != Edit::Kind::add && !exists) bad(-1, Said::record_gone, Said::undo_removal);
        touched[edit.head.id.bits] = {edit.reg, edit.kind != Edit::Kind::remove};
        if (edit.kind == Edit::Kind::remove) continue;
        for (const FieldValue& fv : edit.values) {
            if (fv.field < 0 || fv.field >= int(reg.fields.size())) {
                bad(fv.field, Said::no_field, Said::reload);
                continue;
            }
            if (auto problem = check_value(*catalog_, reg.fields[size_t(fv.field)], fv.value)) {
                problem->where = where();
                out.push_back({i, fv.field, std::move(*problem)});
            }
        }
    }
    return out;
}

/// Looks at the records that a change leaves.
class Gate {
  public:
    Gate(const Ledger& ledger, Date today)
        : ledger_(ledger),
          catalog_(ledger.catalog()),
          calendar_(catalog_.find_register(CalendarRegister::id)),
          today_(today) {}
    void look(const Change& change);
    void look_at(int reg, uint32_t row, bool drafts);
    Review found;

  private:
    static constexpr size_t none = size_t(-1);
    struct Looked {
        size_t edit;
        int reg;
        RecordId id;
        State state;
        bool whole; ///< everything is asked, not only what is altered
        const RecordAfter& record;
        bool asked(int field) const { return whole || record.altered(field); }
    };
    RecordAfter after(size_t edit) const;
    bool whole(const RecordAfter& record, const Edit& edit) const;
    bool there(int reg, RecordId id) const;
    void fields(const Looked& l);
    void key(const Looked& l);
    void rules(const Looked& l);
    void unread(const Looked& l);
    bool taken(const Looked& l, const std::string& key);
    void bad(const Looked& l, int field, Problem problem, Importance importance = Importance::error,
             int check = -1);
    Problem broken(const Check& check, const Condition& must, const Looked& l) const;

    const Ledger& ledger_;
    const Catalog& catalog_;
    int calendar_;
    Date today_;
    const Change* change_ = nullptr;
    IdMap<size_t> last_;         // the last edit of each record
    std::vector<size_t> before_; // per edit: the one of the same record before it
    IdMap<size_t> keyed_;        // hash of a key -> the edit that brings it
    std::vector<int> spoilt_;    // fields of the edit whose values do not fit them
};

RecordAfter Gate::after(size_t edit) const {
    size_t first = edit;
    while (change_->edits[first].kind != Edit::Kind::add && before_[first] != none) first = before_[first];
    const Edit& begun = change_->edits[first];
    const Table& table = ledger_.table(begun.reg);
    RecordAfter out(table, begun.kind == Edit::Kind::add ? -1 : table.find(begun.head.id));
    for (size_t at = edit;; at = before_[at]) {
        out.write(change_->edits[at]);
        if (at == first) return out;
    }
}

bool Gate::whole(const RecordAfter& record, const Edit& edit) const {
    return record.row() < 0 ||
           rank(edit.head.state) > rank(ledger_.table(edit.reg).head(uint32_t(record.row())).state);
}

bool Gate::there(int reg, RecordId id) const {
    const auto it = last_.find(id.bits);
    return it != last_.end() ? change_->edits[it->second].kind != Edit::Kind::remove
                             : ledger_.table(reg).find(id) >= 0;
}

void Gate::look(const Change& change) {
    change_ = &change;
    const std::vector<FieldProblem> impossible = ledger_.possible(change);
    std::vector<uint8_t> lost(change.edits.size()); // there is no record to look at
    for (const FieldProblem& p : impossible) lost[p.edit] = lost[p.edit] || p.field < 0;
    before_.assign(change.edits.size(), none);
    for (size_t i = 0; i < change.edits.size(); ++i) {
        if (lost[i]) continue;
        const auto [it, fresh] = last_.try_emplace(change.edits[i].head.id.bits, i);
        if (!fresh) before_[i] = std::exchange(it->second, i);
    }
    auto told = impossible.begin();
    for (size_t i = 0; i < change.edits.size(); ++i) {
        spoilt_.clear();
        for (; told != impossible.end() && told->edit == i; ++told) {
            spoilt_.push_back(told->field);
            found.errors.push_back(*told);
        }
        const Edit& edit = change.edits[i];
        if (lost[i] || edit.kind == Edit::Kind::remove || last_.at(edit.head.id.bits) != i) continue;
        if (edit.reg == calendar_) ledger_.check_calendar(edit, i, found.errors);
        if (!binds(edit.head.state)) continue;
        const RecordAfter record = after(i);
        const Looked l{i, edit.reg, edit.head.id, edit.head.state, whole(record, edit), record};
        fields(l);
        key(l);
        rules(l);
        unread(l);
    }
}

void Gate::look_at(int reg, uint32_t row, bool drafts) {
    const Table& table = ledger_.table(reg);
    RecordHead head = table.head(row);
    if (drafts && head.state == State::draft) head.state = State::checked;
    if (!table.alive(row) || !binds(head.state)) return;
    const RecordAfter record(table, row);
    const Looked l{0, reg, head.id, head.state, true, record};
    fields(l);
    key(l);
    rules(l);
    unread(l);
    if (reg != calendar_) return;
    Edit edit;
    edit.reg = reg;
    edit.head = head;
    ledger_.check_calendar(edit, 0, found.errors);
}

void Gate::bad(const Looked& l, int field, Problem problem, Importance importance, int check) {
    // A value that does not fit its field has been said; what follows from it says nothing more.
    if (std::find(spoilt_.begin(), spoilt_.end(), field) != spoilt_.end()) return;
    problem.where = say(Said::at_record_of, catalog_.registers[size_t(l.reg)].id, l.id.text());
    (importance == Importance::error ? found.errors : found.warnings)
        .push_back({l.edit, field, std::move(problem), importance, check});
}

void Gate::fields(const Looked& l) {
    const auto& fields = catalog_.registers[size_t(l.reg)].fields;
    for (int f = 0; f < int(fields.size()); ++f) {
        const Field& field = fields[size_t(f)];
        const bool date = field.happened && today_.has(), link = field.type == FieldType::link;
        if ((!field.required && !date && !link) || !l.asked(f)) continue;
        if (!l.record.has(f)) {
            if (field.required) bad(l, f, {say(Said::required), {}, say(Said::fill_or_draft)});
        } else if (date && l.record.number(f) > today_.days) {
            const Date day{int32_t(l.record.number(f))};
            bad(l, f, {say(Said::future, day.text()), {}, say(Said::correct_or_draft)});
        } else if (link && !there(field.target, RecordId{uint64_t(l.record.number(f))})) {
            bad(l, f, {say(Said::link_gone), {}, say(Said::choose_or_clear)});
        }
    }
}

void Gate::key(const Looked& l) {
    const Register& reg = catalog_.registers[size_t(l.reg)];
    if (reg.key.empty() ||
        std::none_of(reg.key.begin(), reg.key.end(), [&](int field) { return l.asked(field); }))
        return;
    const std::string key = key_of(reg, l.record);
    if (key.empty() || !taken(l, key)) return;
    bad(l, reg.key.front(), {say(Said::key_used, key_name(reg)), {}, say(Said::change_or_open)});
}

/// Whether another record that binds has the key after the change. Of two that come with it the second one has a mistake.
bool Gate::taken(const Looked& l, const std::string& key) {
    const Register& reg = catalog_.registers[size_t(l.reg)];
    const Table& table = ledger_.table(l.reg);
    const uint64_t hash = hash_of(key);
    if (change_) {
        // Registers have keys of their own: the same hash in two of them is another key.
        const auto [it, fresh] = keyed_.try_emplace(hash ^ uint64_t(l.reg), l.edit);
        if (!fresh && change_->edits[it->second].reg == l.reg && key_of(reg, after(it->second)) == key)
            return true;
    }
    return ledger_.keys(l.reg).any(hash, [&](uint32_t row) {
        if (!table.alive(row) || int64_t(row) == l.record.row()) return false;
        const auto changed = last_.find(table.head(row).id.bits);
        if (changed == last_.end())
            return binds(table.head(row).state) && key_of(reg, RecordAfter(table, row)) == key;
        const Edit& edit = change_->edits[changed->second];
        if (edit.kind == Edit::Kind::remove || !binds(edit.head.state)) return false;
        const RecordAfter other = after(changed->second);
        const bool brings = whole(other, edit) || std::any_of(reg.key.begin(), reg.key.end(),
                                                              [&](int f) { return other.altered(f); });
        return !brings && key_of(reg, other) == key;
    });
}

void Gate::rules(const Looked& l) {
    for (size_t i = 0; i < catalog_.checks.size(); ++i) {
        const Check& check = catalog_.checks[i];
        if (check.of.reg != l.reg || (check.approved && l.state != State::approved)) continue;
        const auto asked = [&](const Condition& c) {
            return l.asked(c.field) || (c.other >= 0 && l.asked(c.other));
        };
        const auto holds_here = [&](const Condition& c) { return holds(c, l.record); };
        const bool about = std::any_of(check.of.where.begin(), check.of.where.end(), asked);
        if (!std::all_of(check.of.where.begin(), check.of.where.end(), holds_here)) continue;
        for (const Condition& must : check.must)
            if ((about || asked(must)) && !silent(must, l.record) && !holds_here(must))
                bad(l, Check::place(must), broken(check, must, l), check.importance, int(i));
    }
}

/// It keeps a record a draft until the field is filled or somebody has decided that what the table said is not needed.
void Gate::unread(const Looked& l) {
    const Register& reg = catalog_.registers[size_t(l.reg)];
    if (reg.unread < 0 || !l.record.has(reg.unread) || !l.asked(reg.unread)) return;
    const std::string text = l.record.text(reg.unread);
    for (int f = 0; f < int(reg.fields.size()); ++f)
        if (const std::string words = unread_in(reg, text, f); !words.empty())
            bad(l, f, unread_problem(words));
}

Problem Gate::broken(const Check& check, const Condition& must, const Looked& l) const {
    const auto& fields = catalog_.registers[size_t(l.reg)].fields;
    const Field& field = fields[size_t(must.field)];
    const bool warns = check.importance == Importance::warn;
    Saying fix = warns ? say(Said::check_it) : say(Said::correct_or_draft);
    if (!check.says.zh.empty()) return {say(Said::rule_said, check.says), {}, fix};
    const auto value = [&](int f) { return value_text(catalog_, fields[size_t(f)], l.record.value(f)); };
    switch (must.test) {
    case Test::not_after:
        return {
            say(Said::rule_before, fields[size_t(must.other)].name, field.name, value(must.field)), {}, fix};
    case Test::within_days:
        return {
            say(Said::rule_beyond, field.name, fields[size_t(must.other)].name, value(must.other), must.days),
            {},
            fix};
    case Test::at_most:
        return {
            say(Said::rule_more, field.name, fields[size_t(must.other)].name, value(must.other)), {}, fix};
    case Test::between:
        return {say(Said::rule_less, field.name, value_text(catalog_, field, must.from)), {}, fix};
    case Test::present:
        return {say(Said::rule_missing, check.name, field.name), {}, warns ? fix : say(Said::fill_or_draft)};
    case Test::credit_code: return {say(Said::credit_digit), {}, say(Said::from_licence)};
    default: return {say(Said::rule_other, check.name, field.name), {}, fix};
    }
}

Review Ledger::review(const Change& change, Date today) const {
    Gate gate(*this, today);
    gate.look(change);
    return std::move(gate.found);
}

std::vector<FieldProblem> Ledger::problems_of(int reg, uint32_t row, Date today, bool drafts) const {
    Gate gate(*this, today);
    gate.look_at(reg, row, drafts);
    auto& out = gate.found.errors;
    for (FieldProblem& p : gate.found.warnings) out.push_back(std::move(p));
    return std::move(out);
}

} // namespace mj
