#include "core/query/linked.hpp"
#include "core/query/page.hpp"
#include "tests/unit/core/query/random_ledger.hpp"
#include "tests/unit/effort.hpp"

#include <doctest/doctest.h>
#include <set>

using namespace mj;
using namespace mj::test;

namespace {

const std::vector<Binning> charts = {
    {f_kind, Binning::Kind::codes, 0, 1, 1},
    {f_open, Binning::Kind::codes, 0, 1, 1},
    {f_date, Binning::Kind::months, 2022 * 12 + 11, 1, 10},
    {f_people, Binning::Kind::equal, 5, 3, 8},
    {f_money, Binning::Kind::equal, 0, 10000, 9},
};

/// The same by looking at every row for every question.
struct Model {
    const Ledger& ledger;
    std::vector<std::optional<std::set<int>>> chosen =
        std::vector<std::optional<std::set<int>>>(charts.size());
    std::map<uint32_t, Condition> extra;

    int bin(size_t chart, uint32_t row) const {
        const Binning& by = charts[chart];
        const Value value = ledger.table(0).column(by.field).get(row);
        if (!value.index()) return 0;
        const int64_t cell = std::get<int64_t>(value);
        if (by.kind == Binning::Kind::codes) return int(cell) + (by.field == f_open);
        int64_t place = cell - by.from;
        if (by.kind == Binning::Kind::months) {
            const Date day{int32_t(cell)};
            place = day.year() * 12 + day.month() - 1 - by.from;
        } else {
            place = place < 0 ? -1 : place / by.width;
        }
        return 1 + int(std::clamp<int64_t>(place, 0, by.bins - 1));
    }
    /// Whether all but the charts let it through.
    bool passes(uint32_t row) const {
        return ledger.table(0).counts(row) && std::all_of(extra.begin(), extra.end(), [&](const auto& e) {
                   return slowly_holds(ledger, 0, e.second, row);
               });
    }
};

void compare(Linked& linked, const Model& model) {
    std::vector<std::vector<uint32_t>> counts;
    for (int c = 0; c < linked.charts(); ++c) counts.emplace_back(size_t(linked.bins(c)), 0);
    REQUIRE(counts.size() == charts.size());
    int64_t rows = 0, people = 0, money = 0;
    uint32_t differ = 0;
    std::vector<int> bins(charts.size());
    const Table& t = model.ledger.table(0);
    const Bits selected = linked.rows();
    for (uint32_t row = 0; row < t.rows(); ++row) {
        const bool passes = model.passes(row);
        size_t refusing = 0, last = 0; // charts whose choice leaves the row out
        for (size_t c = 0; c < charts.size(); ++c) {
            bins[c] = model.bin(c, row);
            if (model.chosen[c] && !model.chosen[c]->count(bins[c])) ++refusing, last = c;
        }
        for (size_t c = 0; passes && c < charts.size(); ++c) // a chart's own choice does not touch its counts
            if (refusing == 0 || (refusing == 1 && last == c)) ++counts[c][size_t(bins[c])];
        const bool in = passes && refusing == 0;
        differ += selected.has(row) != in;
        if (!in) continue;
        ++rows;
        if (t.column(f_people).has(row)) people += t.column(f_people).numbers()[row];
        if (t.column(f_money).has(row)) money += t.column(f_money).money()[row];
    }
    REQUIRE(differ == 0);
    for (int c = 0; c < linked.charts(); ++c) {
        const auto got = linked.counts(c);
        const auto& expected = counts[size_t(c)];
        REQUIRE(std::equal(got.begin(), got.end(), expected.begin(), expected.end()));
    }
    const auto totals = linked.totals();
    REQUIRE(totals[0] == rows);
    REQUIRE(totals[1] == people);
    REQUIRE(totals[2] == money);
}

/// The gate finds two records of one key where a look at every row finds them.
void compare_keys(const Ledger& ledger) {
    const Table& table = ledger.table(0);
    const auto& key = ledger.catalog().registers[0].key;
    const auto alike = [&](uint32_t a, uint32_t b) {
        return std::all_of(key.begin(), key.end(),
                           [&](int f) { return table.column(f).get(a) == table.column(f).get(b); });
    };
    for (uint32_t row = 0; row < table.rows(); row += 1 + table.rows() / 40) {
        if (!table.counts(row) || !table.column(key.front()).has(row)) continue;
        bool other = false;
        for (uint32_t r = 0; r < table.rows(); ++r) other |= r != row && table.counts(r) && alike(row, r);
        const auto problems = ledger.problems_of(0, row, {});
        REQUIRE(other == std::any_of(problems.begin(), problems.end(), [](const FieldProblem& p) {
                    return p.problem.what.code == Said::key_used;
                }));
    }
}

/// Adds, edits, removes, undoes; brushes, picks, clears, filters from elsewhere.
void sequence(uint32_t seed, const Catalog& catalog, uint32_t records, int steps) {
    Dice dice{seed * 7919u + 1};
    Ledger ledger(catalog);
    uint32_t last = 0;
    for (; last < records; ++last) ledger.apply({{random_record(dice, last + 1)}});
    REQUIRE_FALSE(Linked::check(ledger, 0, charts, std::vector<int>{f_people, f_money}));
    Linked linked(ledger, 0, charts, {f_people, f_money});
    Model model{ledger, {}, {}};
    model.chosen.resize(charts.size());
    std::vector<Change> undo;
    for (int step = 0; step < steps; ++step) {
        const int chart = int(dice.roll(uint32_t(charts.size()))), bins = linked.bins(chart);
        Edit edit;
        edit.reg = 0;
        if (last) edit.head.id = id(1 + dice.roll(last));
        const bool there = last && ledger.table(0).find(edit.head.id) >= 0;
        switch (dice.roll(10)) {
        case 0: undo.push_back(ledger.apply({{random_record(dice, ++last)}})); break;
        case 1:
            if (!there) break;
            for (uint32_t n = dice.roll(3); n--;) {
                const int f = int(dice.roll(f_other + 1));
                edit.values.push_back({f, random_value(dice, f, last)});
            }
            edit.head.state = State(dice.roll(4));
            undo.push_back(ledger.apply({{edit}}));
            break;
        case 2:
            if (!there) break;
            edit.kind = Edit::Kind::remove;
            undo.push_back(ledger.apply({{edit}}));
            break;
        case 3:
            if (undo.empty()) break;
            ledger.apply(undo.back());
            undo.pop_back();
            break;
        case 4: {
            linked.clear(chart);
            model.chosen[size_t(chart)].reset();
            break;
        }
        case 5: {
            const uint32_t source = dice.roll(3);
            const Condition condition = random_condition(dice);
            const bool set = dice.roll(3) != 0;
            REQUIRE(linked.where(source, set ? &condition : nullptr));
            if (set)
                model.extra[source] = condition;
            else
                model.extra.erase(source);
            break;
        }
        case 6:
        case 7: {
            std::vector<int> picked;
            for (uint32_t n = dice.roll(4); n--;) picked.push_back(int(dice.roll(uint32_t(bins))));
            linked.pick(chart, picked);
            model.chosen[size_t(chart)] = std::set<int>(picked.begin(), picked.end());
            break;
        }
        default: {
            const int from = int(dice.roll(uint32_t(bins))), to = from + int(dice.roll(uint32_t(bins)));
            linked.brush(chart, from, to);
            std::set<int> set;
            for (int b = from; b < std::min(to, bins); ++b) set.insert(b);
            model.chosen[size_t(chart)] = set;
        }
        }
        if (dice.roll(2)) compare(linked, model);
        if (dice.roll(3) == 0) compare_keys(ledger);
    }
    compare(linked, model);
    compare_keys(ledger);
}

} // namespace

