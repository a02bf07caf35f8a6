// Each amount below was reckoned by hand from the article, not by the program.
#include "core/reckon/claims.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace mj;

namespace {

/// 6,525 yuan a month: 300 a day, 37.50 an hour.
WorkFacts worker() {
    WorkFacts f;
    f.monthly = 652'500;
    return f;
}

int64_t severance(int64_t years, int64_t months) {
    WorkFacts f = worker();
    f.years = years, f.months = months;
    return claims_of(f).severance;
}

} // namespace

TEST_CASE("overtime is 150, 200 and 300 per cent of an hour, of which a month has 174") {
    WorkFacts f = worker();
    f.workday = 100, f.restday = 160, f.holiday = 85; // 10, 16 and 8.5 hours
    const Claims c = claims_of(f);
    CHECK(c.workday == 56'250);  // 10 × 37.50 × 1.5
    CHECK(c.restday == 120'000); // 16 × 37.50 × 2
    CHECK(c.holiday == 95'625);  // 8.5 × 37.50 × 3
    f.monthly = 500'000;         // 28.7356… an hour
    f.workday = 10, f.restday = 30, f.holiday = 70;
    const Claims odd = claims_of(f);
    CHECK(odd.workday == 4'310);  // 43.103…
    CHECK(odd.restday == 17'241); // 172.413…
    CHECK(odd.holiday == 60'345); // 603.448…
}

TEST_CASE("wages kept back: whole months and days of which a month has 21.75") {
    WorkFacts f = worker();
    f.owed_months = 30, f.owed_days = 25;  // 3 months and 2.5 days
    CHECK(claims_of(f).owed == 2'032'500); // 19,575 + 750
    f.monthly = 500'000, f.owed_months = 0, f.owed_days = 10;
    CHECK(claims_of(f).owed == 22'989); // 229.885…
}

TEST_CASE("leave not taken: 300 per cent in all, of which 100 was paid as the wage") {
    WorkFacts f = worker();
    f.leave = 50;
    CHECK(claims_of(f).leave == 300'000); // 5 × 300 × 2
    f.monthly = 500'000, f.leave = 10;
    CHECK(claims_of(f).leave == 45'977); // 459.770…
}

TEST_CASE("severance: a month for a year, half a year counts as one, less as half") {
    CHECK(severance(0, 0) == 0);
    CHECK(severance(0, 1) == 326'250);
    CHECK(severance(0, 5) == 326'250);
    CHECK(severance(0, 6) == 652'500);
    CHECK(severance(0, 11) == 652'500);
    CHECK(severance(1, 0) == 652'500);
    CHECK(severance(3, 5) == 2'283'750);  // 3.5 × 6,525
    CHECK(severance(3, 6) == 2'610'000);  // 4 × 6,525
    CHECK(severance(2, 18) == 2'610'000); // the same three and a half years
}

TEST_CASE("months beyond a year are years, N + 1 adds the wage of a month, 2N doubles") {
    WorkFacts f = worker();
    f.years = 2, f.months = 14; // three years and two months
    const Claims c = claims_of(f);
    CHECK(c.halves == 7);
    CHECK(c.severance == 2'283'750);
    CHECK(c.with_notice == 2'936'250);
    CHECK(c.doubled == 4'567'500);
    f.monthly = 333'333, f.years = 0, f.months = 3; // half of an odd number of fen
    CHECK(claims_of(f).severance == 166'667);
    CHECK(claims_of(f).doubled == 333'333);
}

TEST_CASE("who earns more than three times the local wage gets three times it, for twelve years at most") {
    WorkFacts f = worker();
    f.monthly = 3'000'000, f.years = 15, f.local = 700'000;
    const Claims c = claims_of(f);
    CHECK(c.capped);
    CHECK(c.base == 2'100'000);
    CHECK(c.halves == 24);
    CHECK(c.severance == 25'200'000);               // 12 × 21,000
    CHECK(c.with_notice == 25'200'000 + 3'000'000); // the notice is paid as the wage was
    CHECK(c.doubled == 50'400'000);
    f.local = 1'000'000; // three times it is what he earns, and not less
    CHECK_FALSE(claims_of(f).capped);
    CHECK(claims_of(f).severance == 45'000'000);
    f.local = 0; // not known
    CHECK(claims_of(f).severance == 45'000'000);
    f.years = 8, f.local = 700'000; // below twelve years all of them count
    CHECK(claims_of(f).severance == 16'800'000);
}

TEST_CASE("what cannot be is nothing, and the largest does not wrap round") {
    WorkFacts f;
    f.monthly = -1, f.years = -3, f.workday = -5;
    CHECK(claims_of(f).severance == 0);
    CHECK(claims_of(f).workday == 0);
    f.monthly = WorkFacts::most_money + 1, f.years = 1;
    CHECK(claims_of(f).severance == 0);
    f.monthly = WorkFacts::most_money;
    f.years = WorkFacts::most_time;
    f.holiday = f.leave = f.owed_months = f.owed_days = WorkFacts::most_time;
    const Claims c = claims_of(f);
    for (const int64_t n : {c.owed, c.holiday, c.leave, c.severance, c.doubled, c.with_notice}) CHECK(n > 0);
}
