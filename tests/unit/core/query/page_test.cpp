#include "core/query/page.hpp"
#include "tests/unit/core/query/random_ledger.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

/// What page() must give, by sorting everything.
std::vector<uint32_t> naive(const Ledger& ledger, const Bits& rows, Order order) {
    const Column* column = order.field < 0 ? nullptr : &ledger.table(0).column(order.field);
    std::vector<uint32_t> out;
    for (uint32_t row = 0; row < rows.rows(); ++row)
        if (rows.has(row)) out.push_back(row);
    if (!column) return out;
    std::stable_sort(out.begin(), out.end(), [&](uint32_t a, uint32_t b) {
        if (column->has(a) != column->has(b)) return column->has(a);
        const Value x = column->get(a), y = column->get(b);
        return order.descending ? y < x : x < y;
    });
    return out;
}

} // namespace

TEST_CASE("every page of every order is a piece of the whole sorted list") {
    const Catalog catalog = small_catalog();
    Dice dice{5};
    for (const uint32_t size : {0u, 1u, 63u, 64u, 65u, 700u, 9000u}) {
        Ledger ledger(catalog);
        for (uint32_t i = 1; i <= size; ++i) ledger.apply({{random_record(dice, i)}});
        const Bits all = living(ledger.table(0));
        CHECK(all.count() == size);
        for (int field = -1; field < ledger.table(0).fields(); ++field)
            for (const bool descending : {false, true}) {
                const Order order{field, descending};
                const auto whole = naive(ledger, all, order);
                CAPTURE(field);
                CAPTURE(size);
                CHECK(sorted(ledger, 0, all, order) == whole);
                for (const uint32_t offset : {0u, 1u, 50u, 4090u, 8990u, 20000u}) {
                    const auto part = page(ledger, 0, all, order, offset, 50);
                    const size_t from = std::min<size_t>(offset, whole.size()),
                                 to = std::min<size_t>(from + 50, whole.size());
                    CHECK(part == std::vector<uint32_t>(whole.begin() + ptrdiff_t(from),
                                                        whole.begin() + ptrdiff_t(to)));
                }
            }
    }
}

TEST_CASE("filters keep what fits row by row") {
    const Catalog catalog = small_catalog();
    Dice dice{9};
    Ledger ledger(catalog);
    for (uint32_t i = 1; i <= 1000; ++i) {
        ledger.apply({{random_record(dice, i)}});
        if (dice.roll(10) == 0) {
            Edit gone;
            gone.kind = Edit::Kind::remove;
            gone.reg = 0;
            gone.head.id = id(1 + dice.roll(i));
            if (ledger.table(0).find(gone.head.id) >= 0) ledger.apply({{gone}});
        }
    }
    const Table& table = ledger.table(0);
    for (int round = 0; round < 1000; ++round) {
        const Condition condition = random_condition(dice);
        const Bits rows = select(ledger, 0, {&condition, 1});
        uint32_t wrong = 0;
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const bool right = slowly_holds(ledger, 0, condition, row);
            wrong += rows.has(row) != (table.alive(row) && right);
            wrong += holds(condition, RowCells{table, row}) != right;
        }
        CHECK_MESSAGE(wrong == 0, "field ", condition.field, " test ", int(condition.test), " text ",
                      condition.text);
    }
    for (int round = 0; round < 100; ++round) {
        Bits targets(table.rows()), rows = living(table);
        for (uint32_t row = 0; row < table.rows(); ++row)
            if (dice.roll(2)) targets.set(row);
        keep_linked(ledger, 0, f_other, targets, rows);
        uint32_t wrong = 0;
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Value to = table.column(f_other).get(row);
            const int64_t target = to.index() ? table.find(RecordId{uint64_t(std::get<int64_t>(to))}) : -1;
            wrong += rows.has(row) != (table.alive(row) && target >= 0 && targets.has(uint32_t(target)));
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("letters of any case and width, and pinyin initials, find a text") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    ledger.apply(
        {{add(1, {{f_no, std::string("Alpha 建筑公司")}}), add(2, {{f_no, std::string("ｂｅｔａ（１）")}}),
          add(3, {}), add(4, {{f_no, std::string("重庆建工")}})}});
    const auto found = [&](const char* text) {
        Condition condition;
        condition.test = Test::contains;
        condition.field = f_no;
        condition.text = text;
        return sorted(ledger, 0, select(ledger, 0, {&condition, 1}), {});
    };
    using Rows = std::vector<uint32_t>;
    CHECK(found("ALPHA") == Rows{0});
    CHECK(found("建筑") == Rows{0});
    CHECK(found("beta(1)") == Rows{1});
    CHECK(found("cqjg") == Rows{3});
    CHECK(found("jz") == Rows{0});
    CHECK(found("a") == Rows{0, 1});
    CHECK(found("") == Rows{0, 1, 2, 3});
    CHECK(found("gamma").empty());
}

TEST_CASE("a needle is found at every place, and never across two texts") {
    TextPool pool;
    Dice dice{3};
    std::vector<std::string> texts;
    const char* parts[] = {"a", "b", "ab", "ba", "建", "工", "建工", "0"};
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        for (uint32_t n = 1 + dice.roll(6); n--;) text += parts[dice.roll(8)];
        if (pool.intern(text) > texts.size()) texts.push_back(text);
    }
    for (const char* needle :
         {"a", "ab", "bab", "aab", "建工", "工建", "b建", "0", "00ab", "zz", "建工建工建"}) {
        std::vector<uint8_t> hits;
        const Needle n(needle);
        uint32_t count = 0, wrong = 0;
        const uint32_t found = n.mark(pool, hits);
        for (size_t i = 0; i < texts.size(); ++i) {
            count += hits[i + 1];
            wrong += bool(hits[i + 1]) != n.in(texts[i]);
            if (texts[i].find(needle) != std::string::npos) CHECK(hits[i + 1]);
        }
        CHECK(wrong == 0);
        CHECK(found == count);
    }
}
