// Data files and tables as one another, and tables to be filled in, through the command line.
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

namespace {

/// A data file with nothing in it.
std::string no_records(const Folder& folder) {
    const std::string path = folder.file("empty.json");
    REQUIRE(run({"convert", "-", "--register", "training", "--to", "json", "-o", path},
                "日期,题目\r\n2023-05-06,甲\r\n")
                .code == 0);
    return path;
}

} // namespace

TEST_CASE("convert: a data file comes out as it went in, and its tables come in again without a change") {
    const Folder folder;
    const std::string data = folder.file("data.json"), again = folder.file("again.json");
    REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "3", "-o", data}).code == 0);
    REQUIRE(run({"convert", data, "--to", "json", "-o", again}).code == 0);
    CHECK(content(again) == content(data));
    CHECK(run({"convert", "-", "--to", "json"}, content(data)).out == content(data));
    struct {
        const char *reg, *to;
    } const tables[] = {{"mediation", "csv"}, {"lead", "xlsx"}};
    for (const auto& table_of : tables) {
        const std::string reg = table_of.reg, to = table_of.to;
        CAPTURE(reg);
        CAPTURE(to);
        const std::string table = folder.file("table." + to);
        const Result out = run({"convert", data, "--register", reg, "--to", to, "--json", "-o", table});
        REQUIRE(out.code == 0);
        const json said = json::parse(out.out);
        CHECK(said["records"] > 50);
        const json in =
            json::parse(run({"import", data, table, "--register", reg, "--dry-run", "--json"}).out);
        CHECK(in["unchanged"] == said["records"]);
        CHECK(in["problem_count"] == 0);
    }
    CHECK(run({"convert", data, "--register", "lead", "--to", "json"}).code == 2);
    CHECK(run({"convert", data, "--to", "csv"}).code == 2);
    CHECK(has(run({"convert", data, "--register", "lead", "--to", "xls"}).err, "saves as .xls"));
    CHECK(run({"convert", data, "--register", "lead", "--to", "xlsx", "--encoding", "utf8"}).code == 2);
    CHECK(run({"convert", data, "--register", "lead", "--to", "csv", "--json"}).code == 2);
}

TEST_CASE("convert: names for ids, yes and no, yuan, days; void records are left out, drafts are told") {
    const Folder folder;
    const auto made = [&](const std::string& table, const char* reg) {
        const std::string path = folder.file("made.json");
        REQUIRE(run({"convert", "-", "--register", reg, "--to", "json", "-o", path}, table).code == 0);
        return path;
    };
    const std::string data = made("编号,接收日期,渠道,事项,被投诉单位,涉及劳动者,主张金额,有效\r\n"
                                  "=\"00\"\"7\",2023年5月6日,来访,工资,示例甲厂,3,\"1,234.5\",√\r\n",
                                  "lead");
    const Result out = run({"convert", data, "--register", "lead", "--to", "csv"});
    CHECK(out.out ==
          "编号,接收日期,渠道,被投诉单位,事项,领域,镇街,涉及劳动者,主张金额,有效,处理方式,受理日期,立案日期,"
          "办结日期,追回工资人数,追回工资,经批准延期\r\n"
          "\"00\"\"7\",2023-05-06,来访,示例甲厂,工资支付,,,3,1234.50,是,,,,,,,\r\n");
    std::string text = content(data);
    const json lead = json::parse(text)["registers"]["lead"][0];
    CHECK(lead["no"] == "00\"7");
    CHECK(lead["channel"] == "visit");
    CHECK(lead["amount_claimed"] == "1234.50");
    CHECK(json::parse(text)["registers"]["employer"][0]["name"] == "示例甲厂");
    CHECK(json::parse(text)["registers"]["employer"][0]["state"] == "draft");
    CHECK(has(run({"convert", data, "--register", "employer", "--to", "csv"}).err,
              "1 records, 1 of them drafts"));
    text.replace(text.rfind("\"state\":\"draft\""), 15, "\"state\":\"void\"");
    const Result left = run({"convert", "-", "--register", "lead", "--to", "csv"}, with_checksum(text));
    CHECK(has(left.err, "0 records; 1 void left out"));
    CHECK_FALSE(has(left.out, "2023-05-06"));
    // What somebody could make a formula of is a text, and comes back as it was.
    const std::string risky = made("日期,题目\r\n2023-05-06,\"=HYPERLINK(\"\"x\"\")\"\r\n", "training");
    const Result safe = run({"convert", risky, "--register", "training", "--to", "csv"});
    CHECK(has(safe.out, ",\"'=HYPERLINK(\"\"x\"\")\","));
    CHECK(json::parse(content(made(safe.out, "training")))["registers"]["training"][0]["title"] ==
          "=HYPERLINK(\"x\")");
}

TEST_CASE("convert reads tables of any encoding and writes them in any") {
    const auto convert = [&](const std::string& input, std::vector<std::string> more) {
        std::vector<std::string> args{"convert", "-", "--register", "training"};
        args.insert(args.end(), more.begin(), more.end());
        return run(args, input);
    };
    const auto training = [&](const std::string& input) {
        const Result out = convert(input, {"--to", "json"});
        REQUIRE(out.code == 0);
        return json::parse(out.out)["registers"]["training"][0];
    };
    std::string text = "date,kind,title\r\n2023-05-06,lecture,普法䶮\r\n";
    for (const char* encoding : {"gb18030", "utf16", "utf8-bom", "utf8"}) {
        const Result there = convert(text, {"--to", "csv", "--encoding", encoding});
        REQUIRE(there.code == 0);
        CHECK(training(there.out)["title"] == "普法䶮");
        CHECK(training(there.out)["kind"] == "lecture");
        text = there.out;
    }
    // Rows as the core's module writes them.
    for (const char* rows : {"[{\"date\":\"2023-05-06\",\"title\":\"甲\"}]",
                             "\xEF\xBB\xBF{\"date\":\"2023-05-06\",\"title\":\"甲\"}\n"})
        CHECK(training(rows)["title"] == "甲");
}

