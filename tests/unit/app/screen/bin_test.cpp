// What was deleted: what the page lists, what comes back and how, and who cannot come there.
#include "tests/unit/app/screen/asked.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

namespace {

void delete_record(Screen& app, const std::string& reg, const json& record) {
    app.go_to("/record/" + reg + "/" + record["id"].get<std::string>());
    app.click("delete");
    app.click("answer.yes");
}

/// Records of the sample that are checked or approved, those with most fields first.
std::vector<json> full_records(const char* reg, const char* with = "id") {
    std::vector<json> out;
    for (const json& record : records_in(few_of_each().exported, reg))
        if (record.contains(with) && (record["state"] == "checked" || record["state"] == "approved"))
            out.push_back(record);
    std::stable_sort(out.begin(), out.end(),
                     [](const json& a, const json& b) { return a.size() > b.size(); });
    return out;
}

std::vector<std::string> names_in_bin(Screen& app) {
    app.go_to("/bin");
    std::vector<std::string> out;
    for (const ProbeItem& i : app.items())
        if (i.id.starts_with("bin.") && i.kind == "text" && i.id != "bin.total") out.push_back(i.label);
    return out;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("screen: a deleted record is restored after a reload as it was, and undo takes that back") {
    const auto before = by_id(few_of_each().exported);
    const json record = full_records("mediation")[0];
    const std::string name = record["case_no"], id = record["id"];
    Screen app{few_of_each().kept};
    delete_record(app, "mediation", record);
    app.reload();
    REQUIRE_FALSE(by_id(app.exported()).contains(id));
    app.scroll_to("bin");
    app.click("bin"); // on the page of the data
    CHECK(app.item("bin.0").label == name);
    CHECK(app.item("bin.0").value == "调解 · 2024年6月30日 14:02");
    CHECK(has(app.item("bin.total").label, " 1 条记录"));
    app.click("bin.0.restore");
    CHECK(app.notice("已恢复“" + name + "”"));
    CHECK(has(app.item("bin.total").label, " 0 条"));
    CHECK(by_id(app.exported()) == before);
    app.reload();
    CHECK(by_id(app.exported()) == before);

    // Its history goes on where it broke off.
    app.go_to("/record/mediation/" + id);
    CHECK(has(app.scroll_to("story.1").label, "删除"));
    CHECK(has(app.scroll_to("story.2").label, "替换"));
}

TEST_CASE("screen: the undo of a restoration lists the record again, its redo does not") {
    const auto before = by_id(few_of_each().exported);
    const json record = full_records("petition")[0];
    Screen app{few_of_each().kept};
    delete_record(app, "petition", record);
    app.go_to("/bin");
    app.click("恢复");
    CHECK(has(app.item("bin.total").label, " 0 条"));
    app.key("Control+z");
    CHECK(names_in_bin(app) == Names{record["no"]});
    CHECK(by_id(app.exported()).size() + 1 == before.size());
    app.reload();
    CHECK(names_in_bin(app) == Names{record["no"]});
    app.click("恢复");
    app.key("Control+z");
    app.key("Control+y");
    CHECK(names_in_bin(app).empty());
    CHECK(by_id(app.exported()) == before);
}

TEST_CASE("screen: the last deleted stands first, each once, for 30 days, and not what undo brought back") {
    const auto petitions = full_records("petition");
    const json &a = petitions[0], &b = petitions[1];
    const std::string name_a = a["no"], name_b = b["no"];
    Screen app{few_of_each().kept};
    CHECK(names_in_bin(app).empty());
    delete_record(app, "petition", a);
    app.key("Control+z");
    CHECK(names_in_bin(app).empty());
    delete_record(app, "petition", a);
    app.machine.clock.time += 86400;
    delete_record(app, "petition", b);
    CHECK(names_in_bin(app) == Names{name_b, name_a});
    app.click("bin.1.restore");
    CHECK(names_in_bin(app) == Names{name_b});
    delete_record(app, "petition", a);
    CHECK(names_in_bin(app) == Names{name_a, name_b});
    CHECK(has(app.item("bin.0").value, "2024年7月1日"));
    app.machine.clock.time += 30 * 86400;
    app.advance(1);
    CHECK(names_in_bin(app) == Names{name_a, name_b});
    app.machine.clock.time += 86400;
    app.advance(1);
    CHECK(names_in_bin(app).empty());
    app.reload();
    CHECK(has(app.item("bin.total").label, " 0 条"));
}

TEST_CASE(
    "screen: what does not pass comes back as a draft and says why; a link that leads nowhere is said") {
    const json record = full_records("mediation", "organisation")[0];
    const std::string name = record["case_no"], id = record["id"];
    Screen app{few_of_each().kept};
    delete_record(app, "mediation", record);
    delete_record(app, "organisation", json{{"id", record["organisation"]}});
    REQUIRE(names_in_bin(app).size() == 2);
    CHECK_FALSE(has(app.item("bin.0").value, "链接的记录已不在"));
    CHECK(has(app.item("bin.1").value, "链接的记录已不在：调解组织"));
    app.click("bin.1.restore");
    const ProbeItem* told = app.notice("恢复为草稿");
    REQUIRE(told);
    CHECK(has(told->label, name));
    CHECK(has(told->label, "调解组织"));
    app.click(told->id + ".1"); // opens it
    CHECK(app.machine.window.shown.starts_with("/record/mediation/" + id));
    json expected = record, now = json::parse(by_id(app.exported()).at(id));
    expected["state"] = "draft";
    expected.erase("changed"), now.erase("changed");
    CHECK(now == expected);

    // A draft passes with such a link too.
    delete_record(app, "mediation", record);
    app.go_to("/bin");
    app.click("bin.0.restore");
    CHECK(app.notice("已恢复“" + name + "”；链接的记录已不在：调解组织"));
    CHECK(app.item("bin.0").label != name);
    app.click("bin.0.restore");
    CHECK(has(app.item("bin.total").label, " 0 条"));
}

TEST_CASE("screen: a window that only reads lists what was deleted and restores nothing") {
    const json record = full_records("petition")[0];
    Screen app{few_of_each().kept};
    delete_record(app, "petition", record);
    const auto without = by_id(app.exported());
    const auto become = [&](bool writes, StorageNews news) {
        app.machine.storage.writes = writes;
        app.machine.storage.tell(news, {});
        app.settle();
    };
    become(false, StorageNews::fenced);
    REQUIRE(app.saved().state == "follows");
    REQUIRE(names_in_bin(app) == Names{record["no"]});
    app.click("bin.0.restore");
    CHECK(names_in_bin(app) == Names{record["no"]});
    CHECK(by_id(app.exported()) == without);
    become(true, StorageNews::writer);
    app.go_to("/bin");
    app.click("bin.0.restore");
    CHECK(by_id(app.exported()).size() == without.size() + 1);
}

TEST_CASE("screen: what was deleted before all records were replaced is not listed") {
    Screen app{few_of_each().kept};
    delete_record(app, "petition", full_records("petition")[0]);
    REQUIRE(names_in_bin(app).size() == 1);
    app.click("nav.data");
    app.scroll_to("sample");
    app.click("sample");
    app.click("answer.yes");
    REQUIRE(app.saved().state == "saved");
    CHECK(names_in_bin(app).empty());
}

TEST_CASE("screen: deleted records are found by their name and by initials") {
    Screen app{few_of_each().kept};
    for (const char* words : {"回收站", "hsz", "deleted records"}) {
        app.go_to("/data");
        app.key("Control+k");
        app.paste(words);
        app.key("Enter");
        CHECK_MESSAGE(app.machine.window.shown.starts_with("/bin"), words);
    }
}

TEST_CASE("screen: before the public nobody comes to what was deleted") {
    Screen app{few_of_each().kept};
    const json record = full_records("petition")[0];
    delete_record(app, "petition", record);
    app.click("nav.slides");
    app.click("present");
    app.give_pin();
    app.give_pin();
    REQUIRE(app.find("show.end"));
    app.go_to("/bin");
    CHECK(app.find("show.end"));
    CHECK_FALSE(app.find("bin.0"));
    CHECK_FALSE(app.find("bin.total"));
    for (const ProbeItem& i : app.items()) CHECK_FALSE(has(i.label, record["no"].get<std::string>()));
    app.click("show.end");
    app.give_pin();
    CHECK(names_in_bin(app) == Names{record["no"]});
}

TEST_CASE("screen: the sample takes the place of own records only when the word is typed, and they can be "
          "restored") {
    auto all = by_id(exported());
    Screen app;
    app.machine.picker.named = "线索.csv";
    app.machine.picker.chosen =
        "编号,接收日期,渠道,事项,领域\n"
        "甲-1,2023-05-06,来访,工资支付,建设领域\n甲-2,2023-05-07,来访,工资支付,建设领域\n";
    app.go_to("/list/lead");
    app.click("import");
    app.click("intake.take");
    const auto own = by_id(app.exported());
    REQUIRE(own.size() == 2);
    const auto ask = [&] {
        app.go_to("/data");
        app.scroll_to("sample");
        app.click("sample");
    };
    ask();
    app.click("answer.yes");
    app.click("question.word");
    app.type("替");
    app.click("answer.yes");
    app.item("question.word");
    app.click("answer.no");
    CHECK(by_id(app.exported()) == own);
    ask();
    app.click("question.word");
    app.type("替换");
    app.click("answer.yes");
    CHECK(by_id(app.exported()) == all);
    CHECK(names_in_bin(app).size() == 2);
    app.reload();
    CHECK(names_in_bin(app).size() == 2);

    app.click("bin.restore");
    CHECK(app.notice("已恢复 2 条"));
    all.insert(own.begin(), own.end());
    CHECK(by_id(app.exported()) == all);
    CHECK(names_in_bin(app).empty());
    app.key("Control+z"); // one step
    CHECK(names_in_bin(app).size() == 2);
    app.key("Control+y");
    CHECK(by_id(app.exported()) == all);
}

TEST_CASE("screen: of all that is restored at once, what does not pass becomes a draft") {
    const json record = full_records("mediation", "organisation")[0];
    Screen app{few_of_each().kept};
    const auto before = by_id(app.exported());
    delete_record(app, "mediation", record);
    delete_record(app, "organisation", json{{"id", record["organisation"]}});
    REQUIRE(names_in_bin(app).size() == 2);
    app.click("bin.restore"); // the one that is linked to comes with it
    CHECK(app.notice("已恢复 2 条"));
    CHECK(by_id(app.exported()) == before);

    // Its number has been given to another case meanwhile.
    const auto petitions = full_records("petition");
    delete_record(app, "petition", petitions[0]);
    delete_record(app, "petition", petitions[1]);
    app.go_to("/record/petition/" + petitions[2]["id"].get<std::string>());
    app.click("edit");
    app.click("field.no");
    app.key("Control+A");
    app.type(petitions[1]["no"].get<std::string>());
    app.click("save");
    names_in_bin(app);
    app.click("bin.restore");
    CHECK(app.notice("已恢复 2 条，其中 1 条与现在的规则或记录不符"));
    const auto after = by_id(app.exported());
    CHECK(after.at(petitions[0]["id"]) == before.at(petitions[0]["id"]));
    CHECK(json::parse(after.at(petitions[1]["id"]))["state"] == "draft");
}
