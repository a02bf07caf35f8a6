// How far records are known, and what the figures of a period make of it.
#include "core/indicator/figures.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

Date on(const char* text) { return *Date::parse(text); }
FieldValue at(int field, const char* text) { return {field, int64_t(on(text).days)}; }

/// Two registers of one kind, "thing" and "other", each counted by date.
Catalog two_counted() {
    Catalog c = small_catalog();
    c.registers.push_back(c.registers[0]);
    c.registers[1].id = "other";
    for (int reg = 0; reg < 2; ++reg) {
        Indicator count;
        count.id = c.registers[size_t(reg)].id;
        count.of.reg = reg;
        count.of.from = f_date;
        c.indicators.push_back(count);
    }
    return c;
}

/// Records of a register on these days.
struct Records {
    Catalog catalog;
    Ledger ledger{catalog};
    uint32_t n = 0;
    explicit Records(Catalog c) : catalog(std::move(c)) {}
    void put(int reg, std::vector<FieldValue> values) {
        Edit edit = add(++n, std::move(values));
        edit.reg = reg;
        ledger.apply({{edit}});
    }
    void every_month(int reg, int year, int first, int last, int day) {
        for (int month = first; month <= last; ++month)
            put(reg, {{f_date, int64_t(Date::of(year, month, day).days)}});
    }
};

} // namespace

TEST_CASE("a reporting period is written as it is read; the parts of each kind fill the year") {
    for (const int year : {2023, 2024}) {
        int halves = 0, quarters = 0, months = 0;
        for (int part = 0; part < ReportingPeriod::parts; ++part) {
            const ReportingPeriod period(year, part);
            CHECK(ReportingPeriod::parse(period.text()) == period);
            const int length = period.days().to.days - period.days().from.days + 1;
            (part < 3 ? halves : part < 7 ? quarters : months) += part ? length : 0;
        }
        for (const int sum : {halves, quarters, months}) CHECK(sum == (year == 2024 ? 366 : 365));
    }
    CHECK(ReportingPeriod::parse("2023-H2")->days() == Period{on("2023-07-01"), on("2023-12-31")});
    CHECK(ReportingPeriod::parse("2023-Q3")->days() == Period{on("2023-07-01"), on("2023-09-30")});
    CHECK(ReportingPeriod::parse("2024-02")->days() == Period{on("2024-02-01"), on("2024-02-29")});
    CHECK(ReportingPeriod::parse("2023")->days() == Period::of_year(2023));
    for (const char* text : {"", "23", "2023-", "2023-H3", "2023-Q0", "2023-13", "2023-7", "2023-00",
                             "2023Q3", "2023-H1 ", "0000", "x023"})
        CHECK_FALSE_MESSAGE(ReportingPeriod::parse(text), text);
}

TEST_CASE("what lies after today is neither counted nor taken for knowledge, and it is listed") {
    Records book(two_counted());
    book.every_month(0, 2023, 1, 12, 10);
    book.every_month(0, 2024, 1, 3, 10);
    const auto view = [&] { return Known(book.ledger, on("2024-03-31")).view(0, 2024); };
    const KnownPeriod before = view();
    CHECK(before.known == Period{on("2024-01-01"), on("2024-03-10")});
    CHECK(before.before == Period{on("2023-01-01"), on("2023-03-10")});
    book.put(0, {at(f_date, "2062-03-10")}); // mistyped
    book.put(1, {at(f_date, "2024-11-01")}); // planned
    book.put(1, {at(f_date, "2024-02-01")});
    CHECK(view().known == before.known);
    CHECK(view().before == before.before);
    const Known known(book.ledger, on("2024-03-31"));
    CHECK(known.years() == std::vector<int>{2023, 2024});
    CHECK(known.ahead(0) == std::vector<uint32_t>{15});
    CHECK(known.ahead(1) == std::vector<uint32_t>{0});
    const FigurePair figures = mj::figures(book.ledger, known, 2024);
    CHECK(figures.now[0].top == 3);
    CHECK(figures.before[0].top == 3);
    CHECK(figures.now[1].top == 1);
    // The day after it is no plan any more.
    CHECK(Known(book.ledger, on("2024-11-01")).ahead(1).empty());
    CHECK(mj::figures(book.ledger, Known(book.ledger, on("2024-11-01")), 2024).now[1].top == 2);
}

