// Working days by the published calendars, and clocks over records.
#include "core/clock/clocks.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace mj;
using namespace mj::test;

namespace {

Date day(const char* text) { return *Date::parse(text); }

Catalog with_clock(ClockRule rule) {
    Catalog c = small_catalog();
    rule.reg = 0;
    c.clocks.push_back(std::move(rule));
    c.calendars = real_catalog().calendars;
    return c;
}

/// Fifteen days, stopped by f_due or else by a field behind all others, which is returned too.
std::pair<Catalog, int> with_two_ends() {
    ClockRule rule;
    rule.starts = f_date;
    rule.limit = 15;
    Catalog c = with_clock(rule);
    Field over;
    over.id = "over";
    over.name = {"over", "over"};
    over.type = FieldType::date;
    c.registers[0].fields.push_back(over);
    const int end = int(c.registers[0].fields.size()) - 1;
    c.clocks[0].stops = {f_due, end};
    return {std::move(c), end};
}

ClockReading read_one(const Catalog& c, std::vector<FieldValue> values, const char* today) {
    Ledger ledger(c);
    ledger.apply({{add(1, std::move(values))}});
    const auto out = read_clock(ledger, WorkDays(c.calendars), 0, 0, day(today));
    REQUIRE(out);
    return *out;
}

DayRange exactly(const char* text) { return {day(text), day(text)}; }

int64_t cell(const char* text) { return day(text).days; }

} // namespace

