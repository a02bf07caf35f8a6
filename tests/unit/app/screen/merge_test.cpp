// Two desks and their files: both sets of records, whoever reads whose file first.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

TEST_CASE("merge: two desks have the records of both, whoever reads first, and twice is once") {
    Desks desks;
    const auto base = by_id(few().exported);
    std::string of_a, of_b;
    desks.at_a([&](Screen& a) {
        add_lead(a, "甲台-1");
        of_a = a.exported();
    });
    desks.at_b([&](Screen& b) {
        take(b, few().exported); // nothing is here: no question
        CHECK(by_id(b.exported()) == base);
        add_lead(b, "乙台-1");
        add_lead(b, "乙台-2");
        of_b = b.exported();
    });
    auto both = by_id(of_a);
    both.merge(by_id(of_b));
    CHECK(both.size() == base.size() + 3);

    desks.at_a([&](Screen& a) {
        take(a, of_b);
        CHECK(a.item("merge.new").value == "2");
        CHECK(a.item("merge.changed").value == "0");
        CHECK(a.item("merge.kept").value == std::to_string(base.size()));
        CHECK(a.item("merge.conflicts").value == "0");
        a.click("answer.no"); // cancelled
        CHECK(by_id(a.exported()) == by_id(of_a));
        take(a, of_b);
        a.key("Escape");
        CHECK_FALSE(a.find("merge.take"));
        CHECK(by_id(a.exported()) == by_id(of_a));
        take(a, of_b);
        a.click("merge.take");
        CHECK(merge_told(a, "新增 2 条，修改 0 条"));
        CHECK(by_id(a.exported()) == both);
        CHECK(a.saved().state == "saved");
    });
    desks.at_b([&](Screen& b) {
        take(b, of_a);
        CHECK(b.item("merge.new").value == "1");
        b.click("merge.take");
        CHECK(by_id(b.exported()) == both);
        b.click("undo"); // takes the whole file back
        CHECK(by_id(b.exported()) == by_id(of_b));
        b.click("redo");
        CHECK(by_id(b.exported()) == both);
        b.reload();
        CHECK(by_id(b.exported()) == both);
        take(b, of_a); // once more
        CHECK(b.item("merge.new").value == "0");
        CHECK(b.item("merge.changed").value == "0");
        b.click("merge.take"); // there is nothing to take
        b.click("answer.no");
        CHECK(by_id(b.exported()) == both);
    });
    desks.at_a([&](Screen& a) {
        take(a, of_b);
        CHECK(a.item("merge.new").value == "0");
        a.click("answer.no");
        CHECK(by_id(a.exported()) == both);
    });
}

