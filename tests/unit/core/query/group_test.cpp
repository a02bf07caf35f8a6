#include "core/query/group.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

Ledger some(const Catalog& catalog, uint32_t n) {
    Ledger ledger(catalog);
    Dice dice{n};
    for (uint32_t i = 1; i <= n; ++i) {
        Edit e = add(i, {{f_no, "No" + std::to_string(i)}});
        if (dice.roll(8))
            e.values.push_back({f_date, int64_t(Date::of(2022, 11, 1).days + int(dice.roll(600)))});
        if (dice.roll(8)) e.values.push_back({f_kind, int64_t(1 + dice.roll(3))});
        if (dice.roll(8)) e.values.push_back({f_money, int64_t(dice.roll(100000))});
        if (dice.roll(9) == 0) e.head.state = State::void_;
        ledger.apply({{e}});
        if (dice.roll(10) == 0) {
            e.kind = Edit::Kind::remove;
            ledger.apply({{e}});
        }
    }
    return ledger;
}

} // namespace

TEST_CASE("groups equal a naive count, and each cell's rows add up to it") {
    const Catalog catalog = small_catalog();
    const Ledger ledger = some(catalog, 3000);
    const Table& t = ledger.table(0);
    const Period period{Date::of(2023, 1, 1), Date::of(2023, 12, 31)};
    for (const int sum : {-1, int(f_money)}) {
        const GroupBy by{0, f_date, f_kind, sum, {}};
        const Groups groups = group(ledger, by, period);
        REQUIRE(groups.months == 12);
        REQUIRE(groups.values.size() == 4);
        int64_t all = 0;
        for (int code = 0; code < 4; ++code)
            for (int month = 0; month < 12; ++month) {
                int64_t expected = 0;
                for (uint32_t row = 0; row < t.rows(); ++row) {
                    const Date d{t.column(f_date).numbers()[row]};
                    if (!t.alive(row) || t.head(row).state == State::void_ || !d.has()) continue;
                    if (d.year() != 2023 || d.month() != month + 1 || t.column(f_kind).codes()[row] != code)
                        continue;
                    if (sum < 0)
                        expected += 1;
                    else if (t.column(sum).has(row))
                        expected += t.column(sum).money()[row];
                }
                CHECK(groups.values[size_t(code)][size_t(month)] == expected);
                if (sum < 0) CHECK(int64_t(group_rows(ledger, by, period, code, month).size()) == expected);
                all += expected;
            }
        CHECK(groups.total() == all);
        CHECK(all > 0);
    }
}
