#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using namespace mj;
using namespace mj::test;

namespace {

struct Odd {
    std::string_view file;  ///< in tests/files, without .json
    std::string_view error; ///< part of the problem's text; empty: it can be imported
};

constexpr Odd odd_files[] = {
    {"three-records", ""},
    {"pretty-printed-with-its-own-checksum", ""},
    {"broken-link-announced", ""},
    {"years", ""},
    {"years-planned", ""},
    {"years-mistyped", ""},
    {"deadlines", ""},
    // Not ours
    {"empty", "line 1, column 1: the file is empty (choose"},
    {"blank", "line 3, column 1: the file is empty"},
    {"plain-text", "this is not a Mingjing data file: it is not JSON with an object at the top"},
    {"web-page", "not a Mingjing data file: it is a web page or XML"},
    {"zip-archive", "not a Mingjing data file: it is a ZIP archive or an Office document (unpack"},
    {"gzip", "not a Mingjing data file: it is compressed (gzip)"},
    {"utf-16", "not a Mingjing data file: it is binary or UTF-16 text"},
    {"byte-order-mark", "it begins with a byte order mark, so another program has saved it anew"},
    {"foreign-list", "not a Mingjing data file: its JSON is a list"},
    {"foreign-object", "not a Mingjing data file: it does not begin with its format"},
    {"foreign-object-with-a-format", "not a Mingjing data file: its format is \"geojson\""},
    {"empty-object", "not a Mingjing data file: it is an empty object"},
    // Not of this version
    {"newer-version",
     "line 1, column 32: the file has version 5, this program reads up to 4 (use a newer Mingjing)"},
    {"version-missing", "the version of the file is missing"},
    {"version-as-text", "a version number is expected, found the text \"1\""},
    {"newer-catalogue-with-a-new-field",
     "unknown field \"drones\" (the file was written with catalogue 2031.4, here is"},
    {"newer-catalogue-with-a-new-code",
     "field channel: unknown code \"telepathy\" (the file was written with catalogue"},
    // Not whole
    {"truncated-in-the-format", "line 1, column 6: the file ends too early"},
    {"truncated-in-a-record",
     "record 1 (0010000000000002), field worker: the file ends too early (the copy is not"},
    {"truncated-before-the-checksum", "line 12, column 1: the file ends too early"},
    {"zeros-at-the-end", "field received: the file is damaged: the control character 0x00 inside a text"},
    {"two-files-joined", "line 13, column 1: the file is damaged: '{' where the end of the file is expected"},
    {"one-record-removed-by-hand", "register mediation: the file announces 2 records and has 1"},
    {"announces-too-many", "register mediation: the file announces 3 records and has 2"},
    {"announces-a-billion", "register mediation: the file announces 1000000000 records and has 2"},
    {"counts-missing", "\"counts\" is missing"},
    {"checksum-missing", "\"checksum\" is missing"},
    {"broken-link",
     "register mediation, record 1 (0010000000000002), field employer: no record 00100000000000ff in "
     "register employer; 1 link names a record that is not there"},
    {"announces-a-broken-link", "links to records that are not there: the file announces 1 and has 0"},
    // Changed after the export
    {"one-letter-changed",
     "line 12, column 12: the checksum is \"crc32c:4bba9e21\" but the content gives crc32c:10b38957"},
    {"pretty-printed", "line 56, column 15: the checksum is \"crc32c:4bba9e21\" but the content gives"},
    {"crlf-line-ends", "the file was changed after its export (its line ends, at least)"},
    {"checksum-of-another-kind", "the checksum is \"md5:4bba9e21\" but the content gives crc32c:4bba9e21"},
    {"member-after-the-checksum", "line 12, column 30: unknown member \"note\""},
    // Not JSON
    {"comment", "line 1, column 35: the file is damaged: '/' where a name in quotation marks is expected"},
    {"comma-after-the-last-field", "'}' where a name in quotation marks is expected"},
    {"invalid-utf-8",
     "line 5, column 256, register mediation, record 1 (0010000000000002), field worker: the file is "
     "damaged: the text is not valid UTF-8"},
    {"half-of-a-surrogate-pair", "field worker: the file is damaged: half of a surrogate pair"},
    {"line-end-inside-a-text", "field worker: the file is damaged: the control character 0x0a inside a text"},
    {"nested-too-deep", "field workers: a number is expected, found a list"},
    // Names that are unknown here
    {"unknown-member", "line 2, column 1: unknown member \"author\""},
    {"unknown-office", "unknown office \"atlantis\" (use the catalogue of that office)"},
    {"unknown-register", "line 2, column 25: unknown register \"dragon\""},
    {"unknown-field",
     "line 5, column 257, register mediation, record 1 (0010000000000002): unknown field \"wrokers\""},
    {"unknown-code",
     "line 5, column 188, register mediation, record 1 (0010000000000002), field cause: not in the "
     "code list: \"boredom\""},
    {"unknown-state",
     "record 2 (0010000000000003), field state: unknown state \"final\" (write draft, checked"},
    // Twice or not at all
    {"duplicate-id",
     "line 6, column 7, register mediation, record 2, field id: a record before this one has the same"},
    {"duplicate-id-across-registers",
     "register employer, record 1 (0010000000000001), field id: another register has"},
    {"duplicate-field", "field workers: the field is there twice"},
    {"duplicate-register", "line 11, column 1, register employer: the register is there twice"},
    {"record-without-id", "line 6, column 1, register mediation, record 2: the record has no \"id\""},
    {"record-without-state", "record 2 (0010000000000003): the record has no \"state\""},
    // Values
    {"malformed-id", "field id: not a record id: \"3\" (an id has 16 digits"},
    {"id-at-the-end",
     "record 2, field id: the record id 00100000fffffffe lies at the end of the range (give the record an id "
     "that ends in"},
    {"record-as-list", "register mediation: a record is expected, found a list"},
    {"impossible-date", "field closed: not a date: \"2023-02-29\" (write it as 2023-05-06)"},
    {"chinese-date", "field closed: not a date: \"2023年3月9日\""},
    {"date-in-1023", "field closed: the date is outside 1900 to 2199"},
    {"local-time", "field created: not a time: \"2023-04-02 09:00\" (write it as 2023-05-06T07:08:09Z)"},
    {"code-by-its-name", "field channel: not written as in an export: \"Online\" (write \"online\")"},
    {"number-for-a-text", "field worker: a text is expected, found the number 12"},
    {"text-for-a-flag", "field collective: true or false is expected, found the text \"no\""},
    {"text-for-a-count", "field workers: a number is expected, found the text \"3\""},
    {"object-for-a-field", "field workers: a number is expected, found an object"},
    {"decimal-count", "field workers: not a whole number: \"3.0\""},
    {"negative-count", "field workers: not a whole number: \"-3\""},
    {"amount-as-number",
     "field amount_claimed: an amount in quotation marks is expected, found the number 18000.00"},
    {"amount-with-commas", "not written as in an export: \"18,000.00\" (write \"18000.00\")"},
    {"null-field", "field workers: a number is expected, found null (leave out what has no value)"},
    {"empty-text", "field worker: an empty text (leave the field out"},
    {"text-of-4001-bytes", "field worker: the text is longer than 4000 bytes"},
};

std::string content(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::filesystem::path folder = std::filesystem::path(test::source_dir()) / "tests" / "files";

} // namespace

TEST_CASE("json import: odd files") {
    CatalogCheck own = load_catalog(embedded_catalog());
    REQUIRE(own.problems.empty());
    own.catalog.version = "2023.1"; // the files' own, whatever the program's is now
    std::set<std::string> listed;
    for (const Odd& odd : odd_files) {
        CAPTURE(odd.file);
        const std::string text = content(folder / (std::string(odd.file) + ".json"));
        listed.insert(std::string(odd.file));
        for (const size_t piece : {size_t(0), size_t(1), size_t(7)}) {
            const std::string error = import_error(own.catalog, text, piece);
            CAPTURE(error);
            if (odd.error.empty())
                CHECK(error == "");
            else
                CHECK(error.find(odd.error) != std::string::npos);
            CHECK(error.find('\n') == std::string::npos);
        }
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json") {
            CAPTURE(entry.path().string());
            CHECK(listed.count(entry.path().stem().string()) == 1);
        }
}

TEST_CASE("json import: the place part by part") {
    const CatalogCheck own = load_catalog(embedded_catalog());
    const auto date = imported(own.catalog, content(folder / "impossible-date.json"))->place();
    CHECK(date.line == 5);
    CHECK(date.column == 352);
    CHECK(date.reg == "mediation");
    CHECK(date.record == 1);
    CHECK(date.field == "closed");
    CHECK(date.value == "2023-02-29");
    const auto link = imported(own.catalog, content(folder / "broken-link.json"))->place();
    CHECK(link.line == 0);
    CHECK(link.reg == "mediation");
    CHECK(link.record == 1);
    CHECK(link.field == "employer");
    CHECK(link.value == "00100000000000ff");
    const auto zip = imported(own.catalog, content(folder / "zip-archive.json"))->place();
    CHECK(zip.line == 1);
    CHECK(zip.reg == "");
    CHECK(zip.record == 0);
}

TEST_CASE("json import: members in another order, spaces and escapes, but the same records") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    ledger.apply({{add(1, {{f_no, std::string("甲/乙")}, {f_people, int64_t(3)}}),
                   add(2, {{f_other, int64_t(id(1).bits)}})}});
    const std::string other = with_checksum(
        "\r\n{\"format\" : "
        "\"mingjing\",\t\"version\":1,\"registers\":{\"thing\":[{\"other\":\"0070000300000001\","
        "\"changed\":\"2023-11-14T22:13:20Z\",\"state\":\"\\u0063hecked\",\"created\":\"2023-11-14T22:13:"
        "20Z\","
        "\n"
        "\"\\u0069d\":\"0070000300000002\"},{\"people\":3,\"id\":\"0070000300000001\",\"state\":\"checked\","
        "\"no\":\"\\u7532\\/"
        "乙\",\"created\":\"2023-11-14T22:13:20Z\",\"changed\":\"2023-11-14T22:13:20Z\"}]},"
        "\"counts\":{\"thing\":2},\"catalog\":\"older\",\"office\":\"here\", "
        "\"checksum\":\"crc32c:00000000\" } ");
    for (size_t piece = 0; piece <= 64; ++piece) {
        const auto task = imported(catalog, other, piece);
        REQUIRE_MESSAGE(!task->problem(), task->problem()->text());
        CHECK(exported(task->take()) == exported(ledger));
    }
}