TEST_CASE("each calendar has as many working days as the year's notice gives it") {
    // Weekdays less holidays on weekdays plus weekend days worked, counted from the notices by hand.
    const WorkDays days(real_catalog().calendars);
    const std::pair<int, int> years[] = {{2022, 249}, {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
    for (const auto& year : years) {
        const Period period = Period::of_year(year.first);
        CHECK_MESSAGE(days.between(period.from.plus(-1), period.to) == std::pair(year.second, year.second),
                      year.first);
    }
    CHECK_FALSE(days.knows(2021));
    CHECK_FALSE(days.knows(2027));
}

TEST_CASE("working days count over holidays and made-up weekends") {
    const WorkDays days(real_catalog().calendars);
    CHECK(days.after(day("2023-09-28"), 1) == exactly("2023-10-07")); // a Saturday that is worked
    CHECK(days.after(day("2023-09-28"), 3) == exactly("2023-10-09"));
    CHECK(days.after(day("2024-02-09"), 1) == exactly("2024-02-18"));
    CHECK(days.after(day("2024-05-06"), 5) == exactly("2024-05-11"));
    CHECK(days.after(day("2024-05-04"), 0) == exactly("2024-05-04"));
    CHECK(days.on_or_after(exactly("2024-10-01")) == exactly("2024-10-08"));
    CHECK(days.between(day("2024-02-09"), day("2024-02-19")) == std::pair(2, 2));
    CHECK(days.between(day("2024-02-19"), day("2024-02-09")) == std::pair(0, 0));
    for (int n = 0; n < 400; ++n) { // one by one is the same as at once
        const auto at_once = days.after(day("2022-03-05"), n), before = days.after(day("2022-03-05"), n - 1);
        REQUIRE(at_once.exact());
        if (n > 0) CHECK(days.after(before.latest, 1) == at_once);
    }
}

TEST_CASE("a clock of calendar days runs, breaks, is kept and is late") {
    ClockRule rule;
    rule.starts = f_date;
    rule.stops = {f_due};
    rule.limit = 15;
    const Catalog c = with_clock(rule);
    const FieldValue started{f_date, cell("2024-03-01")};
    ClockReading r = read_one(c, {started}, "2024-03-01");
    CHECK(r.state == ClockReading::State::runs);
    CHECK(r.due == day("2024-03-16"));
    CHECK(r.days == 15);
    CHECK(read_one(c, {started}, "2024-03-16").state == ClockReading::State::runs);
    r = read_one(c, {started}, "2024-03-17");
    CHECK(r.state == ClockReading::State::broken);
    CHECK(r.days == -1);
    CHECK(read_one(c, {started, {f_due, cell("2024-03-16")}}, "2024-04-01").state ==
          ClockReading::State::kept);
    r = read_one(c, {started, {f_due, cell("2024-03-18")}}, "2024-04-01");
    CHECK(r.state == ClockReading::State::late);
    CHECK(r.days == -2);
    // On a day before it was stopped it ran still.
    CHECK(read_one(c, {started, {f_due, cell("2024-03-10")}}, "2024-03-05").open());
    Ledger ledger(c);
    ledger.apply({{add(1, {started}), add(2, {})}});
    CHECK_FALSE(read_clock(ledger, WorkDays(c.calendars), 0, 0, day("2024-02-29"))); // not begun
    CHECK_FALSE(read_clock(ledger, WorkDays(c.calendars), 0, 1, day("2024-03-05"))); // no date
}

TEST_CASE("a matter that is over without the day that stops its clock was in time, or nobody knows") {
    const auto made = with_two_ends();
    const Catalog& c = made.first;
    const int f_over = made.second;
    using S = ClockReading::State;
    const FieldValue started{f_date, cell("2024-03-01")};
    const auto state = [&](std::vector<FieldValue> values) {
        values.push_back(started);
        return read_one(c, std::move(values), "2024-06-01").state;
    };
    CHECK(state({{f_over, cell("2024-03-16")}}) == S::kept); // its own day cannot have been later
    CHECK(state({{f_over, cell("2024-03-17")}}) == S::unsaid);
    CHECK(state({{f_over, cell("2024-05-17")}, {f_due, cell("2024-03-09")}}) == S::kept);
    CHECK(state({{f_over, cell("2024-05-17")}, {f_due, cell("2024-03-19")}}) == S::late);
    CHECK(state({}) == S::broken);

    Ledger ledger(c);
    ledger.apply(
        {{add(1, {started, {f_over, cell("2024-05-17")}}), add(2, {started, {f_due, cell("2024-03-19")}}),
          add(3, {{f_date, cell("2023-03-01")}, {f_over, cell("2023-05-17")}})}});
    const Clocks clocks = read_clocks(ledger, day("2024-06-01"), Period::of_year(2024));
    REQUIRE(clocks.unsaid.size() == 1);
    CHECK(clocks.unsaid[0].row == 0);
    CHECK(clocks.open.empty());
    CHECK(clocks.counts[0].unsaid == 1);
    CHECK(clocks.counts[0].late == 1);
    CHECK(clocks.counts[0].settled() == 1);

    // A matter that was over before it began is a mistake, and kept by nobody.
    CHECK(state({{f_over, cell("2024-02-27")}}) == S::unsaid);
    CHECK(state({{f_due, cell("2024-02-27")}}) == S::unsaid);
    CHECK(state({{f_due, cell("2024-03-01")}}) == S::kept);
}

TEST_CASE("where nobody fills in the day that is a clock's own, nobody knows how it was kept, and nothing is "
          "called overdue") {
    const auto made = with_two_ends();
    const Catalog& c = made.first;
    const int f_over = made.second;
    Ledger ledger(c);
    const FieldValue started{f_date, cell("2024-03-01")};
    ledger.apply({{add(1, {started, {f_over, cell("2024-03-09")}}), add(2, {started}),
                   add(3, {started, {f_over, cell("2024-05-09")}}), add(4, {{f_date, cell("2024-05-25")}})}});
    const auto read = [&] { return read_clocks(ledger, day("2024-06-01"), Period::of_year(2024)); };
    CHECK_FALSE(stops_are_recorded(ledger, 0));
    CHECK(read().counts[0].settled() == 0);
    CHECK(read().counts[0].broken == 0);
    CHECK(read().counts[0].unsaid == 3);
    CHECK(read().counts[0].runs == 1);
    // From the first record that has it on, those without it are overdue.
    ledger.apply({{add(5, {started, {f_due, cell("2024-03-02")}})}});
    CHECK(stops_are_recorded(ledger, 0));
    CHECK(read().counts[0].kept == 2);
    CHECK(read().counts[0].broken == 1);
    CHECK(read().counts[0].unsaid == 1);
}

TEST_CASE("extension, suspension, working days and a last day on a holiday") {
    ClockRule rule;
    rule.starts = f_date;
    rule.limit = 45;
    rule.extended = f_open;
    rule.extension = 15;
    Catalog c = with_clock(rule);
    const FieldValue started{f_date, cell("2024-01-02")};
    CHECK(read_one(c, {started}, "2024-02-01").due == day("2024-02-16"));
    ClockReading r = read_one(c, {started, {f_open, int64_t(1)}}, "2024-02-01");
    CHECK(r.due == day("2024-03-02"));
    CHECK(r.extended);
    CHECK(read_one(c, {started, {f_open, int64_t(0)}}, "2024-02-01").due == day("2024-02-16"));

    rule.moves = true; // 16 February 2024 is a holiday, 18 is worked
    c = with_clock(rule);
    CHECK(read_one(c, {started}, "2024-02-01").due == day("2024-02-18"));
    rule.moves = false;
    rule.working = true;
    rule.limit = 5;
    c = with_clock(rule);
    CHECK(read_one(c, {{f_date, cell("2024-02-08")}}, "2024-02-09").due == day("2024-02-21"));

    ClockRule held;
    held.starts = f_date;
    held.limit = 60;
    held.suspended_from = f_due;
    c = small_catalog();
    Field until = c.registers[0].fields[f_due];
    until.id = "until";
    c.registers[0].fields.push_back(until);
    held.suspended_to = int(c.registers[0].fields.size()) - 1;
    held.reg = 0;
    c.clocks.push_back(held);
    const FieldValue since{f_due, cell("2024-01-20")};
    CHECK(read_one(c, {started, since}, "2024-05-01").state == ClockReading::State::stands);
    r = read_one(c, {started, since, {held.suspended_to, cell("2024-02-20")}}, "2024-02-21");
    CHECK(r.due == day("2024-03-02").plus(31));
}

TEST_CASE("the sum of all clocks: sorted by last day, counted by rule, void records left out") {
    ClockRule rule;
    rule.starts = f_date;
    rule.stops = {f_due};
    rule.limit = 10;
    rule.where.push_back({f_kind, Test::is, {1}, -1, 0});
    const Catalog c = with_clock(rule);
    Ledger ledger(c);
    const auto one = [&](uint32_t n, const char* from, const char* to, int64_t kind) {
        std::vector<FieldValue> values{{f_date, cell(from)}, {f_kind, kind}};
        if (*to) values.push_back({f_due, cell(to)});
        return add(n, values);
    };
    Edit gone = one(7, "2024-05-01", "", 1);
    gone.head.state = State::void_;
    ledger.apply({{one(1, "2024-05-20", "", 1), one(2, "2024-05-01", "", 1), one(3, "2024-05-10", "", 1),
                   one(4, "2024-05-01", "", 2), one(5, "2024-05-01", "2024-05-09", 1),
                   one(6, "2023-05-01", "2023-06-09", 1), gone}});
    const Clocks clocks = read_clocks(ledger, day("2024-05-20"), Period::of_year(2024));
    REQUIRE(clocks.open.size() == 3);
    CHECK(clocks.open[0].row == 1);
    CHECK(clocks.open[1].row == 2);
    CHECK(clocks.open[2].row == 0);
    CHECK(clocks.counts[0].broken == 1);
    CHECK(clocks.counts[0].runs == 2);
    CHECK(clocks.counts[0].kept == 1);
    CHECK(clocks.counts[0].late == 0);
    CHECK(clocks.counts[0].overdue == 1);
    CHECK(clocks.counts[0].settled() == 2);
    const Clocks former = read_clocks(ledger, day("2024-05-20"), Period::of_year(2023));
    CHECK(former.counts[0].late == 1);
    CHECK(former.counts[0].broken == 1); // as it stands now
    CHECK(former.counts[0].settled() == 1);
}

TEST_CASE("how a limit was kept belongs to the year of its last day, as the figures have it, whatever year "
          "stopped it") {
    ClockRule rule;
    rule.starts = f_date;
    rule.stops = {f_due};
    rule.limit = 10;
    rule.working = true;
    const Catalog c = with_clock(rule);
    Ledger ledger(c);
    const auto one = [&](uint32_t n, const char* from, const char* to) {
        std::vector<FieldValue> values{{f_date, cell(from)}};
        if (*to) values.push_back({f_due, cell(to)});
        return add(n, values);
    };
    ledger.apply({{one(1, "2023-12-10", "2024-02-01"), // due in 2023, late
                   one(2, "2023-12-28", "2023-12-29"), // due in 2024, kept
                   one(3, "2023-11-01", ""), one(4, "2024-03-01", ""), one(5, "2020-01-01", "2020-01-02")}});
    const auto counts = [&](int year) {
        const Clocks::Count n = read_clocks(ledger, day("2024-05-20"), Period::of_year(year)).counts[0];
        return std::array{n.kept, n.late, n.overdue, n.broken};
    };
    CHECK(counts(2023) == std::array{0, 1, 1, 2});
    CHECK(counts(2024) == std::array{1, 0, 1, 2});
    CHECK(counts(2020) == std::array{1, 0, 0, 2});
}

TEST_CASE("records are known up to the newest day a limit began or was stopped, and no day after today") {
    ClockRule rule;
    rule.starts = f_date;
    rule.stops = {f_due};
    rule.limit = 10;
    const Catalog c = with_clock(rule);
    Ledger ledger(c);
    CHECK_FALSE(last_move(ledger, day("2024-06-01")).has());
    const auto one = [&](uint32_t n, const char* from, const char* to) {
        return add(n, {{f_date, cell(from)}, {f_due, cell(to)}});
    };
    ledger.apply({{one(1, "2024-05-01", "2024-05-28"), one(2, "2024-05-20", "2024-06-03")}});
    const Date newest = last_move(ledger, day("2024-06-01"));
    CHECK(newest == day("2024-05-28"));
    CHECK(last_move(ledger, day("2024-06-04")) == day("2024-06-03"));
    CHECK(read_clocks(ledger, newest, Period::of_year(2024)).counts[0].late == 1); // and not running late
}
