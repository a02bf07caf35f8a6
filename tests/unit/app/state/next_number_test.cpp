// The number that is proposed for the next record.
#include "app/state/next_number.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

std::string next(const std::vector<const char*>& numbers, const char* today = "2024-05-06") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Change change;
    for (uint32_t i = 0; i < numbers.size(); ++i)
        change.edits.push_back(add(i + 1, {{f_no, std::string(numbers[i])}}));
    ledger.apply(change);
    return next_number(ledger.table(0), f_no, *Date::parse(today));
}

} // namespace

TEST_CASE("the next number goes on from the highest of its words, as wide as they are") {
    CHECK(next({"信2024-007", "信2024-009", "信2024-008"}) == "信2024-010");
    CHECK(next({"涪劳人仲案〔2024〕第98号", "涪劳人仲案〔2024〕第99号", "涪劳人仲案〔2024〕第97号"}) ==
          "涪劳人仲案〔2024〕第100号");
    CHECK(next({"a1", "a2", "b7", "a3"}) == "a4");
    CHECK(next({"017", "018", "019"}) == "020");
}

TEST_CASE("numbers that name a year begin anew with it, and go on where it has some") {
    CHECK(next({"信2023-117", "信2023-118", "信2023-119"}) == "信2024-001");
    CHECK(next({"信2024-004", "信2023-117", "信2023-118", "信2023-119"}) == "信2024-005");
    CHECK(next({"信2024-004", "信2024-005", "信2024-006"}, "2023-12-31") == "信2024-007");
}

TEST_CASE("without an order nothing is proposed") {
    CHECK(next({}) == "");
    CHECK(next({"a1", "a2"}) == "");
    CHECK(next({"甲", "乙", "丙", "丁"}) == "");
    CHECK(next({"a1", "b2", "c3", "d4"}) == "");
    CHECK(next({"1234567890", "1234567891", "1234567892"}) == "");
}
