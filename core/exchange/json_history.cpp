#include "core/exchange/json_history.hpp"

#include "core/exchange/json_file.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr int edits_at_once = 64;

/// The values of an edit by their fields, in the catalogue's order; of a field given twice the last.
std::vector<const Value*> by_field(const Edit& edit, size_t fields) {
    std::vector<const Value*> out(fields, nullptr);
    for (const FieldValue& fv : edit.values) out[size_t(fv.field)] = &fv.value;
    return out;
}

bool is_missing(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return value.index() == 0 || (text && text->empty());
}

} // namespace

ActionShape::Done::Done(const Edit& edit) : kind(edit.kind), reg(edit.reg), head(edit.head), fields(0) {
    if (kind == Edit::Kind::update)
        for (const FieldValue& fv : edit.values) fields |= uint64_t(1) << (fv.field % 64);
}

void ActionShape::begin() {
    done_.clear();
    taken_back_ = 0;
    only_adds_ = true;
}

bool ActionShape::done(const Ledger& ledger, const Edit& edit) {
    const auto [known, fresh] = registers_.try_emplace(edit.head.id.bits, edit.reg);
    if (fresh)
        for (int r = 0; r < int(ledger.catalog().registers.size()); ++r)
            if (ledger.table(r).records() && ledger.table(r).find(edit.head.id) >= 0) known->second = r;
    only_adds_ = only_adds_ && edit.kind == Edit::Kind::add;
    done_.emplace_back(edit);
    return known->second == edit.reg;
}

bool ActionShape::before(const Edit& edit) {
    if (whole()) return false;
    const Done &did = done_[done_.size() - ++taken_back_], back(edit);
    constexpr Edit::Kind opposite[] = {Edit::Kind::remove, Edit::Kind::update, Edit::Kind::add};
    return back.kind == opposite[size_t(did.kind)] && back.reg == did.reg && back.head.id == did.head.id &&
           back.fields == did.fields;
}

std::vector<Edit> ActionShape::removals() const {
    std::vector<Edit> out;
    for (auto it = done_.rbegin(); it != done_.rend(); ++it)
        out.push_back({Edit::Kind::remove, it->reg, it->head, {}});
    return out;
}

Chronicle sound_history(const Ledger& ledger, const Chronicle& chronicle) {
    Chronicle out;
    ActionShape shape;
    for (size_t i = chronicle.since_replaced(); i < chronicle.entries(); ++i) {
        const auto entry = chronicle.entry(ledger.catalog(), i);
        if (!entry) continue;
        shape.begin();
        const auto fits = [&](const Edit& edit) { return shape.done(ledger, edit); };
        const auto takes_back = [&](const Edit& edit) { return shape.before(edit); };
        if (std::all_of(entry->change.edits.begin(), entry->change.edits.end(), fits) &&
            std::all_of(entry->before.edits.begin(), entry->before.edits.end(), takes_back) && shape.whole())
            (void)out.read(chronicle.file(i, i + 1));
    }
    return out;
}

JsonHistory::JsonHistory(const Ledger& ledger, const Chronicle& chronicle)
    : ledger_(ledger),
      catalog_(ledger.catalog()),
      chronicle_(chronicle),
      from_(chronicle.since_replaced()),
      at_(from_) {}

bool JsonHistory::step(std::string& out) {
    switch (part_) {
    case Part::next:
        if (at_ == chronicle_.entries()) return false;
        edits_.emplace(catalog_, chronicle_.change(at_));
        shape_.begin();
        part_ = Part::look_at_done;
        break;
    case Part::look_at_done:
    case Part::look_at_before:
        look();
        if (part_ == Part::done) begin(out);
        break;
    case Part::done:
    case Part::before: put_list(out); break;
    }
    return true;
}

/// Once over it before it is written: what has begun in the file must come to its end.
void JsonHistory::look() {
    const bool takes_back = part_ == Part::look_at_before;
    for (int i = 0; i < edits_at_once && edits_->left(); ++i) {
        const auto edit = edits_->next();
        if (!edit || !writable(*edit)) return leave_out();
        if (!(takes_back ? shape_.before(*edit) : shape_.done(ledger_, *edit))) return leave_out();
    }
    if (edits_->left()) return;
    if (!edits_->whole() || (takes_back && !shape_.whole())) return leave_out();
    edits_.emplace(catalog_, takes_back ? chronicle_.change(at_) : chronicle_.before(at_));
    part_ = takes_back ? Part::done : Part::look_at_before;
    first_edit_ = true;
}

