#include "core/intake/plan.hpp"

#include "core/base/key_text.hpp"
#include "core/intake/record_index.hpp"
#include "core/intake/seen_rows.hpp"
#include "core/intake/target_names.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint32_t rows_a_check = 256;
constexpr size_t most_proposals = 50; // each looks at all records

} // namespace

struct Plan::Indexes {
    explicit Indexes(size_t rows) : seen(rows) {}
    RecordIndex keys,
        keyless;       // records that have a key, by it; the others, by all that the table has columns for
    uint32_t read = 0; // rows of the ledger that are in them
    std::vector<int> fields; // of the reading
    SeenRows seen;           // rows before that may get in, by what they go by
    std::vector<std::unique_ptr<TargetNames>> targets;
    std::optional<RowNames> within; // where the table has links into its own register
    IdMap<uint32_t> missing;        // position, by hash of register and name

    /// All that the table has columns for, as one text; value_of(field) gives a Value.
    template <class F> std::string content(const F& value_of) const {
        std::string out;
        for (const int field : fields) {
            const Value value = value_of(field);
            out += char('0' + value.index());
            if (const auto* text = std::get_if<std::string>(&value))
                out += *text;
            else if (const auto* number = std::get_if<int64_t>(&value))
                out += std::to_string(*number);
            out += '\x1F';
        }
        return out;
    }
    std::string content(const Table& table, uint32_t row) const {
        return content([&](int field) { return table.column(field).get(row); });
    }
    std::string content(const std::vector<FieldValue>& values) const {
        return content([&](int field) {
            const auto at = std::find_if(values.begin(), values.end(),
                                         [field](const FieldValue& v) { return v.field == field; });
            return at == values.end() ? Value{} : at->value;
        });
    }
};

Plan::Plan(const Ledger& ledger, const Reading& reading, const PlanWish& wish)
    : ledger_(ledger),
      reading_(reading),
      register_(ledger.catalog().registers[size_t(reading.reg)]),
      wish_(wish),
      rows_(reading.rows.size()),
      lacking_(register_.fields.size()),
      linked_(reading.columns.size()),
      indexes_(std::make_unique<Indexes>(reading.rows.size())) {
    for (const ReadColumn& column : reading.columns)
        if (column.field() >= 0) indexes_->fields.push_back(column.field());
    if (register_.unread >= 0 &&
        wish.on_error == OnError::drafts) // or rows that differ in it alone would be one
        indexes_->fields.push_back(register_.unread);
    indexes_->targets.resize(ledger.catalog().registers.size());
    change_.edits.reserve(reading.rows.size()); // to move all as they grow is long for a slice
    doubt_answers();
}

Plan::~Plan() = default;

void Plan::say(uint32_t at, int column, Noted said, std::string value, std::string proposal) {
    problems_.push_back({at, column, std::move(said), std::move(value), std::move(proposal)});
}

TargetNames& Plan::names_of(int reg) {
    auto& names = indexes_->targets[size_t(reg)];
    if (!names) names = std::make_unique<TargetNames>(ledger_, reg);
    return *names;
}

/// Rows that name rows of the same table come after them: then it is known whether those get in. What names itself, and what
/// names each other in a ring, is asked like a name that is nowhere.
void Plan::order_rows() {
    const uint32_t rows = uint32_t(rows_.size());
    std::vector<uint64_t> follow; // the row that is named, then the one that names it
    std::vector<uint32_t> waits(rows);
    for (const ReadColumn& column : reading_.columns) {
        if (column.field() < 0) continue;
        const Field& field = register_.fields[size_t(column.field())];
        if (field.type != FieldType::link || field.target != reading_.reg) continue;
        const TargetNames& there = names_of(reading_.reg);
        if (!indexes_->within) indexes_->within.emplace(reading_, there.fields());
        ids_.resize(rows);
        for (uint32_t row = 0; row < rows; ++row) {
            if (column.cells[row] == Reading::no_cell) continue;
            const std::string_view name = reading_.text(column.cells[row]);
            const auto found = indexes_->within->find(name);
            if (found.count != 1 || there.find(name).count) continue;
            follow.push_back(uint64_t(found.row) << 32 | row);
            ++waits[row];
        }
    }
    std::sort(follow.begin(), follow.end());
    for (uint32_t row = 0; row < rows; ++row)
        if (!waits[row]) order_.push_back(row);
    for (size_t at = 0; at < order_.size();) {
        const size_t end = order_.size();
        ends_.push_back(uint32_t(end));
        for (; at < end; ++at) {
            const uint64_t named = uint64_t(order_[at]) << 32;
            for (auto it = std::lower_bound(follow.begin(), follow.end(), named);
                 it != follow.end() && *it >> 32 == order_[at]; ++it)
                if (!--waits[uint32_t(*it)]) order_.push_back(uint32_t(*it));
        }
    }
    for (uint32_t row = 0; row < rows; ++row)
        if (waits[row]) order_.push_back(row);
}

