// mingjing sql and the lines it loads: what is written and what is refused. What databases make of it: tests/golden/sql.mjs.
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/real_catalog.hpp"

using namespace mj;
using namespace mj::test;

namespace {
size_t count(const std::string& text, const std::string& part) {
    size_t n = 0;
    for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++n;
    return n;
}
} // namespace

TEST_CASE("sql: every register is a table and every indicator a view, once, in each dialect") {
    const Catalog& catalog = real_catalog();
    for (const std::string dialect : {"duckdb", "postgresql", "clickhouse", "spark"}) {
        CAPTURE(dialect);
        const Result all = run({"sql", "--dialect", dialect, "--years", "2021-2023", "--on", "2023-05-06"});
        CHECK(all.code == 0);
        const std::string quote = dialect == "clickhouse" || dialect == "spark" ? "`" : "\"";
        for (const Register& reg : catalog.registers)
            CHECK(count(all.out, "CREATE TABLE " + quote + reg.id + quote + " (") == 1);
        for (const Indicator& indicator : catalog.indicators) {
            std::string id = indicator.id;
            std::replace(id.begin(), id.end(), '.', '_');
            CHECK(count(all.out, "CREATE VIEW " + quote + "figure_" + id + quote) == 1);
            CHECK(has(all.out, indicator.of.sentence.zh));
        }
        CHECK(has(all.out, "('2023', 2023, TRUE, CAST('2023-01-01' AS "));
        CHECK(has(all.out, "CAST('2023-05-06' AS ")); // the year is known up to that day
    }
}

TEST_CASE("sql: what is asked for wrongly is said") {
    const Result dialect = run({"sql", "--dialect", "oracle"});
    CHECK(dialect.code == 2);
    CHECK(has(dialect.err, "duckdb, postgresql, clickhouse, spark"));
    for (const std::string years : {"2023-2021", "x", "2023-H1", "2021-2022-2023"}) {
        const Result bad = run({"sql", "--dialect", "duckdb", "--years", years});
        CHECK(bad.code == 2);
        CHECK(has(bad.err, "2019-2023"));
    }
    const Folder folder;
    CHECK(has(run({"sql", "--dialect", "duckdb", "--load", folder.file("none")}).err, "add --to jsonl"));
    // A name that a shell or the database would read otherwise.
    for (const std::string name : {"it's", "a\"b", "a`b", "a$(b)", "a\\b"})
        CHECK(run({"sql", "--dialect", "postgresql", "--load", folder.file(name)}).code == 2);
}

TEST_CASE("sql: an indicator that no view can reckon is named") {
    const Folder folder;
    std::filesystem::copy(source_dir() + "/assets/catalog", folder.path / "catalog",
                          std::filesystem::copy_options::recursive);
    const std::string path = folder.file("catalog/indicators.json");
    std::string rows = content(path);
    const size_t first = rows.find("\"indicators\": [") + 15;
    rows.insert(
        first + 1,
        R"({"id": "employer.sound", "zh": "代码无误", "en": "Sound codes", "unit": {"zh": "户", "en": "employers"}, "clause": "2.3", "of": {"register": "mediation", "measure": "count",
        "where": [{"field": "case_no", "credit_code": true}], "when": {"date": "received"}, "sentence": {"zh": "代码无误", "en": "Sound codes"}}},)");
    std::ofstream(path, std::ios::binary) << rows;
    const Result bad = run({"sql", "--dialect", "duckdb", "--catalog", (folder.path / "catalog").string()});
    CHECK(bad.code == 2);
    CHECK_MESSAGE(has(bad.err, "employer.sound"), bad.err);
}

TEST_CASE("lines for databases: personal fields only when asked for, and by conditions too") {
    const Folder folder;
    const std::string file = folder.file("sample.json"), lines = folder.file("lines");
    REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", file}).code == 0);
    const Result nowhere = run({"convert", file, "--to", "jsonl"});
    CHECK(nowhere.code == 2);
    CHECK(has(nowhere.err, "add -o FOLDER"));
    CHECK(run({"convert", file, "--to", "json", "--personal", "-o", folder.file("x")}).code == 2);
    const Result plain = run({"convert", file, "--to", "jsonl", "--json", "-o", lines});
    CHECK(plain.out == "{\"records\":34266}\n");
    CHECK(content(lines + "/mediation.jsonl.gz").starts_with("\x1f\x8b"));

    const std::vector<std::string> ask{"export",  file,      "--register", "mediation",
                                       "--where", "in=2023", "--to",       "jsonl"};
    auto with = ask;
    with.push_back("--personal");
    const Result few = run(ask), all = run(with);
    CHECK(count(few.out, "\n") == 1015);
    CHECK(count(all.out, "\n") == 1015);
    CHECK(!has(few.out, "\"worker\""));
    CHECK(has(all.out, "\"worker\""));
    CHECK(has(few.out, "\"office\":\"fuling\""));
    CHECK(run({"export", file, "--register", "mediation", "--to", "json"}).code == 2);
}