TEST_CASE("every year of a register's own date can be looked at, whatever figures count by; mistyped ones "
          "are told") {
    Catalog c = two_counted();
    c.indicators[0].of.from = f_due; // the register's own date is f_date
    Records book(std::move(c));
    book.put(0, {at(f_date, "2021-03-10")});
    book.put(0, {at(f_date, "2003-03-10"), at(f_due, "2023-01-01")});
    book.put(0, {at(f_date, "0203-05-06")});
    book.put(1, {at(f_date, "2062-03-10")});
    book.put(1, {at(f_date, "2024-11-01")}); // planned: of this year
    const Known known(book.ledger, on("2024-03-31"));
    CHECK(known.years() == std::vector<int>{2003, 2021, 2023, 2024});
    CHECK(known.early(0) == std::vector<uint32_t>{2});
    CHECK(known.early(1).empty());
    CHECK(known.outside() == 2);
}

TEST_CASE("a plan that has begun, or few records, do not move what a register of every month is known to") {
    Records book(two_counted());
    book.every_month(0, 2023, 1, 12, 10);
    book.every_month(0, 2024, 1, 3, 10);
    book.put(1, {at(f_date, "2024-01-20")});
    Known known(book.ledger, on("2024-12-15"));
    CHECK(known.reach() == on("2024-03-10"));
    CHECK(known.view(0, 2024).known.to == on("2024-03-10"));
    CHECK(known.view(1, 2024).known.to == on("2024-03-10")); // its silence says nothing
    book.put(1, {at(f_date, "2024-11-01")});
    known = Known(book.ledger, on("2024-12-15"));
    CHECK(known.view(0, 2024).known.to == on("2024-03-10"));
    CHECK(known.view(1, 2024).known.to == on("2024-11-01")); // but all of its own is counted
    // A register of every month that has fallen behind another is compared by its own day.
    book.every_month(1, 2023, 1, 12, 5);
    book.every_month(1, 2024, 1, 10, 5);
    known = Known(book.ledger, on("2024-12-15"));
    CHECK(known.reach() == on("2024-11-01"));
    CHECK(known.view(0, 2024).before.to == on("2023-03-10"));
    CHECK(known.view(1, 2024).before.to == on("2023-11-01"));
    CHECK(known.view(0, ReportingPeriod(2024, 4)).empty()); // nothing of its second quarter
    CHECK_FALSE(mj::figures(book.ledger, known, ReportingPeriod(2024, 4)).now[0].value);
    CHECK(mj::figures(book.ledger, known, ReportingPeriod(2024, 4)).now[1].top == 3);
}

TEST_CASE("limits and ends of validity are no knowledge, whatever figures and clocks say of them") {
    Catalog c = two_counted();
    c.indicators[0].of.plus_days = 30; // by the day on which a limit ends
    ClockRule valid;
    valid.reg = 0;
    valid.starts = f_due;
    valid.reminder = true;
    ClockRule due = valid;
    due.reminder = false; // a day that was set
    c.clocks = {valid, due};
    Records book(std::move(c));
    book.put(0, {at(f_date, "2024-03-10"), at(f_due, "2024-05-01")});
    book.put(0, {at(f_date, "2024-03-05"), at(f_due, "2030-01-01")});
    const Known known(book.ledger, on("2024-06-30"));
    CHECK(known.reach() == on("2024-03-10"));
    CHECK(known.years() == std::vector<int>{2024});
    CHECK(known.ahead(0).empty());
}

TEST_CASE("a period that is over is whole when its last days are missing, one that goes on never is") {
    Records book(two_counted());
    book.every_month(0, 2023, 1, 12, 2);
    book.every_month(0, 2024, 1, 6, 28);
    const auto view = [&](const char* today, ReportingPeriod asked) {
        return Known(book.ledger, on(today)).view(0, asked);
    };
    CHECK_FALSE(view("2024-06-30", 2023).partial());
    CHECK(view("2024-06-30", ReportingPeriod(2024, 12)).known.to ==
          on("2024-06-28")); // June, to the last day
    CHECK_FALSE(view("2024-07-01", ReportingPeriod(2024, 12)).partial());
    CHECK_FALSE(view("2024-07-01", ReportingPeriod(2024, 1)).partial());
    CHECK(view("2024-07-01", ReportingPeriod(2024, 1)).before == Period{on("2023-01-01"), on("2023-06-30")});
    CHECK(view("2025-02-01", 2024).known.to == on("2024-06-28"));
    CHECK(view("2024-07-01", ReportingPeriod(2024, 5)).empty()); // the third quarter
    book.put(0, {at(f_date, "2024-12-01")});
    CHECK(view("2024-12-31", 2024).partial());
    CHECK_FALSE(view("2025-01-01", 2024).partial());
    // A whole February is compared with a whole one.
    CHECK(view("2024-07-01", ReportingPeriod(2023, 8)).before == ReportingPeriod(2022, 8).days());
    CHECK(view("2025-07-01", ReportingPeriod(2025, 8)).empty());
    CHECK(view("2024-07-01", ReportingPeriod(2024, 8)).before.to == on("2023-02-28"));
}

