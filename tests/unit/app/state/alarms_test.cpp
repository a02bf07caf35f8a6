#include "app/state/derived.hpp"
#include "app/state/urgency.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

using namespace mj;
using test::Book;

namespace {

const Date alarm_day = Date::of(2023, 9, 20);

Alarms alarms(const Book& book) {
    Derived derived(test::catalog());
    derived.look_at(book.ledger, 1, alarm_day);
    return derived.alarms(alarm_day, 2023);
}

RecordId certificate(Book& book, Date until) {
    return book.add("staff", {{book.field("staff", "in_force_from"), test::of(Date::of(2020, 1, 1))},
                              {book.field("staff", "certificate_expiry"), test::of(until)}});
}

} // namespace

TEST_CASE("an empty ledger raises no alarm") {
    const Alarms none = alarms(Book());
    CHECK(none.overdue + none.expired + none.red + none.organisations + none.registers == 0);
}

TEST_CASE("what ran out is not what ends soon: each is counted apart") {
    Book book;
    certificate(book, alarm_day.plus(-1)), certificate(book, alarm_day.plus(-400)),
        certificate(book, alarm_day);
    certificate(book, alarm_day.plus(30)), certificate(book, alarm_day.plus(remind_days + 1));
    CHECK(alarms(book).expired == 2);
    CHECK(alarms(book).overdue == 0); // nothing is broken by a validity
    Derived derived(test::catalog());
    derived.look_at(book.ledger, 1, alarm_day);
    int soon = 0, over = 0;
    for (const ClockReading& reading : derived.clocks(alarm_day, 2023).open) {
        soon += urgency_of(reading) == Urgency::reminder;
        over += urgency_of(reading) == Urgency::expired;
    }
    CHECK(soon == 2);
    CHECK(over == 2);
}

TEST_CASE(
    "overdue matters and red warnings without an answer are counted, answered and closed ones are not") {
    Book book;
    const RecordId firm = book.employer();
    const auto mediation = [&](Date received, Date closed) {
        std::vector<FieldValue> values = {{book.field("mediation", "received"), test::of(received)}};
        if (closed.has()) values.push_back({book.field("mediation", "closed"), test::of(closed)});
        book.add("mediation", std::move(values));
    };
    mediation(alarm_day.plus(-16), {}), mediation(alarm_day.plus(-15), {}),
        mediation(alarm_day.plus(-40), alarm_day.plus(-3));
    CHECK(alarms(book).overdue == 1);
    // Five valid leads in 90 days are red; the leads themselves are overdue to be taken up after five working days.
    for (int i = 0; i < 4; ++i) book.lead(firm, alarm_day.plus(-2));
    CHECK(alarms(book).red == 0);
    book.lead(firm, alarm_day.plus(-1));
    CHECK(alarms(book).red == 1);
    CHECK(alarms(book).overdue == 1);
    book.add("inspection", {{book.field("inspection", "date"), test::of(alarm_day)},
                            {book.field("inspection", "employer"), test::of(firm)}});
    CHECK(alarms(book).red == 0);
}

TEST_CASE("who lacks the last month is counted") {
    Book book;
    const RecordId silent = book.add("organisation", {}), busy = book.add("organisation", {});
    for (int month = 1; month <= 8; ++month)
        for (const RecordId to : {silent, busy})
            if (to == busy || month < 8)
                book.add("mediation",
                         {{book.field("mediation", "received"), test::of(Date::of(2023, month, 5))},
                          {book.field("mediation", "organisation"), test::of(to)}});
    CHECK(alarms(book).organisations == 1);
    CHECK(alarms(book).registers == 0); // mediation has August; the others never had a month to expect
}
