#include "tests/unit/cli/command.hpp"

using namespace mj::test;

TEST_CASE("the report that is written is the one that is checked: all published figures are found in it and "
          "agree") {
    const Folder folder;
    const std::string file = folder.file("sample.json"), text = folder.file("report.md");
    REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", file}).code == 0);
    REQUIRE(run({"report", file, "--year", "2023", "--format", "md", "-o", text}).code == 0);
    const Result found = run({"verify", text, "--data", file, "--year", "2023"});
    // Its problems are told with counts of their own, which are no published figures.
    const std::string all = "71 agree, 0 differ, 5 not found, 0 to be asked; 0 not in the text";
    CHECK(found.out.find("71 agree, 0 differ, 5 not found, 0 to be asked; 0 not in the text") !=
          std::string::npos);
}

TEST_CASE(
    "report: every format, the first template that is meant for the time, what is wrong with the call") {
    const Folder folder;
    const std::string file = folder.file("sample.json");
    REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", file}).code == 0);
    const auto report = [&](std::vector<std::string> more) {
        std::vector<std::string> args{"report", file, "--on", "2024-06-30"};
        args.insert(args.end(), more.begin(), more.end());
        return run(args);
    };
    const Result text = report({"--year", "2023", "--format", "md"});
    CHECK(text.code == 0);
    CHECK(text.err.find("请核定后采用") != std::string::npos);
    CHECK(text.out.find("# 涪陵区人力资源和社会保障局2023年法治政府建设情况报告\n") == 0);
    CHECK(report({"--period", "2023-Q3", "--format", "md"}).out.find("2023年第三季度工作简报") !=
          std::string::npos);
    CHECK(report({"--year", "2023", "--template", "brief", "--format", "md"}).out.find("2023年工作简报") !=
          std::string::npos);
    CHECK(report({"--year", "2023", "--format", "html"}).out.find("<!doctype html>") == 0);
    CHECK(report({"--year", "2023", "--format", "docx"}).out.find("PK") == 0);
    CHECK(report({"--year", "2023", "--format", "xlsx"}).out.find("PK") == 0);
    CHECK(report({"--year", "2023", "--format", "json"}).out.find("{\"report\":\"annual\"") == 0);
    CHECK(report({"--year", "2019", "--format", "md"}).err.find("没有数据") != std::string::npos);
    CHECK(report({"--year", "2023", "--format", "odt"}).code == 2);
    CHECK(report({"--format", "md"}).code == 2);
    const Result unknown = report({"--year", "2023", "--template", "anual", "--format", "md"});
    CHECK(unknown.code == 2);
    CHECK(unknown.err.find("annual") != std::string::npos);
}
