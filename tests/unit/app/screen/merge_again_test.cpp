// What a file may not do: double what is here, lose what is typed, ask twice.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

TEST_CASE("merge: a case both desks have from one table is asked about and does not stand twice") {
    Desks desks;
    std::string of_b;
    desks.at_b([&](Screen& b) {
        take(b, few().exported);
        add_lead(b, "同-1");
        add_lead(b, "同-2", "社会保险");
        add_lead(b, "乙-1");
        of_b = b.exported();
    });
    desks.at_a([&](Screen& a) {
        add_lead(a, "同-1");
        add_lead(a, " 同-2"); // of another subject
        const auto before = by_id(a.exported());
        take(a, of_b);
        CHECK(a.item("merge.new").value == "1");
        CHECK(a.item("merge.same").value == "2");
        a.click("merge.take"); // not before it is decided
        CHECK(has(a.item("merge.open").label, "1"));
        CHECK(has(a.item("same.0").value, "都一致"));
        CHECK(has(a.item("same.1").value, "事项"));
        CHECK_FALSE(a.find("clash.0"));
        a.scroll_to("same.1.0");
        a.click("same.1.0"); // they are one: then of the subject is asked
        CHECK(a.item("merge.conflicts").value == "1");
        a.scroll_to("clash.0.0");
        a.click("clash.0.0");
        a.click("merge.take");
        CHECK(merge_told(a, "新增 1 条，修改 0 条"));
        auto after = by_id(a.exported());
        CHECK(after.size() == before.size() + 1);
        for (const auto& [id, record] : before) CHECK(after[id] == record);

        take(a, of_b); // once more
        for (const char* count : {"merge.new", "merge.changed", "merge.same", "merge.conflicts"})
            CHECK(a.item(count).value == "0");
        CHECK_FALSE(a.find("merge.open"));
        a.click("answer.no");
        a.click("undo");
        CHECK(by_id(a.exported()) == before);

        take(a, of_b);
        CHECK(a.item("merge.same").value == "2");
        a.click("merge.both");
        a.click("merge.take");
        CHECK(merge_told(a, "新增 3 条"));
        a.advance(1);
        CHECK(merge_told(a, "条待改"));
        const std::string both = a.exported();
        CHECK(leads_of(both, "同-1").size() == 2);
        a.reload();
        take(a, of_b);
        CHECK(a.item("merge.same").value == "0");
        CHECK(a.item("merge.kept").value == std::to_string(by_id(of_b).size()));
    });
}

TEST_CASE("merge: what is being typed survives the file, its undo and a replacement") {
    Desks desks;
    std::string of_b, id;
    desks.at_b([&](Screen& b) {
        take(b, few().exported);
        b.advance(5000);
        id = edit(b, "row.0", "field.no", "乙台-9");
        of_b = b.exported();
    });
    desks.at_a([&](Screen& a) {
        const std::string old = record_of(few().exported, id)["no"];
        const auto form = [&](const char* field) {
            a.go_to("/record/petition/" + id);
            return a.scroll_to(field).value;
        };
        fill(a, "petition/" + id, "field.persons", "777", false);
        take(a, of_b);
        if (a.find("merge.theirs")) a.click("merge.theirs");
        a.click("merge.take");
        CHECK(record_of(a.exported(), id)["no"] == "乙台-9");
        CHECK(merge_told(a, "您填的都还在"));
        CHECK(form("field.persons") == "777");
        CHECK(form("field.no") == "乙台-9");
        a.key("Escape");
        a.go_to("/data");
        a.key("Control+z");
        CHECK(record_of(a.exported(), id)["no"] == old);
        CHECK(form("field.persons") == "777");
        CHECK(form("field.no") == old);
        take(a, of_b);
        a.replace_by_file();
        CHECK(form("field.persons") == "777");
        CHECK(form("field.no") == "乙台-9");
        a.reload();
        CHECK(form("field.persons") == "777");
        a.click("save");
        const auto saved = record_of(a.exported(), id);
        CHECK(saved["persons"] == 777);
        CHECK(saved["no"] == "乙台-9");
    });
}

