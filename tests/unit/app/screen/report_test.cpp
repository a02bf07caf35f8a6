// The report on its sheet: every number opens what it is made of, and the sheet leaves the screen.
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

/// The records of the register of drafts, as they are exported; what was, is in the history.
std::string draft_of(Screen& app) {
    const std::string all = app.exported();
    const size_t from = all.find("\"report\":[");
    return all.substr(from, all.find("\n]", from) - from);
}

void close_notices(Screen& app) {
    const auto close = [](const ProbeItem& i) {
        return i.id.starts_with("notice.") && i.id.ends_with(".close");
    };
    for (int i = 0; i < 20 && app.find(close); ++i) app.click(close);
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

TEST_CASE("the report: a column of a chart and a line of a table open as many records as they say") {
    Screen app{sample()};
    app.click("nav.report");
    for (const std::string part : {"1", "0"}) {
        const std::string kind = part == "1" ? "mark" : "row";
        CAPTURE(kind);
        app.click("report.part"); // the charts of a half year count cases
        app.click("report.part." + part);
        const ProbeItem line = app.scroll_to(
            [&](const ProbeItem& item) { return item.kind == kind && item.id.starts_with("report."); });
        CHECK(digits_of(line.value) != "");
        app.click(line.id);
        CHECK(digits_of(app.item("count").value) == digits_of(line.value));
        app.click("back");
    }
    // Of the annex an indicator, and of a table the total.
    const ProbeItem total =
        app.scroll_to([](const ProbeItem& item) { return item.label == "合计" && item.kind == "row"; });
    app.click(total.id);
    CHECK(digits_of(app.item("count").value) == total.value);
    app.click("back");
    const ProbeItem annex =
        app.scroll_to([](const ProbeItem& item) { return item.label == "专项检查" && item.kind == "row"; });
    app.click(annex.id);
    CHECK(digits_of(app.item("count").value) == "7");
}

TEST_CASE("the report: a line of a list opens its record, the last one all of them") {
    Screen app{sample()};
    app.click("nav.report");
    app.click("report.form");
    app.click("report.form.tasks");
    CHECK(app.item("report.title").label.find("2023年任务分解表") != std::string::npos);
    app.click("人事科");
    CHECK(app.item("value.text").value == "人社大讲堂");
    app.click("back");
    app.click("共5项");
    CHECK(digits_of(app.item("count").value) == "5");
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
    CHECK(app.machine.window.prints == 1);
    CHECK(app.app().paper().find("2023年上半年工作简报") != std::string::npos);
    app.click("report.part");
    app.click("report.part.0");
    CHECK(app.item("report.title").label.find("年度") == std::string::npos);
    CHECK(app.item("report.title").label.find("2023年法治政府建设情况报告") != std::string::npos);
}

TEST_CASE("a report taken over: a part is rewritten, a figure that drifts is told and taken, and undo takes "
          "that back") {
    Screen app{sample()};
    app.click("nav.report");
    app.click("report.part");
    app.click("report.part.1");
    app.click("report.keep");
    const auto kept = [&](std::string_view words) { return draft_of(app).find(words) != std::string::npos; };
    REQUIRE(kept("{调解案件=504件}"));
    app.click("nav.report");
    CHECK_FALSE(app.find("report.drifts"));

    // Its first paragraph is written anew, the rest stays.
    app.click("report.1.edit");
    CHECK(app.item("report.typed").value.find("{调解案件=504件}") != std::string::npos);
    app.click("report.typed");
    app.key("Control+A");
    app.type("上半年调解{调解案件=504件}。");
    app.click("report.done");
    CHECK(app.find("上半年调解504件。") == nullptr); // it is text, not an item
    CHECK(kept("\\n上半年调解{调解案件=504件}。\\n[[1 "));

    app.go_to("/list/mediation?asked=mediation%3Fin%3D2023-H1");
    app.click("row.0");
    app.click("delete");
    app.click("answer.yes");
    app.click("nav.report");
    CHECK(app.item("report.drifts").label.find("1 个") != std::string::npos);
    app.click("report.renew");
    CHECK_FALSE(app.find("report.drifts"));
    CHECK(kept("上半年调解{调解案件=503件}。"));
    app.click("nav.report");
    app.click("undo");
    CHECK(app.find("report.drifts"));
}

TEST_CASE("a draft of the whole year is saved, and what happens while a part is open neither spoils nor "
          "loses words") {
    Screen app{sample()};
    app.click("nav.report");
    app.click("report.keep");
    const auto kept = [&](std::string_view words) { return draft_of(app).find(words) != std::string::npos; };
    REQUIRE(kept("{调解案件=1015件}"));
    app.click("nav.report");
    CHECK(app.item("report.form").value.find("文稿") != std::string::npos);

    // The caret is in the box that opens, and undo of what was saved before closes it.
    app.click("report.0.edit");
    app.key("End");
    app.type("ZZ");
    app.click("report.done");
    app.click("report.2.edit");
    app.click("undo");
    app.key("Home");
    app.type("Q");
    CHECK_FALSE(app.find("report.typed"));
    CHECK_FALSE(kept("ZZ"));

    // Taking the figures closes it too, with what was typed.
    app.go_to("/list/mediation?asked=mediation%3Fin%3D2023");
    app.click("row.0");
    app.click("delete");
    app.click("answer.yes");
    app.click("nav.report");
    close_notices(app);
    app.click("report.0.edit");
    app.key("End");
    app.type("YY");
    app.click("report.renew");
    CHECK_FALSE(app.find("report.typed"));
    CHECK(kept("YY"));
    CHECK(kept("{调解案件=1014件}"));

    // Who leaves sees afterwards that there is something to save.
    app.click("nav.report");
    close_notices(app);
    app.click("report.0.edit");
    app.key("End");
    app.type("XX");
    app.click("nav.overview");
    app.click("nav.report");
    CHECK(app.find("report.typed"));
    app.click("report.drop");
    CHECK_FALSE(kept("XX"));
}

TEST_CASE("the report: an office without records says what to do first") {
    Screen app;
    app.click("nav.report");
    CHECK_FALSE(app.find("report.docx"));
    CHECK(app.find([](const ProbeItem& item) { return item.id.starts_with("empty"); }));
}