TEST_CASE("10,000 random sequences of edits and conditions: linked charts and business keys equal a look at "
          "every row") {
    Catalog catalog = small_catalog();
    catalog.registers[0].key = {f_no, f_kind};
    for (uint32_t seed = 0; seed < uint32_t(effort(10'000)); ++seed) sequence(seed, catalog, seed % 23, 6);
}

TEST_CASE("linked charts of many rows: lists and dense scans agree with a look at every row") {
    const Catalog catalog = small_catalog();
    for (uint32_t seed = 0; seed < 12; ++seed) sequence(seed, catalog, 300 + seed, 30);
}

TEST_CASE("rows are read in slices, with edits between them, and the answers are the same") {
    const Catalog catalog = small_catalog();
    Dice dice{5};
    Ledger ledger(catalog);
    Change change;
    for (uint32_t n = 1; n <= Linked::slice_rows * 2 + 100; ++n)
        change.edits.push_back(random_record(dice, n));
    ledger.apply(change);
    Linked sliced(ledger, 0, charts, {f_people, f_money}), whole(ledger, 0, charts, {f_people, f_money});
    int slices = 1;
    for (; !sliced.prepare(Deadline(std::chrono::milliseconds(0))); ++slices) {
        CHECK(sliced.prepared() < 1);
        Edit edit;
        edit.reg = 0;
        edit.head.id = id(uint32_t(slices) * 16'000);
        edit.values.push_back({f_kind, int64_t(2)});
        ledger.apply({{edit}});
    }
    CHECK(slices == 3);
    CHECK(sliced.prepared() == 1);
    for (Linked* linked : {&sliced, &whole}) linked->brush(2, 2, 6);
    for (int c = 0; c < whole.charts(); ++c) {
        const auto a = sliced.counts(c), b = whole.counts(c);
        CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end()));
    }
}

TEST_CASE("charts that cannot be are refused with the reason") {
    const Catalog catalog = small_catalog();
    const Ledger ledger(catalog);
    const auto refused = [&](Binning by, std::vector<int> sums = {}) {
        return Linked::check(ledger, 0, {&by, 1}, sums).has_value();
    };
    CHECK(refused({f_no, Binning::Kind::codes, 0, 1, 1}));
    CHECK(refused({99, Binning::Kind::codes, 0, 1, 1}));
    CHECK(refused({f_people, Binning::Kind::months, 24000, 1, 5}));
    CHECK(refused({f_people, Binning::Kind::equal, 0, 0, 5}));
    CHECK(refused({f_people, Binning::Kind::equal, 0, 1, 255}));
    CHECK(refused({f_kind, Binning::Kind::codes, 0, 1, 1}, {f_no}));
    CHECK_FALSE(refused({f_kind, Binning::Kind::codes, 0, 1, 1}, {f_people}));
    CHECK(Linked::check(ledger, 0, {}, {}));
}