TEST_CASE("merge: what was deleted here is counted, and comes back only when it shall") {
    Screen app{few().kept};
    app.machine.clock.time += 400 * 86400;
    const std::string id = records_in(few().exported, "petition")[0]["id"];
    app.go_to("/record/petition/" + id);
    app.click("delete");
    app.click("answer.yes");
    const auto without = by_id(app.exported());
    take(app, few().exported);
    CHECK(app.item("merge.new").value == "0");
    CHECK(app.item("merge.returning").value == "1");
    CHECK(has(app.item("merge.back").label, record_of(few().exported, id)["no"].get<std::string>()));
    app.click("merge.take"); // it has not been changed there since: it shall not
    CHECK(by_id(app.exported()) == without);
    app.reload();
    take(app, few().exported);
    CHECK(app.item("merge.returning").value == "0");
    CHECK(app.item("merge.new").value == "0");
    app.click("answer.no");
    // It can still be restored, as it was.
    app.go_to("/bin");
    app.click("bin.0.restore");
    CHECK(by_id(app.exported()) == by_id(few().exported));
    app.key("Control+z");
    CHECK(by_id(app.exported()) == without);
}

TEST_CASE("merge: a deleted record comes back with the file when it shall, and undo takes that back") {
    Screen app{few().kept};
    const std::string id = records_in(few().exported, "petition")[0]["id"];
    app.go_to("/record/petition/" + id);
    app.click("delete");
    app.click("answer.yes");
    take(app, few().exported);
    app.click("merge.back.0");
    app.click("merge.take");
    CHECK(by_id(app.exported()) == by_id(few().exported));
    app.key("Control+z");
    CHECK(by_id(app.exported()).size() + 1 == by_id(few().exported).size());
}

TEST_CASE("merge: a decision for what is here is not asked about again") {
    Desks desks;
    std::string of_b, id;
    desks.at_b([&](Screen& b) {
        take(b, few().exported);
        id = edit(b, "row.0", "field.persons", "654");
        of_b = b.exported();
    });
    for (const bool later : {false, true}) { // whose change is the newer one
        CAPTURE(later);
        Desks other;
        other.at_a([&](Screen& a) {
            if (later) a.advance(9000);
            if (!later) a.machine.clock.time -= 86400;
            CHECK(edit(a, "row.0", "field.persons", "321") == id);
            if (!later) a.machine.clock.time += 86400;
            take(a, of_b);
            CHECK(a.item("merge.conflicts").value == "1");
            a.click("merge.ours");
            a.click("merge.take");
            a.reload();
            const auto after = by_id(a.exported());
            CHECK(nlohmann::json::parse(after.at(id))["persons"] == 321);
            take(a, of_b);
            CHECK(a.item("merge.conflicts").value == "0");
            CHECK(a.item("merge.changed").value == "0");
            a.click("merge.take"); // there is nothing to take
            a.click("answer.no");
            CHECK(by_id(a.exported()) == after);
        });
    }
}

TEST_CASE("merge: a field that was empty and one desk filled is no conflict") {
    Desks desks;
    std::string base, of_b, id;
    desks.at_a([&](Screen& a) {
        add_lead(a, "共-1");
        base = a.exported();
        id = leads_of(base, "共-1").at(0)["id"];
    });
    desks.at_b([&](Screen& b) {
        take(b, base);
        fill(b, "lead/" + id, "field.workers", "7");
        of_b = b.exported();
    });
    desks.at_a([&](Screen& a) {
        fill(a, "lead/" + id, "field.amount_claimed", "12.50");
        take(a, of_b);
        CHECK(a.item("merge.conflicts").value == "0");
        a.click("merge.take");
        const auto lead = record_of(a.exported(), id);
        CHECK(lead["workers"] == 7);
        CHECK(lead["amount_claimed"] == "12.50");
        take(a, of_b);
        CHECK(a.item("merge.changed").value == "0");
        CHECK(a.item("merge.conflicts").value == "0");
    });
}
