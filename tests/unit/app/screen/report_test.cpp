// The report on its sheet: every number opens what it is made of, and the sheet leaves the screen.
#include "core/report/report.hpp"
#include "tests/unit/app/screen/screen.hpp"

#include <algorithm>

using namespace mj;
using namespace mj::test;

namespace {

std::string digits_of(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c >= '0' && c <= '9')
            out += c;
        else if (!out.empty() && c != ',')
            break;
    return out;
}

} // namespace

TEST_CASE("the report: a number that counts opens as many records as it says, and back leads to the sheet") {
    Screen app{sample()};
    app.click("nav.report");
    CHECK(app.item("report.title").label.find("2023年") != std::string::npos);
    // The first of a count on the screen: 13 sessions.
    const ProbeItem* first = app.find([](const ProbeItem& item) { return item.kind == "figure"; });
    REQUIRE(first);
    const std::string id = first->id, value = first->value;
    CHECK(value == "13");
    app.click(id);
    CHECK(digits_of(app.item("count").value) == value);
    app.click("back");
    CHECK(app.item("report.title").label.find("2023年") != std::string::npos);
}

TEST_CASE("the report: another part of the year has another form, and what is exported is what is shown") {
    Screen app{sample()};
    app.click("nav.report");
    app.click("report.part");
    app.click("report.part.1");
    CHECK(app.item("report.title").label.find("2023年上半年工作简报") != std::string::npos);
    app.click("report.markdown");
    REQUIRE(app.machine.download.files.size() == 1);
    const auto& [name, text] = *app.machine.download.files.begin();
    CHECK(name.find("2023年上半年工作简报.md") != std::string::npos);
    CHECK(text.find("# " + app.item("report.title").label) == 0);
    app.click("report.print");
    CHECK(app.machine.window.printed.find("2023年上半年工作简报") != std::string::npos);
    app.click("report.part");
    app.click("report.part.0");
    CHECK(app.item("report.title").label.find("年度") == std::string::npos);
    CHECK(app.item("report.title").label.find("2023年法治政府建设情况报告") != std::string::npos);
}

TEST_CASE("the report: an office without records says what to do first") {
    Screen app;
    app.click("nav.report");
    CHECK_FALSE(app.find("report.docx"));
    CHECK(app.find([](const ProbeItem& item) { return item.id.starts_with("empty"); }));
}
