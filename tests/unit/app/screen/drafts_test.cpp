// What is typed stays: over a reload, another reading, another window; and the keys that save.
#include "app/state/draft_text.hpp"
#include "tests/unit/app/action/desk.hpp"
#include "tests/unit/app/screen/asked.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace mj;
using namespace mj::test;

namespace {

/// Opens a new petition and types its number.
void begin_petition(Screen& app, std::string_view number) {
    app.click("nav.petition");
    app.click("new");
    app.click("field.no");
    app.type(number);
}

ProbeItem notice_with(Screen& app, std::string_view words) {
    return app.item([words](const ProbeItem& i) {
        return i.id.starts_with("notice.") && i.kind == "banner" && has(i.label, words);
    });
}

} // namespace

TEST_CASE("drafts: a new record that was not saved is there after a reload, and says so") {
    Screen app{few_of_each().kept};
    begin_petition(app, "信2024-草");
    app.click("field.persons");
    app.type("12");
    app.reload();
    const ProbeItem told = notice_with(app, "1 条草稿");
    app.click(told.id + ".1");
    CHECK(app.item("field.no").value == "信2024-草");
    CHECK(app.item("field.persons").value == "12");
    app.item("record.continued");
    app.click("state.1");
    app.click("save"); // the rest is missing: it stays
    CHECK(app.item("field.no").value == "信2024-草");
    app.reload();
    app.click("nav.petition");
    app.click("list.drafts.1");
    app.click("record.continued.1"); // afresh
    CHECK(app.item("field.no").value.empty());
    app.reload();
    CHECK_FALSE(app.find("list.drafts"));
}

TEST_CASE("drafts: what was altered in a record comes back over what the record holds then") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("row.0");
    app.click("edit");
    const std::string number = app.item("field.no").value;
    app.click("field.persons");
    app.key("Control+A");
    app.type("7777");
    app.reload();
    app.click("nav.petition");
    app.click("list.drafts.1");
    CHECK(app.item("field.no").value == number);
    CHECK(app.item("field.persons").value == "7777");
    app.key("Control+s");
    CHECK(app.item("value.persons").value == "7,777");
    app.reload();
    CHECK_FALSE(app.machine.prefs.get("drafts"));
    app.click("nav.petition");
    CHECK_FALSE(app.find("list.drafts"));
}

TEST_CASE("drafts: what is given up is gone, and one that altered nothing is not kept") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("row.0");
    app.click("edit");
    CHECK_FALSE(app.machine.prefs.get("drafts"));
    app.click("field.persons");
    app.key("Control+A");
    app.type("7777");
    CHECK(app.machine.prefs.get("drafts"));
    app.click("cancel");
    app.click("answer.yes");
    CHECK_FALSE(app.machine.prefs.get("drafts"));
}

TEST_CASE("drafts: Ctrl+Enter saves and begins the next record") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.scroll_to("register.mechanism");
    app.click("register.mechanism");
    app.click("new");
    app.click("field.name");
    app.type("第一个机制");
    app.click("state.0"); // a draft: the rest is still missing
    app.key("Control+Enter");
    notice_with(app, "第一个机制");
    CHECK(app.item("field.name").value.empty());
    app.item("save");
}

TEST_CASE("drafts: the hint of the keys that save lies over no banner of what is wrong") {
    Screen app{few_of_each().kept};
    const auto hinted = [&] {
        (void)app.items();
        const auto& texts = probe_texts();
        return std::any_of(texts.begin(), texts.end(),
                           [](const ProbeText& t) { return has(t.text, "Ctrl+S"); });
    };
    app.click("nav.petition");
    app.click("new");
    app.move(app.middle("save"));
    CHECK(hinted());
    app.click("save"); // all that is required is missing
    app.item("record.may_wait");
    CHECK_FALSE(hinted());
}

