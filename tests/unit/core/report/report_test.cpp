#include "core/question/question_text.hpp"
#include "core/report/change.hpp"
#include "core/report/report_write.hpp"
#include "tests/unit/core/sample_ledger.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace mj;

namespace {

const ReportTemplate& form(std::string_view id) {
    for (const ReportTemplate& one : test::real_catalog().reports)
        if (one.id == id) return one;
    FAIL("no such template: ", id);
    return test::real_catalog().reports[0];
}

Report written(std::string_view id, ReportingPeriod period, const Ledger& ledger = test::sample_ledger()) {
    return write_report(ledger, Known(ledger, Date::of(2025, 1, 31)), form(id), period, "示例局");
}

std::string all_text(const Report& report) {
    std::string out = report.title + "\n";
    for (const ReportPart& part : report.parts) out += part.text + "\n";
    return out;
}

ReportFigure moved(const char* unit, Decimal now, Decimal before) {
    ReportFigure out;
    out.unit = unit;
    out.value = now;
    out.before = before;
    return out;
}

} // namespace

TEST_CASE("the report of 2023 says every published figure in a sentence, as it was published") {
    const Report report = written("annual", 2023);
    std::ifstream file(test::source_dir() + "/tests/files/figures-2023.csv");
    std::string line;
    std::getline(file, line);
    int rows = 0;
    for (; std::getline(file, line); ++rows) {
        CAPTURE(line);
        std::istringstream cells(line);
        std::string id, value, unit, bound;
        std::getline(cells, id, ',');
        std::getline(cells, value, ',');
        std::getline(cells, unit, ',');
        std::getline(cells, bound, ',');
        bool said = false;
        for (const ReportPart& part : report.parts)
            for (const ReportMark& mark : part.marks) {
                if (mark.change || report.figures[size_t(mark.figure)].id != id) continue;
                said = true;
                const std::string words = part.text.substr(mark.from, mark.to - mark.from);
                if (bound == ">")
                    CHECK(std::stoll(words) > std::stoll(value));
                else
                    CHECK(words == value + unit);
            }
        CHECK(said);
    }
    CHECK(rows == 71);
    CHECK(report.missing.empty());
    REQUIRE(remarks_on(report).size() == 1);
    CHECK(remarks_on(report)[0].find("请核定后采用") != std::string::npos);
    CHECK(report.title == "示例局2023年法治政府建设情况报告");
}

TEST_CASE("whatever time is reported on, a report says nothing empty, and first what is missing") {
    const Catalog& catalog = test::real_catalog();
    const Ledger nothing(catalog);
    for (const Ledger* ledger : {&test::sample_ledger(), &nothing})
        for (const ReportTemplate& one : catalog.reports)
            for (int year = 2019; year <= 2026; ++year)
                for (int part = 0; part < ReportingPeriod::parts; ++part) {
                    const ReportingPeriod period(year, part);
                    if (!meant_for(one, period) || (part > 2 && year != 2024)) continue;
                    CAPTURE(one.id);
                    CAPTURE(period.text());
                    const Report report = written(one.id, period, *ledger);
                    const std::string text = all_text(report);
                    for (const char* never : {"{", "}", "—", "nan", "。。", "，。"}) {
                        CAPTURE(std::string(never));
                        CHECK(text.find(never) == std::string::npos);
                    }
                    for (const std::string moved : {"增长", "下降", "增加", "减少", "提高"})
                        for (size_t at = 0; (at = text.find("同比" + moved, at)) != std::string::npos; ++at)
                            CHECK(std::strtod(text.c_str() + at + 12, nullptr) > 0);
                    // A heading is never followed by nothing.
                    for (size_t i = 0; i < report.parts.size(); ++i)
                        if (report.parts[i].kind == ReportPart::Kind::heading) {
                            REQUIRE(i + 1 < report.parts.size());
                            CHECK((report.parts[i + 1].kind != ReportPart::Kind::heading ||
                                   report.parts[i + 1].level > report.parts[i].level));
                        }
                }
    CHECK(remarks_on(written("annual", 2025, nothing)).at(0).find("没有数据") != std::string::npos);
    CHECK(remarks_on(written("annual", 2026)).at(0).find("还没有2026年的数据") != std::string::npos);
    CHECK(remarks_on(written("annual", 2024)).at(0).find("数据截至2024年6月") != std::string::npos);
}

