// Any question: asked, changed, its numbers opened, kept, given away.
#include "core/question/question_text.hpp"
#include "tests/unit/app/screen/screen.hpp"

#include <algorithm>
#include <set>

using namespace mj;
using namespace mj::test;

namespace {

std::string count_of(Screen& app) {
    std::string out;
    for (const char c : app.item("count").value)
        if (c >= '0' && c <= '9')
            out += c;
        else if (!out.empty() && c != ',')
            break;
    return out;
}

/// Opens a list and takes a line of it, which may lie further down.
void take_line(Screen& app, const std::string& list, const std::string& option) {
    const ImVec2 at = app.item(list).max;
    app.click(list);
    app.move({at.x - 40, at.y + 40});
    for (int i = 0; i < 60 && !app.find(list + "." + option); ++i) app.wheel(1);
    app.click(list + "." + option);
}

const std::string& only_file(Screen& app) {
    REQUIRE(app.machine.download.files.size() == 1);
    return app.machine.download.files.begin()->second;
}

} // namespace

TEST_CASE("every ready question can be asked, and whatever of its chart is pressed opens as many records as "
          "it says") {
    const Catalog catalog = whole_catalog(embedded_catalog()).value();
    REQUIRE(catalog.questions.size() >= 8);
    Screen app{sample()};
    for (const ReadyQuestion& ready : catalog.questions) {
        CAPTURE(ready.id);
        REQUIRE(parse_question(catalog, text_for_year(ready.text, 2023)).ok());
        app.click("nav.explore");
        app.click("ready." + ready.id);
        CHECK(app.find("explore.what"));
        REQUIRE(app.find([](const ProbeItem& item) { return item.id.starts_with("answer."); }));
        const std::string all = app.scroll_to("answer.records").label;
        app.click("answer.records");
        CHECK(all.find(grouped(std::stoll(count_of(app)))) != std::string::npos);
    }
}

TEST_CASE("a question is changed by what is chosen, and its address asks it again") {
    Screen app{sample()};
    app.go_to("/explore/mediation?by=street&of=count&in=2023");
    const std::string first = app.item("answer.0").value;
    app.click("answer.0");
    CHECK(first.find(count_of(app)) == 0);
    CHECK(app.item("filter").label.find("2023 年") != std::string::npos);
    app.click("back");
    // Another measure, another grouping, a condition.
    take_line(app, "explore.what", "mean(received..closed)");
    CHECK(app.item("explore.what").value.find("平均") != std::string::npos);
    take_line(app, "explore.by", "cause");
    take_line(app, "explore.about", "outcome");
    take_line(app, "explore.values", "outcome:failed");
    CHECK(app.item("explore.where.0").label == "结果：调解不成");
    const std::string address = app.machine.window.shown;
    CHECK(address.find("where=outcome%3Afailed") != std::string::npos);
    const std::string told = app.item("answer.0").value;
    app.go_to("/overview");
    app.go_to(address);
    CHECK(app.item("answer.0").value == told);
    app.click("explore.where.0");
    CHECK_FALSE(app.find("explore.where.0"));
}

TEST_CASE("what is shown goes out as a table: an answer with its question, a list without personal data "
          "unless asked") {
    Screen app{sample()};
    app.go_to("/explore/mediation?by=street&of=count&in=2023&versus=year");
    app.click("explore.export");
    const std::string csv = only_file(app);
    CHECK(csv.starts_with("\xEF\xBB\xBF镇街,记录数（条）,记录数，上年同期（条）\r\n"));
    CHECK(csv.find("mediation?by=street&of=count&in=2023&versus=year") != std::string::npos);
    app.go_to("/list/mediation?asked=mediation%3Fwhere%3Doutcome%3Afailed%26in%3D2023");
    const std::string n = count_of(app);
    app.machine.download.files.clear();
    take_line(app, "list.export", "csv");
    const std::string list = only_file(app);
    CHECK(std::to_string(std::count(list.begin(), list.end(), '\n') - 1) == n);
    CHECK(list.find(",劳动者,") == std::string::npos);
    app.machine.download.files.clear();
    take_line(app, "list.export", "csv.personal");
    CHECK(only_file(app).find(",劳动者,") != std::string::npos);
    app.machine.download.files.clear();
    take_line(app, "list.export", "xlsx");
    CHECK(only_file(app).starts_with("PK"));
}

TEST_CASE("a question is kept with a name, like any record, and asked from there") {
    Screen app{few_of_each().kept};
    app.go_to("/explore/lead?by=subject&of=count&in=2023");
    app.click("explore.keep");
    app.click("field.name");
    app.type("投诉都说什么");
    app.click("save");
    app.click("nav.explore");
    app.click([](const ProbeItem& item) { return item.id.starts_with("kept."); });
    CHECK(app.item("explore.by").value == "事项");
}

TEST_CASE("conditions are taken as people write them: an amount with 万, records that are there or not, "
          "several words") {
    Screen app{sample()};
    app.go_to("/explore/lead?by=street&of=count&in=2023");
    take_line(app, "explore.about", "amount_claimed");
    app.click("explore.typed");
    app.type("很多");
    CHECK(app.item("explore.taken").label == "看不懂“很多”，请写如 10万以上、5000..20000");
    CHECK_FALSE(app.find("explore.where.0"));
    app.key("Control+a");
    app.type("10万以上");
    app.click("explore.add");
    CHECK(app.item("explore.where.0").label == "主张金额：100,000.00 元 起");
    app.go_to("/explore/employer?by=industry&of=count");
    take_line(app, "explore.about", "!(inspection.employer())");
    CHECK(app.item("explore.where.0").label == "没有巡查检查记录");
    // Back leads to the question as it was.
    app.key("Alt+ArrowLeft");
    CHECK_FALSE(app.find("explore.where.0"));
    app.go_to("/list/"
              "mediation?asked=mediation%3Fwhere%3Dstreet%3A%E8%8D%94%E6%9E%9D%E8%A1%97%E9%81%93%3Boutcome%"
              "3Afailed");
    const std::string both = count_of(app);
    app.go_to(
        "/list/mediation?search=%E8%8D%94%E6%9E%9D%E8%A1%97%E9%81%93%20%E8%B0%83%E8%A7%A3%E4%B8%8D%E6%88%90");
    CHECK(count_of(app) == both);
    CHECK(both != "0");
}

TEST_CASE("a share opens the records it is made of, and two people of one name are told apart") {
    Screen app{sample()};
    app.go_to("/explore/mediation?where=form:platform&by=received.quarter&of=count&in=2023");
    const std::string platform = app.item("answer.time.0").value;
    app.go_to("/explore/mediation?by=received.quarter&of=share(form:platform)&in=2023");
    app.click("answer.time.0");
    CHECK(platform.find(count_of(app)) == 0);
    app.go_to("/explore/mediation?by=mediator&of=count&in=2023");
    std::set<std::string> names;
    int shown = 0;
    for (const ProbeItem& item : app.items())
        if (item.id.starts_with("answer.") && item.kind == "bar") ++shown, names.insert(item.label);
    CHECK(shown >= 5);
    CHECK(names.size() == size_t(shown));
}
