#include "core/ledger/codec.hpp"

#include "core/ledger/stored.hpp"

#include <algorithm>
#include <cstring>

namespace mj {
using namespace stored;
namespace {

constexpr uint8_t missing_mark = 0, number_mark = 1, text_mark = 2;

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
    if (mark != text_mark) return damaged(field.id);
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
    ByteWriter out;
    out.varint(change.edits.size());
    for (const Edit& edit : change.edits) {
        const Register& reg = catalog.registers[size_t(edit.reg)];
        out.put(edit.kind);
        out.text(reg.id);
        put_head(out, edit.head);
        out.varint(edit.values.size());
        for (const FieldValue& fv : edit.values) {
            const Field& field = reg.fields[size_t(fv.field)];
            out.text(field.id);
            put_value(out, catalog, field, fv.value);
        }
    }
    return out.take();
}

Outcome<Edit> read_edit(const Catalog& catalog, ByteReader& in) {
    Edit edit;
    const uint8_t kind = in.get<uint8_t>();
    if (kind > uint8_t(Edit::Kind::remove)) return damaged("change");
    edit.kind = Edit::Kind(kind);
    const std::string reg_id(in.text());
    edit.head = get_head(in);
    if (!in.ok() || edit.head.state > State::void_) return damaged("change");
    edit.reg = catalog.find_register(reg_id);
    if (edit.reg < 0) return newer("unknown register " + in_quotes(reg_id), "change");
    const Register& reg = catalog.registers[size_t(edit.reg)];
    const uint64_t values = in.varint();
    for (uint64_t v = 0; v < values && in.ok(); ++v) {
        const std::string field_id(in.text());
        const int f = reg.find(field_id);
        if (f < 0) return newer("unknown field " + in_quotes(field_id), "change of " + reg.id);
        auto value = get_value(in, catalog, reg.fields[size_t(f)]);
        if (!value) return value.problem();
        edit.values.push_back({f, std::move(*value)});
    }
    if (!in.ok()) return damaged("change");
    return edit;
}

Outcome<Change> decode_change(const Catalog& catalog, ByteView bytes) {
    ByteReader in(bytes);
    Change change;
    for (uint64_t edits = in.varint(); edits && in.ok(); --edits) {
        auto edit = read_edit(catalog, in);
        if (!edit) return edit.problem();
        change.edits.push_back(std::move(*edit));
    }
    if (!in.ok() || in.left()) return damaged("change");
    return change;
}

bool removes(ByteView change) {
    ByteReader in(change);
    for (uint64_t edits = in.varint(); edits && in.ok(); --edits) {
        if (in.get<uint8_t>() == uint8_t(Edit::Kind::remove)) return in.ok();
        (void)in.text();
        (void)get_head(in);
        for (uint64_t values = in.varint(); values && in.ok(); --values) {
            (void)in.text();
            const uint8_t mark = in.get<uint8_t>();
            if (mark == number_mark)
                (void)in.get<int64_t>();
            else if (mark == text_mark)
                (void)in.text();
        }
    }
    return false;
}

} // namespace mj