TEST_CASE(
    "a change is said as it is: of few the difference, of rates points, and never where nothing is known") {
    const auto said = [](const ReportFigure& figure) {
        return change_in_report(figure) + change_in_table(figure);
    };
    CHECK(said(moved("件", {1015, 0}, {893, 0})) == "（同比增长13.7%）+13.7%");
    CHECK(said(moved("件", {893, 0}, {1015, 0})) == "（同比下降12.0%）−12.0%");
    CHECK(said(moved("件", {5, 0}, {6, 0})) == "（同比减少1件）−1件");
    CHECK(said(moved("项", {6, 0}, {0, 0})) == "（同比增加6项）+6项");
    CHECK(said(moved("件", {40, 0}, {9, 0})) == "（同比增加31件）+31件");
    CHECK(said(moved("%", {10366, 2}, {9934, 2})) == "（同比提高4.32个百分点）+4.32个百分点");
    CHECK(said(moved("%", {97, 0}, {100, 0})) == "（同比下降3个百分点）−3个百分点");
    CHECK(said(moved("天", {83, 1}, {82, 1})) == "（同比增加0.1天）+0.1天");
    CHECK(said(moved("件", {7, 0}, {7, 0})) == "（与上年同期持平）持平");
    // What rounding would take for nothing is not nothing.
    CHECK(said(moved("条", {10001, 0}, {10000, 0})) == "（同比增长0.01%）+0.01%");
    // Most of such a year was not kept.
    CHECK(said(moved("件", {535, 0}, {37, 0})) == "（同比增加498件）+498件");
    CHECK(direction_of(moved("件", {535, 0}, {37, 0})) == 0);
    ReportFigure alone = moved("件", {7, 0}, {7, 0});
    alone.before.reset();
    CHECK(said(alone) == "—");
}

TEST_CASE("what the figures suggest is said only where they suggest it") {
    const auto judged = [](const Report& report) {
        std::string out;
        for (const ReportPart& part : report.parts)
            if (part.proposed) out += part.text + "\n";
        return out;
    };
    const Report report = written("annual", 2023);
    CHECK(judged(report).find("一是") == 0);
    CHECK(judged(report).find("信访按时办结率") == std::string::npos); // it was 100 %
    // Of a running year a target that is not reached yet is no failure.
    CHECK(judged(written("annual", 2024)).find("目标") == std::string::npos);
    const Ledger nothing(test::real_catalog());
    CHECK(judged(written("annual", 2023, nothing)).find("是") == std::string::npos);
}

TEST_CASE("every question of a template can be asked") {
    for (const ReportTemplate& one : test::real_catalog().reports) {
        const auto asks = [&](std::string text) {
            for (const auto& [hole, words] : {std::pair<std::string, std::string>{"{period}", "2023-H1"},
                                              {"{from}", "2023-01-01"},
                                              {"{to}", "2023-06-30"},
                                              {"{0}", "2023"}})
                for (size_t at; (at = text.find(hole)) != std::string::npos;)
                    text.replace(at, hole.size(), words);
            CAPTURE(text);
            CHECK(parse_question(test::real_catalog(), text).ok());
        };
        for (const auto& own : one.own) asks(own.asks);
        for (const auto& block : one.blocks)
            if (!block.asks.empty()) asks(block.asks);
    }
}

TEST_CASE("a template's mistakes are told with file, row and key") {
    std::vector<CatalogFile> files = embedded_catalog();
    files.push_back(
        {"mine.json",
         R"({"reports": [{"id": "mine", "zh": "甲", "en": "A", "of": ["year", "week"], "title": "{office",
        "figures": [{"id": "own", "zh": "乙", "en": "B", "unit": "件", "asks": "lead?of=count"}],
        "blocks": [{"heading": 4, "text": "丙"}, {"says": ["{mediation.casez}", "{own|twice}", {"text": "{own}", "when": [{"figure": "other", "is": "more"}]}]},
                   {"says": []}, {"list": "mediation?of=count", "title": "丁", "columns": ["worker", "causes", "case_no|figure"]}]}]})"});
    const CatalogCheck check = load_catalog(files);
    const auto said = [&](std::string_view where, std::string_view what) {
        for (const Problem& problem : check.problems)
            if (problem.where.text() == where && problem.text().find(what) != std::string::npos) return true;
        return false;
    };
    const std::string row = "mine.json: reports[0] mine: ";
    CHECK(said(row + "of", "no such time"));
    CHECK(said(row + "title", "not closed"));
    CHECK(said(row + "blocks[1]: says[0]", "mediation.cases"));
    CHECK(said(row + "blocks[1]: says[1]", "cannot be said so"));
    CHECK(said(row + "blocks[1]: says[2]: when[0]: figure", "\"other\""));
    CHECK(said(row + "blocks[1]: says[2]: when[0]: is", "no such word"));
    CHECK(said(row + "blocks[2]", "says nothing"));
    CHECK(said(row + "blocks[3]: columns", "is personal"));
    CHECK(said(row + "blocks[3]: columns", "did you mean \"cause\""));
    CHECK(said(row + "blocks[3]: columns", "has no codes"));
    CHECK(said(row + "blocks[3]: columns", "has no columns"));
    CHECK(check.problems.size() == 12);
}

TEST_CASE("what is written of a report is marked as its format wants it") {
    Report report = written("brief", {2023, 1});
    report.title = "甲 & <乙> *丙*";
    CHECK(report_html(report).find("<h1>甲 &amp; &lt;乙&gt; *丙*</h1>") == 0);
    CHECK(report_markdown(report).find("# 甲 & \\<乙\\> \\*丙\\*\n") == 0);
    CHECK(report_document(report).find("<title>甲 &amp; &lt;乙&gt; *丙*</title>") != std::string::npos);
    CHECK(report_docx(report).substr(0, 4) == "PK\x03\x04");
    CHECK(report_docx(report) == report_docx(report));
}
