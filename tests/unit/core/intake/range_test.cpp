#include "core/intake/range.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("ranges are understood as people write them, in yuan, numbers and days") {
    const Catalog& catalog = test::real_catalog();
    const Register& lead = catalog.registers[size_t(catalog.find_register("lead"))];
    const auto range = [&](const char* field, const char* text) {
        return range_text(catalog, lead.fields[size_t(lead.find(field))], text);
    };
    for (const char* text :
         {"10万以上", "100000..", ">=100000", "≥10万", "不少于10万", "100,000 起", "大于等于 10万"})
        CHECK(range("amount_claimed", text) == "amount_claimed:100000.00..");
    for (const char* text : {"5000以下", "..5000", "<=5000", "不超过5千", "5000 元以内"})
        CHECK(range("amount_claimed", text) == "amount_claimed:..5000.00");
    for (const char* text : {"5000..20000", "5000-20000", "5千至2万", "2万~5000", "5000 到 20000"})
        CHECK(range("amount_claimed", text) == "amount_claimed:5000.00..20000.00");
    CHECK(range("workers", "10人以上") == "workers:10..");
    CHECK(range("workers", "7") == "workers:7");
    CHECK(range("received", "2023-01-01至2023年6月30日") == "received:2023-01-01..2023-06-30");
    CHECK(range("received", "2023-05-06以后") == "received:2023-05-06..");
    for (const char* text : {"", "..", "abc", "10万以上吧", "5000..x", "-"}) {
        CAPTURE(text);
        CHECK(range("amount_claimed", text).empty());
    }
}
