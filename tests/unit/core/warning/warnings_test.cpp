#include "core/warning/warnings.hpp"

#include "core/sample/sample.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

using namespace mj;
using namespace mj::test;

namespace {

int rule(std::string_view id) {
    for (size_t i = 0; i < catalog().warnings.size(); ++i)
        if (catalog().warnings[i].id == id) return int(i);
    return -1;
}

} // namespace

TEST_CASE("three valid leads within ninety days warn, two or two and one before the window do not") {
    Book book;
    const RecordId one = book.employer(), other = book.employer();
    const Date today = Date::of(2023, 6, 30);
    book.lead(one, today.plus(-89));
    book.lead(one, Date::of(2023, 5, 10));
    book.lead(one, Date::of(2023, 6, 1), false); // not valid
    CHECK(read_warnings(book.ledger, today).empty());
    book.lead(one, Date::of(2023, 6, 9));
    book.lead(other, today.plus(-90)); // the day before the window
    book.lead(other, today);
    book.lead(other, today);
    const auto found = read_warnings(book.ledger, today);
    REQUIRE(found.size() == 1);
    const Warning& w = found[0];
    CHECK(w.rule == rule("repeated_leads"));
    CHECK(w.employer == one);
    CHECK(w.weight == 3);
    CHECK(w.rows.size() == 3);
    CHECK(w.since == Date::of(2023, 6, 9));
    CHECK(w.due == DayRange{Date::of(2023, 6, 16), Date::of(2023, 6, 16)}); // five working days
    CHECK_FALSE(w.answered());
    // A day later the first has left the window.
    CHECK(read_warnings(book.ledger, today.plus(1)).empty());
}

TEST_CASE("looking into the employer answers a warning, from the day it began on") {
    Book book;
    const RecordId one = book.employer();
    const Date today = Date::of(2023, 6, 30);
    for (int day : {1, 2, 9}) book.lead(one, Date::of(2023, 6, day));
    const auto visit = [&](Date day) {
        book.add("inspection", {{book.field("inspection", "date"), of(day)},
                                {book.field("inspection", "employer"), of(one)}});
    };
    visit(Date::of(2023, 6, 8));
    CHECK_FALSE(read_warnings(book.ledger, today)[0].answered());
    visit(Date::of(2023, 7, 3)); // after the day that is looked at
    CHECK_FALSE(read_warnings(book.ledger, today)[0].answered());
    visit(Date::of(2023, 6, 12));
    CHECK(read_warnings(book.ledger, today)[0].responses[0].day == Date::of(2023, 6, 12));
}

TEST_CASE("one lead of ten unpaid workers or of a large amount warns while it is open") {
    Book book;
    const RecordId one = book.employer();
    const Date today = Date::of(2023, 6, 30);
    const auto lead = [&](int workers, int64_t fen, Date closed) {
        std::vector<FieldValue> values{
            {book.field("lead", "received"), of(Date::of(2023, 6, 1))},
            {book.field("lead", "employer"), of(one)},
            {book.field("lead", "valid"), int64_t(1)},
            {book.field("lead", "subject"), int64_t(book.code("lead", "subject", "wages"))},
            {book.field("lead", "workers"), int64_t(workers)},
            {book.field("lead", "amount_claimed"), fen}};
        if (closed.has()) values.push_back({book.field("lead", "closed"), of(closed)});
        book.add("lead", std::move(values));
    };
    lead(9, 19'999'999, {});
    CHECK(read_warnings(book.ledger, today).empty());
    lead(30, 90'000'000, Date::of(2023, 6, 20));
    CHECK(read_warnings(book.ledger, today).empty());
    lead(10, 20'000'000, {});
    const auto found = read_warnings(book.ledger, today);
    REQUIRE(found.size() == 3); // it is also the third lead
    CHECK(found[0].rule == rule("group_arrears"));
    CHECK(found[0].weight == 10);
    CHECK(found[1].rule == rule("large_arrears"));
    CHECK(found[1].weight == 20'000'000);
    CHECK(catalog().warnings[size_t(found[2].rule)].level == 1); // yellow after red
}

TEST_CASE("a signal is unusual above the mean and two deviations of its own earlier months") {
    Book book;
    const RecordId one = book.employer();
    const auto signals = [&](int month, int count) {
        for (int i = 0; i < count; ++i)
            book.add("warning",
                     {{book.field("warning", "date"), of(Date::of(2023, month, 1 + i % 28))},
                      {book.field("warning", "employer"), of(one)},
                      {book.field("warning", "signal"), int64_t(book.code("warning", "signal", "arrears"))}});
    };
    const int counts[] = {4, 6, 5, 5, 6, 4};
    for (int m = 1; m <= 5; ++m) signals(m, counts[m - 1]);
    CHECK(read_signals(book.ledger, Date::of(2023, 6, 15)).empty()); // five months are too few
    signals(6, counts[5]);
    signals(7, 7);
    const auto first = [&](Date day) { return read_signals(book.ledger, day).at(0); };
    const SignalMonth july = first(Date::of(2023, 8, 2));
    CHECK(july.month == 7);
    CHECK(july.count == 7);
    CHECK(july.mean == doctest::Approx(5));
    CHECK(july.deviation == doctest::Approx(std::sqrt(4.0 / 5)));
    CHECK(july.above); // more than 5 + 2 × 0.894
    signals(8, 6);
    CHECK_FALSE(first(Date::of(2023, 9, 1)).above);
}

TEST_CASE("the sample's warnings are what its rows say one by one") {
    auto task = SampleTask::start(catalog(), {});
    REQUIRE((*task)->step(Deadline::never()));
    const Ledger ledger = (*task)->take();
    const Date today = Date::of(2024, 6, 30);
    const auto found = read_warnings(ledger, today);
    REQUIRE(found.size() > 5);
    const WarningRule& leads = catalog().warnings[size_t(rule("repeated_leads"))];
    const Table& table = ledger.table(leads.reg);
    std::map<uint64_t, int> counts;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        const Date day{table.column(catalog().registers[size_t(leads.reg)].date).numbers()[row]};
        const int valid = catalog().registers[size_t(leads.reg)].find("valid");
        if (table.counts(row) && day.has() && day <= today && today.days - day.days < 90 &&
            table.column(valid).flags()[row] == 1)
            ++counts[table.column(leads.employer).links()[row]];
    }
    int expected = 0, got = 0;
    for (const auto& [employer, n] : counts) expected += employer && n >= 3;
    for (const Warning& w : found) {
        if (w.rule != rule("repeated_leads")) continue;
        ++got;
        CHECK(w.weight == counts[w.employer.bits]);
    }
    CHECK(got == expected);
    for (size_t i = 0; i + 1 < found.size(); ++i)
        CHECK(catalog().warnings[size_t(found[i].rule)].level >=
              catalog().warnings[size_t(found[i + 1].rule)].level);
}