TEST_CASE("json import: mistakes in the frame") {
    const Catalog catalog = two_registers();
    const std::string begin = "{\"format\":\"mingjing\",\"version\":1,",
                      end = ",\"checksum\":\"crc32c:00000000\"}";
    const std::string rest = "\"office\":\"here\",\"catalog\":\"test\",\"counts\":{},\"registers\":{}";
    CHECK(import_error(catalog, with_checksum(begin + rest + end)) == "");
    struct {
        std::string text, error;
    } const cases[] = {
        {begin + rest + ",\"office\":\"here\"" + end, "\"office\" is there twice"},
        {begin + rest + ",\"checksum\":\"crc32c:00000000\",\"broken_links\":0}",
         "nothing may follow the checksum"},
        {begin + "\"office\":7" + end, "the id of an office is expected, found the number 7"},
        {begin + "\"office\":{}" + end, "the id of an office is expected, found an object"},
        {begin + "\"catalog\":null" + end, "the version of the catalogue is expected, found null"},
        {begin + "\"counts\":[]" + end, "an object of counts is expected, found a list"},
        {begin + "\"counts\":{\"thing\":\"1\"}" + end, "register thing: a number of records is expected"},
        {begin + "\"counts\":{\"thing\":-1}" + end, "a number of records is expected, found the number -1"},
        {begin + "\"counts\":{\"thing\":1,\"thing\":1}" + end, "its count is there twice"},
        {begin + "\"registers\":[]" + end, "an object of registers is expected, found a list"},
        {begin + "\"registers\":{\"thing\":{}}" + end, "register thing: a list of records is expected"},
        {begin + "\"registers\":{\"thing\":[7]}" + end, "a record is expected, found the number 7"},
        {begin + rest + ",\"broken_links\":true" + end, "a number is expected, found true"},
        {begin + rest + ",\"checksum\":7}", "a checksum is expected, found the number 7"},
        {"{\"format\":[\"mingjing\"],\"version\":1}", "its format is a list"},
        {"{\"format\":\"mingjing\",\"version\":0}", "a version number is expected, found the number 0"},
        {"{\"format\":\"mingjing\",\"version\":1e0}", "a version number is expected, found the number 1e0"},
        {"{\"format\":\"mingjing\",\"version\":99999999999999999999}", "a version number is expected"},
        {"{\"format\":\"mingjing\"}", "\"version\" is missing"},
        {"{\"format\":\"mingjing\",\"version\":1}", "\"office\" is missing"},
        {"[", "its JSON is a list"},
        {"{", "the file ends too early"},
        {"{]", "this is not a Mingjing data file: ']' where a name in quotation marks or } is expected"},
        {"   \"text\"", "it is not JSON with an object at the top"},
        {"        7", "line 1, column 9: this is not a Mingjing data file"},
    };
    for (const auto& c : cases) {
        const std::string error = import_error(
            catalog, c.text.find("\"checksum\":\"") != std::string::npos ? with_checksum(c.text) : c.text);
        CAPTURE(c.text);
        CAPTURE(error);
        CHECK(error.find(c.error) != std::string::npos);
    }
}

