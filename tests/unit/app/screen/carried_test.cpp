// What lies in the page itself: taken in by an empty ledger, asked about over another one, until somebody has decided.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

namespace {

void put_in(Screen& app, const std::string& text, const char* mark) {
    app.machine.picker.lies = FilePicker::Carried{"带来的.json", mark};
    app.machine.picker.lying = text;
    app.reload();
    app.advance(2);
}

} // namespace

TEST_CASE("an empty ledger takes in what lies in the page, and there is nothing before it to go back to") {
    Desks desks;
    desks.at_b([&](Screen& b) {
        put_in(b, few().exported, "one");
        CHECK(by_id(b.exported()) == by_id(few().exported));
        CHECK_FALSE(b.find("undo"));
        b.key("Control+Z");
        CHECK(by_id(b.exported()) == by_id(few().exported));
        b.reload();
        CHECK_FALSE(b.find("answer.no"));
    });
}

TEST_CASE(
    "over other records what lies in the page is asked about until somebody decides, and then no more") {
    Desks desks;
    std::string more;
    desks.at_a([&](Screen& a) {
        add_lead(a, "甲台-1");
        more = a.exported();
    });
    desks.at_b([&](Screen& b) {
        take(b, few().exported);
        const auto before = by_id(b.exported());
        put_in(b, more, "one");
        CHECK(b.item("merge.new").value == "1");
        b.reload(); // nobody has said anything
        b.advance(2);
        CHECK(b.item("merge.new").value == "1");
        b.click("answer.no");
        CHECK(by_id(b.exported()) == before);
        b.reload();
        b.advance(2);
        CHECK_FALSE(b.find("merge.new"));
        b.click("nav.data");
        b.scroll_to("carried");
        b.click("carried"); // by himself, whenever he likes
        b.click("merge.take");
        CHECK(by_id(b.exported()) == by_id(more));
        put_in(b, more, "two"); // another page with the same
        CHECK_FALSE(b.find("merge.new"));
        b.reload();
        b.advance(2);
        CHECK(by_id(b.exported()) == by_id(more));
    });
}

TEST_CASE("what lies in the page damaged is said, whatever is kept stays, and a passphrase that is not given "
          "is asked for again by a press") {
    Desks desks;
    desks.at_a([&](Screen& a) {
        const auto before = by_id(a.exported());
        a.machine.picker.lies = FilePicker::Carried{"data", "spoilt"};
        a.machine.picker.lying.reset();
        a.reload();
        a.advance(2);
        CHECK(a.find([](const ProbeItem& i) {
            return i.id.starts_with("notice.") && has(i.label, "网页里的数据不完整");
        }));
        CHECK(by_id(a.exported()) == before);
    });
    desks.at_b([&](Screen& b) {
        b.machine.picker.passphrase = "correct 2024";
        put_in(b, few().exported, "sealed");
        b.type("wrong 2024");
        b.key("Enter");
        CHECK(b.find("passphrase.problem"));
        CHECK(b.find("passphrase.no"));
        b.type("correct 2024"); // at once, without a press
        b.key("Enter");
        b.advance(2);
        CHECK(by_id(b.exported()) == by_id(few().exported));
    });
    Desks others;
    others.at_b([&](Screen& b) {
        b.machine.picker.passphrase = "correct 2024";
        put_in(b, few().exported, "sealed");
        b.click("passphrase.no");
        CHECK(b.saved().state == "empty");
        b.reload();
        b.advance(2);
        CHECK_FALSE(b.find("passphrase.text"));
        b.click("carried.1"); // the empty page says that there is something
        b.type("correct 2024");
        b.key("Enter");
        b.advance(2);
        CHECK(by_id(b.exported()) == by_id(few().exported));
    });
}
