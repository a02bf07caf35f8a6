// Rows as bytes: u8 0, u8 2, the register's id, how many rows; their ids, times and states; how many fields; then of each field
// its id, its type and its column. (The first form began with the register's id, see former_rows.cpp.)
#include "core/ledger/codec.hpp"
#include "core/ledger/former_rows.hpp"
#include "core/ledger/pack.hpp"
#include "core/ledger/stored.hpp"

#include <limits>

namespace mj {
using namespace stored;
namespace {

constexpr uint8_t no_id = 0, form = 2;
constexpr uint32_t probe_rows = 64; // encoded to see what a row needs
constexpr uint32_t most_segment_rows =
    1 << 16; // equal rows need next to nothing: their bytes say nothing of their number
constexpr auto most_u64 = std::numeric_limits<uint64_t>::max();
constexpr auto most_i64 = std::numeric_limits<int64_t>::max();

template <class T>
void put_cells(ByteWriter& out, std::span<const T> column, const std::vector<uint32_t>& rows, T missing) {
    std::vector<T> cells;
    cells.reserve(rows.size());
    for (const uint32_t row : rows) cells.push_back(column[row]);
    put_numbers<T>(out, cells, missing);
}

/// Cells that are numbers of words, of which each is written once, in order of appearance.
template <class T, class WordOf>
void put_words(ByteWriter& out, std::span<const T> column, const std::vector<uint32_t>& rows,
               const WordOf& word_of) {
    std::vector<std::string_view> words;
    IdMap<uint32_t> numbers;
    std::vector<uint32_t> cells;
    cells.reserve(rows.size());
    for (const uint32_t row : rows) {
        const uint32_t own = column[row];
        uint32_t cell = 0;
        if (own) {
            const auto [it, fresh] = numbers.try_emplace(own, uint32_t(words.size() + 1));
            if (fresh) words.push_back(word_of(own));
            cell = it->second;
        }
        cells.push_back(cell);
    }
    put_texts(out, words);
    put_numbers<uint32_t>(out, cells, 0);
}

void put_column(ByteWriter& out, const Catalog& catalog, const Field& field, const Column& column,
                const std::vector<uint32_t>& rows) {
    switch (field.type) {
    case FieldType::text:
        return put_words(out, column.texts(), rows, [&](uint32_t n) { return column.pool().text(n); });
    case FieldType::code: { // by id: a list may be reordered
        const auto& codes = catalog.code_lists[size_t(field.codes)].codes;
        return put_words(out, column.codes(), rows,
                         [&](uint32_t n) { return std::string_view(codes[n - 1].id); });
    }
    case FieldType::flag: return put_cells(out, column.flags(), rows, Column::no_flag);
    case FieldType::date:
    case FieldType::count: return put_cells(out, column.numbers(), rows, Column::no_i32);
    case FieldType::money: return put_cells(out, column.money(), rows, Column::no_i64);
    case FieldType::link: return put_cells(out, column.links(), rows, uint64_t(0));
    }
}

void put_heads(ByteWriter& out, const Table& table, const std::vector<uint32_t>& rows) {
    std::vector<uint64_t> steps;
    std::vector<int64_t> created, since;
    std::vector<uint8_t> states;
    uint64_t before = 0;
    for (const uint32_t row : rows) {
        const RecordHead head = table.head(row);
        steps.push_back(head.id.bits - before);
        before = head.id.bits;
        created.push_back(head.created);
        since.push_back(int64_t(uint64_t(head.changed) - uint64_t(head.created)));
        states.push_back(uint8_t(head.state));
    }
    out.put(steps.front());
    steps.erase(steps.begin());
    put_numbers(out, steps);
    put_numbers(out, created);
    put_numbers(out, since);
    put_numbers(out, states);
}

bool get_heads(ByteReader& in, Table& table, uint32_t first, uint32_t count) {
    constexpr auto least = std::numeric_limits<int64_t>::min();
    std::vector<uint64_t> ids(count);
    std::vector<int64_t> created(count), changed(count);
    std::vector<uint8_t> states(count);
    ids[0] = in.get<uint64_t>();
    if (!get_numbers<uint64_t>(in, ids.data() + 1, count - 1, 0, most_u64) ||
        !get_numbers(in, created.data(), count, least, most_i64) ||
        !get_numbers(in, changed.data(), count, least, most_i64) ||
        !get_numbers<uint8_t>(in, states.data(), count, 0, uint8_t(State::void_)))
        return false;
    for (uint32_t i = 1; i < count; ++i) ids[i] += ids[i - 1];
    for (uint32_t i = 0; i < count; ++i) changed[i] = int64_t(uint64_t(changed[i]) + uint64_t(created[i]));
    return table.set_heads(first, ids, created, changed, states);
}

/// Words have got other numbers: number n is now numbers[n].
template <class T> void renumber(T* cells, uint32_t count, const std::vector<uint32_t>& numbers) {
    for (uint32_t i = 0; i < count; ++i) cells[i] = T(numbers[cells[i]]);
}

bool get_texts(ByteReader& in, Column& column, uint32_t first, uint32_t count) {
    TextRun run;
    if (!get_texts(in, run)) return false;
    const uint32_t n = uint32_t(run.ends.size() - 1);
    uint32_t* cells = column.cells<uint32_t>() + first;
    TextPool& pool = column.pool();
    std::vector<uint32_t> numbers;
    if (pool.count() > 0) {
        std::vector<std::string_view> texts;
        for (uint32_t i = 0; i < n; ++i)
            texts.push_back(run.arena.view().substr(run.ends[i], run.ends[i + 1] - run.ends[i]));
        numbers.resize(n + 1);
        pool.intern_all(texts, numbers.data() + 1);
    } else {
        pool.adopt(std::move(run));
    }
    if (!get_numbers<uint32_t>(in, cells, count, 1, n, 0)) return false;
    if (!numbers.empty()) renumber(cells, count, numbers);
    return true;
}

Outcome<> get_codes(ByteReader& in, const Catalog& catalog, const Field& field, uint16_t* cells,
                    uint32_t count) {
    TextRun run;
    if (!get_texts(in, run) || run.ends.size() > std::numeric_limits<uint16_t>::max())
        return damaged(say(Said::at_some_field, field.id));
    std::vector<uint32_t> numbers{0};
    for (size_t i = 1; i < run.ends.size(); ++i) {
        const auto code = parse_value(
            catalog, field, run.arena.view().substr(run.ends[i - 1], run.ends[i] - run.ends[i - 1]));
        if (!code) return code.problem();
        const auto* number = std::get_if<int64_t>(&*code);
        numbers.push_back(number ? uint32_t(*number) : 0);
    }
    if (!get_numbers<uint16_t>(in, cells, count, 1, uint16_t(numbers.size() - 1), 0))
        return damaged(say(Said::at_some_field, field.id));
    renumber(cells, count, numbers);
    return Done{};
}

Outcome<> get_column(ByteReader& in, Ledger& ledger, int reg, int f, uint32_t first, uint32_t count) {
    const Field& field = ledger.catalog().registers[size_t(reg)].fields[size_t(f)];
    Column& column = ledger.loading(reg).writable(f);
    const auto numbers = [&](auto missing, auto lowest, auto highest) {
        using T = decltype(missing);
        return get_numbers<T>(in, column.cells<T>() + first, count, lowest, highest, missing);
    };
    bool good = false;
    switch (field.type) {
    case FieldType::text: good = get_texts(in, column, first, count); break;
    case FieldType::code:
        return get_codes(in, ledger.catalog(), field, column.cells<uint16_t>() + first, count);
    case FieldType::flag: good = numbers(Column::no_flag, uint8_t(0), uint8_t(1)); break;
    case FieldType::date:
    case FieldType::count:
        good = numbers(Column::no_i32, Column::no_i32 + 1, std::numeric_limits<int32_t>::max());
        break;
    case FieldType::money: good = numbers(Column::no_i64, Column::no_i64 + 1, most_i64); break;
    case FieldType::link: good = numbers(uint64_t(0), uint64_t(1), most_u64); break;
    }
    if (!good) return damaged(say(Said::at_some_field, field.id));
    return Done{};
}

Bytes encode(const Ledger& ledger, int r, const std::vector<uint32_t>& rows) {
    const Register& reg = ledger.catalog().registers[size_t(r)];
    const Table& table = ledger.table(r);
    ByteWriter out;
    out.put(no_id);
    out.put(form);
    out.text(reg.id);
    out.varint(rows.size());
    put_heads(out, table, rows);
    out.varint(reg.fields.size());
    for (size_t f = 0; f < reg.fields.size(); ++f) {
        out.text(reg.fields[f].id);
        out.put(reg.fields[f].type);
        put_column(out, ledger.catalog(), reg.fields[f], table.column(int(f)), rows);
    }
    return out.take();
}

bool former(ByteView bytes) { return !bytes.empty() && bytes[0] != no_id; }

/// Register and number of rows, when the bytes begin as rows do.
std::optional<RowSegment> begin(const Catalog& catalog, ByteReader& in, std::string& reg_id) {
    if (in.get<uint8_t>() != no_id || in.get<uint8_t>() != form) return std::nullopt;
    reg_id = in.text();
    const uint64_t count = in.varint();
    if (!in.ok() || count == 0 || count > most_segment_rows) return std::nullopt;
    return RowSegment{catalog.find_register(reg_id), 0, uint32_t(count), {}};
}

} // namespace

RowSegment encode_rows(const Ledger& ledger, int r, uint32_t from, uint32_t limit, size_t target,
                       size_t& row_bytes) {
    const Table& table = ledger.table(r);
    RowSegment out{r, from, from, {}};
    std::vector<uint32_t> rows;
    const auto gather = [&](size_t want) {
        for (; out.to < limit && rows.size() < want; ++out.to)
            if (table.alive(out.to)) rows.push_back(out.to);
    };
    if (row_bytes == 0) {
        gather(probe_rows);
        if (!rows.empty()) row_bytes = encode(ledger, r, rows).size() / rows.size() + 1;
    }
    gather(std::min<size_t>(std::max<size_t>(1, target / std::max<size_t>(1, row_bytes)), most_segment_rows));
    if (rows.empty()) return out;
    out.bytes = encode(ledger, r, rows);
    row_bytes = out.bytes.size() / rows.size() + 1;
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
    if (former(bytes)) return peek_former_rows(catalog, bytes);
    ByteReader in(bytes);
    std::string reg_id;
    const auto out = begin(catalog, in, reg_id);
    return out && out->reg >= 0 ? out : std::nullopt;
}

Outcome<RowSegment> decode_rows(Ledger& ledger, ByteView bytes) {
    if (former(bytes)) return decode_former_rows(ledger, bytes);
    const Catalog& catalog = ledger.catalog();
    ByteReader in(bytes);
    std::string reg_id;
    const auto begun = begin(catalog, in, reg_id);
    if (!begun) return damaged(say(Said::at_stored_rows));
    const int reg = begun->reg;
    const uint32_t count = begun->to;
    if (reg < 0) return newer(say(Said::unknown_register, in_quotes(reg_id)), say(Said::at_stored_rows));
    Table& table = ledger.loading(reg);
    const uint32_t first = table.extend(count);
    if (!get_heads(in, table, first, count)) return damaged(say(Said::at_some_register, reg_id));
    ledger.loaded(reg, first);
    const auto column = [&](int f) { return get_column(in, ledger, reg, f, first, count); };
    if (auto done = get_fields(in, catalog.registers[size_t(reg)], column); !done) return done.problem();
    return RowSegment{reg, first, first + count, {}};
}

} // namespace mj