TEST_CASE("a machine whose date is wrong shows the records as they are") {
    Records book(two_counted());
    book.every_month(0, 2023, 1, 12, 2);
    const Known known(book.ledger, on("2001-01-01"));
    CHECK(known.years() == std::vector<int>{2023});
    CHECK(known.ahead(0).size() == 12);
    CHECK(mj::figures(book.ledger, known, 2023).now[0].top == 12);
}

TEST_CASE("nothing is said of a part of the year by what is of the year alone") {
    Catalog c = two_counted();
    c.indicators[0].of.when = When::year;
    c.indicators[0].of.from = f_people;
    Records book(std::move(c));
    book.put(0, {at(f_date, "2023-03-10"), {f_people, int64_t(2023)}});
    const Known known(book.ledger, on("2024-06-30"));
    CHECK(mj::figures(book.ledger, known, 2023).now[0].value == Decimal{1, 0});
    CHECK_FALSE(mj::figures(book.ledger, known, ReportingPeriod(2023, 1)).now[0].value);
}

TEST_CASE("a rate of kept clocks is of those kept, late, and open and overdue, by the clock's own last day") {
    Catalog c = two_counted();
    ClockRule clock;
    clock.id = "thing.close";
    clock.reg = 0;
    clock.starts = f_date;
    clock.stops = {f_due};
    clock.limit = 10;
    clock.extended = f_open;
    clock.extension = 20;
    c.clocks = {clock};
    Indicator rate;
    rate.id = "rate";
    rate.ratio = true;
    rate.factor = 100;
    rate.of.reg = rate.per.reg = 0;
    rate.of.when = rate.per.when = When::clock;
    rate.of.clock = rate.per.clock = 0;
    rate.of.kept = true;
    c.indicators = {rate};
    Records book(std::move(c));
    book.put(0, {at(f_date, "2024-03-01"), at(f_due, "2024-03-11")}); // 0 kept
    book.put(0, {at(f_date, "2024-03-01"), at(f_due, "2024-03-12")}); // 1 late
    book.put(0, {at(f_date, "2024-03-01")});                          // 2 overdue
    book.put(0, {at(f_date, "2024-03-01"), {f_open, int64_t(1)}});    // 3 extended: 31 March
    book.put(0, {at(f_date, "2024-03-10")});                          // 4 20 March
    book.put(0, {at(f_date, "2024-03-21"), at(f_due, "2024-03-22")}); // 5 kept, but 31 March
    book.put(0, {at(f_date, "2023-12-25")});                          // 6 4 January
    const Indicator& indicator = book.catalog.indicators[0];
    const auto of = [&](Period period, const char* today) {
        const Figure f = figure(book.ledger, indicator, period, on(today));
        return std::pair(f.top, f.bottom);
    };
    const Period march{on("2024-03-01"), on("2024-03-20")};
    // A limit that ends today is not broken yet; one that ends tomorrow is nobody's.
    CHECK(of(march, "2024-03-20") == std::pair<int64_t, int64_t>{1, 3});
    CHECK(of(march, "2024-03-21") == std::pair<int64_t, int64_t>{1, 4});
    CHECK(of(Period{on("2024-01-01"), on("2024-03-31")}, "2024-03-31") == std::pair<int64_t, int64_t>{2, 6});
    CHECK(of(Period{on("2024-01-01"), on("2024-03-31")}, "2024-04-01") == std::pair<int64_t, int64_t>{2, 7});
    CHECK(of(Period::of_year(2023), "2024-04-01") == std::pair<int64_t, int64_t>{0, 0});
    CHECK(rows_of(book.ledger, indicator.per, march, on("2024-03-21")) == std::vector<uint32_t>{0, 1, 2, 4});
    CHECK(rest_of(book.ledger, indicator, march, on("2024-03-21")) == std::vector<uint32_t>{1, 2, 4});
}
