#include "core/indicator/figures.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

Formula formula(Measure measure, int field, std::vector<Condition> where) {
    Formula f;
    f.reg = 0;
    f.measure = measure;
    f.field = field;
    f.where = std::move(where);
    f.from = f_date;
    return f;
}

Edit dated(uint32_t n, Date date, std::vector<FieldValue> more = {}) {
    more.push_back({f_date, int64_t(date.days)});
    return add(n, std::move(more));
}

const Period y2023 = Period::of_year(2023);

} // namespace

TEST_CASE("counts and sums take the period's records, both ends included, void ones left out") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Indicator count;
    count.of = formula(Measure::count, -1, {});
    CHECK_FALSE(figure(ledger, count, y2023).value); // nothing was ever kept: cannot be said
    Edit gone = dated(4, Date::of(2023, 6, 1));
    gone.head.state = State::void_;
    ledger.apply({{dated(1, Date::of(2023, 1, 1), {{f_money, int64_t(149'999'999)}}),
                   dated(2, Date::of(2023, 12, 31), {{f_money, int64_t(1)}}), dated(3, Date::of(2024, 1, 1)),
                   gone, add(5, {})}});
    CHECK(figure(ledger, count, y2023).value == Decimal{2, 0});
    CHECK(figure(ledger, count, Period::of_year(2025)).value == Decimal{0, 0}); // kept, and none in that year
    CHECK_FALSE(figure(ledger, count, Period::of_year(2021)).value);            // nothing was kept yet
    Indicator sum;
    sum.of = formula(Measure::sum, f_money, {});
    sum.divisor = 1'000'000;
    CHECK(figure(ledger, sum, y2023).value == Decimal{150, 0});
    sum.decimals = 2;
    CHECK(figure(ledger, sum, y2023).value->text() == "150.00");
    CHECK(rows_of(ledger, sum.of, y2023) == std::vector<uint32_t>{0, 1});
}

TEST_CASE("a 0 is known when any record decides it; what is not filled in is told, and listed") {
    const Catalog catalog = small_catalog();
    const Date d = Date::of(2023, 5, 1);
    using Rows = std::vector<uint32_t>;
    struct Told {
        bool said;
        uint32_t unsaid;
        int field;
        Rows rows;
        bool operator==(const Told&) const = default;
    };
    const auto told = [&](Formula of, std::vector<std::vector<FieldValue>> records) {
        Ledger ledger(catalog);
        uint32_t n = 0;
        Change change;
        for (auto& values : records) change.edits.push_back(dated(++n, d, std::move(values)));
        ledger.apply(change);
        Indicator indicator;
        indicator.of = std::move(of);
        const Figure out = figure(ledger, indicator, y2023);
        return Told{out.value.has_value(), out.unsaid, out.field, unsaid_rows(ledger, indicator.of, y2023)};
    };
    const FieldValue red{f_kind, int64_t(1)}, green{f_kind, int64_t(2)}, yes{f_open, int64_t(1)},
        no{f_open, int64_t(0)}, due{f_due, int64_t(d.days + 90)}, soon{f_due, int64_t(d.days)};
    const Formula both = formula(Measure::count, -1, {{f_open, Test::yes, {}}, {f_kind, Test::is, {1}}});
    CHECK(told(both, {{red}, {red}, {green}}) == Told{false, 2, f_open, {0, 1}});
    CHECK(told(both, {{red}, {red}, {green, yes}}) ==
          Told{false, 2, f_open, {0, 1}}); // says nothing of the red
    CHECK(told(both, {{red}, {red, no}, {green}}) == Told{true, 1, f_open, {0}});
    CHECK(told(both, {{red, yes}, {yes}, {no}, {}}) == Told{true, 2, f_kind, {1, 3}});
    CHECK(told(both, {{green}, {no}, {green, no}}) == Told{true, 0, -1, {}}); // known by the other field
    CHECK(told(both, {}).rows.empty());
    // A date that is missing has not happened, unless nobody ever fills it in.
    const Formula in_time = formula(Measure::count, -1, {{f_due, Test::within_days, {}, f_date, 15}});
    CHECK(told(in_time, {{}, {}}) == Told{false, 2, f_due, {0, 1}});
    CHECK(told(in_time, {{}, {due}}) == Told{true, 0, -1, {}});
    CHECK(told(in_time, {{}, {soon}}) == Told{true, 0, -1, {}});
    // A sum of nothing that was filled in.
    const FieldValue nothing{f_money, int64_t(0)};
    const Formula sum = formula(Measure::sum, f_money, {{f_open, Test::yes, {}}});
    CHECK(told(sum, {{yes}, {yes}, {no, nothing}}) == Told{false, 2, f_money, {0, 1}});
    CHECK(told(sum, {{yes}, {yes, nothing}, {no}}) == Told{true, 0, -1, {}});
    CHECK(told(sum, {{no}}) == Told{true, 0, -1, {}});
}