/// The record a name stands for. False: it is asked, which has been said.
bool Plan::link(uint32_t at, size_t c, std::string_view name, Value& out) {
    const Field& field = register_.fields[size_t(reading_.columns[c].field())];
    const Register& target = ledger_.catalog().registers[size_t(field.target)];
    const TargetNames& names = names_of(field.target);
    TargetNames::Found found = names.find(name);
    const bool within = !found.count && field.target == reading_.reg;
    if (within) found = indexes_->within->find(name);
    const RecordId id = found.count != 1 ? RecordId{}
                        : within         ? ids_[found.row]
                                         : ledger_.table(field.target).head(found.row).id;
    if (id.has()) {
        out = int64_t(id.bits);
        ++linked_[c][size_t(found.exact ? Note::link_name : Note::link_folded)];
        return true;
    }
    if (found.count > 1) {
        say(at, int(c),
            {Note::many_links,
             {std::string(name), in_both(target.name.zh, target.name.en), std::to_string(found.count)}},
            std::string(name));
        return false;
    }
    const std::string key = std::to_string(field.target) + "\x1F" + key_text(name);
    const auto [it, fresh] = indexes_->missing.try_emplace(SipHash().of(key), uint32_t(missing_.size()));
    if (fresh) {
        std::string proposal = missing_.size() < most_proposals ? names.like(name) : "";
        for (size_t i = 0; i < std::min(missing_.size(), most_proposals) && proposal.empty(); ++i)
            if (missing_[i].target == field.target && names_alike(missing_[i].name, name))
                proposal = missing_[i].name;
        missing_.push_back({field.target, std::string(name), std::move(proposal), at, 0});
        if (wish_.links == MissingLinks::create) created_.push_back(names.draft(name, next_id(), wish_.now));
    }
    MissingLink& missing = missing_[it->second];
    ++missing.rows;
    if (wish_.links == MissingLinks::leave_out) return true;
    if (wish_.links == MissingLinks::create) {
        out = int64_t(created_[it->second].head.id.bits);
        return true;
    }
    say(at, int(c), {Note::missing_link, {std::string(name), in_both(target.name.zh, target.name.en)}},
        std::string(name), missing.proposal);
    return false;
}

/// The row of the ledger this one is, -1 when there is none. Not good: it cannot be said, or the row is there before.
/// `names`: hashes of what it goes by, the record that is there and the key it has afterwards.
int64_t Plan::match(uint32_t at, const std::vector<FieldValue>& values, bool& good, Names& names) {
    const Table& table = ledger_.table(reading_.reg);
    int64_t found = -1;
    uint32_t count = 0;
    std::string key;
    for (const ReadColumn& column : reading_.columns)
        if (column.field() == Meaning::record_id_field && column.cells[at] != Reading::no_cell) {
            const RecordId id{uint64_t(column.cells[at])};
            found = table.find(id);
            if (found < 0) {
                say(at, -1, {Note::unknown_id, {id.text()}});
                good = false;
                return -1;
            }
            count = 1;
        }
    if (found < 0) {
        key = business_key(register_, values);
        if (!key.empty()) {
            indexes_->keys.each(key, [&](uint32_t row) {
                if (business_key(table, register_, row) == key) found = row, ++count;
            });
        } else {
            key = "\x1F" + indexes_->content(values);
            indexes_->keyless.each(key, [&](uint32_t row) {
                if (key.compare(1, key.npos, indexes_->content(table, row)) == 0) found = row, count = 1;
            });
        }
    }
    if (found >= 0) {
        names[0] = SipHash().of("\x1E" + table.head(uint32_t(found)).id.text());
        key = key_after(uint32_t(found), values);
    }
    if (!key.empty()) names[1] = SipHash().of(key);
    for (const uint64_t name : names) {
        const uint32_t* before = name ? indexes_->seen.find(name) : nullptr;
        if (!before) continue;
        say(at, -1,
            {Note::same_key,
             {reading_.sheet.empty() ? "" : " (" + reading_.sheet + ")",
              std::to_string(reading_.rows[*before].line)}});
        good = false;
        break;
    }
    if (count > 1) {
        say(at, -1, {Note::many_records, {std::to_string(count)}});
        good = false;
    }
    return found;
}

