#include "cli/table.hpp"
#include "core/indicator/figures.hpp"
#include "core/sample/sample.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/source_dir.hpp"

#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

/// Generated once: several cases need it.
const std::string& sample() {
    static const std::string text =
        run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", "-"}).out;
    return text;
}

} // namespace

TEST_CASE("command line: what cannot be done says so in one line and exits 2") {
    const struct {
        std::vector<std::string> args;
        std::string_view error;
    } cases[] = {
        {{"figuers", "x"}, "mingjing: unknown command \"figuers\" (did you mean figures?)"},
        {{"figures", "x", "--yaer", "2023"},
         "mingjing figures: unknown option --yaer (did you mean --year?)"},
        {{"figures", "x", "--jsn"}, "unknown option --jsn (did you mean --json?)"},
        {{"figures", "x", "-year"}, "unknown option -year (did you mean --year?)"},
        {{"figures", "x"}, "option --year is missing (add --year Y)"},
        {{"figures", "--year", "2023"}, "no file is named"},
        {{"figures", "x", "y", "--year", "2023"}, "unexpected \"y\" (name 1 file)"},
        {{"figures", "x", "--year"}, "--year: its value is missing (write --year Y)"},
        {{"figures", "x", "--year", "23"}, "--year: not a whole number from 1900 to 2199: \"23\""},
        {{"figures", "x", "--year", "2023x"}, "--year: not a whole number"},
        {{"figures", "x", "--year=2023", "--year=2024"}, "--year: given twice"},
        {{"figures", "x", "--year=2023", "--csv=1"}, "--csv: takes no value"},
        {{"figures", "x", "--year=2023", "--csv", "--json"}, "--csv and --json exclude each other"},
        {{"figures", "/nowhere/x.json", "--year=2023"},
         "/nowhere/x.json: the file cannot be opened: No such file"},
        {{"figures", files, "--year=2023"}, "this is a folder"},
        {{"figures", files + "impossible-date.json", "--year=2023"},
         "impossible-date.json: line 5, column 352, register"},
        {{"check", "x", "--catalog", "/nowhere"}, "/nowhere: the folder cannot be read"},
        {{"check", "x", "--catalog", test::source_dir() + "/cli"}, "no .json file in this folder"},
        {{"generate"}, "option -o is missing (add -o FILE)"},
        {{"generate", "-o", "-", "extra"}, "unexpected \"extra\" (this command reads no file)"},
        {{"generate", "-o", "/nowhere/x.json"}, "/nowhere/x.json: the file cannot be written: No such file"},
        {{"generate", "-o", "-", "--scale", "0"}, "--scale: not a whole number from 1 to 1000"},
        {{"generate", "-o", "-", "--seed", "-1"}, "--seed: not a whole number"},
        {{"generate", "-o", "-", "--office", "fulin"},
         "--office: unknown office \"fulin\" (did you mean fuling?)"},
        {{"generate", "-o", "-", "--until", "2024-02-30"}, "--until: not a day of 2024: \"2024-02-30\""},
        {{"generate", "-o", "-", "--until", "2023-05-01"}, "--until: not a day of 2024"},
    };
    for (const auto& c : cases) {
        const Result r = run(c.args);
        CAPTURE(r.err);
        CAPTURE(c.error);
        CHECK(r.code == 2);
        CHECK(r.out == "");
        CHECK(has(r.err, c.error));
        CHECK(std::count(r.err.begin(), r.err.end(), '\n') == 1);
    }
}

TEST_CASE("command line: help and version") {
    CHECK(run({}).code == 2);
    CHECK(has(run({}).err, "mingjing generate --office ID"));
    for (const auto& args : std::vector<std::vector<std::string>>{{"help"}, {"--help"}, {"-h"}}) {
        CHECK(run(args).code == 0);
        CHECK(has(run(args).out, "mingjing figures FILE --year Y"));
    }
    CHECK(run({"help", "figures"}).out == run({"figures", "--help"}).out);
    CHECK(has(run({"help", "figures"}).out, "--csv"));
    CHECK(run({"help", "figurs"}).code == 2);
    const Result version = run({"--version"});
    CHECK(version.code == 0);
    const std::string build = content(test::source_dir() + "/CMakeLists.txt");
    const size_t said = build.find("project(mingjing VERSION ") + 25;
    CHECK(has(version.out, "mingjing " + build.substr(said, build.find(' ', said) - said) + "\n"));
    CHECK(has(version.out, "catalogue " + load_catalog(embedded_catalog()).catalog.version));
}

