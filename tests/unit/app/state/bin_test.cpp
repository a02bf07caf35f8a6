// What was removed lately, looked for in slices.
#include "app/state/bin.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("bin: in slices it finds what it finds at once") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Chronicle chronicle;
    constexpr uint32_t records = 1000;
    const auto put = [&](int64_t at, Edit edit) {
        Entry entry{at, Cause::edit, {{std::move(edit)}}, {}};
        entry.before = ledger.apply(entry.change);
        chronicle.add(encode_entry(catalog, entry));
    };
    for (uint32_t n = 1; n <= records; ++n)
        put(n, add(n, {{f_no, "no " + std::to_string(n)}, {f_other, int64_t(id(n - 1).bits)}}));
    for (uint32_t n = 2; n <= records; n += 2) { // every other one goes, and each leads to one that stays
        Edit gone = add(n, {});
        gone.kind = Edit::Kind::remove;
        put(10'000 + n, gone);
    }
    constexpr uint32_t since = 500;
    Bin slow(ledger, chronicle, 10'000 + since), whole(ledger, chronicle, 10'000 + since);
    int slices = 1;
    while (!slow.step(Deadline(std::chrono::milliseconds(0)))) ++slices;
    CHECK(slices > 10);
    REQUIRE(whole.step(Deadline::never()));
    REQUIRE(whole.lines().size() == (records - since) / 2 + 1);
    REQUIRE(slow.lines().size() == whole.lines().size());
    for (size_t i = 0; i < whole.lines().size(); ++i) {
        const uint32_t n = records - 2 * uint32_t(i);
        for (const Bin::Line& line : {whole.lines()[i], slow.lines()[i]}) {
            CHECK(line.id == id(n));
            CHECK(line.at == 10'000 + n);
            CHECK(line.title == Value("no " + std::to_string(n)));
            CHECK(line.gone == 0);
        }
    }
    Edit gone = add(999, {});
    gone.kind = Edit::Kind::remove;
    put(20'000, gone);
    Bin last(ledger, chronicle, 11'000);
    REQUIRE(last.step(Deadline::never()));
    REQUIRE(last.lines().size() == 2); // 999, which led to 998, and 1000, which led to 999
    CHECK(last.lines()[0].gone == uint64_t(1) << f_other);
    CHECK(last.lines()[1].gone == uint64_t(1) << f_other);
}
