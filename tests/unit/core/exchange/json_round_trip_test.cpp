#include "core/base/version.hpp"
#include "core/exchange/json_file.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

Value random_value(Dice& dice, FieldType type, uint32_t records) {
    constexpr std::string_view texts[] = {"第１号",
                                          "a \"quoted\" \\ text",
                                          " blanks at both ends ",
                                          "line\nbreak\ttab\\u0001",
                                          "𠅤䶮㛃😀",
                                          "%7F",
                                          "yes"};
    if (dice.roll(4) == 0) return {};
    switch (type) {
    case FieldType::text:
        return std::string(texts[dice.roll(7)]) + (dice.roll(2) ? "" : std::to_string(dice.roll(50)));
    case FieldType::code: return int64_t(1 + dice.roll(3));
    case FieldType::flag: return int64_t(dice.roll(2));
    case FieldType::date: return int64_t(Date::of(1900, 1, 1).days) + int64_t(dice.roll(109572));
    case FieldType::count: return int64_t(dice.roll(2'000'000'001));
    case FieldType::money: return int64_t(dice.roll(2'000'000'000)) * int64_t(dice.roll(500'000));
    case FieldType::link: return int64_t(id(1 + dice.roll(records)).bits);
    }
    return {};
}

/// Records in a mixed order of ids, some of them removed and changed again.
Ledger random_ledger(const Catalog& catalog, uint64_t seed, uint32_t records) {
    Ledger ledger(catalog);
    Dice dice{seed};
    std::vector<uint32_t> order;
    for (uint32_t n = 1; n <= records; ++n) order.insert(order.begin() + dice.roll(n), n);
    for (const uint32_t n : order) {
        Edit edit = add(n, {});
        edit.head.created = int64_t(dice.roll(2'000'000'000)) - 100'000'000;
        edit.head.changed = edit.head.created + dice.roll(1000);
        edit.head.state = State(dice.roll(4));
        for (int f = 0; f < int(catalog.registers[0].fields.size()); ++f)
            edit.values.push_back(
                {f, random_value(dice, catalog.registers[0].fields[size_t(f)].type, records)});
        ledger.apply({{edit}});
    }
    for (uint32_t n = 1; n <= records; n += 7) {
        Edit edit = add(n, {});
        edit.kind = Edit::Kind::remove;
        const Change back = ledger.apply({{edit}});
        if (n % 2) ledger.apply(back);
    }
    return ledger;
}

} // namespace

TEST_CASE("json: the file as it is written") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    CHECK(exported(ledger) ==
          with_checksum("{\"format\":\"mingjing\",\"version\":1,\"office\":\"here\",\"catalog\":\"test "
                        "(Mingjing " +
                        std::string(program_version) +
                        ")\",\n"
                        "\"counts\":{},\n\"registers\":{},\n\"checksum\":\"crc32c:00000000\"}\n"));
    Edit first = add(2, {{f_no, std::string("甲\"1\"\n")},
                         {f_kind, int64_t(2)},
                         {f_open, int64_t(0)},
                         {f_date, int64_t(Date::of(2024, 2, 29).days)},
                         {f_people, int64_t(0)},
                         {f_money, int64_t(123405)},
                         {f_other, int64_t(id(1).bits)}});
    first.head = {id(2), 1672823520, -1, State::approved};
    ledger.apply({{first, add(1, {})}});
    CHECK(exported(ledger) ==
          with_checksum(
              "{\"format\":\"mingjing\",\"version\":1,\"office\":\"here\",\"catalog\":\"test "
              "(Mingjing " +
              std::string(program_version) +
              ")\",\n"
              "\"counts\":{\"thing\":2},\n\"registers\":{\n\"thing\":[\n"
              "{\"id\":\"0070000300000001\",\"created\":\"2023-11-14T22:13:20Z\","
              "\"changed\":\"2023-11-14T22:13:20Z\",\"state\":\"checked\"},\n"
              "{\"id\":\"0070000300000002\",\"created\":\"2023-01-04T09:12:00Z\","
              "\"changed\":\"1969-12-31T23:59:59Z\",\"state\":\"approved\",\"no\":\"甲\\\"1\\\"\\n\","
              "\"kind\":\"green\",\"open\":false,\"date\":\"2024-02-29\",\"people\":0,\"money\":\"1234.05\","
              "\"other\":\"0070000300000001\"}\n"
              "]\n},\n\"checksum\":\"crc32c:00000000\"}\n"));
}

TEST_CASE(
    "json: a file of any program's version, or of none, is read, and the program's own is written again") {
    const Catalog catalog = small_catalog();
    const std::string own = exported(random_ledger(catalog, 3, 9)), by = " (Mingjing ";
    const size_t from = own.find(by), to = own.find(')', from) + 1;
    for (const char* other : {"", " (Mingjing 0.1.0)", " (Mingjing 99.0.0)"}) {
        const auto task = imported(catalog, with_checksum(std::string(own).replace(from, to - from, other)));
        REQUIRE_MESSAGE(!task->problem(), task->problem()->text());
        CHECK(exported(task->take()) == own);
    }
    // Whose catalogue it is counts, not whose program.
    const std::string known = "\"kind\":\"green\"", odd = "\"kind\":\"grene\"";
    std::string text = std::string(own).replace(from, to - from, " (Mingjing 99.0.0)");
    const size_t at = text.find(known);
    REQUIRE(at != std::string::npos);
    CHECK(
        import_error(catalog, with_checksum(text.replace(at, known.size(), odd))).find("was written with") ==
        std::string::npos);
}

TEST_CASE("json: export, import and export again give the same bytes, and others read it too") {
    const Catalog catalog = small_catalog();
    for (uint64_t seed = 1; seed <= 30; ++seed) {
        const Ledger ledger = random_ledger(catalog, seed, uint32_t(seed * 4));
        const std::string text = exported(ledger);
        const auto task = imported(catalog, text, seed * 11);
        REQUIRE_MESSAGE(!task->problem(), task->problem()->text());
        CHECK(task->info().office == "here");
        CHECK(task->info().records == ledger.records());
        CHECK(task->progress() == 1.0f);
        const Ledger again = task->take();
        CHECK(exported(again) == text);
        const auto tree = nlohmann::json::parse(text);
        REQUIRE(tree["registers"]["thing"].size() == ledger.records());
        for (const auto& record : tree["registers"]["thing"]) {
            const Table& table = ledger.table(0);
            const int64_t row = table.find(*RecordId::parse(record["id"].get<std::string>()));
            REQUIRE(row >= 0);
            CHECK(record["state"] == std::string(state_ids[size_t(table.head(uint32_t(row)).state)]));
            for (int f = 0; f < table.fields(); ++f) {
                const Field& field = catalog.registers[0].fields[size_t(f)];
                const std::string cell = value_text(catalog, field, table.column(f).get(uint32_t(row)));
                const auto& theirs = record.contains(field.id) ? record[field.id] : nlohmann::json();
                if (!table.column(f).has(uint32_t(row)))
                    CHECK(theirs.is_null());
                else if (field.type == FieldType::flag)
                    CHECK(theirs == (cell == "yes"));
                else if (field.type == FieldType::count)
                    CHECK(std::to_string(theirs.get<int64_t>()) == cell);
                else
                    CHECK(theirs == cell);
            }
        }
    }
}

TEST_CASE("json: the size of the pieces makes no difference to an import") {
    const Catalog catalog = small_catalog();
    const std::string text = exported(random_ledger(catalog, 5, 12));
    std::string wrong = text;
    wrong.replace(text.find("green"), 5, "grein");
    const std::string error = import_error(catalog, wrong);
    CHECK(error.find("grein") != std::string::npos);
    for (size_t piece = 1; piece <= 64; ++piece) {
        CAPTURE(piece);
        auto task = imported(catalog, text, piece);
        REQUIRE(!task->problem());
        CHECK(exported(task->take()) == text);
        CHECK(import_error(catalog, wrong, piece) == error);
    }
}

TEST_CASE("json: every shortened file and every flipped byte is noticed") {
    const Catalog catalog = small_catalog();
    const std::string text = exported(random_ledger(catalog, 3, 5));
    // Without the line end after the last bracket nothing is lost.
    CHECK(import_error(catalog, text.substr(0, text.size() - 1)) == "");
    for (size_t n = 0; n + 1 < text.size(); ++n) {
        CAPTURE(n);
        CHECK(import_error(catalog, text.substr(0, n)) != "");
    }
    for (size_t n = 0; n + 1 < text.size(); ++n)
        for (const char bit : {1, 4, 32, -128}) {
            std::string flipped = text;
            flipped[n] = char(flipped[n] ^ bit);
            CAPTURE(n);
            CHECK(import_error(catalog, flipped) != "");
        }
}

TEST_CASE("json: slices of no time at all come to the end, and progress never falls") {
    const Catalog catalog = small_catalog();
    const Ledger ledger = random_ledger(catalog, 9, 1500);
    const std::string text = exported(ledger);
    std::string sliced;
    size_t largest = 0;
    auto writer = JsonExport::start(ledger, "here", [&](ByteView piece) {
        sliced.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        largest = std::max(largest, piece.size());
    });
    const Deadline now{std::chrono::milliseconds(0)};
    int steps = 0;
    float before = 0;
    for (bool done = false; !done; ++steps) {
        done = writer->step(now);
        CHECK(writer->progress() >= before);
        before = writer->progress();
    }
    CHECK(steps > 10);
    CHECK(sliced == text);
    CHECK(largest < 70'000);
    CHECK(text.size() > 200'000);

    auto reader = JsonImport::start(catalog, text.size());
    for (size_t at = 0; at < text.size(); at += 150'000)
        reader->feed(view(std::string_view(text).substr(at, 150'000)));
    CHECK(reader->waiting() == text.size());
    reader->finish();
    steps = 0;
    before = 0;
    for (bool done = false; !done; ++steps) {
        done = reader->step(now);
        CHECK(reader->progress() >= before);
        before = reader->progress();
    }
    CHECK(steps > 4);
    CHECK(reader->waiting() == 0);
    REQUIRE(!reader->problem());
    CHECK(exported(reader->take()) == text);
}

TEST_CASE("json: a ledger with links to removed records comes back as it was") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Edit gone = add(1, {});
    ledger.apply(
        {{gone, add(2, {{f_other, int64_t(id(1).bits)}}), add(3, {{f_other, int64_t(id(2).bits)}})}});
    CHECK(exported(ledger).find("broken_links") == std::string::npos);
    gone.kind = Edit::Kind::remove;
    ledger.apply({{gone}});
    const std::string text = exported(ledger);
    CHECK(text.find("},\n\"broken_links\":1,\n\"checksum\"") != std::string::npos);
    auto task = imported(catalog, text);
    REQUIRE(!task->problem());
    CHECK(exported(task->take()) == text);
}

TEST_CASE("json: nothing is written that could not be read again") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    const uint32_t row = ledger.append(0, {id(1), 0, 0, State::draft});
    CHECK(exported(ledger, "nowhere").find("unknown office \"nowhere\"") != std::string::npos);
    ledger.set(0, row, f_no, std::string("\xFF"));
    CHECK(exported(ledger).find(
              "problem: register thing, record 0070000300000001, field no: the text is not valid UTF-8") ==
          0);
    ledger.set(0, row, f_no, {});
    ledger.set(0, row, f_money, int64_t(-1));
    CHECK(exported(ledger).find("field money: the amount is negative") != std::string::npos);
    ledger.set(0, row, f_money, {});
    CHECK(exported(ledger).find("problem") == std::string::npos);
    ledger.append(0, {id(2), INT64_MAX, 0, State::draft});
    CHECK(exported(ledger).find("outside the years") != std::string::npos);
}

TEST_CASE("json: times") {
    const auto text = [](int64_t seconds) {
        std::string out;
        return put_json_time(out, seconds) ? out : "none";
    };
    CHECK(text(0) == "1970-01-01T00:00:00Z");
    CHECK(text(951827696) == "2000-02-29T12:34:56Z");
    CHECK(text(-62135596800) == "0001-01-01T00:00:00Z");
    CHECK(text(-62135596801) == "none");
    CHECK(text(253402300799) == "9999-12-31T23:59:59Z");
    CHECK(text(253402300800) == "none");
    Dice dice{1};
    for (int i = 0; i < 2000; ++i) {
        const int64_t seconds = int64_t(dice.roll(0x7FFFFFFF)) * 64 - 30'000'000'000;
        CHECK(parse_json_time(text(seconds)) == seconds);
    }
    for (const auto wrong :
         {"", "2023-01-04", "2023-01-04 09:12:00Z", "2023-01-04T24:00:00Z", "2023-01-04T09:60:00Z",
          "2023-01-04T09:00:60Z", "2023-02-29T09:00:00Z", "2023-01-04T09:00:00+08:00", "2023-01-04T9:00:00Z"})
        CHECK_FALSE(parse_json_time(wrong));
}