void JsonHistory::leave_out() {
    ++left_out_;
    ++at_;
    part_ = Part::next;
}

bool JsonHistory::writable(const Edit& edit) const {
    std::string time;
    if (!edit.head.id.has() || edit.head.id.sequence() > RecordId::last_sequence) return false;
    if (edit.kind != Edit::Kind::remove && !put_json_time(time, edit.head.changed)) return false;
    if (edit.kind == Edit::Kind::add && !put_json_time(time, edit.head.created)) return false;
    const auto& fields = catalog_.registers[size_t(edit.reg)].fields;
    return std::none_of(edit.values.begin(), edit.values.end(), [&](const FieldValue& fv) {
        return check_value(catalog_, fields[size_t(fv.field)], fv.value).has_value();
    });
}

void JsonHistory::begin(std::string& out) {
    const Brief brief = chronicle_.brief(at_);
    std::string at;
    if (!put_json_time(at, brief.at) || size_t(brief.cause) >= std::size(cause_ids)) return leave_out();
    out += first_ ? "\n{\"at\":\"" : ",\n{\"at\":\"";
    first_ = false;
    out += at;
    out += "\",\"cause\":\"";
    out += cause_ids[size_t(brief.cause)];
    out += '"';
    for (const auto& [name, text] :
         {std::pair{"who", &brief.by.who}, {"file", &brief.by.file}, {"sheet", &brief.by.sheet}}) {
        if (text->empty()) continue;
        out += std::string(",\"") + name + "\":";
        put_json_text(out, *text);
    }
    out += ",\"done\":[";
}

void JsonHistory::put_list(std::string& out) {
    for (int i = 0; i < edits_at_once && edits_->left(); ++i) {
        out += first_edit_ ? "\n" : ",\n";
        first_edit_ = false;
        put_edit(out, *edits_->next());
    }
    if (edits_->left()) return;
    out += ']';
    if (part_ == Part::done && !shape_.only_adds()) {
        out += ",\"before\":[";
        edits_.emplace(catalog_, chronicle_.before(at_));
        first_edit_ = true;
        part_ = Part::before;
        return;
    }
    out += '}';
    ++at_;
    part_ = Part::next;
}

void JsonHistory::put_edit(std::string& out, const Edit& edit) {
    const Register& reg = catalog_.registers[size_t(edit.reg)];
    const Table& table = ledger_.table(edit.reg);
    const int64_t row = edit.kind == Edit::Kind::add ? table.find(edit.head.id) : -1;
    out += "{\"";
    out += kind_ids[size_t(edit.kind)];
    out += "\":";
    put_json_text(out, reg.id);
    out += ",\"id\":\"" + edit.head.id.text() + '"';
    if (edit.kind != Edit::Kind::remove) {
        const RecordHead now = row >= 0 ? table.head(uint32_t(row)) : RecordHead{};
        const auto put_time = [&out](const char* name, int64_t seconds) {
            out += std::string(",\"") + name + "\":\"";
            put_json_time(out, seconds);
            out += '"';
        };
        if (edit.kind == Edit::Kind::add && (row < 0 || now.created != edit.head.created))
            put_time("created", edit.head.created);
        if (row < 0 || now.changed != edit.head.changed) put_time("changed", edit.head.changed);
        if (row < 0 || now.state != edit.head.state)
            out += ",\"state\":\"" + std::string(state_ids[size_t(edit.head.state)]) + '"';
    }
    const auto values = by_field(edit, reg.fields.size());
    bool some = false;
    for (size_t f = 0; f < values.size(); ++f) {
        const Value none, &value = values[f] && !is_missing(*values[f]) ? *values[f] : none;
        const bool told = row >= 0 ? table.column(int(f)).get(uint32_t(row)) != value
                                   : values[f] && (edit.kind != Edit::Kind::add || value.index() != 0);
        if (!told) continue;
        out += some ? "," : ",\"fields\":{";
        some = true;
        put_json_text(out, reg.fields[f].id);
        out += ':';
        if (value.index() == 0)
            out += "null";
        else
            put_json_value(out, catalog_, reg.fields[f], value);
    }
    out += some ? "}}" : "}";
}

} // namespace mj
