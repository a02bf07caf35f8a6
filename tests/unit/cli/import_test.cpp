// Tables as offices write them, one oddity a file, through the real command line: tests/files/tables/import/expected.json says of
// each what goes in and what is said of the rest. "columns" lists those without a field, "understood" all but codes by name.
#include "core/exchange/json.hpp"
#include "core/workbook/xlsx_write.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <nlohmann/json.hpp>
#include <set>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

namespace {

const std::string import_files = files + "tables/import/";

/// A data file with nothing in it, with some employers, or with a lead too.
std::string write_ledger(const Folder& folder, const std::string& kind) {
    const Catalog& catalog = real_catalog();
    Ledger ledger(catalog);
    uint32_t sequence = 0;
    const auto add = [&](const char* reg_id, State state,
                         std::vector<std::pair<const char*, const char*>> values) {
        const int r = catalog.find_register(reg_id);
        const Register& reg = catalog.registers[size_t(r)];
        const RecordId id = RecordId::of(1, 1, ++sequence);
        const uint32_t row = ledger.append(r, {id, 1700000000, 1700000000, state});
        for (const auto& [field, text] : values) {
            const int f = reg.find(field);
            ledger.set(r, row, f, *parse_value(catalog, reg.fields[size_t(f)], text));
        }
    };
    if (kind != "empty") {
        add("employer", State::checked,
            {{"credit_code", "91500102MA0000001D"}, {"name", "示例江北建工有限公司"}});
        add("employer", State::draft, {{"name", "示例（涪陵）服装厂"}});
        add("employer", State::draft, {{"name", "示例同名厂"}});
        add("employer", State::draft, {{"name", "示例同名厂"}});
    }
    if (kind == "leads")
        add("lead", State::checked,
            {{"no", "甲（2023）1号"},
             {"received", "2023-05-06"},
             {"channel", "visit"},
             {"subject", "wages"},
             {"sector", "construction"},
             {"workers", "3"},
             {"amount_claimed", "12345.60"}});
    const std::string path = folder.file("ledger.json");
    std::ofstream out(path, std::ios::binary);
    const auto writer = JsonExport::start(ledger, catalog.offices[0].id, [&](ByteView piece) {
        out.write(reinterpret_cast<const char*>(piece.data()), std::streamsize(piece.size()));
    });
    while (!writer->step(Deadline::never())) {
    }
    return path;
}

std::vector<std::string> texts(const json& row, const char* key) {
    std::vector<std::string> out;
    if (row.contains(key)) out = row[key].get<std::vector<std::string>>();
    std::sort(out.begin(), out.end());
    return out;
}

std::string joined(std::vector<std::string> lines) {
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

/// How the command's words are written in the list of what is expected.
std::vector<std::string> said(const json& result, const std::string& key) {
    std::vector<std::string> out;
    for (const json& one : result[key]) {
        const auto word = [&](const char* name) {
            return one.contains(name) ? one[name].get<std::string>() : std::string("-");
        };
        const auto number = [&](const char* name) { return std::to_string(one[name].get<int>()); };
        if (key == "skipped") out.push_back(number("line") + " " + word("why"));
        if (key == "understood" && word("kind") != "code_name")
            out.push_back(word("column") + " " + word("kind") + " " + number("count"));
        if (key == "columns" && !one.contains("field")) out.push_back(word("column") + " " + word("why"));
        if (key == "problems")
            out.push_back(number("line") + " " + word("column") + " " + word("code") +
                          (one.contains("rows") ? " " + number("rows") : ""));
        if (key == "totals") {
            const auto figure = [&](const char* name) {
                return one[name].is_string() ? one[name].get<std::string>() : one[name].dump();
            };
            out.push_back(number("line") + " " + word("column") + " " + figure("written") +
                          (one["agrees"] == true ? " = " : " <> ") + figure("sum"));
        }
        if (key == "missing")
            out.push_back(word("name") + " " + number("rows") +
                          (one.contains("proposal") ? " " + word("proposal") : ""));
    }
    return out;
}

/// The record's link as a word: the employer's key or part of its name.
bool same(const json& expected, const json& record, const json& data) {
    for (const auto& item : expected.items()) {
        if (!record.contains(item.key())) return false;
        const json& got = record[item.key()];
        if (item.key() != "employer") {
            if (got != item.value()) return false;
            continue;
        }
        const std::string wanted = item.value() == "jiangbei" ? "示例江北建工有限公司" : "示例（涪陵）服装厂";
        for (const json& employer : data["registers"]["employer"])
            if (employer["id"] == got && employer["name"] != wanted) return false;
    }
    return true;
}

} // namespace

TEST_CASE("odd tables go in as the list says") {
    const json list = json::parse(content(import_files + "expected.json"));
    CHECK(list.size() >= 70);
    std::set<std::string> named;
    for (const json& row : list) {
        const std::string file = row["file"];
        named.insert(file);
        CAPTURE(file);
        CAPTURE(row.dump());
        const Folder folder;
        const std::string reg = row.value("register", "lead"), out = folder.file("out.json");
        std::vector<std::string> args{"import",
                                      write_ledger(folder, row.value("ledger", "empty")),
                                      import_files + file,
                                      "--register",
                                      reg,
                                      "--json",
                                      "-o",
                                      out};
        if (row.contains("args"))
            for (const json& arg : row["args"]) args.push_back(arg);
        if (row.contains("map")) {
            std::ofstream(folder.file("map.json")) << row["map"].dump();
            args.insert(args.end(), {"--map", folder.file("map.json")});
        }
        const Result result = run(args);
        CHECK(result.code == row["code"]);
        if (row.contains("error"))
            CHECK(has(result.err, row["error"].get<std::string>()));
        else
            CHECK(result.err == "");
        if (result.out.empty()) {
            CHECK(result.code == 2);
            continue;
        }
        const json told = json::parse(result.out);
        for (const char* count : {"new", "changed", "unchanged", "rejected", "doubtful", "drafts"}) {
            CAPTURE(count);
            CHECK(told[count] == row.value(count, 0));
        }
        for (const char* key : {"skipped", "understood", "problems", "missing", "columns", "totals"}) {
            CAPTURE(key);
            CHECK(joined(said(told, key)) == joined(texts(row, key)));
        }
        if (!row.contains("records")) continue;
        const json data = json::parse(content(out));
        const json records = data["registers"].contains(reg) ? data["registers"][reg] : json::array();
        CAPTURE(records.dump());
        REQUIRE(records.size() == row["records"].size() +
                                      (reg == "employer" && row.value("ledger", "empty") != "empty" ? 4 : 0));
        for (size_t i = 0; i < records.size(); ++i) CHECK(same(row["records"][i], records[i], data));
    }
    for (const auto& entry : std::filesystem::directory_iterator(import_files))
        if (entry.path().extension() != ".json") {
            CAPTURE(entry.path().string());
            CHECK(named.count(entry.path().filename().string()) == 1);
        }
}

TEST_CASE("a file sent twice changes nothing, whatever it is and however errors are treated") {
    const json list = json::parse(content(import_files + "expected.json"));
    int files = 0;
    for (const json& row : list) {
        if (row["code"] == 2 || row.contains("map")) continue;
        const std::string file = row["file"];
        CAPTURE(file);
        ++files;
        for (const std::string on_error : {"good-rows", "drafts"}) {
            if (on_error == "good-rows" && files % 5)
                continue; // drafts take in what good rows take, and more
            CAPTURE(on_error);
            const Folder folder;
            const std::string first = folder.file("first.json"), second = folder.file("second.json");
            const std::string ledger = write_ledger(folder, row.value("ledger", "empty"));
            const std::vector<std::string> rest{
                "--register", row.value("register", "lead"), "--on-error", on_error, "--links", "create",
                "--json"};
            const auto import = [&](const std::string& from, const std::string& to) {
                std::vector<std::string> args{"import", from, import_files + file};
                args.insert(args.end(), rest.begin(), rest.end());
                args.insert(args.end(), {"-o", to});
                return run(args);
            };
            REQUIRE(import(ledger, first).code != 2);
            const Result again = import(first, second);
            REQUIRE(again.code != 2);
            const json told = json::parse(again.out);
            CHECK(told["new"] == 0);
            CHECK(told["changed"] == 0);
            CHECK(told["drafts"] == 0);
            CHECK(content(first) == content(second));
        }
    }
}

TEST_CASE("rows that did not get in come back with their reasons, and go in when they are repaired") {
    const Folder folder;
    const std::string ledger = write_ledger(folder, "empty"), out = folder.file("out.json"),
                      rejected = folder.file("rejected.csv");
    const Result first = run({"import", ledger, import_files + "amount-negative.csv",
                              import_files + "required-fields-missing.csv", "--register", "lead",
                              "--rejected", rejected, "-o", out});
    CHECK(first.code == 1);
    CHECK(has(first.out, "line 2, column G 主张金额: \"-500\" is negative"));
    std::string text = content(rejected);
    CHECK(has(text, "有效,原因\r\n"));
    CHECK(has(text, ",-500,是,主张金额：“-500”是负数，本字段没有负数\r\n"));
    CHECK(has(content(folder.file("rejected-2.csv")), ",,来访,,,3,,,"));
    const size_t at = text.find("-500");
    text.replace(at, 4, "500.00");
    text.replace(text.find("1号"), std::string("1号").size(), "7号");
    std::ofstream(folder.file("repaired.csv"), std::ios::binary) << text;
    const Result second =
        run({"import", out, folder.file("repaired.csv"), "--register", "lead", "--json", "-o", out});
    CHECK(second.code == 0);
    CHECK(json::parse(second.out)["new"] == 1);
}

TEST_CASE("a workbook's rejected rows come back as a workbook that can be sent again as it is") {
    const Folder folder;
    const std::string ledger = write_ledger(folder, "empty"), out = folder.file("out.json"),
                      again = folder.file("again.json"), rejected = folder.file("rejected.xlsx");
    XlsxWriter book({{"说明", {{"本表由各街道填报"}}},
                     {"二月",
                      {{"编号"},
                       {"接收日期", ColumnKind::date},
                       {"渠道"},
                       {"事项"},
                       {"领域"},
                       {"主张金额（万元）", ColumnKind::money}}}});
    book.next_sheet();
    const auto row = [&](const char* no, double day, std::string_view amount) {
        const Cell cells[] = {
            {CellType::text, 0, no},         {CellType::date, day},
            {CellType::text, 0, "来访"},     {CellType::text, 0, "工资支付"},
            {CellType::text, 0, "建设领域"}, {CellType::number, std::stod(std::string(amount)), amount}};
        book.row(cells);
    };
    row("1", 45052, "1.23");
    row("2", 45053, "-5");
    const Cell total[] = {{CellType::text, 0, "合计"}, {}, {}, {}, {}, {CellType::number, -3.77, "-3.77"}};
    book.row(total);
    book.finish();
    std::ofstream(folder.file("book.xlsx"), std::ios::binary) << book.take();
    const Result first = run({"import", ledger, folder.file("book.xlsx"), "--register", "lead", "--rejected",
                              rejected, "--json", "-o", out});
    CAPTURE(first.out);
    CHECK(first.err == "");
    CHECK(first.code == 1);
    const json told = json::parse(first.out);
    CHECK(told["new"] == 1);
    CHECK(told["skipped"].size() == 1);
    REQUIRE(told["problems"].size() == 1);
    CHECK(told["problems"][0]["sheet"] == "二月");
    CHECK(told["problems"][0]["line"] == 3);
    CHECK(told["problems"][0]["column"] == "F");
    CHECK(told["problems"][0]["value"] == "-5");
    const json lead = json::parse(content(out))["registers"]["lead"][0];
    CHECK(lead["received"] == "2023-05-06");
    CHECK(lead["amount_claimed"] == "12300.00");
    const Result second = run({"import", out, rejected, "--register", "lead", "--json", "-o", again});
    CHECK(second.code == 1);
    CHECK(json::parse(second.out)["problems"][0]["code"] == "negative");
    CHECK(content(again) == content(out));
}

TEST_CASE("a dry run writes nothing, and what cannot be done is said in one line") {
    const Folder folder;
    const std::string ledger = write_ledger(folder, "empty"), out = folder.file("out.json"),
                      file = import_files + "gbk.csv";
    const Result dry = run({"import", ledger, file, "--register", "lead", "--dry-run", "--json", "-o", out});
    CHECK(dry.code == 0);
    CHECK(json::parse(dry.out)["new"] == 1);
    CHECK(!std::filesystem::exists(out));
    const auto fails = [&](std::vector<std::string> args, std::string_view words) {
        args.insert(args.begin(), {"import", ledger, file});
        const Result result = run(args);
        CHECK(result.code == 2);
        CAPTURE(result.err);
        CHECK(has(result.err, words));
        CHECK(!std::filesystem::exists(out));
    };
    fails({"--register", "lead"}, "option -o is missing");
    fails({"--register", "leads", "-o", out}, "unknown register \"leads\"");
    fails({"--register", "lead", "--mode", "merge", "-o", out}, "write one of add, update, both");
    fails({"--register", "lead", "--sheet", "二月", "-o", out}, "no sheet is named \"二月\"");
    const auto map = [&](const std::string& text, std::string_view words) {
        std::ofstream(folder.file("map.json")) << text;
        fails({"--register", "lead", "--map", folder.file("map.json"), "-o", out}, words);
    };
    map("[]", "no JSON object");
    map("{\"colums\":{}}", "use columns, words, fill, remark, rows");
    map("{\"columns\":{\"编号\":\"nr\"}}", "has no field \"nr\"");
    map("{\"columns\":{\"编号\":{\"order\":\"up\"}}}", "write year_first");
    map("{\"columns\":{\"编号\":{\"unit\":\"斤\"}}}", "not a unit");
    map("{\"century\":1800}", "write 1900 or 2000");
    map("{\"words\":{\"no\":{}}}", "words of a field of codes");
    map("{\"words\":{\"channel\":{\"来\":\"none\"}}}", "no code of the list");
    map("{\"columns\":{\"编号\":{\"append\":\"channel\"}}}", "not the one text field");
    map("{\"rows\":{\"0\":\"take\"}}", "\"take\" or \"leave\"");
    map("{\"fill\":{\"matter\":\"wages\"}}", "has no field \"matter\"");
    map("{\"fill\":{\"subject\":\"天气\"}}", "write a text that a cell of such a column may have");
    map("{\"fill\":{\"received\":5}}", "write a text that a cell of such a column may have");
    map("{\"remark\":\"no_such\"}", "not a text field");
}

/// The head and rows of a table of leads, into the ledger; what the command tells.
json imported_rows(const Folder& folder, const std::string& ledger, const std::string& out,
                   const std::string& rows) {
    std::ofstream(folder.file("rows.csv")) << "id,编号,接收日期,渠道,事项,领域,主张金额\n" << rows;
    const Result result = run(
        {"import", ledger, folder.file("rows.csv"), "--register", "lead", "--json", "-o", folder.file(out)});
    CAPTURE(result.err);
    REQUIRE(result.code != 2);
    return json::parse(result.out);
}

TEST_CASE("two rows that are one record, by its id and by its number before or after, are told") {
    const Folder folder;
    const std::string ledger = write_ledger(folder, "leads");
    const std::string id = json::parse(content(ledger))["registers"]["lead"][0]["id"];
    const std::string rest = ",2023-05-06,来访,工资支付,建设领域,";
    json told = imported_rows(folder, ledger, "a.json",
                              id + ",甲（2023）1号" + rest + "5\n,甲（2023）1号" + rest + "7\n");
    CHECK(told["changed"] == 1);
    CHECK(told["rejected"] == 1);
    CHECK(told["problems"][0]["code"] == "same_key");
    // The id's row takes the number that another one brings, further below than what is checked at a time.
    std::string rows = id + ",新号" + rest + "5\n";
    for (int i = 0; i < 300; ++i) rows += ",补" + std::to_string(i) + rest + "1\n";
    told = imported_rows(folder, ledger, "b.json", rows + ",新号" + rest + "7\n");
    CHECK(told["new"] == 300);
    CHECK(told["changed"] == 1);
    CHECK(told["rejected"] == 1);
    CHECK(told["problems"][0]["code"] == "same_key");
    CHECK(run({"check", folder.file("b.json")}).code == 0);
}

TEST_CASE("a void record is no case any more: a row of its number is a new one, and once is enough") {
    const Folder folder;
    std::string data =
        content(write_ledger(folder, "leads")); // the employers are drafts or checked, the lead is last
    const size_t state = data.rfind("\"checked\"");
    REQUIRE(state != data.npos);
    std::ofstream(folder.file("void.json")) << with_checksum(data.replace(state, 9, "\"void\""));
    const std::string row = ",甲（2023）1号,2023-05-06,来访,工资支付,建设领域,5\n";
    json told = imported_rows(folder, folder.file("void.json"), "once.json", row);
    CHECK(told["new"] == 1);
    CHECK(told["changed"] == 0);
    told = imported_rows(folder, folder.file("once.json"), "twice.json", row);
    CHECK(told["unchanged"] == 1);
    CHECK(content(folder.file("once.json")) == content(folder.file("twice.json")));
}

TEST_CASE("a cell of tens of thousands of signs or brackets is refused as any other that is no number") {
    const Folder folder;
    const std::string ledger = write_ledger(folder, "empty");
    for (const std::string sign : {"-", "(", "负", "−", "￥", "万", "0"}) {
        CAPTURE(sign);
        std::string cell;
        while (cell.size() < 40000) cell += sign;
        const json told = imported_rows(folder, ledger, "out.json",
                                        ",一号,2023-05-06,来访,工资支付,建设领域," + cell + "\n,二号," +
                                            cell + ",来访,工资支付,建设领域,1\n");
        CHECK(told["new"] == 0);
        CHECK(told["rejected"] == 2);
    }
}
