#include "core/exchange/rows.hpp"
#include "core/exchange/rows_write.hpp"
#include "tests/unit/core/query/random_ledger.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

ByteView bytes(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

struct Read {
    std::string problem;
    RowPlace place;
    uint32_t rows = 0;
};

/// In pieces of 1 to `most` bytes.
Read read(Ledger& ledger, RowFormat format, std::string_view text, uint32_t most = 1 << 20,
          uint32_t seed = 1) {
    const auto reader =
        format == RowFormat::json ? read_json_rows(ledger, 0, 7, 9) : read_csv_rows(ledger, 0, 7, 9);
    reader->expect(text.size());
    Dice dice{seed};
    while (!text.empty()) {
        const size_t n = std::min<size_t>(text.size(), 1 + dice.roll(most));
        if (!reader->feed(bytes(text.substr(0, n)))) break;
        text.remove_prefix(n);
    }
    Read out;
    if (!reader->finish()) out.problem = reader->problem()->text();
    out.place = reader->place();
    out.rows = ledger.table(0).rows();
    return out;
}

std::string write(const Ledger& ledger, RowFormat format) {
    RowWriter writer(ledger, 0, format, living(ledger.table(0)));
    std::string out;
    while (writer.next(out)) {
    }
    return out;
}

} // namespace