TEST_CASE("every condition decides as it says") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    const Date d = Date::of(2023, 5, 1);
    ledger.apply({{dated(1, d, {{f_kind, int64_t(1)}, {f_open, int64_t(1)}, {f_due, int64_t(d.days)}}),
                   dated(2, d, {{f_kind, int64_t(2)}, {f_open, int64_t(0)}, {f_due, int64_t(d.days - 1)}}),
                   dated(3, d)}});
    const auto rows = [&](Condition c) { return rows_of(ledger, formula(Measure::count, -1, {c}), y2023); };
    using Rows = std::vector<uint32_t>;
    CHECK(rows({f_kind, Test::is, {1, 3}, -1, 0}) == Rows{0});
    CHECK(rows({f_kind, Test::is_not, {1}, -1, 0}) == Rows{1});
    CHECK(rows({f_open, Test::yes, {}, -1, 0}) == Rows{0});
    CHECK(rows({f_open, Test::no, {}, -1, 0}) == Rows{1});
    CHECK(rows({f_kind, Test::present, {}, -1, 0}) == Rows{0, 1});
    CHECK(rows({f_kind, Test::missing, {}, -1, 0}) == Rows{2});
    CHECK(rows({f_date, Test::not_after, {}, f_due, 0}) == Rows{0});
    CHECK(rows({f_date, Test::within_days, {}, f_due, 1}) == Rows{0, 1});
}

TEST_CASE("stocks, years and shifted dates place a record in a period") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    ledger.apply(
        {{dated(1, Date::of(2020, 1, 1)),
          dated(2, Date::of(2020, 1, 1), {{f_due, int64_t(Date::of(2023, 12, 31).days)}}),
          dated(3, Date::of(2023, 12, 31), {{f_people, int64_t(2023)}}), dated(4, Date::of(2024, 1, 1))}});
    Formula stock = formula(Measure::count, -1, {});
    stock.when = When::in_force;
    stock.to = f_due;
    CHECK(rows_of(ledger, stock, y2023) == std::vector<uint32_t>{0, 2});
    CHECK(rows_of(ledger, stock, Period::of_year(2022)) == std::vector<uint32_t>{0, 1});
    Formula year = formula(Measure::count, -1, {});
    year.when = When::year;
    year.from = f_people;
    CHECK(rows_of(ledger, year, y2023) == std::vector<uint32_t>{2});
    Formula shifted = formula(Measure::count, -1, {});
    shifted.plus_days = 1;
    CHECK(rows_of(ledger, shifted, Period::of_year(2024)) == std::vector<uint32_t>{2, 3});
}

TEST_CASE("a ratio has no value without a denominator, and rounds half away from zero") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Indicator rate;
    rate.of = formula(Measure::count, -1, {{f_open, Test::yes, {}, -1, 0}});
    rate.per = formula(Measure::count, -1, {});
    rate.ratio = true;
    rate.factor = 100;
    CHECK_FALSE(figure(ledger, rate, y2023).value);
    for (uint32_t n = 1; n <= 8; ++n)
        ledger.apply({{dated(n, Date::of(2023, 3, int(n)), {{f_open, int64_t(n == 1)}})}});
    CHECK(figure(ledger, rate, y2023).value->text() == "13"); // 12.5
    rate.decimals = 1;
    CHECK(figure(ledger, rate, y2023).value->text() == "12.5");
    CHECK(figure(ledger, rate, y2023).bottom == 8);
}

