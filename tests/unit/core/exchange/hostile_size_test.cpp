// What a file needs in memory is bounded by its size, also when its rows are tiny.
#include "core/exchange/rows.hpp"
#include "core/query/condition.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <algorithm>
#include <doctest/doctest.h>

#if defined(__SANITIZE_ADDRESS__)
#define MJ_COUNTS_MEMORY
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MJ_COUNTS_MEMORY
#endif
#endif

#ifdef MJ_COUNTS_MEMORY // sanitizer/allocator_interface.h, which Debian's g++ does not bring
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*taken)(const volatile void*, size_t),
                                                         void (*given_back)(const volatile void*));
extern "C" size_t __sanitizer_get_allocated_size(const volatile void* at);
#endif

using namespace mj;
using namespace mj::test;

namespace {

#ifdef MJ_COUNTS_MEMORY
size_t now_in_use = 0, most_in_use = 0;
bool counting = false;
void taken(const volatile void*, size_t size) {
    if (!counting) return;
    now_in_use += size;
    most_in_use = std::max(most_in_use, now_in_use);
}
void given_back(const volatile void* at) {
    if (!counting || !at) return;
    const size_t size = __sanitizer_get_allocated_size(at);
    now_in_use -= std::min(size, now_in_use);
}
#endif

/// The most memory in use at once for what `work` does; 0 where that cannot be measured.
template <class F> size_t peak(F work) {
#ifdef MJ_COUNTS_MEMORY
    static const int installed = __sanitizer_install_malloc_and_free_hooks(taken, given_back);
    REQUIRE(installed > 0);
    now_in_use = most_in_use = 0;
    counting = true;
    work();
    counting = false;
    return most_in_use;
#else
    work();
    return 0;
#endif
}

constexpr size_t most_times = 12;
constexpr size_t beside = 512 * 1024; ///< pieces that are being read, tables of the reader

void fits(size_t bytes, size_t file) {
    CAPTURE(file);
    CAPTURE(bytes);
    CHECK(bytes <= most_times * file + beside);
}

std::string times(uint32_t n, const std::string& text) {
    std::string out;
    for (uint32_t i = 0; i < n; ++i) out += text;
    return out;
}

/// What a cell of the field can be, as short as can be.
std::string short_value(const Catalog& catalog, const Field& field) {
    switch (field.type) {
    case FieldType::code: return catalog.code_lists[size_t(field.codes)].codes[0].id;
    case FieldType::flag: return "true";
    case FieldType::date: return "2023-05-06";
    case FieldType::link: return "0000000000000001";
    default: return "1";
    }
}

void read_rows(const Catalog& catalog, int reg, const std::string& text, bool size_known, uint32_t rows) {
    fits(peak([&] {
             Ledger ledger(catalog);
             const auto file =
                 text[0] == '[' ? read_json_rows(ledger, reg, 1, 0) : read_csv_rows(ledger, reg, 1, 0);
             if (size_known) file->expect(text.size());
             for (size_t at = 0; at < text.size(); at += 65536)
                 REQUIRE(file->feed(view(std::string_view(text).substr(at, 65536))));
             REQUIRE(file->finish());
             CHECK(file->rows() == rows);
             fits(ledger.table(reg).bytes(), text.size());
         }),
         text.size());
}

} // namespace

TEST_CASE("small files stay small: tables of tiny rows, for each register and each of its fields") {
    const Catalog& catalog = real_catalog();
    constexpr uint32_t rows = 30'000;
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        const Register& r = catalog.registers[size_t(reg)];
        CAPTURE(r.id);
        read_rows(catalog, reg, "[" + times(rows - 1, "{},") + "{}]", reg % 2, rows);
        for (const FieldType type : {FieldType::text, FieldType::count, FieldType::code}) {
            const auto field = std::find_if(r.fields.begin(), r.fields.end(),
                                            [type](const Field& f) { return f.type == type; });
            if (field == r.fields.end()) continue;
            CAPTURE(field->id);
            const std::string value = short_value(catalog, *field);
            read_rows(catalog, reg, field->id + '\n' + times(rows, value + '\n'), reg % 2, rows);
        }
    }
}

TEST_CASE("small files stay small: texts that all differ, and one row") {
    const Catalog catalog = small_catalog();
    std::string text = "no\n";
    for (uint32_t i = 0; i < 100'000; ++i) text += std::to_string(i) + '\n';
    read_rows(catalog, 0, text, true, 100'000);
    read_rows(catalog, 0, text, false, 100'000);
    for (int reg = 0; reg < int(real_catalog().registers.size()); ++reg) {
        Ledger ledger(real_catalog());
        const auto file = read_json_rows(ledger, reg, 1, 0);
        REQUIRE(file->feed(view("{}")));
        REQUIRE(file->finish());
        CHECK(ledger.table(reg).bytes() < 4096);
    }
}

TEST_CASE("small files stay small: data files whose records hold nothing, over all registers") {
    const Catalog& catalog = real_catalog();
    constexpr uint32_t each = 1000;
    std::string counts, records;
    uint64_t id = 0;
    for (const Register& r : catalog.registers) {
        counts += (counts.empty() ? "\"" : ",\"") + r.id + "\":" + std::to_string(each);
        records += (records.empty() ? "\"" : ",\"") + r.id + "\":[";
        for (uint32_t i = 0; i < each; ++i)
            records += std::string(i ? "," : "") + "{\"id\":\"" + RecordId::of(1, 1, uint32_t(++id)).text() +
                       "\",\"created\":\"1970-01-01T00:00:00Z\",\"changed\":\"1970-01-01T00:00:00Z\","
                       "\"state\":\"draft\"}";
        records += ']';
    }
    const std::string text =
        with_checksum("{\"format\":\"mingjing\",\"version\":1,\"office\":\"" + catalog.offices.front().id +
                      "\",\"catalog\":\"" + catalog.version + "\",\"counts\":{" + counts +
                      "},\"registers\":{" + records + "},\"checksum\":\"crc32c:00000000\"}");
    fits(peak([&] { REQUIRE(import_error(catalog, text, 1 << 20) == ""); }), text.size());
}

TEST_CASE("a column without cells reads as missing, and takes memory with its first cell") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    for (uint32_t i = 1; i <= 1000; ++i) ledger.append(0, {id(i), 0, 0, State::draft});
    const Table& table = ledger.table(0);
    const size_t before = table.bytes();
    for (int f = 0; f < table.fields(); ++f) {
        CHECK_FALSE(table.column(f).has(7));
        CHECK(table.column(f).get(999) == Value());
        CHECK(table.column(f).size() == 1000);
    }
    CHECK(table.column(f_kind).codes()[999] == 0);
    CHECK(table.column(f_open).flags()[999] == Column::no_flag);
    CHECK(table.column(f_date).numbers()[999] == Column::no_i32);
    CHECK(table.column(f_money).money()[999] == Column::no_i64);
    CHECK(table.column(f_other).links()[999] == 0);
    CHECK(table.column(f_no).texts()[999] == 0);
    CHECK(before < 1000 * 16);
    ledger.set(0, 500, f_date, int64_t(7));
    ledger.set(0, 501, f_date, {});
    CHECK(table.column(f_date).numbers()[500] == 7);
    CHECK(table.column(f_date).numbers()[501] == Column::no_i32);
    CHECK(table.column(f_due).numbers()[500] == Column::no_i32);
    ledger.append(0, {id(1001), 0, 0, State::draft});
    CHECK(table.column(f_due).numbers()[1000] == Column::no_i32); // also when more rows came
    CHECK(table.column(f_date).numbers()[1000] == Column::no_i32);
}
