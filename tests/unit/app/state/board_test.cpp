#include "app/state/derived.hpp"
#include "core/query/page.hpp"
#include "tests/unit/core/query/slowly.hpp"
#include "tests/unit/core/sample_ledger.hpp"

#include <doctest/doctest.h>

#include <map>
#include <numeric>

using namespace mj;

namespace {

/// The date of a row and whether it belongs to the choice, looked at one by one.
struct Slow {
    const Catalog& catalog;
    const Table& table;
    BoardSource source;
    bool fits(uint32_t row, const BoardFilter& choice, int year) const {
        if (!table.counts(row)) return false;
        const Date day{table.column(source.date).numbers()[row]};
        if (!day.has() || day.year() != year || day.month() < choice.from || day.month() > choice.to)
            return false;
        for (const Condition& condition : source.where)
            if (!test::slowly_holds(test::sample_ledger(), source.reg, condition, row)) return false;
        std::map<int, bool> fields;
        for (const auto& [field, code] : choice.codes) fields[field] |= number(row, field) == code;
        return std::all_of(fields.begin(), fields.end(), [](const auto& f) { return f.second; });
    }
    int number(uint32_t row, int field) const {
        const Column& column = table.column(field);
        switch (column.type()) {
        case FieldType::code: return column.codes()[row];
        case FieldType::flag: return column.has(row) ? column.flags()[row] + 1 : 0;
        default: {
            if (!column.has(row)) return 0;
            const auto classes = Board::amount_classes();
            int out = 0;
            while (out < int(classes.size()) && column.money()[row] >= classes[size_t(out)]) ++out;
            return out;
        }
        }
    }
};

} // namespace

TEST_CASE("a section that is like an indicator counts the records that the indicator counts") {
    const Catalog& catalog = test::real_catalog();
    int like = 0;
    for (int section = 0; section < int(board_sections().size()); ++section) {
        const int indicator = catalog.find_indicator(board_sections()[size_t(section)].like);
        if (indicator < 0) continue;
        CAPTURE(board_sections()[size_t(section)].id);
        BoardFilter all;
        all.section = section;
        const Period year = Period::of_year(2023);
        const BoardSource source = source_of(catalog, section);
        const Bits rows = counted(test::sample_ledger(), source.reg, conditions_of(catalog, all, year, -1));
        CHECK(sorted(test::sample_ledger(), source.reg, rows, {}) ==
              rows_of(test::sample_ledger(), catalog.indicators[size_t(indicator)].of, year));
        ++like;
    }
    CHECK(like > 0);
}

TEST_CASE("every section of every dashboard has its register, charts, sums, figures and steps") {
    const Catalog& catalog = test::real_catalog();
    for (const BoardSection& s : board_sections()) {
        CAPTURE(s.id);
        const int at = catalog.find_register(s.reg);
        REQUIRE(at >= 0);
        const Register& reg = catalog.registers[size_t(at)];
        for (const BoardChart& chart : s.charts) {
            CHECK_MESSAGE(reg.find(chart.field) >= 0, chart.field);
            CHECK_MESSAGE((chart.sum.empty() || reg.find(chart.sum) >= 0), chart.sum);
        }
        CHECK(s.charts[0].shape == Shape::months);
        for (const auto id : s.sums) CHECK_MESSAGE(reg.find(id) >= 0, id);
        for (const auto id : s.steps) CHECK_MESSAGE(reg.find(id) >= 0, id);
        CHECK((s.goal.empty() || catalog.find_indicator(s.goal) >= 0));
        if (!s.fall.amount.empty())
            for (const auto id : {s.fall.amount, s.fall.less, s.fall.by})
                CHECK_MESSAGE(reg.find(id) >= 0, id);
        for (const auto id : s.figures) CHECK_MESSAGE(catalog.find_indicator(id) >= 0, id);
        CHECK((s.like.empty() || catalog.find_indicator(s.like) >= 0));
        const BoardSource source = source_of(catalog, int(&s - board_sections().data()));
        CHECK(reg.find(s.charts[0].field) == source.date);
    }
}