TEST_CASE("json import: texts that are shown are short and on one line") {
    const Catalog catalog = small_catalog();
    const auto error_of = [&](const std::string& cell) {
        return import_error(catalog,
                            "{\"format\":\"mingjing\",\"version\":1,\"registers\":{\"thing\":[{\"id\":"
                            "\"0070000300000001\"," +
                                cell);
    };
    CHECK(error_of("\"kind\":\"a\\nb\"").find("not in the code list: \"a␊b\"") != std::string::npos);
    CHECK(error_of("\"kind\":\"" + std::string(9000, 'x') + "\"").size() < 300);
    CHECK(error_of("\"people\":" + std::string(300, '9') + "}").size() < 300);
    std::string chinese;
    for (int i = 0; i < 100; ++i) chinese += "中";
    const std::string error = error_of("\"" + chinese + "\":1");
    CHECK(error.find("中中…\"") != std::string::npos);
    CHECK(error_of("\"date\":\" 2023-05-06\"")
              .find("not written as in an export: \" 2023-05-06\" (write \"2023-05-06\")") !=
          std::string::npos);
    CHECK(error_of("\"money\":\"1.5\"").find("(write \"1.50\")") != std::string::npos);
    CHECK(error_of("\"money\":\"01.50\"").find("(write \"1.50\")") != std::string::npos);
    CHECK(error_of("\"money\":\"99999999999999999.00\"").find("not an amount") != std::string::npos);
    CHECK(error_of("\"other\":\"0070000300000001 \"").find("(write \"0070000300000001\")") !=
          std::string::npos);
    CHECK(error_of("\"people\":2000000001}").find("between 0 and 2,000,000,000") != std::string::npos);
}
