// What came with files lately, looked for in slices: the last few, as long as something is left of them.
#include "app/state/batches.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE(
    "batches: the last ones with a file, in slices as at once, none that is gone, old or was replaced") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Chronicle chronicle;
    const auto put = [&](int64_t at, Cause cause, Edit edit, std::string file) {
        edit.head.changed = at;
        Entry entry{at, cause, {{std::move(edit)}}, {}, {"周明", std::move(file), ""}};
        entry.before = ledger.apply(entry.change);
        chronicle.add(encode_entry(catalog, entry));
    };
    uint32_t made = 0;
    const auto come = [&](int64_t at, Cause cause, std::string file) {
        ++made;
        put(at, cause, add(made, {{f_no, "no " + std::to_string(made)}}), std::move(file));
        return made;
    };
    const auto listed = [&](int64_t since) {
        Batches slow(ledger, chronicle, since), whole(ledger, chronicle, since);
        int slices = 1;
        while (!slow.step(Deadline(std::chrono::milliseconds(0)))) ++slices;
        CHECK(slices >= int(slow.lines().size()));
        REQUIRE(whole.step(Deadline::never()));
        std::vector<std::string> out;
        for (const Batches::Line& line : whole.lines())
            out.push_back(line.brief.by.file + " " + std::to_string(line.records) + " " +
                          std::to_string(line.later));
        REQUIRE(slow.lines().size() == out.size());
        for (size_t i = 0; i < out.size(); ++i) CHECK(slow.lines()[i].entry == whole.lines()[i].entry);
        return out;
    };
    come(100, Cause::merge, "before all was replaced");
    chronicle.add(encode_entry(catalog, {150, Cause::replace, {}, {}}));
    come(200, Cause::merge, "old");
    const uint32_t undone = come(300, Cause::merge, "undone"), changed = come(400, Cause::merge, "changed");
    come(500, Cause::edit, "");
    come(600, Cause::merge, ""); // an application that was taken in
    Edit gone = add(undone, {});
    gone.kind = Edit::Kind::remove;
    put(700, Cause::undo, gone, "");
    Edit edit = add(changed, {{f_money, int64_t(1)}});
    edit.kind = Edit::Kind::update;
    put(800, Cause::edit, edit, "");
    come(900, Cause::merge, "new");
    using Names = std::vector<std::string>;
    CHECK(listed(250) == Names{"new 1 0", "changed 1 1"});
    CHECK(listed(150) == Names{"new 1 0", "changed 1 1", "old 1 0"});
    for (int64_t n = 0; n < 3000; ++n)
        come(1000 + n, n % 200 ? Cause::edit : Cause::merge, n % 200 ? "" : "many");
    CHECK(listed(0) == Names(Batches::most, "many 1 0"));

    // A large one is read in slices, too: a thousand come, some go, some are changed.
    Entry large{9000, Cause::merge, {}, {}, {"", "large", ""}};
    for (uint32_t n = made + 1; n <= made + 1000; ++n) {
        large.change.edits.push_back(add(n, {{f_no, "no " + std::to_string(n)}}));
        large.change.edits.back().head.changed = 9000;
    }
    large.before = ledger.apply(large.change);
    chronicle.add(encode_entry(catalog, large));
    for (uint32_t n = made + 1; n <= made + 300; ++n) {
        Edit later = add(n, {{f_money, int64_t(1)}});
        later.kind = n % 3 ? Edit::Kind::update : Edit::Kind::remove;
        put(9500, Cause::edit, later, "");
    }
    CHECK(listed(9000) == Names{"large 900 200"});
    Batches slow(ledger, chronicle, 9000);
    int slices = 1;
    while (!slow.step(Deadline(std::chrono::milliseconds(0)))) ++slices;
    CHECK(slices >= 4);
}