TEST_CASE("rows written and read again are the same, in pieces of any size") {
    const Catalog catalog = small_catalog();
    for (const RowFormat format : {RowFormat::json, RowFormat::csv})
        for (const uint32_t size : {0u, 1u, 40u, 5000u}) {
            Dice dice{size + 1};
            Ledger ledger(catalog);
            for (uint32_t i = 1; i <= size; ++i) {
                Edit e = random_record(dice, i);
                if (e.values.empty() && format == RowFormat::csv) e.values.push_back({f_people, int64_t(1)});
                ledger.apply({{e}});
            }
            const std::string text = write(ledger, format);
            for (const uint32_t most : {1u, 7u, 100u, 70'000u, 1u << 20}) {
                if (size > 100 && most < 7) continue;
                Ledger again(catalog);
                const Read got = read(again, format, text, most, most);
                REQUIRE(got.problem == "");
                CHECK(got.rows == size);
                CHECK(write(again, format) == text);
            }
        }
}

TEST_CASE("JSON rows: what is allowed") {
    const Catalog catalog = small_catalog();
    const auto ok = [&](std::string_view text, std::string_view expected) {
        for (const uint32_t most : {1u, 3u, 1000u}) {
            Ledger ledger(catalog);
            CHECK(read(ledger, RowFormat::json, text, most).problem == "");
            CHECK(write(ledger, RowFormat::json) == expected);
        }
    };
    ok("[]", "[]\n");
    ok(" [ { } ]\n", "[\n{}\n]\n");
    ok("\xEF\xBB\xBF[{\"no\":\"a\"}]", "[\n{\"no\":\"a\"}\n]\n");
    ok("{\"no\":\"a\"}\n{\"kind\":\"red\"}\n", "[\n{\"no\":\"a\"},\n{\"kind\":\"red\"}\n]\n");
    ok("[{\"people\" : 12 ,\"no\": \"\\u6d9d\\t\\\"\\ud83d\\ude00\", "
       "\"money\":0.5,\"open\":false,\"due\":null}]",
       "[\n{\"no\":\"涝\\u0009\\\"😀\",\"open\":false,\"people\":12,\"money\":0.50}\n]\n");
    ok("[{\"money\":\"1,234.5\",\"date\":\"2024-02-29\",\"kind\":\"红\"}]",
       "[\n{\"kind\":\"red\",\"date\":\"2024-02-29\",\"money\":1234.50}\n]\n");
}

TEST_CASE("wrong files say where and why, and leave nothing behind") {
    const Catalog catalog = small_catalog();
    struct Case {
        RowFormat format;
        std::string_view text;
        std::string_view reason;
        uint64_t row;
        uint64_t byte;
    };
    constexpr RowFormat json = RowFormat::json, csv = RowFormat::csv;
    const Case cases[] = {
        {json, "", "the file is empty", 1, 0},
        {json, "[", "ends before ]", 1, 1},
        {json, "[{\"no\":\"a\"}", "ends before ]", 2, 11},
        {json, "[{\"no\":\"a\"},{\"no\":\"b", "ends within a row", 2, 12},
        {json, "[{\"no\":\"a\"} {}]", "a comma or ] is expected", 2, 12},
        {json, "[{\"no\":\"a\"}] x", "text after the end", 2, 13},
        {json, "[{\"nope\":1}]", "unknown field \"nope\"", 1, 2},
        {json, "[{\"no\":\"a\",\"no\":\"b\"}]", "stands twice", 1, 16},
        {json, "[{\"no\":12}]", "not a value of this field", 1, 7},
        {json, "[{\"people\":01}]", "not a value of this field", 1, 11},
        {json, "[{\"people\":1.5}]", "not a whole number", 1, 11},
        {json, "[{\"people\":3000000000}]", "between 0 and 2,000,000,000", 1, 11},
        {json, "[{\"date\":\"2023-02-30\"}]", "not a date", 1, 9},
        {json, "[{\"date\":\"1700-01-01\"}]", "outside 1900 to 2199", 1, 9},
        {json, "[{\"kind\":\"pink\"}]", "not in the code list", 1, 9},
        {json, "[{\"money\":1.234}]", "not an amount", 1, 10},
        {json, "[{\"no\":\"a\nb\"}]", "control character", 1, 9},
        {json, "[{\"no\":\"\\ud83d\"}]", "surrogate", 1, 8},
        {json, "[{\"no\":\"\\x\"}]", "unknown escape", 1, 8},
        {json, "[{\"no\":\"\xFF\"}]", "not valid UTF-8", 1, 7},
        {json, "[{\"no\" \"a\"}]", "a colon is expected", 1, 7},
        {json, "[[]]", "an object is expected", 1, 1},
        {csv, "", "the file is empty", 1, 0},
        {csv, "no,nope\r\n", "unknown field \"nope\"", 1, 3},
        {csv, "no,no\r\n", "stands twice", 1, 3},
        {csv, "no,people\r\na,1\r\nb\r\n", "fewer cells", 2, 17},
        {csv, "no,people\r\na,1,2\r\n", "more cells", 1, 15},
        {csv, "no,people\r\na,x\r\n", "not a whole number", 1, 13},
        {csv, "no\r\n\"a", "never closed", 1, 4},
        {csv, "no\r\n\"a\"b\r\n", "after a closed quote", 1, 7},
        {csv, "no\r\na\"b\r\n", "does not begin with one", 1, 5},
    };
    for (const Case& c : cases)
        for (const uint32_t most : {1u, 5u, 1000u}) {
            Ledger ledger(catalog);
            ledger.apply({{add(1, {{f_no, std::string("before")}})}});
            const Read got = read(ledger, c.format, c.text, most);
            CAPTURE(c.text);
            CHECK_MESSAGE(got.problem.find(c.reason) != std::string::npos, got.problem);
            CHECK(got.place.row == c.row);
            CHECK(got.place.byte == c.byte);
            CHECK(got.rows == 1);
        }
}

TEST_CASE("CSV rows: separators, quotes, line ends and names") {
    const Catalog catalog = small_catalog();
    const std::string expected = "no,kind,open,date,due,people,money,other\r\n\"a,\"\"b\"\"\",red,,,,12,,"
                                 "\r\n\"x\ny\",,true,,,,1.00,\r\n";
    for (const char* text :
         {"no,kind,open,people,money\n\"a,\"\"b\"\"\",red,,12,\n\"x\ny\",,yes,,1\n",
          "no;kind;open;people;money\r\n\"a,\"\"b\"\"\";red;;12;\r\n\r\n\"x\ny\";;true;;1.0",
          "no\tkind\topen\tpeople\tmoney\r\n\"a,\"\"b\"\"\"\tred\t\t12\t\r\n\"x\ny\"\t\tyes\t\t1.00\r\n"})
        for (const uint32_t most : {1u, 4u, 1000u}) {
            Ledger ledger(catalog);
            CHECK(read(ledger, RowFormat::csv, text, most).problem == "");
            CHECK(write(ledger, RowFormat::csv) == expected);
        }
}
