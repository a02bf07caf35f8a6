#include "app/state/derived.hpp"
#include "core/base/exact.hpp"
#include "core/sample/sample.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/source_dir.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace mj;

TEST_CASE("a catalogue without the registers has no charts") {
    CHECK(charts_of(test::small_catalog()).empty());
}

TEST_CASE("each chart adds up to its figure, and each cell to the records it lists") {
    const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    auto task = SampleTask::start(catalog, {});
    REQUIRE(task);
    REQUIRE((*task)->step(Deadline::never()));
    const Ledger ledger = (*task)->take();
    Derived derived(catalog);
    derived.look_at(ledger, 1, Date::of(2024, 7, 2));
    REQUIRE(derived.charts().size() == 3);
    for (int year : {2022, 2023, 2024}) {
        for (int c = 0; c < 3; ++c) {
            const Chart& chart = derived.charts()[size_t(c)];
            const Groups& groups = derived.groups(c, year);
            CHECK(groups.total() > 0);
            if (chart.indicator >= 0)
                CHECK(groups.total() == derived.figures(year)[size_t(chart.indicator)].top);
            if (chart.by.sum >= 0) continue;
            Place place;
            place.page = PageId::list;
            place.reg = chart.by.reg;
            for (int code = 0; code < int(groups.values.size()); ++code) {
                for (int month = 0; month < groups.months; ++month) {
                    place.filter = CellFilter{c, code, month};
                    if (int64_t(derived.rows(place, year).size()) !=
                        groups.values[size_t(code)][size_t(month)])
                        FAIL(chart.id, " code ", code, " month ", month);
                }
            }
        }
    }
}

namespace {

/// The file of case 26: a street and some sectors are not given, nothing was recovered but 500 yuan.
const Ledger& thirds() {
    static const Ledger ledger = [] {
        std::ostringstream text;
        text << std::ifstream(test::source_dir() + "/tests/files/cases/thirds.json").rdbuf();
        auto task = test::imported(test::real_catalog(), text.str());
        REQUIRE_FALSE(task->problem());
        return task->take();
    }();
    return ledger;
}

/// What a person sees as parts of a whole, of every field that can be one: they are all of it.
void check_parts(const Ledger& ledger, int year) {
    const Catalog& catalog = ledger.catalog();
    Derived derived(catalog);
    derived.look_at(ledger, 1, Date::of(2100, 1, 1));
    for (int section = 0; section < int(board_sections().size()); ++section) {
        Board& board = derived.board(section, year);
        BoardFilter all;
        all.section = section;
        board.choose(all);
        for (const Board::Marks& marks : board.marks()) {
            const BoardChart& chart = board_sections()[size_t(section)].charts[size_t(marks.chart)];
            CAPTURE(chart.field);
            const int sum = chart.sum.empty() ? -1 : catalog.registers[size_t(board.reg())].find(chart.sum);
            const auto at = std::find(board.sums().begin(), board.sums().end(), sum);
            int64_t whole = board.totals()[sum < 0 ? 0 : size_t(at - board.sums().begin()) + 1];
            CHECK(sum_of(marks.now) == whole);
            // What is not given can be chosen, and is then all there is.
            if (marks.now[0] == 0 || chart.shape == Shape::months || sum >= 0) continue;
            BoardFilter missing = all;
            missing.turn(marks.field, 0);
            board.choose(missing);
            CHECK(board.totals()[0] == marks.now[0]);
            Place place;
            place.page = PageId::list;
            place.reg = board.reg();
            place.filter = missing;
            CHECK(int64_t(derived.rows(place, year).size()) == board.totals()[0]);
            board.choose(all);
        }
    }
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        const Register& r = catalog.registers[size_t(reg)];
        for (int f = 0; f < int(r.fields.size()); ++f) {
            if (r.date < 0 || r.fields[size_t(f)].type != FieldType::code) continue;
            GroupBy whole;
            whole.reg = reg;
            whole.date = r.date;
            GroupBy parts = whole;
            parts.code = f;
            const Period period = Period::of_year(year);
            CHECK(group(ledger, parts, period).total() == group(ledger, whole, period).total());
        }
    }
}

} // namespace

TEST_CASE("the parts of every chart of every register are the whole, what is not given among them") {
    check_parts(thirds(), 2026);
    auto task = SampleTask::start(test::real_catalog(), {});
    REQUIRE(task);
    REQUIRE((*task)->step(Deadline::never()));
    Ledger ledger = (*task)->take();
    const Catalog& catalog = test::real_catalog();
    // A third of all cells that are no dates are emptied.
    test::Dice dice{3};
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg)
        for (int f = 0; f < int(catalog.registers[size_t(reg)].fields.size()); ++f)
            for (uint32_t row = 0; row < ledger.table(reg).rows(); ++row)
                if (catalog.registers[size_t(reg)].fields[size_t(f)].type != FieldType::date && !dice.roll(3))
                    ledger.set(reg, row, f, {});
    check_parts(ledger, 2023);
}

TEST_CASE("a known zero of last year is not the same as no data") {
    const Catalog& catalog = test::real_catalog();
    Derived derived(catalog);
    derived.look_at(thirds(), 1, Date::of(2100, 1, 1));
    const auto before = [&](std::string_view id) {
        return derived.figures_before(2026)[size_t(catalog.find_indicator(id))];
    };
    CHECK(before("mediation.online").value == Decimal{0, 0}); // one case that year, not online
    CHECK_FALSE(before("petition.items").value);              // no petition was kept yet
    CHECK(derived.board(find_section("mediation"), 2026).knows_before());
    CHECK_FALSE(derived.board(find_section("petitions"), 2026).knows_before());
    CHECK(derived.knows_before(0, 2026));
    CHECK_FALSE(derived.knows_before(0, 2025));
    CHECK(derived.figures(2026)[size_t(catalog.find_indicator("inspection.wages_recovered"))].value->text() ==
          "0.05"); // 500 yuan are not 0 万元
}
