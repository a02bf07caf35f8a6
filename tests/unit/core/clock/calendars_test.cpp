// Years without a calendar, and calendars that an office records.
#include "core/catalog/calendar.hpp"
#include "core/clock/clocks.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

Date on(const char* text) { return *Date::parse(text); }

struct CalendarOffice {
    Ledger ledger{real_catalog()};
    const CalendarRegister r = calendar_register(real_catalog());

    /// A whole notice: these days, and two weeks in July that no real one gives.
    Edit calendar(int64_t year, const char* off, const char* worked) {
        const std::string july = std::to_string(year) + "-07-05至" + std::to_string(year) + "-07-20";
        return part_of_calendar(year, off + (" " + july), worked);
    }
    Edit part_of_calendar(int64_t year, const std::string& off, const char* worked) {
        Edit edit{Edit::Kind::add, r.reg, {ledger.next_id(1, 1), 0, 0, State::checked}, {}};
        edit.values = {{r.year, year}, {r.off, off}, {r.source, std::string("示例通知")}};
        if (*worked) edit.values.push_back({r.worked, std::string(worked)});
        return edit;
    }
    std::string refused(const Edit& edit) {
        const auto problems = ledger.check({{edit}});
        return problems.empty() ? "" : problems.front().problem.what.text();
    }
    /// A record of some register with date and flag fields.
    void add(const char* reg, std::initializer_list<std::pair<const char*, const char*>> values) {
        const int at = real_catalog().find_register(reg);
        const Register& definition = real_catalog().registers[size_t(at)];
        Edit edit{Edit::Kind::add, at, {ledger.next_id(1, 1), 0, 0, State::draft}, {}};
        for (const auto& [id, text] : values) {
            const int f = definition.find(id);
            edit.values.push_back({f, *parse_value(real_catalog(), definition.fields[size_t(f)], text)});
        }
        REQUIRE(ledger.check({{edit}}).empty());
        ledger.apply({{edit}});
    }
    /// The reading of the newest record of the clock's register.
    ClockReading read(const char* clock, const char* today) {
        for (size_t i = 0; i < real_catalog().clocks.size(); ++i)
            if (const ClockRule& rule = real_catalog().clocks[i]; rule.id == clock) {
                const auto out = read_clock(ledger, work_days(ledger), int(i),
                                            ledger.table(rule.reg).rows() - 1, on(today));
                REQUIRE(out);
                return *out;
            }
        FAIL("no such clock");
        return {};
    }
};

} // namespace

TEST_CASE("without a year's calendar the true last day lies between the two that are said") {
    const std::vector<Calendar>& all = real_catalog().calendars;
    const WorkDays whole(all);
    long days = 0, wide = 0;
    for (size_t hidden = 0; hidden < all.size(); ++hidden) {
        std::vector<Calendar> rest = all;
        rest.erase(rest.begin() + ptrdiff_t(hidden));
        const WorkDays guess(rest);
        for (Date from = Date::of(all[hidden].year, 1, 1).plus(-100); from.year() <= all[hidden].year;
             from = from.plus(1)) {
            for (const int n : {1, 2, 5, 7, 10, 30, 60}) {
                const DayRange truth = whole.after(from, n), said = guess.after(from, n);
                if (!whole.knows(from.year()) || !whole.knows(said.latest.year())) continue;
                CHECK_MESSAGE((said.earliest <= truth.earliest && truth.latest <= said.latest),
                              from.text() << " + " << n);
                ++days;
                wide += said.latest.days - said.earliest.days;
            }
            if (!whole.knows(from.plus(15).year())) continue;
            const DayRange truth = whole.on_or_after({from, from}), said = guess.on_or_after({from, from});
            CHECK_MESSAGE((said.earliest <= truth.earliest && truth.latest <= said.latest), from.text());
        }
    }
    CHECK(days > 10000);
    CHECK(wide < days * 8); // on average: bounds that are far apart would help nobody
}

TEST_CASE("far from any holiday nobody needs a calendar") {
    const WorkDays none{std::vector<Calendar>()};
    CHECK(none.after(on("2031-07-18"), 5) == DayRange{on("2031-07-25"), on("2031-07-25")});
    CHECK(none.on_or_after({on("2031-11-08"), on("2031-11-08")}).exact()); // a Saturday
    CHECK_FALSE(none.after(on("2031-09-26"), 5).exact());
    CHECK(none.on_or_after({on("2031-10-01"), on("2031-10-01")}).earliest > on("2031-10-03")); // by law
}

TEST_CASE("a limit that ends in a year without a calendar is bounded, and broken when even the latest day "
          "has passed") {
    using S = ClockReading::State;
    CalendarOffice office;
    office.add("lead", {{"received", "2026-10-09"}, {"filed", "2026-10-10"}}); // + 60 working days
    ClockReading r = office.read("lead.close", "2026-12-01");
    CHECK(r.state == S::runs);
    CHECK(r.due >= on("2027-01-02"));
    CHECK(r.due < r.latest);
    CHECK(r.latest < on("2027-01-15"));
    CHECK(office.read("lead.close", r.latest.text().c_str()).state == S::runs);
    CHECK(office.read("lead.close", r.latest.plus(1).text().c_str()).state == S::broken);
    CHECK(office.read("lead.close", r.latest.plus(1).text().c_str()).days == -1);

    office.add("lead", {{"received", "2027-01-04"}});
    r = office.read("lead.accept", "2027-02-20");
    CHECK(r.state == S::broken);
    CHECK(r.days < 0);
    CHECK(office.read("lead.accept", "2027-01-05").state == S::runs);

    // A reading that was stopped in between is neither kept nor late until the calendar is there.
    const std::string between = office.read("lead.accept", "2027-01-05").latest.text();
    office.add("lead", {{"received", "2027-01-04"}, {"accepted", between.c_str()}});
    CHECK(office.read("lead.accept", "2027-02-20").state == S::unknown);
    // The calendar says which of the two it was: late with the Saturday in between worked, else kept.
    Edit notice = office.calendar(2027, "2027-01-01", "2027-01-09");
    office.ledger.apply({{notice}});
    CHECK(office.read("lead.accept", "2027-02-20").state == S::late);
    CHECK(office.read("lead.accept", "2027-02-20").due == on("2027-01-09"));
    CHECK(office.read("lead.accept", "2027-02-20").exact());
    notice.kind = Edit::Kind::update;
    notice.values = {{office.r.worked, Value{}}};
    office.ledger.apply({{notice}});
    CHECK(office.read("lead.accept", "2027-02-20").state == S::kept);
    CHECK(office.read("lead.accept", "2027-02-20").due == on(between.c_str()));
}

