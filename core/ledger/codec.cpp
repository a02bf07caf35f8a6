#include "core/ledger/codec.hpp"

#include "core/ledger/stored.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <iterator>

namespace mj {
using namespace stored;
namespace {

constexpr uint8_t missing_mark = 0, number_mark = 1, text_mark = 2;
constexpr uint8_t absent_mark = 3,
                  code_mark = 4; // in runs: not in this edit; a code that the run has had in this field
// A count of no edits as no program writes one.
constexpr uint8_t packed_mark[] = {0x80, 0};
constexpr size_t longest_run = 4096; // edits

void put_value(ByteWriter& out, const Catalog& catalog, const Field& field, const Value& value) {
    if (value.index() == 0) {
        out.put(missing_mark);
    } else if (field.type == FieldType::code) { // by id: a list may be reordered
        out.put(text_mark);
        out.text(value_text(catalog, field, value));
    } else if (const auto* number = std::get_if<int64_t>(&value)) {
        out.put(number_mark);
        out.put(*number);
    } else {
        out.put(text_mark);
        out.text(*std::get_if<std::string>(&value));
    }
}

Outcome<Value> get_value(ByteReader& in, const Catalog& catalog, const Field& field) {
    const uint8_t mark = in.get<uint8_t>();
    if (mark == missing_mark) return Value{};
    if (mark == number_mark && field.type != FieldType::code) return Value{in.get<int64_t>()};
    if (mark != text_mark) return damaged(say(Said::at_some_field, field.id));
    const std::string_view text = in.text();
    if (field.type == FieldType::code) return parse_value(catalog, field, text);
    return Value{std::string(text)};
}

void put_head(ByteWriter& out, const RecordHead& head) {
    out.put(head.id.bits);
    out.put(head.created);
    out.put(head.changed);
    out.put(head.state);
}

} // namespace

Bytes encode_change(const Catalog& catalog, const Change& change) {
    ChangeWriter out(catalog, change.edits.size());
    for (const Edit& edit : change.edits) out.add(edit);
    return out.take();
}

Outcome<Change> decode_change(const Catalog& catalog, ByteView bytes) {
    ChangeReader in(catalog, bytes);
    Change change;
    while (in.left()) {
        auto edit = in.next();
        if (!edit) return edit.problem();
        change.edits.push_back(std::move(*edit));
    }
    if (!in.whole()) return damaged(say(Said::at_change));
    return change;
}

// A change is the number of its edits (a varint) and the edits. A packed one is its mark, the number of edits, and runs: how
// many edits, kind, register, both times and the fields; of each edit its id, its state, and by field of the run a mark and the
// value.

ChangeWriter::ChangeWriter(const Catalog& catalog, size_t edits)
    : catalog_(catalog), packed_(edits >= packed_from) {
    if (packed_) out_.raw(packed_mark, sizeof packed_mark);
    // A record of a table is about as long; without it the bytes of many are copied again and again as they grow.
    constexpr size_t usual = 64, most = size_t(1) << 24;
    out_.reserve(std::min(edits * usual, most));
    out_.varint(edits);
}

ChangeWriter::ChangeWriter(const Catalog& catalog) : catalog_(catalog), packed_(false), counts_(true) {}

void ChangeWriter::add(const Edit& edit) {
    if (!counts_) return put(edit);
    ++count_;
    if (packed_) return put(edit);
    few_.push_back(edit);
    if (count_ < packed_from) return;
    packed_ = true;
    for (const Edit& one : few_) put(one);
    few_.clear();
}

void ChangeWriter::put(const Edit& edit) {
    if (packed_) {
        if (!edits_in_run_ || !fits(edit)) {
            end_run();
            begin_run(edit);
        }
        return put_packed(edit);
    }
    const Register& reg = catalog_.registers[size_t(edit.reg)];
    out_.put(edit.kind);
    out_.text(reg.id);
    put_head(out_, edit.head);
    out_.varint(edit.values.size());
    for (const FieldValue& fv : edit.values) {
        const Field& field = reg.fields[size_t(fv.field)];
        out_.text(field.id);
        put_value(out_, catalog_, field, fv.value);
    }
}

/// Whether an edit says what the run has in common, and of the fields it names some, in the same order.
bool ChangeWriter::fits(const Edit& edit) const {
    if (edits_in_run_ == longest_run || edit.kind != first_.kind || edit.reg != first_.reg ||
        edit.head.created != first_.head.created || edit.head.changed != first_.head.changed ||
        (edit.values.size() && !ascending_))
        return false;
    auto at = fields_.begin();
    for (const FieldValue& fv : edit.values) {
        at = std::find(at, fields_.end(), fv.field);
        if (at == fields_.end()) return false;
        ++at;
    }
    return true;
}

/// Fields that the run before had stay in: rows with different blanks alternate.
void ChangeWriter::begin_run(const Edit& edit) {
    std::vector<int> fields;
    for (const FieldValue& fv : edit.values) fields.push_back(fv.field);
    const bool was_ascending = ascending_ && first_.reg == edit.reg && first_.kind == edit.kind;
    ascending_ = std::adjacent_find(fields.begin(), fields.end(), std::greater_equal<>()) == fields.end();
    if (ascending_ && was_ascending) {
        std::vector<int> both;
        std::set_union(fields.begin(), fields.end(), fields_.begin(), fields_.end(),
                       std::back_inserter(both));
        fields = std::move(both);
    }
    fields_ = std::move(fields);
    codes_.assign(fields_.size(), {});
    first_ = {edit.kind, edit.reg, edit.head, {}};
}

void ChangeWriter::end_run() {
    if (!edits_in_run_) return;
    const Register& reg = catalog_.registers[size_t(first_.reg)];
    out_.varint(std::exchange(edits_in_run_, 0));
    out_.put(first_.kind);
    out_.text(reg.id);
    out_.put(first_.head.created);
    out_.put(first_.head.changed);
    out_.varint(fields_.size());
    for (const int field : fields_) out_.text(reg.fields[size_t(field)].id);
    const Bytes run = run_.take();
    out_.raw(run.data(), run.size());
    run_ = {};
}

void ChangeWriter::put_packed(const Edit& edit) {
    ++edits_in_run_;
    run_.put(edit.head.id.bits);
    run_.put(edit.head.state);
    const Register& reg = catalog_.registers[size_t(edit.reg)];
    auto value = edit.values.begin();
    for (size_t i = 0; i < fields_.size(); ++i) {
        if (value == edit.values.end() || value->field != fields_[i]) {
            run_.put(absent_mark);
            continue;
        }
        const Field& field = reg.fields[size_t(fields_[i])];
        const auto* number = std::get_if<int64_t>(&value->value);
        if (number && field.type == FieldType::code) {
            const auto known = std::find(codes_[i].begin(), codes_[i].end(), *number);
            if (known == codes_[i].end()) {
                codes_[i].push_back(*number);
                put_value(run_, catalog_, field, value->value);
            } else {
                run_.put(code_mark);
                run_.varint(size_t(known - codes_[i].begin()));
            }
        } else if (number) {
            run_.put(number_mark);
            run_.varint(uint64_t(*number) << 1 ^
                        uint64_t(*number >> 63)); // small ones of either sign are short
        } else {
            put_value(run_, catalog_, field, value->value);
        }
        ++value;
    }
}

Bytes ChangeWriter::take() {
    end_run();
    if (!counts_) return out_.take();
    ByteWriter whole;
    if (packed_) whole.raw(packed_mark, sizeof packed_mark);
    whole.varint(count_);
    for (const Edit& edit : few_) put(edit); // not enough to be packed
    const Bytes edits = out_.take();
    whole.raw(edits.data(), edits.size());
    return whole.take();
}

ChangeReader::ChangeReader(const Catalog& catalog, ByteView change)
    : catalog_(&catalog), in_(change), left_(in_.varint()), packed_(is_packed(change)) {
    if (packed_) left_ = in_.varint();
    if (!in_.ok()) left_ = 0;
}

Outcome<Edit> ChangeReader::next() {
    auto edit = packed_ ? packed() : plain();
    --left_;
    if (edit && (!in_.ok() || edit->head.state > State::void_)) return damaged(say(Said::at_change));
    return edit;
}

Outcome<Edit> ChangeReader::plain() {
    Edit edit;
    const uint8_t kind = in_.get<uint8_t>();
    if (kind > uint8_t(Edit::Kind::remove)) return damaged(say(Said::at_change));
    edit.kind = Edit::Kind(kind);
    const std::string reg_id(in_.text());
    edit.head = get_head(in_);
    if (!in_.ok() || edit.head.state > State::void_) return damaged(say(Said::at_change));
    edit.reg = catalog_->find_register(reg_id);
    if (edit.reg < 0) return newer(say(Said::unknown_register, in_quotes(reg_id)), say(Said::at_change));
    const Register& reg = catalog_->registers[size_t(edit.reg)];
    const uint64_t values = in_.varint();
    for (uint64_t v = 0; v < values && in_.ok(); ++v) {
        const std::string field_id(in_.text());
        const int f = reg.find(field_id);
        if (f < 0)
            return newer(say(Said::unknown_field, in_quotes(field_id)), say(Said::at_change_of, reg.id));
        auto value = get_value(in_, *catalog_, reg.fields[size_t(f)]);
        if (!value) return value.problem();
        edit.values.push_back({f, std::move(*value)});
    }
    return edit;
}

std::optional<Problem> ChangeReader::begin_run() {
    left_in_run_ = in_.varint();
    const uint8_t kind = in_.get<uint8_t>();
    const std::string reg_id(in_.text());
    first_.head.created = in_.get<int64_t>();
    first_.head.changed = in_.get<int64_t>();
    const uint64_t fields = in_.varint();
    if (!in_.ok() || !left_in_run_ || left_in_run_ > left_ || kind > uint8_t(Edit::Kind::remove))
        return damaged(say(Said::at_change));
    first_.kind = Edit::Kind(kind);
    first_.reg = catalog_->find_register(reg_id);
    if (first_.reg < 0) return newer(say(Said::unknown_register, in_quotes(reg_id)), say(Said::at_change));
    const Register& reg = catalog_->registers[size_t(first_.reg)];
    fields_.clear();
    for (uint64_t i = 0; i < fields && in_.ok(); ++i) {
        const std::string id(in_.text());
        fields_.push_back(reg.find(id));
        if (in_.ok() && fields_.back() < 0)
            return newer(say(Said::unknown_field, in_quotes(id)), say(Said::at_change_of, reg.id));
    }
    if (!in_.ok()) return damaged(say(Said::at_change));
    codes_.assign(fields_.size(), {});
    return std::nullopt;
}

Outcome<Edit> ChangeReader::packed() {
    if (!left_in_run_)
        if (auto problem = begin_run()) return *problem;
    --left_in_run_;
    Edit edit = first_;
    edit.head.id.bits = in_.get<uint64_t>();
    edit.head.state = State(in_.get<uint8_t>());
    const Register& reg = catalog_->registers[size_t(edit.reg)];
    for (size_t i = 0; i < fields_.size(); ++i) {
        const Field& field = reg.fields[size_t(fields_[i])];
        const bool coded = field.type == FieldType::code;
        const uint8_t mark = in_.get<uint8_t>();
        if (!in_.ok()) return damaged(say(Said::at_change));
        Value value;
        if (mark == absent_mark) continue;
        if (mark == number_mark && !coded) {
            const uint64_t n = in_.varint();
            value = int64_t(n >> 1 ^ (0 - (n & 1)));
        } else if (mark == code_mark && coded) {
            const uint64_t known = in_.varint();
            if (known >= codes_[i].size()) return damaged(say(Said::at_change));
            value = codes_[i][size_t(known)];
        } else if (mark == text_mark && coded) {
            auto code = parse_value(*catalog_, field, in_.text());
            if (!code) return code.problem();
            value = std::move(*code);
            if (const auto* number = std::get_if<int64_t>(&value)) codes_[i].push_back(*number);
        } else if (mark == text_mark) {
            value = std::string(in_.text());
        } else if (mark != missing_mark) {
            return damaged(say(Said::at_change));
        }
        edit.values.push_back({fields_[i], std::move(value)});
    }
    return edit;
}

bool is_packed(ByteView change) {
    return change.size() >= sizeof packed_mark &&
           !std::memcmp(change.data(), packed_mark, sizeof packed_mark);
}

bool removes(ByteView change) {
    ByteReader in(change);
    const auto skip = [&in](uint8_t mark, bool packed) {
        if (mark == text_mark)
            (void)in.text();
        else if (mark == code_mark || (mark == number_mark && packed))
            (void)in.varint();
        else if (mark == number_mark)
            (void)in.get<int64_t>();
    };
    const auto is_remove = [&in] { return in.get<uint8_t>() == uint8_t(Edit::Kind::remove); };
    if (!is_packed(change)) {
        for (uint64_t edits = in.varint(); edits && in.ok(); --edits) {
            if (is_remove()) return in.ok();
            (void)in.text();
            (void)get_head(in);
            for (uint64_t values = in.varint(); values && in.ok(); --values) {
                (void)in.text();
                skip(in.get<uint8_t>(), false);
            }
        }
        return false;
    }
    (void)in.varint();
    for (uint64_t edits = in.varint(); edits && in.ok();) {
        uint64_t run = in.varint();
        if (is_remove()) return in.ok();
        (void)in.text();
        (void)in.take(2 * sizeof(int64_t));
        const uint64_t fields = in.varint();
        for (uint64_t f = 0; f < fields && in.ok(); ++f) (void)in.text();
        for (; run && edits && in.ok(); --run, --edits) {
            (void)in.take(sizeof(uint64_t) + sizeof(State));
            for (uint64_t f = 0; f < fields && in.ok(); ++f) skip(in.get<uint8_t>(), true);
        }
    }
    return false;
}

} // namespace mj