TEST_CASE("drafts: before the public none is shown or lost") {
    Screen app{few_of_each().kept};
    begin_petition(app, "信2024-草");
    const std::string kept = app.machine.prefs.get("drafts").value_or("");
    CHECK_FALSE(kept.empty());
    app.click("nav.slides");
    if (app.item("slide.overview").value.empty()) app.click("slide.overview");
    app.click("present");
    app.give_pin();
    app.give_pin();
    app.reload();
    app.item("show.end");
    CHECK(app.machine.prefs.get("drafts").value_or("") == kept);
    for (const ProbeItem& item : app.items()) CHECK_FALSE(has(item.label + item.value, "信2024-草"));
    app.click("show.end");
    app.give_pin();
    notice_with(app, "1 条草稿");
}

TEST_CASE("drafts: any cut of the kept text is read as far as it is sound, and any byte may be another") {
    FakeHost machine;
    Desk desk(machine);
    for (const char* reg : {"employer", "petition"}) {
        desk.act_now(act::NewDraft{real_catalog().find_register(reg)});
        desk.act_now(act::EditField{desk.state.history.current().record, 0, "甲:乙\n1:2"});
    }
    const std::string text = drafts_text(real_catalog(), desk.state.drafts);
    const auto whole = read_drafts(desk.ledger(), text);
    REQUIRE(whole.size() == 2);
    for (const Draft& draft : whole) CHECK(draft.texts == desk.state.draft(draft.id)->texts);
    for (size_t size = 0; size < text.size(); ++size) {
        const auto part = read_drafts(desk.ledger(), text.substr(0, size));
        REQUIRE(part.size() < 2);
        if (!part.empty()) REQUIRE(part[0].texts == whole[0].texts);
    }
    for (size_t at = 0; at < text.size(); ++at)
        for (const char c : {'0', '9', ':', 'x', '\xFF', '-'}) {
            std::string other = text;
            other[at] = c;
            REQUIRE(read_drafts(desk.ledger(), other).size() <= 2);
        }
}

TEST_CASE("form: what a date is taken for stands below it, what is wrong is counted at the top and gone to") {
    Screen app{few_of_each().kept};
    begin_petition(app, "信2023-日");
    app.click("field.received");
    app.type("2023年5月6日");
    CHECK(app.item("field.received.taken").label == "记为 2023-05-06");
    app.click("save"); // what it is about and how many came are missing
    const ProbeItem wrong = app.item("record.wrong");
    CHECK(has(wrong.label, "有 2 处要改"));
    CHECK(has(wrong.label, "人次"));
    app.click("record.wrong.1");
    app.click("field.persons");
    app.type("3人");
    app.click("field.kind");
    app.click(
        [](const ProbeItem& i) { return i.kind == "option" && !i.label.empty() && i.label != "（空）"; });
    app.click("save");
    CHECK(app.item("value.received").value == "2023-05-06");
    CHECK(app.item("value.persons").value == "3");
    CHECK_FALSE(app.find("record.wrong"));
}

TEST_CASE("an empty program offers a table, a first record, the sample and a backup") {
    Screen app;
    for (const char* offer : {"empty.1", "empty.2", "empty.3", "empty.4"}) app.item(offer);
    app.click("empty.2");
    app.click("register.lead");
    app.click("new");
    app.item("field.no");
}

TEST_CASE("form: thousands of signs are no number, and the form stays usable") {
    Screen app{few_of_each().kept};
    begin_petition(app, "信2023-多");
    for (const char* sign : {"-", "(", "负"}) {
        CAPTURE(sign);
        app.click("field.persons");
        app.key("Control+a");
        std::string many;
        for (int i = 0; i < 20000; ++i) many += sign;
        app.type(many);
        app.click("save");
        app.item("field.persons.problem");
        app.reload();
        app.click("nav.petition");
        app.click("list.drafts.1");
    }
}

