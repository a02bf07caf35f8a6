// mingjing verify: a brief beside the sample, as a program and as a person read the result.
#include "core/base/encoding.hpp"
#include "tests/unit/cli/command.hpp"

#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

const std::string brief = files + "verify/brief-2022.txt";

/// id and what was found, a line each, as the person who wrote the brief meant them.
std::string told(const nlohmann::json& result) {
    std::string out = "id,found\n";
    for (const auto& one : result["figures"]) {
        const std::string found = one["found"];
        CHECK(one["result"] == "agrees");
        out += one["id"].get<std::string>() + ',' +
               (found.find(',') == found.npos ? found : '"' + found + '"') + '\n';
    }
    return out;
}

struct Sample {
    Folder folder;
    std::string file = folder.file("sample.json");
    Sample() {
        REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", file}).code ==
                0);
    }
    Result verify(std::vector<std::string> args, const std::string& input = "") const {
        args.insert(args.begin(), "verify");
        args.insert(args.end(), {"--data", file});
        return run(args, input);
    }
};

} // namespace

TEST_CASE("command line: a text beside a data file") {
    const Sample sample;
    const std::string text = content(brief);

    const Result r = sample.verify({brief, "--year", "2022", "--json"});
    CHECK(r.err.empty());
    CHECK(r.code == 0);
    const auto result = nlohmann::json::parse(r.out);
    CHECK(told(result) == content(files + "verify/brief-2022.csv"));
    CHECK(result["year"] == 2022);
    CHECK(result["missing"].size() == 7);
    CHECK(result["figures"][0] == nlohmann::json{{"id", "study.party_group"},
                                                 {"result", "agrees"},
                                                 {"found", "13次"},
                                                 {"expected", 13},
                                                 {"unit", "次"},
                                                 {"at", 45},
                                                 {"line", 4},
                                                 {"text", "13次"}});

    // The same from standard input and in the other encoding.
    CHECK(sample.verify({"-", "--year", "2022", "--json"}, encoded(text, Encoding::gb18030, false)).out ==
          r.out);
    CHECK(sample.verify({"-", "--year", "2022", "--json"}, encoded(text, Encoding::utf8, true)).out == r.out);

    // One figure changed.
    std::string other = text;
    other.replace(other.find("893件"), 3, "983");
    const Result wrong = sample.verify({"-", "--year", "2022", "--json"}, other);
    CHECK(wrong.code == 1);
    int differ = 0;
    const auto found = nlohmann::json::parse(wrong.out);
    for (const auto& one : found["figures"]) {
        if (one["result"] == "agrees") continue;
        ++differ;
        CHECK(one["id"] == "mediation.cases");
        CHECK(one["result"] == "differs");
        CHECK(one["found"] == "983件");
        CHECK(one["expected"] == 893);
    }
    CHECK(differ == 1);

    const Result table = sample.verify({"-", "--year", "2022"}, other);
    CHECK(table.code == 1);
    std::istringstream lines(table.out);
    std::string line;
    while (std::getline(lines, line) && !has(line, "differs  ")) {
    }
    for (const char* part : {"30  differs ", " 983件 ", " 893 件 ", " 调解案件 ", "  mediation.cases"})
        CHECK(has(line, part));
    CHECK(has(table.out, "64 figures: 63 agree, 1 differs, 0 not found, 0 to be asked; 7 not in the text"));
    CHECK(has(table.out, "三方机制成员单位  4 个  tripartite.members"));

    // Of a year of which nothing was known on that day, no figure can be said.
    const Result early = sample.verify({brief, "--year", "2022", "--on", "2021-12-31", "--json"});
    CHECK(early.code == 1);
    const auto unsaid = nlohmann::json::parse(early.out);
    for (const auto& one : unsaid["figures"]) {
        CHECK(one["result"] == "not_found");
        CHECK(one["expected"].is_null());
    }
}

TEST_CASE("command line: what cannot be verified") {
    const std::string data = files + "three-records.json";
    const auto fails = [](const std::vector<std::string>& args, const std::string& input,
                          std::string_view why) {
        const Result r = run(args, input);
        CHECK(r.code == 2);
        CHECK(r.out.empty());
        CAPTURE(r.err);
        CHECK(has(r.err, why));
    };
    fails({"verify", brief, "--year", "2023"}, "", "option --data is missing");
    fails({"verify", brief, "--data", data}, "", "option --year is missing");
    fails({"verify", "--data", data, "--year", "2023"}, "", "no file is named");
    fails({"verify", "-", "--data", "-", "--year", "2023"}, "", "cannot both come from standard input");
    fails({"verify", brief + "x", "--data", data, "--year", "2023"}, "", "cannot be opened");
    fails({"verify", "-", "--data", data, "--year", "2023"}, std::string("\xFF\xFF\x00\x01", 4),
          "mingjing verify: ");
    fails({"verify", "-", "--data", data, "--year", "2023"}, std::string(1'000'001, ' '), "longer than 1 MB");
    fails({"verify", brief, "--data", files + "unknown-code.json", "--year", "2023"}, "",
          "unknown-code.json");
    CHECK(run({"verify", "-", "--data", data, "--year", "2023"}, "").code == 1); // no figure is a wrong one
}