TEST_CASE("a recorded calendar goes before the catalogue's, a void one does not count") {
    CalendarOffice office;
    CHECK_FALSE(work_days(office.ledger).knows(2027));
    Edit edit = office.calendar(2027, "2027-02-05至2027-02-11、2027-01-01", "2027-02-20，2027-01-30");
    REQUIRE(office.refused(edit) == "");
    office.ledger.apply({{edit}});
    CHECK(work_days(office.ledger).after(on("2027-02-04"), 1) ==
          DayRange{on("2027-02-12"), on("2027-02-12")});
    CHECK(work_days(office.ledger).after(on("2027-02-19"), 1).earliest == on("2027-02-20"));
    CHECK(office.refused(office.calendar(2027, "2027-01-01", "")) == "another record has the same Year");
    edit.kind = Edit::Kind::update;
    edit.head.state = State::void_;
    office.ledger.apply({{edit}});
    CHECK_FALSE(work_days(office.ledger).knows(2027));
    REQUIRE(office.refused(office.calendar(2026, "2026-12-28", "")) == "");
    office.ledger.apply({{office.calendar(2026, "2026-12-28", "")}});
    CHECK(work_days(office.ledger).after(on("2026-12-27"), 1).earliest == on("2026-12-29"));
}

TEST_CASE("a calendar that cannot be is refused, whoever writes it") {
    CalendarOffice office;
    CHECK(office.refused(office.calendar(2027, "2027-02-30", "")) == "not a date: \"2027-02-30\"");
    CHECK(office.refused(office.calendar(2027, "2026-01-01", "")) == "\"2026-01-01\" is no day of that year");
    CHECK(office.refused(office.calendar(2027, "1月1日", "")) == "not a date: \"1月1日\"");
    CHECK(office.refused(office.calendar(2027, "2027-02-11~2027-02-05", "")) ==
          "\"2027-02-11~2027-02-05\" ends before it begins");
    CHECK(office.refused(office.part_of_calendar(2027, "2027-01-01 2027-02-08", "")) ==
          "a year has at least 11 holidays on weekdays, here are 2");
    CHECK(office.refused(office.calendar(2027, "2027-01-01", "2027-02-22")) ==
          "2027-02-22 is worked as every weekday");

    const auto problems = [](const char* text) {
        return read_calendar_file({"holidays.json", text}).problems.size();
    };
    CHECK(
        problems(
            R"({"format":"mingjing-calendar","version":1,"calendars":[{"year":2027,"source":"x","off":["2027-01-01"],"worked":["2027-01-30"]}]})") ==
        0);
    for (
        const char* bad :
        {"", "[]", "{", R"({"format":"mingjing-calendar","version":1})",
         R"({"format":"other","version":1,"calendars":[]})",
         R"({"format":"mingjing-calendar","version":2,"calendars":[{"year":2027,"source":"x","off":[],"worked":[]}]})",
         R"({"format":"mingjing-calendar","version":1,"calendars":[{"year":2027,"source":"x","off":["2027-01-02"],"worked":[]}]})",
         R"({"format":"mingjing-calendar","version":1,"calendars":[{"year":2027,"source":"x","off":["2026-01-01"],"worked":[]}]})"})
        CHECK_MESSAGE(problems(bad) == 1, bad);
}

TEST_CASE(
    "taking the same calendars in twice changes nothing, another notice of the year changes its record") {
    CalendarOffice office;
    int ids = 0;
    const auto next = [&] { return RecordId::of(1, 1, uint32_t(++ids)); };
    std::vector<Calendar> calendars{
        {2027, *parse_calendar_days("2027-07-05~2027-07-20", 2027, false), {}, "甲"},
        {2028, *parse_calendar_days("2028-07-05~2028-07-20", 2028, false), {}, "乙"}};
    const Change first = calendar_change(office.ledger, calendars, next, 7);
    CHECK(first.edits.size() == 2);
    CHECK(office.ledger.check(first).empty());
    office.ledger.apply(first);
    CHECK(calendar_change(office.ledger, calendars, next, 8).edits.empty());
    calendars[1].worked = {on("2028-01-08")};
    const Change second = calendar_change(office.ledger, calendars, next, 9);
    REQUIRE(second.edits.size() == 1);
    CHECK(second.edits[0].kind == Edit::Kind::update);
    CHECK(second.edits[0].values.size() == 1);
    CHECK(ids == 2);
    const Change back = office.ledger.apply(second);
    office.ledger.apply(back);
    CHECK(calendars_of(office.ledger).back().worked.empty());
}
