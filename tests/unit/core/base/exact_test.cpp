#include "core/base/exact.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <numeric>

using namespace mj;

TEST_CASE("a share says all only of all and nothing only of nothing, and is the nearest otherwise") {
    CHECK(percent(3499, 3516, 0).text() == "99.5");
    CHECK(percent(260, 261, 0).text() == "99.6");
    CHECK(percent(261, 261, 0).text() == "100");
    CHECK(percent(9'999'999, 10'000'000, 0).text() == "99.9");
    CHECK(percent(1, 10'000'000).text() == "0.01");
    CHECK(percent(10'000'001, 10'000'000, 0).text() == "100.1");
    CHECK(percent(-9'999, 10'000, 0).text() == "-99.9");
    CHECK(percent(311, 300, 2).text() == "103.67");
    CHECK(percent(sum_limit - 1, sum_limit).text() == "99.99");
    int wrong = 0;
    for (int64_t whole = 1; whole <= 2100; whole += whole < 300 ? 1 : 97)
        for (int64_t part = 0; part <= whole + 20; ++part)
            for (int decimals = 0; decimals <= 2; ++decimals) {
                const Decimal share = percent(part, whole, decimals);
                const double exact = 100.0 * double(part) / double(whole),
                             unit = std::pow(10, -share.decimals);
                wrong += (share.approx() == 0) != (part == 0) || (share.approx() == 100) != (part == whole);
                wrong += share.decimals < decimals || share.decimals > decimals + 1;
                const double off = std::abs(share.approx() - exact);
                // Half a unit; beside an end, where rounding would lie, up to a whole one.
                wrong += off > unit * (off > unit / 2 + 1e-9 && share.decimals > decimals ? 1 : 0.5) + 1e-9;
            }
    CHECK(wrong == 0);
}

TEST_CASE("shares of one whole add up to 100.0, each less than a tenth away from its own") {
    const auto text = [](std::vector<int64_t> parts) {
        std::string out;
        for (const Decimal& share : shares_of(parts)) out += share.text() + " ";
        return out;
    };
    CHECK(text({1, 1, 1}) == "33.4 33.3 33.3 ");
    CHECK(text({0, 0}) == "0.0 0.0 ");
    CHECK(text({5, 0}) == "100.0 0.0 ");
    CHECK(text({9'999, 1}) == "99.9 0.1 ");
    CHECK(text({sum_limit, sum_limit, 1}) == "50.0 49.9 0.1 ");
    test::Dice dice{5};
    for (int round = 0; round < 500; ++round) {
        std::vector<int64_t> parts(1 + dice.roll(30));
        for (int64_t& part : parts) part = dice.roll(4) ? dice.roll(round % 2 ? 9 : 100'000) : 0;
        const int64_t whole = std::accumulate(parts.begin(), parts.end(), int64_t(0));
        const auto shares = shares_of(parts);
        int64_t sum = 0;
        size_t raised = 0; // those that would be nothing
        for (size_t i = 0; i < parts.size(); ++i) raised += parts[i] > 0 && parts[i] * 1000 < whole;
        for (size_t i = 0; i < parts.size(); ++i) {
            sum += shares[i].units;
            CHECK((shares[i].units == 0) == (parts[i] == 0));
            CHECK((shares[i].units == 1000) == (whole > 0 && parts[i] == whole));
            if (whole && !raised)
                CHECK(std::abs(double(shares[i].units) - 1000.0 * double(parts[i]) / double(whole)) < 1);
        }
        CHECK(sum == (whole ? 1000 : 0));
    }
}

TEST_CASE("a small amount is never nothing, a large one never wraps round") {
    CHECK(quotient(50'000, 1, 1, 1'000'000, 0).text() == "0.05"); // 500 yuan in 万元
    CHECK(quotient(1, 1, 1, 1'000'000, 0).text() == "0.000001");
    CHECK(quotient(0, 1, 1, 1'000'000, 0).text() == "0");
    CHECK(quotient(1'500'000, 1, 1, 1'000'000, 0).text() == "2");
    CHECK(quotient(-1'500'000, 1, 1, 1'000'000, 0).text() == "-2");
    CHECK(quotient(sum_limit, 1000, 1, 1, 2).units == sum_limit);
    CHECK(plus(sum_limit - 1, 5) == sum_limit);
    CHECK(plus(INT64_MAX, INT64_MAX) == sum_limit);
    CHECK(plus(-sum_limit, -9) == -sum_limit);
    CHECK(plus(INT64_MIN, INT64_MIN) == -sum_limit);
    CHECK(plus(7, -9) == -2);
    CHECK_FALSE(can_be_said(sum_of(std::vector<int64_t>(10'000, 1'000'000'000'000'000))));
    CHECK(Decimal{5, 1}.with(3) == Decimal{500, 3});
    CHECK(Decimal{5, 1}.with(0) == Decimal{5, 1});
}
