// Lists of records in reports, against a look at every record.
#include "core/report/draft.hpp"
#include "tests/unit/core/sample_ledger.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace mj;

namespace {

const ReportTemplate& listing(std::string_view id) {
    const auto& all = test::real_catalog().reports;
    return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
}

const Known& known() {
    static const Known known(test::sample_ledger(), Date::of(2024, 6, 30));
    return known;
}

Report listed(std::string_view id, ReportingPeriod period) {
    return write_report(test::sample_ledger(), known(), listing(id), period, "示例局");
}

const ReportPart& titled(const Report& report, std::string_view title) {
    for (const ReportPart& part : report.parts)
        if (part.text == title) return part;
    FAIL("no list ", std::string(title));
    return report.parts[0];
}

/// The records that count and of which this is true.
template <class F> std::set<RecordId> records(const char* reg, F is) {
    const Catalog& catalog = test::real_catalog();
    const int at = catalog.find_register(reg);
    const Table& table = test::sample_ledger().table(at);
    std::set<RecordId> out;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        const auto cell = [&](const char* field) {
            const int of = catalog.registers[size_t(at)].find(field);
            return value_text(catalog, catalog.registers[size_t(at)].fields[size_t(of)],
                              table.column(of).get(row));
        };
        if (table.counts(row) && is(cell)) out.insert(table.head(row).id);
    }
    return out;
}

void check_list(const ReportPart& part, const std::set<RecordId>& wanted) {
    CAPTURE(part.text);
    CHECK(!wanted.empty());
    CHECK(std::set<RecordId>(part.records.begin(), part.records.end()) == wanted);
    REQUIRE(part.records.size() == wanted.size()); // none twice
    REQUIRE(part.cells.size() == wanted.size() + 2);
    CHECK(part.cells.back()[0] == "共" + std::to_string(wanted.size()) + "项");
    for (const auto& cells : part.cells) CHECK(cells.size() == part.cells[0].size());
}

} // namespace

TEST_CASE("a list to publish has exactly the records of its time, in order of its columns") {
    const Report report = listed("publish", ReportingPeriod(2023));
    const auto in = [](const std::string& day) { return day >= "2023-01-01" && day <= "2023-12-31"; };
    const ReportPart& made = titled(report, "公开目录");
    check_list(made, records("disclosure",
                             [&](auto cell) { return cell("active") == "yes" && in(cell("published")); }));
    for (size_t i = 2; i + 1 < made.cells.size(); ++i) CHECK(made.cells[i - 1][0] <= made.cells[i][0]);

    const ReportPart& grades = titled(report, "公布的守法诚信等级");
    check_list(grades, records("credit", [&](auto cell) { return in(cell("published")); }));
    CHECK(grades.cells[1][0] == "A级");
    CHECK(grades.cells[1][1].find("公司") != std::string::npos); // the employer's name
    CHECK(grades.cells[grades.cells.size() - 2][0] == "C级");

    check_list(titled(report, "期末有效的事项"), records("power", [](auto cell) {
                   return cell("in_force_from") <= "2023-12-31" &&
                          (cell("in_force_to").empty() || cell("in_force_to") >= "2023-12-31");
               }));
}

TEST_CASE("the tasks of a year stand by department, each with its target and what its indicator says") {
    const Report report = listed("tasks", ReportingPeriod(2023));
    const ReportPart& tasks = titled(report, "各科室的任务");
    check_list(tasks, records("goal", [](auto cell) { return cell("year") == "2023"; }));
    CHECK(tasks.cells[0].back() == "本期完成");
    CHECK(tasks.texts == 3);
    const Catalog& catalog = test::real_catalog();
    const FigurePair figures = mj::figures(test::sample_ledger(), known(), ReportingPeriod(2023));
    const auto says = [&](const char* indicator) {
        const size_t at = size_t(catalog.find_indicator(indicator));
        return figures.now[at].value->text() + catalog.indicators[at].unit.zh;
    };
    size_t measured = 0;
    for (size_t i = 1; i + 1 < tasks.cells.size(); ++i) {
        CHECK((i == 1 || tasks.cells[i - 1][0] <= tasks.cells[i][0]));
        const std::string& done = tasks.cells[i].back();
        measured += done == says("outreach.entities") || done == says("mediation.cases") ||
                    done == says("inspection.leads_closed") || done == says("service.recruitment_events") ||
                    done == says("petition.on_time_rate") || done == says("training.lectures");
    }
    CHECK(measured > 0);
}

TEST_CASE("a list of no records says so, but not of a time of which nothing is known") {
    CHECK(titled(listed("publish", *ReportingPeriod::parse("2023-07")), "2023年7月没有失效的事项。")
              .records.empty());
    for (const ReportPart& part : listed("publish", ReportingPeriod(2026)).parts)
        CHECK(part.text.find("2026年没有") == std::string::npos);
}

TEST_CASE(
    "a list that a draft names and that has no records any more is a sentence, not its name in brackets") {
    const Report read = read_draft(test::sample_ledger(), known(), listing("publish"), ReportingPeriod(2026),
                                   "示例局", "[[1 公开目录]]\n");
    REQUIRE(read.parts.size() == 1);
    CHECK(read.parts[0].text == "登记簿中没有这一时段的相应数据。");
}