std::string Plan::key_after(uint32_t row, const std::vector<FieldValue>& values) const {
    const Table& table = ledger_.table(reading_.reg);
    std::vector<FieldValue> after;
    for (const int field : register_.key) {
        const auto at = std::find_if(values.begin(), values.end(),
                                     [field](const FieldValue& v) { return v.field == field; });
        after.push_back(at != values.end() ? *at : FieldValue{field, table.column(field).get(row)});
    }
    return business_key(register_, after);
}

void Plan::note_seen(const Names& names, uint32_t at) {
    for (const uint64_t name : names)
        if (name) indexes_->seen.note(name, at);
}

void Plan::row(uint32_t at) {
    std::vector<FieldValue> values;
    values.reserve(indexes_->fields.size());
    bool good = true, whole = true; // a row that is not whole can be a draft
    const size_t said = problems_.size();
    for (const auto* list : {&reading_.problems, &std::as_const(doubts_)}) {
        auto next = std::lower_bound(list->begin(), list->end(), at,
                                     [](const ReadProblem& one, uint32_t r) { return one.row < r; });
        for (; next != list->end() && next->row == at; ++next) {
            problems_.push_back(*next);
            whole = false;
            if (next->column < 0 || next->said.note == Note::unknown_id) good = false;
        }
    }
    for (size_t c = 0; c < reading_.columns.size(); ++c) {
        const ReadColumn& column = reading_.columns[c];
        if (column.field() < 0 || column.cells[at] == Reading::no_cell || doubted(at, int(c))) continue;
        const int64_t cell = column.cells[at];
        const FieldType type = register_.fields[size_t(column.field())].type;
        Value value = cell;
        if (type == FieldType::text) value = std::string(reading_.text(cell));
        if (type == FieldType::link) {
            value = Value{};
            whole &= link(at, c, reading_.text(cell), value);
        }
        if (present(value)) values.push_back({column.field(), std::move(value)});
    }
    good &= whole || wish_.on_error != OnError::drafts || add_unread(said, values);
    Names names{};
    const int64_t found = match(at, values, good, names);
    if (found < 0) count_lacking();
    if (good && found < 0 && wish_.mode == ImportMode::update) {
        say(at, -1, {Note::not_there, {}});
        good = false;
    }
    // What the row would change of the record that is there.
    const Table& table = ledger_.table(reading_.reg);
    if (!ids_.empty() && found >= 0 && good) ids_[at] = table.head(uint32_t(found)).id;
    if (found >= 0) good &= settle_unread(table, uint32_t(found), values);
    // What is said of all rows is for those that say nothing: a record keeps what it has.
    if (found >= 0)
        for (const ReadColumn& column : reading_.columns)
            if (column.filled() && present(table.column(column.field()).get(uint32_t(found))))
                std::erase_if(values, [&](const FieldValue& v) { return v.field == column.field(); });
    if (found >= 0)
        std::erase_if(values, [&](const FieldValue& v) { return same_as(table, uint32_t(found), v); });
    if (good && found >= 0 && !values.empty() && wish_.mode == ImportMode::add) {
        say(at, -1, {Note::exists, {}});
        good = false;
    }
    PlannedRow& planned = rows_[at];
    if (found >= 0 && values.empty() && whole && good) { // unchanged
        note_seen(names, at);
        return;
    }
    planned.kind = PlannedRow::Kind::rejected;
    const State state = found >= 0 ? table.head(uint32_t(found)).state : State::draft;
    if (!good || (!whole && wish_.on_error != OnError::drafts) || (!whole && state != State::draft)) return;
    note_seen(names, at);
    if (values.empty()) return; // nothing of it could be kept
    Edit edit;
    edit.kind = found >= 0 ? Edit::Kind::update : Edit::Kind::add;
    edit.reg = reading_.reg;
    edit.head =
        found >= 0 ? table.head(uint32_t(found)) : RecordHead{next_id(), wish_.now, wish_.now, State::draft};
    if (found >= 0) edit.head.changed = later_version(wish_.now, edit.head.changed);
    if (edit.head.state == State::draft && whole) edit.head.state = State::checked;
    edit.values = std::move(values);
    waiting_.push_back({at, std::move(edit), !whole});
}