TEST_CASE("a figure that is a share says 100 of all alone, and a small sum is not 0") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    for (uint32_t n = 1; n <= 261; ++n)
        ledger.apply({{dated(n, Date::of(2023, 3, 1), {{f_open, int64_t(n > 1)}})}});
    Indicator rate;
    rate.of = formula(Measure::count, -1, {{f_open, Test::yes, {}, -1, 0}});
    rate.per = formula(Measure::count, -1, {});
    rate.ratio = true;
    rate.factor = 100;
    CHECK(figure(ledger, rate, y2023).value->text() == "99.6");
    Edit open = dated(1, Date::of(2023, 3, 1), {{f_open, int64_t(1)}});
    open.kind = Edit::Kind::update;
    ledger.apply(
        {{open, dated(262, Date::of(2023, 3, 1), {{f_open, int64_t(1)}, {f_money, int64_t(50'000)}})}});
    CHECK(figure(ledger, rate, y2023).value->text() == "100");
    Indicator sum;
    sum.of = formula(Measure::sum, f_money, {});
    sum.divisor = 1'000'000;
    CHECK(figure(ledger, sum, y2023).value->text() == "0.05");
    // Of a sum in a larger unit, four digits: the clerk who adds them up sees her own.
    const auto with = [&](int64_t fen) {
        Edit edit = dated(262, Date::of(2023, 3, 1), {{f_money, fen}});
        edit.kind = Edit::Kind::update;
        ledger.apply({{edit}});
        return figure(ledger, sum, y2023).value->text();
    };
    CHECK(with(90'550'000) == "90.55");
    CHECK(with(90'100'000) == "90.1");
    CHECK(with(90'000'000) == "90");
    CHECK(with(123'456'789) == "123.5");
    CHECK(with(6'187'345'678) == "6187");
    CHECK(with(-90'550'000) == "-90.55");
    // 99.6 and 100 are compared in points of the same size.
    const auto of = [](int64_t units, int decimals) { return Figure{Decimal{units, decimals}, 1, 1}; };
    CHECK(compare(rate, of(100, 0), of(996, 1)).change == Decimal{4, 1});
}

TEST_CASE("what a ratio's numerator lacks: records it leaves out, and sums that fall short") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    const Date day = Date::of(2023, 5, 1);
    ledger.apply({{dated(1, day, {{f_open, int64_t(1)}, {f_people, int64_t(5)}, {f_money, int64_t(5)}}),
                   dated(2, day, {{f_open, int64_t(0)}, {f_people, int64_t(5)}, {f_money, int64_t(5)}}),
                   dated(3, day, {{f_open, int64_t(1)}, {f_people, int64_t(4)}, {f_money, int64_t(5)}}),
                   dated(4, day, {{f_open, int64_t(1)}, {f_money, int64_t(5)}}),
                   dated(5, Date::of(2024, 5, 1), {{f_open, int64_t(0)}})}});
    Indicator count;
    count.ratio = true;
    count.of = formula(Measure::count, -1, {{f_open, Test::yes, {}, -1, 0}});
    count.per = formula(Measure::count, -1, {});
    CHECK(rest_of(ledger, count, y2023) == std::vector<uint32_t>{1});
    Indicator sum = count;
    sum.of = formula(Measure::sum, f_people, {{f_open, Test::yes, {}, -1, 0}});
    sum.per = formula(Measure::sum, f_money, {});
    CHECK(rest_of(ledger, sum, y2023) == std::vector<uint32_t>{1, 2, 3});
    sum.ratio = false;
    CHECK(rest_of(ledger, sum, y2023).empty());
}

TEST_CASE("comparison says nothing against a missing or zero base") {
    Indicator plain;
    const auto of = [](int64_t n) { return Figure{Decimal{n, 0}, n, 1}; };
    CHECK(compare(plain, of(10'001), of(10'000)).change == Decimal{1, 2}); // it is not unchanged
    CHECK(compare(plain, of(10'000), of(10'000)).change->units == 0);
    CHECK(compare(plain, of(1015), of(938)).change == Decimal{82, 1});
    CHECK(compare(plain, of(90), of(100)).change->text() == "-10.0");
    CHECK_FALSE(compare(plain, of(5), of(0)).change);
    CHECK_FALSE(compare(plain, of(5), Figure{}).change);
    CHECK_FALSE(compare(plain, Figure{}, of(5)).change);
    Indicator rate;
    rate.ratio = true;
    rate.factor = 100;
    const Comparison points = compare(rate, of(100), of(97));
    CHECK(points.points);
    CHECK(points.change == Decimal{3, 0});
}