TEST_CASE("what a dashboard shows for any choice is what the rows say one by one") {
    const Catalog& catalog = test::real_catalog();
    Derived derived(catalog);
    derived.look_at(test::sample_ledger(), 1, Date::of(2024, 6, 30));
    uint32_t seed = 7;
    const auto random = [&](uint32_t below) { return (seed = seed * 1664525 + 1013904223) / 256 % below; };
    for (int section = 0; section < int(board_sections().size()); ++section) {
        const BoardSection& s = board_sections()[size_t(section)];
        CAPTURE(s.id);
        Board& board = derived.board(section, 2023);
        const Slow slow{catalog, test::sample_ledger().table(board.reg()), source_of(catalog, section)};
        BoardFilter choice;
        choice.section = section;
        for (int round = 0; round < 12; ++round) {
            if (round) { // a code more or less, other months
                const auto& marks = board.marks()[random(uint32_t(board.marks().size()))];
                if (s.charts[size_t(marks.chart)].shape == Shape::months || round % 3 == 0) {
                    choice.from = 1 + int(random(12));
                    choice.to = choice.from + int(random(uint32_t(13 - choice.from)));
                } else {
                    if (s.charts[size_t(marks.chart)].shape == Shape::amounts)
                        std::erase_if(choice.codes, [&](const auto& c) { return c.first == marks.field; });
                    choice.turn(marks.field, int(random(uint32_t(marks.now.size()))));
                }
            }
            board.choose(choice);
            int64_t count = 0, before = 0;
            for (uint32_t row = 0; row < slow.table.rows(); ++row) {
                count += slow.fits(row, choice, 2023);
                before += slow.fits(row, choice, 2022);
            }
            CHECK(board.totals()[0] == count);
            CHECK(board.totals_before()[0] == before);
            if (choice.whole_year()) {
                CHECK_FALSE(board.previous());
            } else { // as many months just before, some of them perhaps of the year before
                const int first = 2 * choice.from - choice.to - 1,
                          sum = catalog.registers[size_t(board.reg())].find(s.charts[0].sum);
                BoardFilter here = choice, there = choice;
                here.from = std::max(1, first), here.to = choice.from - 1;
                there.from = first + 12, there.to = 12;
                int64_t previous = 0;
                for (uint32_t row = 0; row < slow.table.rows(); ++row)
                    if (slow.fits(row, here, 2023) || (first < 1 && slow.fits(row, there, 2022))) {
                        const Value one = sum < 0 ? Value(int64_t(1)) : slow.table.column(sum).get(row);
                        if (const auto* n = std::get_if<int64_t>(&one)) previous += *n;
                    }
                CHECK(board.previous() == previous);
            }
            if (const int of = board.previous_total(); s.charts[0].sum.empty())
                CHECK(of == 0);
            else
                CHECK(
                    catalog.registers[size_t(board.reg())].fields[size_t(board.sums()[size_t(of - 1)])].id ==
                    s.charts[0].sum);
            Place place;
            place.page = PageId::list;
            place.reg = board.reg();
            place.filter = choice;
            CHECK(int64_t(derived.rows(place, 2023).size()) == count);
            // Day by day, whatever months are chosen; and what is left of an amount, to the fen.
            BoardFilter year = choice;
            year.from = 1, year.to = 12;
            std::vector<int32_t> days(365);
            const Register& reg = catalog.registers[size_t(board.reg())];
            const int amount = reg.find(s.fall.amount), less = reg.find(s.fall.less);
            int64_t claimed = 0;
            std::map<int, int64_t> off;
            for (uint32_t row = 0; row < slow.table.rows(); ++row) {
                const Date day{slow.table.column(slow.source.date).numbers()[row]};
                if (slow.fits(row, year, 2023)) ++days[size_t(day.days - Date::of(2023, 1, 1).days)];
                if (s.fall.amount.empty() || !slow.fits(row, choice, 2023)) continue;
                if (slow.table.column(amount).has(row)) claimed += slow.table.column(amount).money()[row];
                if (slow.table.column(less).has(row))
                    off[slow.number(row, reg.find(s.fall.by))] += slow.table.column(less).money()[row];
            }
            CHECK(board.days() == days);
            CHECK(board.fall().empty() == s.fall.amount.empty());
            if (!board.fall().empty()) {
                CHECK(board.fall()[0] == claimed);
                for (size_t code = 0; code + 1 < board.fall().size(); ++code)
                    CHECK(board.fall()[code + 1] == off[int(code)]);
            }
            for (const Board::Marks& marks : board.marks()) {
                const BoardChart& chart = s.charts[size_t(marks.chart)];
                CAPTURE(chart.field);
                BoardFilter others = choice; // a chart is not limited by its own choice
                std::vector<int64_t> sums(marks.now.size());
                if (chart.shape == Shape::months)
                    others.from = 1, others.to = 12;
                else
                    std::erase_if(others.codes, [&](const auto& c) { return c.first == marks.field; });
                const int sum =
                    chart.sum.empty() ? -1 : catalog.registers[size_t(board.reg())].find(chart.sum);
                for (uint32_t row = 0; row < slow.table.rows(); ++row) {
                    if (!slow.fits(row, others, 2023)) continue;
                    const int bin = chart.shape == Shape::months
                                        ? Date{slow.table.column(marks.field).numbers()[row]}.month() - 1
                                        : slow.number(row, marks.field);
                    int64_t value = 1;
                    if (sum >= 0) {
                        const Column& column = slow.table.column(sum);
                        value = !column.has(row)                    ? 0
                                : column.type() == FieldType::money ? column.money()[row]
                                                                    : column.numbers()[row];
                    }
                    sums[size_t(bin)] += value;
                }
                CHECK(marks.now == sums);
            }
        }
    }
}