TEST_CASE("convert: a table is taken whole or not at all") {
    const auto refused = [](const std::string& table, const char* why) {
        const Result out = run({"convert", "-", "--register", "training", "--to", "json"}, table);
        CAPTURE(out.err);
        CHECK(out.code == 1);
        CHECK(out.out == "");
        CHECK(has(out.err, why));
    };
    refused("date,kind\n2023-05-06,lecture\n2023-13-06,lecture\n",
            "line 3, column \"date\": there is no day \"2023-13-06\"");
    refused("date,kind,天气\n2023-05-06,lecture,晴\n", "column C \"天气\"");
    refused("date,title\n2023-05-06,甲\n2023-05-06,甲\n", "the same record as line 2");
    refused("[{\"date\":\"2023-13-06\"}]", "row 1, field date, byte 9: not a date");
    refused("date\n", "nothing below the head");
    CHECK(run({"convert", "-", "--register", "nope", "--to", "csv"}, "date\n").code == 2);
    CHECK(run({"convert", "-", "--register", "training", "--to", "xml"}, "date\n").code == 2);
    CHECK(run({"convert", "-", "--to", "json"}, "date\n2023-05-06\n").code == 2);
}

TEST_CASE("template: an empty table, in which nothing but what is filled in is a record") {
    const Folder folder;
    const std::string table = folder.file("lead.xlsx"), ledger = no_records(folder);
    const Result made = run({"template", "--register", "lead", "--json", "-o", table});
    REQUIRE(made.code == 0);
    const json columns = json::parse(made.out)["columns"];
    CHECK(columns[0] == json{{"head", "编号"}, {"field", "no"}, {"type", "text"}, {"required", true}});
    CHECK(run({"template", "--register", "lead", "-o", "-"}).out == content(table));
    const Result empty = run({"import", ledger, table, "--register", "lead", "--dry-run"});
    CHECK(empty.code == 2);
    CHECK(has(empty.err, "nothing below the head but an example"));
    // The same rows, as a spreadsheet saves them with one of somebody's own below.
    const std::string rows =
        "序号,编号,接收日期,渠道,事项,领域\r\n填写说明（不导入）,必填，文字,,,,\r\n"
        "示例（不导入）,示例,2024-01-15,来访,工资支付,建筑业\r\n1,甲1号,2023-05-06,来访,工资支付,建筑业\r\n";
    const std::string csv = folder.file("lead.csv");
    std::ofstream(csv, std::ios::binary) << rows;
    const json in =
        json::parse(run({"import", ledger, csv, "--register", "lead", "--dry-run", "--json"}).out);
    CHECK(in["new"] == 1);
    REQUIRE(in["skipped"].size() == 2);
    for (const json& row : in["skipped"]) CHECK(row["why"] == "example");
    CHECK(has(run({"import", ledger, csv, "--register", "lead", "--dry-run"}).out,
              "line 3 is no record: an example or a note"));
    CHECK(run({"template", "--register", "leed", "-o", table}).code == 2);
    CHECK(has(run({"template", "--register", "leed", "-o", table}).err, "did you mean lead?"));
    CHECK(run({"template", "--register", "lead", "--json", "-o", "-"}).code == 2);
}

TEST_CASE("convert: a store that this version left is read as its own export, by check and convert, plain "
          "and in a page") {
    const Folder folder;
    const std::string stored = files + "stores/format-3.mjrescue", out = folder.file("out.json");
    // From the counts to the checksum: the head names the program and its catalogue.
    const auto records_of = [](const std::string& data) {
        const size_t from = data.find("\"counts\"");
        return data.substr(from, std::min(data.find(",\n\"history\""), data.find(",\n\"checksum\"")) - from);
    };
    CHECK(run({"convert", stored, "--to", "json", "-o", out}).code == 0);
    CHECK(records_of(content(out)) == records_of(content(files + "stores/format-3.json")));
    CHECK(content(out).find("{\"at\":\"2026-11-29T15:07:27Z\",\"cause\":\"edit\"") != std::string::npos);
    CHECK(run({"convert", out, "--to", "json"}).out == content(out));
    CHECK(run({"convert", out, "--to", "json", "--without-history"}).out.find("history") ==
          std::string::npos);
    CHECK(run({"check", stored}).out.find("3 records of office fuling") != std::string::npos);
    std::ofstream(folder.file("page.html"))
        << "<!doctype html><script type=\"text/plain\" id=\"data\"></script>";
    REQUIRE(run({"pack", stored, "-o", folder.file("demo.html"), "--page", folder.file("page.html"),
                 "--everything"})
                .code == 0);
    CHECK(run({"convert", folder.file("demo.html"), "--to", "json", "-o", out}).code == 0);
    CHECK(records_of(content(out)) == records_of(content(files + "stores/format-3.json")));
    std::string cut = content(stored);
    cut.resize(cut.size() - 40);
    std::ofstream(folder.file("cut.mjrescue"), std::ios::binary) << cut;
    CHECK(run({"convert", folder.file("cut.mjrescue"), "--to", "json", "-o", folder.file("cut.json")}).code ==
          2);
    CHECK_FALSE(std::filesystem::exists(folder.file("cut.json")));
}
