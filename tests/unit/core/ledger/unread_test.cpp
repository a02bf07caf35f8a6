// What could not be read, in the one text of its record.
#include "core/ledger/unread.hpp"

#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

Catalog with_unread_field() {
    Catalog c = small_catalog();
    Field field;
    field.id = "unread";
    field.name = {"未读懂", "Unread"};
    c.registers[0].unread = int(c.registers[0].fields.size());
    c.registers[0].fields.push_back(field);
    c.registers[0].fields[f_money].was = {"amount"};
    return c;
}

} // namespace

TEST_CASE("unread words are put, replaced and taken out field by field, and other lines stay as they are") {
    const Catalog catalog = with_unread_field();
    const Register& reg = catalog.registers[0];
    std::string text = with_unread(reg, "", f_date, "五月初");
    text = with_unread(reg, text, f_money, "三万\n多: 元");
    CHECK(text == "date: 五月初\nmoney: 三万\n\t多: 元");
    CHECK(unread_in(reg, text, f_money) == "三万\n多: 元");
    CHECK(unread_in(reg, text, f_date) == "五月初");
    CHECK(unread_in(reg, text, f_no).empty());
    CHECK(with_unread(reg, text, f_date, "六月\n\ndate: 初") ==
          "date: 六月\n\t\n\tdate: 初\nmoney: 三万\n\t多: 元");
    CHECK(with_unread(reg, text, f_date, "") == "money: 三万\n\t多: 元");
    CHECK(with_unread(reg, with_unread(reg, text, f_date, ""), f_money, "").empty());
    // Lines of no field, an id that was changed, and what nobody would write.
    const std::string odd = "谁写的: 什么\namount: 三万\n\n\tx\nunread: y";
    CHECK(unread_in(reg, odd, f_money) == "三万");
    CHECK(unread_in(reg, odd, reg.unread) == "谁写的: 什么\n\nx\nunread: y");
    CHECK(with_unread(reg, odd, f_money, "") == "谁写的: 什么\n\n\tx\nunread: y");
    CHECK(with_unread(reg, "\n\t", f_date, "a") == "\n\t\ndate: a");
}

TEST_CASE("unread words are listed beside their fields, and keep a record a draft until each is decided") {
    const Catalog catalog = with_unread_field();
    const Register& reg = catalog.registers[0];
    Ledger ledger(catalog);
    const Change change{
        {add(1, {{f_no, std::string("A")}, {reg.unread, std::string("date: 五月初\nkind: 紫")}})}};
    CHECK(ledger.check(change).size() == 2);
    Change draft = change;
    draft.edits[0].head.state = State::draft;
    CHECK(ledger.check(draft).empty());
    ledger.apply(change); // as it was let in before
    const auto problems = ledger.problems_of(0, 0, {});
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].field == f_kind);
    CHECK(problems[1].field == f_date);
    CHECK(problems[1].importance == Importance::error);
    CHECK(problems[1].problem.what.code == Said::unread);
    CHECK(problems[1].problem.what.both().zh == "表中写的是“五月初”，未能读懂");
    // Whoever corrects something else in it is not kept from that.
    Edit other = change.edits[0];
    other.kind = Edit::Kind::update;
    other.values = {{f_no, std::string("B")}};
    CHECK(ledger.check({{other}}).empty());
}
