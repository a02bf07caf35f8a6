#include "app/state/derived.hpp"
#include "cli/run.hpp"
#include "core/base/exact.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>
#include <sstream>

using namespace mj;
using test::Book;

namespace {

constexpr int64_t richest = 1'000'000'000'000'000; // the largest amount of one record
constexpr uint32_t rich_rows = 5'000;              // times that: more than a sum can say

/// Every register that has an amount, with so many records of 2023 that each of its sums is too large.
struct Rich : Book {
    RecordId firm;
    Rich() {
        firm = employer();
        for (int r = 0; r < int(test::catalog().registers.size()); ++r) {
            const Register& reg = test::catalog().registers[size_t(r)];
            std::vector<FieldValue> values;
            bool rich = false;
            for (int f = 0; f < int(reg.fields.size()); ++f) {
                const Field& field = reg.fields[size_t(f)];
                rich |= field.type == FieldType::money;
                if (field.type == FieldType::money) values.push_back({f, richest});
                if (field.type == FieldType::date) values.push_back({f, int64_t(Date::of(2023, 5, 6).days)});
                if (field.type == FieldType::code) values.push_back({f, int64_t(1)});
                if (field.type == FieldType::flag) values.push_back({f, int64_t(1)});
                if (field.type == FieldType::link && field.target == this->reg("employer"))
                    values.push_back({f, test::of(firm)});
            }
            for (uint32_t i = 0; rich && i < rich_rows; ++i) {
                const uint32_t row = ledger.append(
                    r, {RecordId::of(1, 2, uint32_t(r) * rich_rows + i + 1), 1, 1, State::checked});
                for (const FieldValue& value : values) ledger.set(r, row, value.field, value.value);
            }
        }
    }
};

} // namespace

TEST_CASE(
    "no sum wraps round: figures, groups, charts, totals, employers and the command line stop at the limit") {
    const Rich rich;
    const Catalog& catalog = test::catalog();
    Derived derived(catalog);
    derived.look_at(rich.ledger, 1, Date::of(2100, 1, 1));
    int sums = 0;
    for (size_t i = 0; i < catalog.indicators.size(); ++i) {
        const Formula& of = catalog.indicators[i].of;
        const Figure& figure = derived.figures(2023)[i];
        CAPTURE(catalog.indicators[i].id);
        CHECK(figure.top >= 0);
        if (of.measure != Measure::sum ||
            catalog.registers[size_t(of.reg)].fields[size_t(of.field)].type != FieldType::money)
            continue;
        ++sums;
        CHECK(figure.beyond());
        CHECK_FALSE(figure.value); // it cannot be said
    }
    CHECK(sums > 0);
    for (int chart = 0; chart < int(derived.charts().size()); ++chart) {
        const Groups& groups = derived.groups(chart, 2023);
        for (const auto& months : groups.values)
            for (const int64_t value : months) CHECK(value >= 0);
        if (derived.charts()[size_t(chart)].id == "wages") CHECK(groups.total() == sum_limit);
    }
    sums = 0;
    for (int section = 0; section < int(board_sections().size()); ++section) {
        const BoardSection& s = board_sections()[size_t(section)];
        CAPTURE(s.id);
        Board& board = derived.board(section, 2023);
        if (rich.ledger.table(board.reg()).rows() == 0) continue;
        BoardFilter choice;
        choice.section = section;
        for (const int from : {1, 5, 1}) { // the whole year, and what a brush leaves
            choice.from = from;
            board.choose(choice);
            const Register& reg = catalog.registers[size_t(board.reg())];
            for (size_t i = 0; i < board.sums().size(); ++i) {
                if (reg.fields[size_t(board.sums()[i])].type != FieldType::money) continue;
                ++sums;
                CHECK(board.totals()[i + 1] == sum_limit);
            }
            for (const Board::Marks& marks : board.marks()) {
                const auto sum = s.charts[size_t(marks.chart)].sum;
                const bool money = !sum.empty() && reg.fields[size_t(reg.find(sum))].type == FieldType::money;
                CHECK(sum_of(marks.now) == (money ? sum_limit : sum.empty() ? rich_rows : 0));
            }
            for (size_t i = 0; i < board.fall().size(); ++i) // all recovered in one sector
                CHECK(board.fall()[i] == (i == 0 || i == 2 ? sum_limit : 0));
            if (const auto previous = board.previous()) CHECK(*previous >= 0);
        }
    }
    CHECK(sums >= 3 * 6);
    sums = 0;
    for (const EmployerSum& sum : derived.sums(rich.firm, 2023))
        for (const auto& [field, amount] : sum.amounts) {
            ++sums;
            CHECK(amount == sum_limit);
        }
    CHECK(sums >= 5);
    const std::string file = test::exported(rich.ledger, "fuling");
    for (const char* field : {"amount_claimed", "wages_recovered"}) {
        std::istringstream in(file);
        std::ostringstream out, err;
        CHECK(cli::run({"count", "-", "--register", "lead", "--by", "sector", "--year", "2023", "--sum",
                        field, "--csv"},
                       {in, out, err}) == cli::exit_problems);
        CHECK(out.str() == "sector,now,before\nconstruction,,0\n");
        CHECK(err.str().find("too large") != std::string::npos);
    }
    std::istringstream in(file);
    std::ostringstream out, err;
    CHECK(cli::run({"figures", "-", "--year", "2023", "--csv"}, {in, out, err}) == cli::exit_problems);
    CHECK(out.str().find("inspection.wages_recovered,,") != std::string::npos);
    CHECK(err.str().find("inspection.wages_recovered: the sum is too large") != std::string::npos);
}