TEST_CASE("the days of a leap year, of which half is over") {
    Derived derived(test::real_catalog());
    derived.look_at(test::sample_ledger(), 1, Date::of(2024, 6, 30));
    Board& board = derived.board(find_section("leads"), 2024);
    BoardFilter all;
    all.section = find_section("leads");
    board.choose(all);
    CHECK(board.days().size() == 366);
    CHECK(std::accumulate(board.days().begin(), board.days().end(), int64_t(0)) == board.totals()[0]);
    CHECK(std::accumulate(board.days().begin() + 182, board.days().end(), 0) ==
          0); // the sample ends on 30 June
}

TEST_CASE("the dashboard of recovered wages is the published figure") {
    Derived derived(test::real_catalog());
    derived.look_at(test::sample_ledger(), 1, Date::of(2024, 6, 30));
    Board& board = derived.board(find_section("wages"), 2023);
    BoardFilter all;
    all.section = find_section("wages");
    board.choose(all);
    const auto figure = [&](std::string_view id) {
        return derived.figures(2023)[size_t(test::real_catalog().find_indicator(id))].top;
    };
    CHECK(board.totals()[0] == figure("inspection.leads_closed"));
    CHECK(board.totals()[1] == figure("inspection.wages_recovered"));
    CHECK(board.totals()[2] == figure("inspection.workers_recovered"));
}

TEST_CASE("employers that come up again are counted as the registers say, and each has its events") {
    const Catalog& catalog = test::real_catalog();
    Derived derived(catalog);
    derived.look_at(test::sample_ledger(), 1, Date::of(2024, 6, 30));
    const auto& rows = derived.repeated(2023);
    REQUIRE(rows.size() > 10);
    const int employers = catalog.find_register("employer");
    for (size_t i = 0; i + 1 < rows.size(); ++i) CHECK(rows[i].total() >= rows[i + 1].total());
    CHECK(rows.back().total() >= 2);
    for (size_t i = 0; i < 5; ++i) {
        const RecordId id = test::sample_ledger().table(employers).head(rows[i].row).id;
        std::array<uint32_t, employer_columns> counts{};
        for (const EmployerEvent& event : derived.events(id)) {
            CHECK(event.date.has());
            if (event.date.year() != 2023 || !test::sample_ledger().table(event.reg).counts(event.row))
                continue;
            for (size_t c = 0; c < employer_columns; ++c)
                counts[c] += catalog.registers[size_t(event.reg)].id == employer_registers[c];
        }
        CHECK(counts == rows[i].counts);
        for (const EmployerSum& sum : derived.sums(id, 2023)) {
            uint32_t records = 0;
            std::map<int, int64_t> amounts;
            const Table& table = test::sample_ledger().table(sum.reg);
            const auto& fields = catalog.registers[size_t(sum.reg)].fields;
            for (const EmployerEvent& event : derived.events(id)) {
                if (event.reg != sum.reg || event.date.year() != 2023 || !table.counts(event.row)) continue;
                ++records;
                for (int f = 0; f < int(fields.size()); ++f)
                    if (fields[size_t(f)].type == FieldType::money && table.column(f).has(event.row))
                        amounts[f] += table.column(f).number(event.row);
            }
            CHECK(sum.records == records);
            CHECK(records > 0);
            std::erase_if(amounts, [](const auto& amount) { return amount.second == 0; });
            CHECK(std::map<int, int64_t>(sum.amounts.begin(), sum.amounts.end()) == amounts);
        }
        CHECK(std::accumulate(rows[i].months.begin(), rows[i].months.end(), 0u) == rows[i].total());
    }
    // By one column, and by name.
    Place place;
    place.page = PageId::employers;
    place.sort = 1;
    place.descending = true;
    const auto by = derived.repeated(2023, place);
    REQUIRE(by.size() == rows.size());
    for (size_t i = 0; i + 1 < by.size(); ++i) CHECK(by[i].counts[1] >= by[i + 1].counts[1]);
    const Table& table = test::sample_ledger().table(employers);
    place.search = table.column(catalog.registers[size_t(employers)].title).text(by[3].row);
    REQUIRE(derived.repeated(2023, place).size() >= 1);
    CHECK(derived.repeated(2023, place)[0].row == by[3].row);
    place.search = "no such employer";
    CHECK(derived.repeated(2023, place).empty());
}
