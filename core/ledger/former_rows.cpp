#include "core/ledger/former_rows.hpp"

#include "core/ledger/stored.hpp"

#include <algorithm>
#include <cstring>

namespace mj {
using namespace stored;
namespace {

constexpr size_t head_bytes = 25; // of a row

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

Outcome<> get_former_column(ByteReader& in, Ledger& ledger, int reg, int f, uint32_t first, uint32_t count) {
    const Catalog& catalog = ledger.catalog();
    const Field& field = catalog.registers[size_t(reg)].fields[size_t(f)];
    Column& column = ledger.loading(reg).writable(f);
    bool good = true;
    switch (field.type) {
    case FieldType::text:
    case FieldType::code: {
        const uint64_t n = in.varint();
        if (n > in.left()) return damaged(say(Said::at_some_field, field.id));
        std::vector<std::string_view> words(size_t(n), std::string_view{});
        for (auto& word : words) word = in.text();
        std::vector<uint32_t> numbers(words.size() + 1);
        if (!in.ok()) return damaged(say(Said::at_some_field, field.id));
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
    if (!good) return damaged(say(Said::at_some_field, field.id));
    return Done{};
}

} // namespace

std::optional<RowSegment> peek_former_rows(const Catalog& catalog, ByteView bytes) {
    ByteReader in(bytes);
    const int reg = catalog.find_register(in.text());
    const uint64_t count = in.varint();
    if (reg < 0 || !in.ok() || count > in.left() / head_bytes) return std::nullopt;
    return RowSegment{reg, 0, uint32_t(count), {}};
}

Outcome<RowSegment> decode_former_rows(Ledger& ledger, ByteView bytes) {
    ByteReader in(bytes);
    const Catalog& catalog = ledger.catalog();
    const std::string reg_id(in.text());
    const int reg = catalog.find_register(reg_id);
    if (reg < 0) return newer(say(Said::unknown_register, in_quotes(reg_id)), say(Said::at_stored_rows));
    const uint64_t count = in.varint();
    if (!in.ok() || count > in.left() / head_bytes) return damaged(say(Said::at_some_register, reg_id));
    Table& table = ledger.loading(reg);
    const uint32_t first = table.extend(uint32_t(count));
    for (uint32_t i = 0; i < count; ++i) {
        const RecordHead head = get_head(in);
        if (!head.id.has() || head.state > State::void_ || table.find(head.id) >= 0)
            return damaged(say(Said::at_some_register, reg_id));
        table.set_head(first + i, head);
    }
    ledger.loaded(reg, first);
    const auto column = [&](int f) { return get_former_column(in, ledger, reg, f, first, uint32_t(count)); };
    if (auto done = get_fields(in, catalog.registers[size_t(reg)], column); !done) return done.problem();
    return RowSegment{reg, first, first + uint32_t(count), {}};
}

} // namespace mj
