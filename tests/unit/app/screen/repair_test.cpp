// What is to be repaired: what the page lists, how one comes there, and what leaves the list.
#include "cli/run.hpp"
#include "tests/unit/app/screen/asked.hpp"
#include "tests/unit/source_dir.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace mj;
using namespace mj::test;

namespace {

std::string case_text(const std::string& file) {
    std::ifstream in(source_dir() + "/tests/files/cases/" + file, std::ios::binary);
    REQUIRE(in);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// On the first of December 2026.
void import_text(Screen& app, std::string text) {
    app.machine.clock.time = int64_t(Date::of(2026, 12, 1).days) * 86400;
    app.machine.picker.chosen = std::move(text);
    app.click("nav.data");
    app.click("import");
    REQUIRE(app.saved().state == "saved");
}

/// What the page lists, from top to bottom: register and field of the rule and the name of the record; sorted.
std::vector<std::string> listed(Screen& app) {
    std::vector<std::string> out;
    std::string rule;
    for (const ProbeItem& i : app.items()) {
        constexpr std::string_view mark = "repair.rule.";
        if (i.id.starts_with(mark)) {
            const auto parts_of = parts(i.id.substr(mark.size()), ".");
            rule = parts_of[0] + " " + parts_of[1] + " " + parts_of[2];
        }
        if (i.id.starts_with("repair.row.")) out.push_back(rule + " " + i.label);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// The same of the command line, for a file in which a record's name is its case number.
std::vector<std::string> checked(const std::string& text) {
    std::istringstream in(text);
    std::ostringstream out, err;
    REQUIRE(cli::run({"check", "-", "--on=2026-12-01", "--json"}, {in, out, err}) == 1);
    const auto file = nlohmann::json::parse(text), told = nlohmann::json::parse(out.str());
    std::vector<std::string> found;
    for (const auto& problem : told["problems"]) {
        const std::string reg = problem["register"], id = problem["id"];
        std::string name = id;
        for (const auto& record : file["registers"][reg])
            if (record["id"] == id) name = record.value("case_no", id);
        found.push_back(reg + " " + std::string(problem["field"]) + " " + std::string(problem["code"]) + " " +
                        name);
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

TEST_CASE("screen: to repair lists what the command line lists, and both are what stands in the file") {
    const std::pair<const char*, size_t> files[] = {
        {"24a-dup.json", 2}, {"24b-missing.json", 3}, {"24c-reversed.json", 2}};
    for (const auto& [name, problems] : files) {
        const std::string text = case_text(name);
        Screen app;
        import_text(app, text);
        app.go_to("/repair");
        CHECK(listed(app).size() == problems);
        CHECK(listed(app) == checked(text));
    }
    // The third one read here, without the gate.
    const std::string text = case_text("24c-reversed.json");
    const auto file = nlohmann::json::parse(text);
    std::vector<std::string> expected;
    for (const auto& record : file["registers"]["mediation"]) {
        const std::string received = record["received"], no = record["case_no"];
        if (record.contains("closed") && record["closed"] < received)
            expected.push_back("mediation closed mediation_closed " + no);
        if (received > "2026-12-01") expected.push_back("mediation received future " + no);
    }
    CHECK(expected.size() == 2);
    CHECK(checked(text) == expected);
}

TEST_CASE("screen: a file's notice says how many of its records are to be repaired, and leads to them") {
    Screen app;
    import_text(app, case_text("24c-reversed.json"));
    REQUIRE(app.notice("2 条待改"));
    app.advance(60); // it is not over before it is read
    CHECK(app.notice("2 条待改"));
    app.click("看待改");
    CHECK(app.machine.window.shown.starts_with("/repair"));
    CHECK_FALSE(app.notice("待改"));

    app.click("nav.overview");
    CHECK(app.item("alarm.repair").value == "2 条");
    app.key("Control+z"); // takes the file back
    CHECK_FALSE(app.find("alarm.repair"));
}

TEST_CASE("screen: whoever goes to what is to be repaired by himself needs the notice no longer") {
    Screen app;
    import_text(app, case_text("24c-reversed.json"));
    app.click("nav.overview");
    app.click("alarm.repair");
    app.advance(8);
    CHECK_FALSE(app.notice("待改"));
}

TEST_CASE("screen: the notice of a file in which all is well goes by itself") {
    const std::string& text = few_of_each().exported; // one screen at a time
    Screen app;
    import_text(app, text);
    CHECK(app.notice("已导入"));
    CHECK_FALSE(app.notice("待改"));
    app.advance(8);
    CHECK_FALSE(app.notice("已导入"));
}

TEST_CASE("screen: what is corrected leaves the list, and undo brings it back") {
    Screen app;
    import_text(app, case_text("24c-reversed.json"));
    app.go_to("/overview");
    app.click("alarm.repair");
    const auto before = listed(app);
    REQUIRE(before.size() == 2);
    app.click("倒一");
    CHECK(has(app.item("wrong.closed").label, "早于"));
    CHECK(app.item("wrong.closed").min.x == app.item("field.closed").min.x);
    // The keyboard is in the field already.
    app.type("2026-03-05");
    CHECK(app.item("field.closed").value == "2026-03-05");
    CHECK_FALSE(app.find("wrong.closed"));
    app.key("Control+s");
    REQUIRE(app.saved().state == "saved");
    app.key("Alt+ArrowLeft");
    CHECK(listed(app) == std::vector<std::string>{"mediation received future 未来"});
    app.key("Control+z");
    CHECK(listed(app) == before);
    app.go_to("/record/mediation/0010000000000001"); // read, it stands there too
    CHECK(app.item("wrong.closed").min.x == app.item("value.closed").min.x);
    CHECK(app.item("wrong.closed").min.y > app.item("value.closed").min.y);
    app.key("Escape");
    app.key("Control+y");
    CHECK(listed(app).size() == 1);
}

TEST_CASE("screen: what an edit breaks in other records enters the list, and undo takes it out") {
    Screen app{few_of_each().kept};
    app.go_to("/repair");
    CHECK(has(app.item("repair.none").label, "没有要改"));
    // An organisation to which cases lead.
    const auto file = nlohmann::json::parse(few_of_each().exported);
    const auto& registers = file["registers"];
    std::map<std::string, size_t> leading;
    for (const auto& record : registers["mediation"])
        if (record.contains("organisation") &&
            (record["state"] == "checked" || record["state"] == "approved"))
            ++leading[record["organisation"]];
    REQUIRE(!leading.empty());
    const auto& [id, links] = *leading.begin();
    std::string target;
    for (const auto& reg : registers.items())
        for (const auto& record : reg.value())
            if (record["id"] == id) target = reg.key();
    app.go_to("/record/" + target + "/" + id);
    app.click("delete");
    app.click("answer.yes");
    app.go_to("/repair");
    CHECK(number(app.item("repair.rule.mediation.organisation.link_gone").value) == double(links));
    app.key("Control+z");
    CHECK_FALSE(app.find("repair.rule.mediation.organisation.link_gone"));
    CHECK(app.find("repair.none"));
}

TEST_CASE("screen: to repair says how many records it has looked at, drafts and void ones left out") {
    Screen app{few_of_each().kept};
    const auto file = nlohmann::json::parse(few_of_each().exported);
    size_t counting = 0;
    for (const auto& reg : file["registers"].items())
        for (const auto& record : reg.value())
            counting += record["state"] == "checked" || record["state"] == "approved";
    app.go_to("/repair");
    CHECK(number(parts(app.item("repair.none").value, "核对了")[1]) == double(counting));
    CHECK(has(app.item("repair.none").value, "2024年6月30日"));
}

TEST_CASE(
    "list: drafts and void records are marked, counted and listed alone; a draft is checked by one button") {
    Screen app;
    import_text(app, case_text("24b-missing.json"));
    app.go_to("/list/mediation");
    CHECK_FALSE(app.find("list.draft"));
    const auto rows = [&] {
        return std::count_if(app.items().begin(), app.items().end(),
                             [](const ProbeItem& i) { return i.id.starts_with("row."); });
    };
    const auto all = rows();
    app.click([](const ProbeItem& i) { return i.id.starts_with("row."); });
    CHECK_FALSE(app.find("check"));
    app.click("edit");
    app.scroll_to("state.0");
    app.click("state.0");
    app.scroll_to("save");
    app.click("save");
    app.item("check");
    app.go_to("/list/mediation");
    CHECK(rows() == all);
    CHECK(has(app.item("list.draft").label, "草稿 1 条"));
    app.click("list.draft");
    CHECK(app.machine.window.shown.find("state=draft") != std::string::npos);
    REQUIRE(rows() == 1);
    app.click([](const ProbeItem& i) { return i.id.starts_with("row."); });
    app.click("check"); // it lacks what it must have: its form says so
    CHECK(app.find("record.wrong"));
    app.key("Escape");
}

TEST_CASE("screen: to repair is found by its name and by its initials") {
    Screen app{few_of_each().kept};
    for (const char* words : {"待改", "dg", "to repair"}) {
        app.go_to("/data");
        app.key("Control+k");
        app.paste(words);
        app.key("Enter");
        CHECK_MESSAGE(app.machine.window.shown.starts_with("/repair"), words);
    }
}

TEST_CASE("screen: before the public nobody comes to what is to be repaired") {
    Screen app{few_of_each().kept};
    app.click("nav.slides");
    app.click("present");
    app.give_pin();
    app.give_pin();
    REQUIRE(app.find("show.end"));
    app.go_to("/repair");
    app.key("Control+k");
    CHECK(app.find("show.end"));
    CHECK_FALSE(app.find("repair.none"));
    CHECK_FALSE(app.find("alarm.repair"));
}
