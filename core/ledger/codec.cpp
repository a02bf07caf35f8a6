#include "core/ledger/codec.hpp"

#include <algorithm>
#include <cstring>

namespace mj {
namespace {

constexpr size_t head_bytes = 25; // of a row
constexpr uint8_t missing_mark = 0, number_mark = 1, text_mark = 2;

Problem damaged(std::string where) {
    return {"the stored bytes are damaged", std::move(where), "restore a backup file"};
}

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

RecordHead get_head(ByteReader& in) {
    RecordHead head;
    head.id.bits = in.get<uint64_t>();
    head.created = in.get<int64_t>();
    head.changed = in.get<int64_t>();
    head.state = State(in.get<uint8_t>());
    return head;
}

/// One column of the rows [from, to): ids of codes and distinct texts once, then fixed-size cells.
void put_column(ByteWriter& out, const Catalog& catalog, const Field& field, const Column& column,
                const std::vector<uint32_t>& rows) {
    if (field.type == FieldType::text || field.type == FieldType::code) {
        std::vector<std::string_view> words;
        std::unordered_map<uint32_t, uint32_t> numbers;
        std::vector<uint32_t> cells;
        cells.reserve(rows.size());
        for (const uint32_t row : rows) {
            const uint32_t own = field.type == FieldType::text ? column.texts()[row] : column.codes()[row];
            if (own == 0) {
                cells.push_back(0);
                continue;
            }
            const auto [it, fresh] = numbers.try_emplace(own, uint32_t(words.size() + 1));
            if (fresh)
                words.push_back(field.type == FieldType::text
                                    ? column.pool().text(own)
                                    : catalog.code_lists[size_t(field.codes)].codes[own - 1].id);
            cells.push_back(it->second);
        }
        out.varint(words.size());
        for (const auto word : words) out.text(word);
        for (const uint32_t cell : cells) out.varint(cell);
        return;
    }
    for (const uint32_t row : rows) {
        switch (field.type) {
        case FieldType::flag: out.put(column.flags()[row]); break;
        case FieldType::date:
        case FieldType::count: out.put(column.numbers()[row]); break;
        case FieldType::money: out.put(column.money()[row]); break;
        default: out.put(column.links()[row]);
        }
    }
}

uint64_t short_varint(ByteReader& in, ByteView& cells) { // mostly one byte
    if (!cells.empty() && cells[0] < 0x80) {
        const uint8_t out = cells[0];
        cells = cells.subspan(1);
        return out;
    }
    in = ByteReader(cells);
    const uint64_t out = in.varint();
    cells = cells.last(in.left());
    return out;
}

/// Numbers of words, one per row, into the column's array.
template <class T>
bool get_words(ByteReader& in, const std::vector<uint32_t>& numbers, T* to, uint32_t count) {
    ByteView cells = in.take(in.left());
    ByteReader rest(cells);
    for (uint32_t i = 0; i < count; ++i) {
        const uint64_t cell = short_varint(rest, cells);
        if (!rest.ok() || cell >= numbers.size()) return false;
        to[i] = T(numbers[size_t(cell)]);
    }
    in = ByteReader(cells);
    return true;
}

template <class T> bool get_cells(ByteReader& in, T* to, uint32_t count) {
    const ByteView cells = in.take(uint64_t(count) * sizeof(T));
    if (!cells.empty()) std::memcpy(to, cells.data(), cells.size());
    return in.ok();
}

Outcome<> get_column(ByteReader& in, Ledger& ledger, int reg, int f, uint32_t first, uint32_t count) {
    const Catalog& catalog = ledger.catalog();
    const Field& field = catalog.registers[size_t(reg)].fields[size_t(f)];
    Column& column = ledger.loading(reg).writable(f);
    bool good = true;
    switch (field.type) {
    case FieldType::text:
    case FieldType::code: {
        const uint64_t n = in.varint();
        if (n > in.left()) return damaged(field.id);
        std::vector<std::string_view> words(size_t(n), std::string_view{});
        for (auto& word : words) word = in.text();
        std::vector<uint32_t> numbers(words.size() + 1);
        if (!in.ok()) return damaged(field.id);
        if (field.type == FieldType::text) {
            column.pool().intern_all(words, numbers.data() + 1);
            good = get_words(in, numbers, column.cells<uint32_t>() + first, count);
            break;
        }
        for (size_t i = 0; i < words.size(); ++i) {
            const auto code = parse_value(catalog, field, words[i]);
            if (!code) return code.problem();
            if (const auto* number = std::get_if<int64_t>(&*code)) numbers[i + 1] = uint32_t(*number);
        }
        good = get_words(in, numbers, column.cells<uint16_t>() + first, count);
        break;
    }
    case FieldType::flag: {
        uint8_t* cells = column.cells<uint8_t>() + first;
        good = get_cells(in, cells, count) && std::all_of(cells, cells + count, [](uint8_t cell) {
                   return cell <= 1 || cell == Column::no_flag;
               });
        break;
    }
    case FieldType::date:
    case FieldType::count: good = get_cells(in, column.cells<int32_t>() + first, count); break;
    case FieldType::money: good = get_cells(in, column.cells<int64_t>() + first, count); break;
    case FieldType::link: good = get_cells(in, column.cells<uint64_t>() + first, count); break;
    }
    if (!good) return damaged(field.id);
    return Done{};
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

Outcome<Change> decode_change(const Catalog& catalog, ByteView bytes) {
    ByteReader in(bytes);
    Change change;
    const uint64_t edits = in.varint();
    for (uint64_t i = 0; i < edits && in.ok(); ++i) {
        Edit edit;
        const uint8_t kind = in.get<uint8_t>();
        if (kind > uint8_t(Edit::Kind::remove)) return damaged("change");
        edit.kind = Edit::Kind(kind);
        const std::string reg_id(in.text());
        edit.head = get_head(in);
        if (!in.ok() || edit.head.state > State::void_) return damaged("change");
        edit.reg = catalog.find_register(reg_id);
        if (edit.reg < 0)
            return Problem{"unknown register \"" + reg_id + "\"", "change",
                           "use the newer program that wrote it"};
        const Register& reg = catalog.registers[size_t(edit.reg)];
        const uint64_t values = in.varint();
        for (uint64_t v = 0; v < values && in.ok(); ++v) {
            const std::string field_id(in.text());
            const int f = reg.find(field_id);
            if (f < 0)
                return Problem{"unknown field \"" + field_id + "\"", "change of " + reg_id,
                               "use the newer program that wrote it"};
            auto value = get_value(in, catalog, reg.fields[size_t(f)]);
            if (!value) return value.problem();
            edit.values.push_back({f, std::move(*value)});
        }
        change.edits.push_back(std::move(edit));
    }
    if (!in.ok() || in.left()) return damaged("change");
    return change;
}

RowSegment encode_rows(const Ledger& ledger, int r, uint32_t from, uint32_t limit, size_t target,
                       size_t& row_bytes) {
    const Catalog& catalog = ledger.catalog();
    const Register& reg = catalog.registers[size_t(r)];
    const Table& table = ledger.table(r);
    // Cells are at most 8 bytes but texts vary: start from a guess and let the real size steer the next segment.
    if (row_bytes == 0) row_bytes = 24 + 8 * reg.fields.size();
    const size_t want = std::max<size_t>(1, target / row_bytes);
    RowSegment out{r, from, from, {}};
    std::vector<uint32_t> rows;
    for (; out.to < limit && rows.size() < want; ++out.to)
        if (table.alive(out.to)) rows.push_back(out.to);
    if (rows.empty()) return out;
    ByteWriter block;
    block.text(reg.id);
    block.varint(rows.size());
    for (const uint32_t i : rows) put_head(block, table.head(i));
    block.varint(reg.fields.size());
    for (size_t f = 0; f < reg.fields.size(); ++f) {
        block.text(reg.fields[f].id);
        block.put(reg.fields[f].type);
        put_column(block, catalog, reg.fields[f], table.column(int(f)), rows);
    }
    row_bytes = block.size() / rows.size() + 1;
    out.bytes = block.take();
    return out;
}

std::vector<Bytes> encode_rows(const Ledger& ledger, size_t target) {
    std::vector<Bytes> out;
    for (int r = 0; r < int(ledger.catalog().registers.size()); ++r) {
        size_t row_bytes = 0;
        for (uint32_t row = 0; row < ledger.table(r).rows();) {
            RowSegment segment = encode_rows(ledger, r, row, ledger.table(r).rows(), target, row_bytes);
            row = segment.to;
            if (!segment.bytes.empty()) out.push_back(std::move(segment.bytes));
        }
    }
    return out;
}

std::optional<RowSegment> peek_rows(const Catalog& catalog, ByteView bytes) {
    ByteReader in(bytes);
    const int reg = catalog.find_register(in.text());
    const uint64_t count = in.varint();
    if (reg < 0 || !in.ok() || count > in.left() / head_bytes) return std::nullopt;
    return RowSegment{reg, 0, uint32_t(count), {}};
}

Outcome<RowSegment> decode_rows(Ledger& ledger, ByteView bytes) {
    ByteReader in(bytes);
    const Catalog& catalog = ledger.catalog();
    const std::string reg_id(in.text());
    const int reg = catalog.find_register(reg_id);
    if (reg < 0)
        return Problem{"unknown register \"" + reg_id + "\"", "stored rows",
                       "use the newer program that wrote it"};
    const uint64_t count = in.varint();
    if (!in.ok() || count > in.left() / head_bytes) return damaged(reg_id);
    Table& table = ledger.loading(reg);
    const uint32_t first = table.extend(uint32_t(count));
    for (uint32_t i = 0; i < count; ++i) {
        const RecordHead head = get_head(in);
        if (!head.id.has() || head.state > State::void_ || table.find(head.id) >= 0) return damaged(reg_id);
        table.set_head(first + i, head);
    }
    ledger.loaded(reg, first);
    const uint64_t fields = in.varint();
    for (uint64_t i = 0; i < fields && in.ok(); ++i) {
        const std::string field_id(in.text());
        const FieldType type = FieldType(in.get<uint8_t>());
        const int f = catalog.registers[size_t(reg)].find(field_id);
        if (f < 0 || catalog.registers[size_t(reg)].fields[size_t(f)].type != type)
            return Problem{"unknown field \"" + field_id + "\" or of another type",
                           "stored rows of " + reg_id, "use the newer program that wrote it"};
        if (auto done = get_column(in, ledger, reg, f, first, uint32_t(count)); !done) return done.problem();
    }
    if (!in.ok() || in.left()) return damaged(reg_id);
    return RowSegment{reg, first, first + uint32_t(count), {}};
}

} // namespace mj
