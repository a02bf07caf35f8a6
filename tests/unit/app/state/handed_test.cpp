#include "app/state/handed.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

void mediate(Book& book, RecordId organisation, Date received) {
    book.add("mediation", {{book.field("mediation", "received"), of(received)},
                           {book.field("mediation", "organisation"), of(organisation)}});
}

const HandedRow& register_row(const Handed& handed, int reg) {
    for (const HandedRow& row : handed.registers)
        if (row.reg == reg) return row;
    static const HandedRow none;
    return none;
}

} // namespace

TEST_CASE("a month that is over and has no record is missing; one that goes on is not") {
    Book book;
    const auto organisation = [&] {
        return book.add("organisation", {{book.field("organisation", "name"), std::string("甲")}});
    };
    const RecordId busy = organisation(), idle = organisation();
    for (const int month : {1, 2, 4}) mediate(book, busy, Date::of(2024, month, 10));
    for (int month = 1; month <= 10; ++month) mediate(book, busy, Date::of(2023, month, 28)); // another year
    mediate(book, busy, Date::of(2024, 5, 2));                                                // after the day
    const Handed handed = handed_in(book.ledger, 2024, Date::of(2024, 4, 29));
    CHECK(handed.over == 3);
    REQUIRE(handed.organisations.size() == 2);
    CHECK(handed.organisations[0].missing == 1);
    CHECK(handed.organisations[0].lacks(3));
    CHECK_FALSE(handed.organisations[0].lacks(2));
    CHECK(handed.organisations[0].total() == 3); // not what is dated after the day
    CHECK(handed.organisations[0].last == Date::of(2024, 4, 10));
    CHECK(handed.organisations[1].source == idle); // who has handed in nothing comes last
    CHECK(handed.organisations[1].missing == 3);
    CHECK_FALSE(handed.organisations[1].last.has());
    CHECK(handed_in(book.ledger, 2024, Date::of(2024, 4, 30)).over == 4);
    CHECK(handed_in(book.ledger, 2024, Date::of(2024, 1, 30)).over == 0);
    CHECK(handed_in(book.ledger, 2024, Date::of(2025, 1, 1)).over == 12);
    CHECK(handed_in(book.ledger, 2025, Date::of(2024, 4, 30)).over == 0);
}

TEST_CASE("the last month that is over ends on the day or before it") {
    CHECK(last_month_over(Date::of(2024, 2, 29)) == Date::of(2024, 2, 29));
    CHECK(last_month_over(Date::of(2024, 2, 28)) == Date::of(2024, 1, 31));
    CHECK(last_month_over(Date::of(2024, 1, 5)) == Date::of(2023, 12, 31));
}

TEST_CASE("an organisation that seldom has cases lacks none") {
    Book book;
    const RecordId seldom =
        book.add("organisation", {{book.field("organisation", "name"), std::string("乙")}});
    for (const int month : {3, 9}) mediate(book, seldom, Date::of(2023, month, 10));
    const Handed handed = handed_in(book.ledger, 2024, Date::of(2024, 4, 30));
    REQUIRE(handed.organisations.size() == 1);
    CHECK_FALSE(handed.organisations[0].monthly);
    CHECK(handed.organisations[0].missing == 0);
}

TEST_CASE("a register is expected every month when it was regular the year before") {
    Book book;
    const int reg = book.reg("mediation");
    for (int month = 1; month <= 9; ++month) mediate(book, {}, Date::of(2023, month, 1));
    mediate(book, {}, Date::of(2024, 1, 5));
    CHECK_FALSE(register_row(handed_in(book.ledger, 2024, Date::of(2024, 6, 30)), reg).monthly);
    CHECK(register_row(handed_in(book.ledger, 2024, Date::of(2024, 6, 30)), reg).missing == 0);
    mediate(book, {}, Date::of(2023, 12, 1));
    const HandedRow row = register_row(handed_in(book.ledger, 2024, Date::of(2024, 6, 30)), reg);
    CHECK(row.monthly);
    CHECK(row.missing == 5);
    const Handed all = handed_in(book.ledger, 2024, Date::of(2024, 6, 30));
    for (const HandedRow& other : all.registers)
        CHECK(other.silent == (other.reg != reg)); // they keep nothing
    CHECK(size_t(all.silent) + 1 == all.registers.size());
}

TEST_CASE("a register of what happens that has nothing in the year is silent; one of what is in force is not "
          "asked") {
    Book book;
    for (const int year : {2023, 2024}) mediate(book, {}, Date::of(year, 3, 1));
    book.add("petition", {{book.field("petition", "received"), of(Date::of(2023, 3, 1))}});
    const auto silent = [&](const char* reg, int year, Date day) {
        return register_row(handed_in(book.ledger, year, day), book.reg(reg)).silent;
    };
    const Date day = Date::of(2024, 6, 30);
    CHECK_FALSE(silent("mediation", 2024, day));
    CHECK_FALSE(silent("petition", 2023, day));
    CHECK(silent("petition", 2024, day));
    CHECK(silent("arbitration", 2023, day));
    CHECK_FALSE(silent("petition", 2024, Date::of(2024, 1, 30))); // no month is over yet
    for (const char* standing : {"power", "staff", "mechanism", "employer", "goal"})
        CHECK_MESSAGE(register_row(handed_in(book.ledger, 2024, day), book.reg(standing)).reg == -1,
                      standing);
}
