// Charts of reports: what is drawn is what the table says.
#include "core/report/chart.hpp"
#include "core/report/report_write.hpp"
#include "tests/unit/core/sample_ledger.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {
ReportPart table(ReportPart::Chart chart, bool compared, std::vector<std::vector<std::string>> cells) {
    ReportPart out{ReportPart::Kind::table};
    out.chart = chart;
    out.compared = compared;
    out.cells = std::move(cells);
    return out;
}

using Ink = ChartMark::Ink;
std::vector<ChartMark> boxes(const ChartMarks& drawn, Ink ink) {
    std::vector<ChartMark> out;
    for (const ChartMark& mark : drawn.marks)
        if (mark.ink == ink && mark.text.empty()) out.push_back(mark);
    out.erase(out.begin()); // of the legend
    return out;
}
bool says(const ChartMarks& drawn, std::string_view text) {
    return std::any_of(drawn.marks.begin(), drawn.marks.end(),
                       [&](const auto& mark) { return mark.text == text; });
}
} // namespace

TEST_CASE("a chart's bars are as long as the numbers of its table, the total aside") {
    const ReportPart part = table(
        ReportPart::Chart::bars, true,
        {{"镇街", "件数", "上年同期"}, {"甲", "1200", "600"}, {"乙", "300", "—"}, {"合计", "1500", "600"}});
    const ChartMarks drawn = chart_marks(chart_of(part), 400, 10);
    const auto now = boxes(drawn, Ink::now), before = boxes(drawn, Ink::before);
    REQUIRE(now.size() == 2);
    REQUIRE(before.size() == 2);
    CHECK(now[0].w == doctest::Approx(4 * now[1].w));
    CHECK(before[0].w == doctest::Approx(now[0].w / 2));
    CHECK(before[1].w == 0); // not known
    for (const char* text : {"甲", "乙", "1,200", "300", "件数", "上年同期"}) CHECK(says(drawn, text));
    CHECK(!says(drawn, "合计"));
    for (const ChartMark& mark : drawn.marks) {
        CHECK(mark.x >= 0);
        CHECK(mark.x + mark.w <= 400);
        CHECK(mark.y + mark.h <= drawn.height);
    }
}

TEST_CASE("a chart of months stands upright, names them shortly, and says large sums of money in 万元") {
    const ReportPart part = table(ReportPart::Chart::columns, false,
                                  {{"办结日期", "追回工资（元）"},
                                   {"2023-01", "13347189.35"},
                                   {"2023-12", "0"},
                                   {"合计", "13347189.35"}});
    const ReportChart chart = chart_of(part);
    CHECK(chart.unit == "万元");
    CHECK(chart.labels == std::vector<std::string>{"1月", "12月"});
    const ChartMarks drawn = chart_marks(chart, 400, 10);
    const auto now = boxes(drawn, Ink::now);
    REQUIRE(now.size() == 2);
    CHECK(now[0].h > 0);
    CHECK(now[1].h == 0);
    CHECK(now[0].x < now[1].x);
    CHECK(says(drawn, "1,335"));
    CHECK(says(drawn, "单位：万元"));
    // Of two years the year is said.
    const ReportPart two = table(ReportPart::Chart::columns, false,
                                 {{"月", "件数"}, {"2022-12", "1"}, {"2023-01", "2"}, {"合计", "3"}});
    CHECK(chart_of(two).labels[0] == "2022-12");
}

TEST_CASE("numbers in charts: whole from a hundred on, else with a decimal where there is one") {
    CHECK(chart_number(0) == "0");
    CHECK(chart_number(7) == "7");
    CHECK(chart_number(7.25) == "7.2");
    CHECK(chart_number(99.95) == "100.0");
    CHECK(chart_number(1234567.8) == "1,234,568");
    CHECK(chart_number(999) == "999");
    CHECK(chart_number(1000) == "1,000");
}

TEST_CASE(
    "the reports' charts stand in every form of them, and one that would have a single bar is left out") {
    const Ledger& ledger = test::sample_ledger();
    const Known known(ledger, Date::of(2025, 1, 31));
    const auto charts = [&](std::string_view id, ReportingPeriod period) {
        for (const ReportTemplate& form : test::real_catalog().reports) {
            if (form.id != id) continue;
            const Report report = write_report(ledger, known, form, period, "示例局");
            const auto n =
                std::count_if(report.parts.begin(), report.parts.end(),
                              [](const ReportPart& part) { return part.chart != ReportPart::Chart::none; });
            const auto count = [](const std::string& text, std::string_view what) {
                long out = 0;
                for (size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++out;
                return out;
            };
            CHECK(count(report_document(report), "<svg ") == n);
            CHECK(count(report_json(report), "\"chart\":{") == n);
            // Each name stands with its entry and in the directory.
            CHECK(count(report_docx(report), "word/embeddings/chart") == 2 * n);
            return n;
        }
        return 0L;
    };
    CHECK(charts("annual", 2023) == 2);
    CHECK(charts("brief", {2023, 1}) == 3);
    CHECK(charts("brief", {2023, 7}) == 2); // a month has no months
    CHECK(charts("annual", 2018) == 0);
}