TEST_CASE("drafts: yesterday is the day before it was typed, on whatever day it is opened again and saved") {
    Screen app{few_of_each().kept};
    begin_petition(app, "信2024-昨");
    app.click("field.received");
    app.type("昨天");
    CHECK(has(app.item("field.received.taken").label, "2024-06-29"));
    app.machine.clock.time += 3 * 86400; // left open over some nights
    app.advance(1);
    CHECK(has(app.item("field.received.taken").label, "2024-06-29"));
    app.machine.clock.time += 200 * 86400; // into another year, in another sitting
    app.reload();
    app.click("nav.petition");
    app.click("list.drafts.1");
    CHECK(app.item("field.received").value == "昨天");
    CHECK(has(app.item("field.received.taken").label, "2024-06-29"));
    app.click("field.persons");
    app.type("3");
    app.click("state.0");
    app.click("save");
    CHECK(app.item("value.received").value == "2024-06-29");
}

TEST_CASE("drafts: the first form of what is kept is read, and a day that was not kept is not made up") {
    Screen app{few_of_each().kept};
    begin_petition(app, "信2024-旧");
    const auto kept = app.machine.prefs.get("drafts");
    REQUIRE(kept);
    const auto at = kept->find("petition");
    const std::string id = kept->substr(kept->find(':', at + 8) + 1, std::stoul(kept->substr(at + 8)));
    const auto word = [](const std::string& text) { return std::to_string(text.size()) + ":" + text; };
    app.machine.prefs.put("drafts", word("drafts 1") + word("petition") + word(id) + word("1") + word("1") +
                                        word("3") + word("no") + word("信2024-旧") + word("received") +
                                        word("昨天") + word("signed") + word("2024-06-01"));
    app.reload();
    app.click("nav.petition");
    app.click("list.drafts.1");
    CHECK(app.item("field.no").value == "信2024-旧");
    CHECK(app.item("field.received").value == "昨天");
    CHECK_FALSE(app.find("field.received.taken"));
    app.click("save");
    CHECK(has(app.item("field.received.problem").label, "昨天"));
}

TEST_CASE("undo of a table keeps the form that is open on one of its records, and says what happened") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.click("register.lead");
    app.machine.picker.named = "线索.csv";
    app.machine.picker.chosen =
        "编号,接收日期,渠道,事项,领域,涉及劳动者\n甲撤1号,2024-05-06,来访,工资支付,建设领域,3\n";
    app.click("import");
    app.click("intake.take");
    app.click("search");
    app.type("甲撤1号");
    app.click("row.0");
    app.click("edit");
    app.click("field.workers");
    app.key("Control+A");
    app.type("7777");
    app.click("undo");
    CHECK(has(app.item("record.beneath").label, "已不在"));
    CHECK(app.item("field.workers").value == "7777");
    CHECK(app.item("field.no").value == "甲撤1号");
    app.reload(); // it is kept as well
    app.click("nav.registers");
    app.click("register.lead");
    app.click("list.drafts.1");
    CHECK(app.item("field.workers").value == "7777");
    app.key("Control+s");
    CHECK(app.item("value.no").value == "甲撤1号");
    CHECK(app.item("value.workers").value == "7,777");
}

TEST_CASE("undo beneath a form that is open: what was altered stays, the other fields follow, redo too") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("row.0");
    app.click("edit");
    const std::string persons = app.item("field.persons").value;
    app.click("field.persons");
    app.key("Control+A");
    app.type("7777");
    app.key("Control+s");
    app.click("edit");
    app.click("field.no");
    app.key("Control+A");
    app.type("信改");
    app.click("undo");
    CHECK(has(app.item("record.beneath").label, "有变动"));
    CHECK(app.item("field.no").value == "信改");
    CHECK(app.item("field.persons").value == persons);
    app.click("redo");
    CHECK(app.item("field.no").value == "信改");
    CHECK(app.item("field.persons").value == "7777");
    app.key("Control+s");
    CHECK(app.item("value.no").value == "信改");
    CHECK(app.item("value.persons").value == "7,777");
}
