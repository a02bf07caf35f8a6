#include "app/state/derived.hpp"
#include "app/state/goals.hpp"
#include "core/sample/sample.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("a goal is reached, on its way or behind by what was done and the part of the year that is over") {
    auto task = SampleTask::start(test::real_catalog(), {});
    REQUIRE(task);
    REQUIRE((*task)->step(Deadline::never()));
    const Ledger ledger = (*task)->take();
    Derived derived(test::real_catalog());
    derived.look_at(ledger, 1, Date::of(2024, 7, 2));
    const auto& figures = derived.figures(2023);
    const auto at = [&](Date day) { return goals_of(ledger, 2023, figures, day); };
    const auto over = at(Date::of(2024, 5, 1));
    REQUIRE(over.size() == 5);
    for (const GoalStand& goal : over) {
        REQUIRE(goal.indicator >= 0);
        CHECK(goal.expected == doctest::Approx(double(goal.target)));
        CHECK(goal.value == doctest::Approx(figures[size_t(goal.indicator)].value->approx()));
        const double part = goal.value / double(goal.target);
        CHECK(goal.word == (part >= 1    ? GoalStand::Word::reached
                            : part > 0.9 ? GoalStand::Word::short_
                                         : GoalStand::Word::behind));
    }
    // 1 July is day 182 of 365.
    for (const GoalStand& goal : at(Date::of(2023, 7, 1)))
        CHECK(goal.expected == doctest::Approx(double(goal.target) * 182 / 365));
    CHECK(at(Date::of(2022, 1, 1))[0].expected == doctest::Approx(double(over[0].target) / 365));
    CHECK(goals_of(ledger, 1999, figures, Date::of(1999, 12, 31)).empty());
    // The year that is not over is compared up to the newest record's day, not to days that are only due.
    const KnownPeriod view = derived.year_view(2024);
    CHECK(view.partial());
    CHECK(view.known.to <= Date::of(2024, 6, 30));
    CHECK(view.before.to == Date::of(2023, view.known.to.month(), view.known.to.day()));
    // What falls due after that day is not late: it is counted in neither part of the rate, and not listed behind it.
    const int rate = test::real_catalog().find_indicator("petition.on_time_rate");
    const Formula& due = test::real_catalog().indicators[size_t(rate)].per;
    Place place;
    place.page = PageId::list;
    place.reg = due.reg;
    place.filter = FigureFilter{rate, true, false};
    const auto rows = derived.rows(place, 2024);
    CHECK(int64_t(rows.size()) == derived.figures(2024)[size_t(rate)].bottom);
    const int accepted = test::real_catalog().registers[size_t(due.reg)].find("accepted");
    for (const uint32_t row : rows)
        CHECK(Date{ledger.table(due.reg).column(accepted).numbers()[row]}.plus(60) <= view.known.to);
}

TEST_CASE("the palette finds pages, figures and employers by Chinese, initials and English") {
    auto task = SampleTask::start(test::real_catalog(), {});
    REQUIRE((*task)->step(Deadline::never()));
    const Ledger ledger = (*task)->take();
    set_language(Language::zh);
    const auto first = [&](std::string_view text) {
        const auto hits = find_hits(ledger, text, 12);
        return hits.empty() ? std::string() : hits[0].name;
    };
    CHECK(first("tjzc") == tr(T::nav_disputes));
    CHECK(first("调解仲") == tr(T::nav_disputes));
    CHECK(first("Outr") == tr(T::nav_outreach));
    CHECK(first("xzss") == "行政诉讼");
    CHECK(first("未报送") == tr(T::nav_handed)); // by what people call it
    CHECK(first("败诉") ==
          std::string(tr(T::nav_disputes)) + " · 复议应诉"); // the part of the page that tells
    CHECK(first("工伤认定") == std::string(tr(T::nav_service)) + " · 工伤认定");
    CHECK(first("年度报告") == tr(T::go_report));
    CHECK(first("备份") == tr(T::nav_data));
    CHECK(first("qq zz 没有").empty());
    const int employers = test::real_catalog().find_register("employer");
    const Table& table = ledger.table(employers);
    const std::string name(
        table.column(test::real_catalog().registers[size_t(employers)].title).pool().text(5));
    const auto hits = find_hits(ledger, name, 12);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits[0].kind == PaletteHit::Kind::employer);
    CHECK(hits[0].name == name);
    CHECK(find_hits(ledger, "公司", 12).size() == 12);
    for (const auto& hit : find_hits(ledger, "", 40))
        CHECK((hit.kind == PaletteHit::Kind::page || hit.kind == PaletteHit::Kind::action));
}