/// A key that differs in blanks, width or case is no change.
bool Plan::same_as(const Table& table, uint32_t row, const FieldValue& v) const {
    const Value there = table.column(v.field).get(row);
    if (there == v.value) return true;
    const bool key = std::find(register_.key.begin(), register_.key.end(), v.field) != register_.key.end();
    const auto *a = std::get_if<std::string>(&there), *b = std::get_if<std::string>(&v.value);
    return key && a && b && key_text(*a) == key_text(*b);
}

/// Rows that need an answer are doubtful, created records go first, and one row in the way may stop all.
void Plan::settle() {
    check_waiting();
    std::vector<uint64_t> order; // by row, then as they were said: numbers are sorted in less code
    for (size_t i = 0; i < problems_.size(); ++i) order.push_back(uint64_t(problems_[i].row) << 32 | i);
    std::sort(order.begin(), order.end());
    std::vector<ReadProblem> sorted;
    for (const uint64_t place : order) sorted.push_back(std::move(problems_[uint32_t(place)]));
    problems_ = std::move(sorted);
    for (size_t i = 0; i < problems_.size();) {
        const uint32_t row = problems_[i].row;
        bool asked = true;
        for (; i < problems_.size() && problems_[i].row == row; ++i) asked &= problems_[i].asked();
        if (asked && rows_[row].kind == PlannedRow::Kind::rejected)
            rows_[row].kind = PlannedRow::Kind::doubtful;
    }
    const bool stop = wish_.on_error == OnError::stop &&
                      count(PlannedRow::Kind::rejected) + count(PlannedRow::Kind::doubtful) > 0;
    if (stop) change_ = {};
    if (!own_.empty() && !stop) { // in the order of the table again
        std::vector<Edit> edits;
        for (PlannedRow& row : rows_)
            if (row.edit >= 0) {
                edits.push_back(std::move(change_.edits[size_t(row.edit)]));
                row.edit = int(edits.size()) - 1;
            }
        change_.edits = std::move(edits);
    }
    // Only those that a row of the batch names.
    IdSet named;
    if (!created_.empty())
        for (const Edit& edit : change_.edits) add_links(edit, named);
    std::erase_if(created_, [&](const Edit& edit) { return !named.count(edit.head.id.bits); });
    for (PlannedRow& row : rows_)
        if (stop)
            row.edit = -1, row.draft = false;
        else if (row.edit >= 0)
            row.edit += int(created_.size());
    change_.edits.insert(change_.edits.begin(), created_.begin(), created_.end());
}

bool Plan::step(const Deadline& deadline) {
    const Table& table = ledger_.table(reading_.reg);
    Indexes& in = *indexes_;
    while (in.read < table.rows()) {
        const uint32_t row = in.read++;
        if (table.alive(row) && table.head(row).state != State::void_) { // a void record is no case any more
            const std::string key = business_key(table, register_, row);
            if (!key.empty())
                in.keys.add(key, row);
            else
                in.keyless.add("\x1F" + in.content(table, row), row);
        }
        if (in.read == table.rows()) in.keys.settle(), in.keyless.settle();
        if (in.read % rows_a_check == 0 && deadline.passed()) return false;
    }
    if (order_.empty()) order_rows();
    while (at_ < rows_.size()) {
        row(order_[at_++]);
        const bool ends = end_ < ends_.size() && ends_[end_] == at_;
        end_ += ends;
        if (at_ % rows_a_check && !ends) continue;
        check_waiting();
        if (deadline.passed()) return false;
    }
    if (at_ == rows_.size()) {
        settle();
        ++at_; // once
    }
    return true;
}

float Plan::progress() const {
    const float all = float(rows_.size()) + float(ledger_.table(reading_.reg).rows()) + 1.f;
    return std::min(1.f, (float(at_) + float(indexes_->read)) / all);
}

} // namespace mj