TEST_CASE("command line: check") {
    Result r = run({"check", files + "three-records.json"});
    CHECK(r.code == 1); // a sound file whose records break two rules
    CHECK(r.err == "");
    CHECK(has(r.out,
              "three-records.json: 2 errors and 0 warnings, 3 records of office fuling, crc32c:4bba9e21\n"));
    CHECK(has(r.out, "\n  mediation  调解      2\n  employer   用人单位  1\n"));
    CHECK(run({"check", "-"}, content(files + "three-records.json")).code == 1);
    r = run({"check", "--json", "--", files + "three-records.json"});
    auto tree = nlohmann::json::parse(r.out);
    CHECK(tree["ok"] == false);
    CHECK(tree["records"] == 3);
    CHECK(tree["registers"] == nlohmann::json{{"mediation", 2}, {"employer", 1}});
    REQUIRE(tree["problems"].size() == 2);
    CHECK(tree["problems"][0]["code"] == "mediation_closed");
    CHECK(tree["problems"][1]["code"] == "credit_code");
    r = run({"check", files + "three-records.json", "--register=lead"});
    CHECK(r.code == 0);
    CHECK(has(r.out, "three-records.json: nothing wrong, 3 records"));

    r = run({"check", files + "impossible-date.json"});
    CHECK(r.code == 1);
    CHECK(r.err == "");
    CHECK(has(
        r.out,
        "impossible-date.json: line 5, column 352, register mediation, record 1 (0010000000000002), field "
        "closed: not a date: \"2023-02-29\" (write it as 2023-05-06)\n"));
    r = run({"check", "-", "--json"}, content(files + "impossible-date.json"));
    CHECK(r.code == 1);
    tree = nlohmann::json::parse(r.out);
    CHECK(tree["file"] == "-");
    CHECK(tree["ok"] == false);
    REQUIRE(tree["problems"].size() == 1);
    const auto& problem = tree["problems"][0];
    CHECK(problem["line"] == 5);
    CHECK(problem["column"] == 352);
    CHECK(problem["register"] == "mediation");
    CHECK(problem["record"] == 1);
    CHECK(problem["field"] == "closed");
    CHECK(problem["value"] == "2023-02-29");
    CHECK(problem["reason"] == "not a date: \"2023-02-29\"");
    CHECK(problem["fix"] == "write it as 2023-05-06");
    CHECK(run({"check", "-"}).code == 1);
}

TEST_CASE("command line: check lists what breaks a rule, record by record") {
    const auto found = [](const char* file, std::vector<std::string> more = {}) {
        std::vector<std::string> args{"check", files + "cases/" + file, "--on=2026-12-01", "--json"};
        args.insert(args.end(), more.begin(), more.end());
        const Result r = run(args);
        const auto tree = nlohmann::json::parse(r.out);
        CHECK(tree["ok"] == (r.code == 0));
        CHECK(tree["errors"] == tree["problems"].size());
        std::string out;
        for (const auto& p : tree["problems"])
            out += p["id"].get<std::string>().substr(15) + " " + p["field"].get<std::string>() + " " +
                   p["code"].get<std::string>() + "\n";
        return out;
    };
    CHECK(found("24a-dup.json") == "1 case_no key_used\n2 case_no key_used\n");
    CHECK(found("24b-missing.json") == "1 case_no required\n1 cause required\n1 street required\n");
    CHECK(found("24c-reversed.json") == "1 closed mediation_closed\n2 received future\n");
    CHECK(found("24c-reversed.json", {"--register", "lead"}) == "");
    CHECK(run({"check", files + "cases/24a-dup.json", "--register=leads"}).code == 2);
    const Result text = run({"check", files + "cases/24c-reversed.json", "--on=2026-12-01"});
    CHECK(text.code == 1);
    CHECK(has(text.out, "24c-reversed.json: 2 errors and 0 warnings, 2 records of office fuling"));
    CHECK(has(text.out, "error: mediation 0010000000000001, field closed \"2025-03-01\": Closed is before "
                        "\"Received\" (2026-03-01) (correct it, or keep the record as a draft)\n"));
}

TEST_CASE("command line: figures") {
    // Of a register that was never used nothing can be said: the value is empty.
    const std::string few_records = files + "three-records.json";
    const Result csv = run({"figures", few_records, "--year=2023", "--csv"});
    REQUIRE(csv.code == 0);
    CHECK(csv.err == "");
    CHECK(has(csv.out, "\nstudy.party_group,,次\n"));
    CHECK(has(csv.out, ",1,件\n")); // the other case is a draft
    const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    std::istringstream lines(csv.out);
    std::string line;
    std::getline(lines, line);
    CHECK(line == "id,value,unit");
    for (const Indicator& indicator : catalog.indicators) {
        REQUIRE(std::getline(lines, line));
        CHECK(line.rfind(indicator.id + ",", 0) == 0);
        CHECK(line.substr(line.rfind(',') + 1) == indicator.unit.zh);
    }
    CHECK_FALSE(std::getline(lines, line));
    const Result json = run({"figures", few_records, "--year", "2023", "--json"});
    const auto tree = nlohmann::json::parse(json.out);
    REQUIRE(tree["figures"].size() == catalog.indicators.size());
    std::string again = "id,value,unit\n";
    for (const auto& f : tree["figures"])
        again += f["id"].get<std::string>() + "," + (f["value"].is_null() ? "" : f["value"].dump()) + "," +
                 f["unit"].get<std::string>() + "\n";
    CHECK(again == csv.out);

    const Result table = run({"figures", few_records, "--year", "2023"});
    std::istringstream rows(table.out);
    size_t width = 0;
    for (const Indicator& indicator : catalog.indicators) {
        while (std::getline(rows, line) && !has(line, "  " + indicator.id)) {
        }
        const size_t at = cli::terminal_width(line.substr(0, line.rfind(' ')));
        if (!width) width = at;
        CHECK(at == width);
        CHECK(has(line, indicator.name.zh));
    }
}