TEST_CASE("merge: what both changed is decided field by field, what one went on from is not asked") {
    Desks desks;
    std::string of_a, of_b, id;
    desks.at_a([&](Screen& a) {
        id = edit(a, "row.0", "field.persons", "321");
        of_a = a.exported();
        take(a, few().exported); // an older file: what was done since stays
        CHECK(a.item("merge.conflicts").value == "0");
        CHECK(a.item("merge.changed").value == "0");
        a.click("answer.no");
    });
    desks.at_b([&](Screen& b) {
        take(b, few().exported);
        b.advance(1000);
        CHECK(edit(b, "row.0", "field.persons", "654") == id);
        CHECK(edit(b, "row.0", "field.no", "乙台-9") == id);
        b.click("nav.data");
        b.click("export.history.1"); // whoever does not tell what he did is asked of all that differs
        of_b = b.exported();
    });
    const auto ours = record_of(of_a, id), theirs = record_of(of_b, id);

    desks.at_a([&](Screen& a) {
        take(a, of_b);
        CHECK(a.item("merge.conflicts").value == "2");
        a.click("merge.take"); // not before it is decided
        CHECK(has(a.item("merge.open").label, "2"));
        a.click("clash.0.0");
        CHECK(has(a.item("merge.open").label, "1"));
        a.move(a.middle("clash.0.0"));
        for (int turns = 0; turns < 9 && !a.find("clash.1.1"); ++turns) a.wheel(1);
        a.click("clash.1.1");
        CHECK_FALSE(a.find("merge.open"));
        a.click("merge.take");
        CHECK(merge_told(a, "新增 0 条，修改 1 条"));
        nlohmann::json mixed = record_of(a.exported(), id);
        const bool first_is_no = ours["no"] == mixed["no"]; // the first in the order of the fields was kept
        CHECK(mixed["no"] == (first_is_no ? ours : theirs)["no"]);
        CHECK(mixed["persons"] == (first_is_no ? theirs : ours)["persons"]);
        CHECK(mixed["changed"] > theirs["changed"]);
        for (const char* field : {"no", "persons", "changed"}) mixed[field] = theirs[field];
        CHECK(mixed == theirs); // nothing else differs
        a.click("nav.data");
        CHECK(has(a.scroll_to("batch.0").value, "· 1 条")); // told in two versions, one record
        CHECK_FALSE(has(a.item("batch.0").value, "后来动过"));
        a.click("undo");
        CHECK(by_id(a.exported()) == by_id(of_a));

        take(a, of_b);
        a.click("merge.ours");
        a.click("merge.take");
        nlohmann::json kept = record_of(a.exported(), id);
        CHECK(kept["changed"] > theirs["changed"]); // decided later than both
        kept["changed"] = ours["changed"];
        CHECK(kept == ours);
        a.click("undo");
        take(a, of_b);
        a.click("merge.theirs");
        a.click("merge.take");
        CHECK(by_id(a.exported()) == by_id(of_b));
        take(a, of_b);
        CHECK(merge_told(a, "完全相同"));
    });
    // From the other side the same decision changes nothing.
    desks.at_b([&](Screen& b) {
        take(b, of_a);
        CHECK(b.item("merge.conflicts").value == "1"); // A tells what was done: of the other field nothing
        b.click("merge.ours");
        b.click("merge.take");
        CHECK(by_id(b.exported()) == by_id(of_b));
    });
}

TEST_CASE("merge: where both tell what they did only that is asked which both have changed") {
    Desks desks;
    std::string of_a, of_b, id;
    desks.at_a([&](Screen& a) {
        id = edit(a, "row.0", "field.persons", "321");
        of_a = a.exported();
    });
    desks.at_b([&](Screen& b) {
        take(b, few().exported);
        b.advance(1000);
        CHECK(edit(b, "row.0", "field.no", "乙台-9") == id);
        of_b = b.exported();
    });
    desks.at_a([&](Screen& a) {
        take(a, of_b);
        CHECK(a.item("merge.conflicts").value == "0");
        a.click("merge.take");
        const auto both = record_of(a.exported(), id);
        CHECK(both["persons"] == record_of(of_a, id)["persons"]);
        CHECK(both["no"] == record_of(of_b, id)["no"]);
        of_a = a.exported();
    });
    desks.at_b([&](Screen& b) { // what was put together there is taken as it is
        take(b, of_a);
        CHECK(b.item("merge.conflicts").value == "0");
        b.click("merge.take");
        CHECK(by_id(b.exported()) == by_id(of_a));
        edit(b, "row.0", "field.persons", "654");
        of_b = b.exported();
    });
    desks.at_a([&](Screen& a) {
        edit(a, "row.0", "field.persons", "987");
        take(a, of_b);
        CHECK(a.item("merge.conflicts").value == "1");
        a.click("merge.ours");
        a.click("merge.take");
        CHECK(record_of(a.exported(), id)["persons"] == 987);
    });
}

TEST_CASE("merge: a file replaces only when the word is typed") {
    Screen app{few().kept};
    const std::string before = app.exported();
    add_lead(app, "甲台-1");
    const std::string after = app.exported();
    take(app, before);
    app.click("answer.yes");
    app.click("merge.word");
    app.type("替");
    app.click("answer.yes");
    app.item("merge.word");
    CHECK(has(app.item("merge.instead").label, "删除 1 条"));
    app.click("answer.no");
    CHECK(by_id(app.exported()) == by_id(after));
    take(app, before);
    app.click("answer.yes"); // the word is not remembered
    app.item("merge.word");
    app.replace_by_file();
    CHECK(by_id(app.exported()) == by_id(before));
}