TEST_CASE("command line: clocks") {
    const std::string file =
        files + "three-records.json"; // a mediation of 8 days, one begun on 2 April and never closed
    const std::string first = "rule,record,state,due,latest,days\nmediation.close,0010000000000003,";
    Result r = run({"clocks", file, "--csv"}); // on the newest day, when it began
    CHECK(r.code == 0);
    CHECK(r.out == first + "runs,2023-04-17,2023-04-17,15\n");
    r = run({"clocks", file, "--csv", "--on", "2023-04-18"});
    CHECK(r.code == 1);
    CHECK(r.out == first + "broken,2023-04-17,2023-04-17,-1\n");
    r = run({"clocks", file, "--on", "2023-04-17"});
    CHECK(r.code == 0);
    CHECK(has(r.out, "0 broken     1 running     0 suspended     1 kept     0 late     0 undecided     0 "
                     "without their day  "
                     "mediation.close"));
    CHECK(run({"clocks", file, "--on", "17 April"}).code == 2);
    CHECK(run({"clocks", file, "--on", "2023-02-01", "--csv"}).out == "rule,record,state,due,latest,days\n");
}

TEST_CASE("command line: generate") {
    const Folder folder;
    const std::string file = folder.file("样例.json");
    const Result r = run({"generate", "--seed", "1", "-o", file});
    CHECK(r.code == 0);
    CHECK(has(r.out, file + ": "));
    CHECK((content(file) == sample())); // in brackets: 11 MB are not to be printed
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
    const Result full = run({"generate", "-o", "/dev/full"});
    CHECK(full.code == 2);
    CHECK(has(full.err, "/dev/full: writing failed: No space left on device"));
    // What cannot be finished leaves the old file alone.
    CHECK(run({"generate", "--office", "nowhere", "-o", file}).code == 2);
    CHECK(std::filesystem::file_size(file) == sample().size());
    CHECK(run({"generate", "-o", folder.path.string()}).code == 2);
}

TEST_CASE("command line: the generated file comes back byte for byte") {
    const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    const auto task = imported(catalog, sample(), 1 << 20);
    REQUIRE(!task->problem());
    CHECK((exported(task->take(), "fuling") == sample()));
}

TEST_CASE("command line: another catalogue") {
    const Folder folder;
    const std::filesystem::path own = std::filesystem::path(test::source_dir()) / "assets" / "catalog";
    for (const auto& entry : std::filesystem::directory_iterator(own))
        std::filesystem::copy(entry.path(), folder.path / entry.path().filename());
    CHECK(run({"check", files + "three-records.json", "--catalog", folder.path.string()}).code == 1);
    std::string offices = content(folder.file("offices.json"));
    const size_t at = offices.find("\"fuling\"");
    REQUIRE(at != std::string::npos);
    std::ofstream(folder.file("offices.json"), std::ios::binary) << offices.replace(at, 8, "\"elsewhere\"");
    const Result r = run({"check", files + "three-records.json", "--catalog", folder.path.string()});
    CHECK(r.code == 1);
    CHECK(has(r.out, "unknown office \"fuling\""));
    std::ofstream(folder.file("offices.json")) << "{";
    const Result broken = run({"check", files + "three-records.json", "--catalog", folder.path.string()});
    CHECK(broken.code == 2);
    CHECK(has(broken.err, "mingjing check: "));
    CHECK(has(broken.err, "offices.json"));
}

TEST_CASE("command line: output that cannot be written is no success") {
    std::istringstream in;
    std::ostringstream out, err;
    out.setstate(std::ios::badbit);
    CHECK(cli::run({"check", files + "three-records.json"}, {in, out, err}) == 2);
    CHECK(has(err.str(), "standard output cannot be written"));
}

TEST_CASE("command line: columns of a terminal and cells of CSV") {
    CHECK(cli::terminal_width("abc") == 3);
    CHECK(cli::terminal_width("调解") == 4);
    CHECK(cli::terminal_width("“线上+线下”") == 11);
    CHECK(cli::terminal_width("𠅤é–（）") == 8);
    CHECK(cli::left("调解", 6) == "调解  ");
    CHECK(cli::right("7", 3) == "  7");
    CHECK(cli::left("long", 2) == "long");
    CHECK(cli::csv_cell("万元") == "万元");
    CHECK(cli::csv_cell("a,\"b\"") == "\"a,\"\"b\"\"\"");
}
