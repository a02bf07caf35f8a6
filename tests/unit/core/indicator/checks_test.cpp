#include "core/indicator/checks.hpp"
#include "core/sample/sample.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace mj;
using test::Book;

namespace {

const Check& check_of(std::string_view id) {
    for (const Check& check : test::catalog().checks)
        if (check.id == id) return check;
    FAIL("no such check: ", id);
    return test::catalog().checks[0];
}

CheckResult run(const Ledger& ledger, std::string_view id, int year = 2023) {
    return run_check(ledger, check_of(id), Period::of_year(year));
}

/// What the field must become so that the condition no longer holds of the row.
Value against(const Ledger& ledger, const Check& check, const Condition& must, uint32_t row) {
    const Table& table = ledger.table(check.of.reg);
    switch (must.test) {
    case Test::present: return {};
    case Test::missing: return int64_t(1);
    case Test::yes: return int64_t(0);
    case Test::no: return int64_t(1);
    case Test::is: {
        int64_t code = 1;
        while (std::count(must.codes.begin(), must.codes.end(), uint16_t(code))) ++code;
        return code;
    }
    case Test::is_not: return int64_t(must.codes[0]);
    case Test::not_after:
    case Test::within_days: return int64_t(table.column(must.other).numbers()[row]) + must.days + 1;
    case Test::at_most: return table.column(must.other).number(row) + 1;
    case Test::between: return must.from - 1;
    case Test::contains:
    case Test::same: return {};
    case Test::credit_code: return std::string("91000000MA00000001");
    }
    return {};
}

Change setting(const Ledger& ledger, int reg, uint32_t row, int field, Value value) {
    Edit edit;
    edit.kind = Edit::Kind::update;
    edit.reg = reg;
    edit.head = ledger.table(reg).head(row);
    edit.values = {{field, std::move(value)}};
    return {{edit}};
}

} // namespace

TEST_CASE(
    "every check can fail: it looks at records of the sample, agrees, and some change of one breaks it") {
    auto task = SampleTask::start(test::catalog(), {});
    REQUIRE(task);
    REQUIRE((*task)->step(Deadline::never()));
    Ledger ledger = (*task)->take();
    const Catalog& catalog = test::catalog();
    const Book book; // for its names of fields
    // What no invented record has: something that ended in 2023.
    for (const auto& [id, field] : {std::pair{"service_package", "in_force_to"},
                                    {"staff", "in_force_to"},
                                    {"mechanism", "in_force_to"},
                                    {"discipline", "removed"}}) {
        const int reg = book.reg(id);
        const auto begun = ledger.table(reg).column(catalog.registers[size_t(reg)].date).numbers();
        uint32_t row = 0;
        for (uint32_t r = 1; r < begun.size(); ++r)
            if (begun[r] < Date::of(2023, 12, 1).days && begun[r] > begun[row]) row = r;
        ledger.apply(setting(ledger, reg, row, book.field(id, field), test::of(Date::of(2023, 12, 31))));
    }
    for (int year : {2022, 2023, 2024}) {
        const auto results = run_checks(ledger, Period::of_year(year));
        REQUIRE(results.size() == catalog.checks.size());
        for (size_t i = 0; i < results.size(); ++i) {
            CAPTURE(catalog.checks[i].id);
            CHECK(results[i].broken.empty());
            if (year == 2023) CHECK(results[i].looked > 0);
        }
    }
    const Period period = Period::of_year(2023);
    for (const Check& check : catalog.checks) {
        CAPTURE(check.id);
        const Table& table = ledger.table(check.of.reg);
        const auto rows = rows_of(ledger, check.of, period);
        for (const Condition& must : check.must) {
            CAPTURE(catalog.registers[size_t(check.of.reg)].fields[size_t(must.field)].id);
            const auto row = std::find_if(rows.begin(), rows.end(), [&](uint32_t r) {
                return !must.compares() || (table.column(must.field).has(r) &&
                                            (must.other < 0 || table.column(must.other).has(r)));
            });
            REQUIRE(row != rows.end());
            // Where the date that is moved also places the record, the other one is moved.
            const bool places = must.field == check.of.from && must.other >= 0;
            const Value value = places ? Value(int64_t(table.column(must.field).numbers()[*row]) - 1)
                                       : against(ledger, check, must, *row);
            const Change back =
                ledger.apply(setting(ledger, check.of.reg, *row, places ? must.other : must.field, value));
            const CheckResult result = run_check(ledger, check, period);
            CHECK(result.broken == std::vector<uint32_t>{*row});
            ledger.apply(back);
            CHECK(run_check(ledger, check, period).broken.empty());
        }
        if (check.distinct < 0) continue;
        REQUIRE(rows.size() > 1);
        const Change back = ledger.apply(setting(ledger, check.of.reg, rows[1], check.distinct,
                                                 int64_t(table.column(check.distinct).links()[rows[0]])));
        CHECK(run_check(ledger, check, period).broken == std::vector<uint32_t>{rows[1]});
        ledger.apply(back);
    }
}

TEST_CASE("a closed lead without outcome is no agreement") {
    Book book;
    const auto lead = [&](std::vector<FieldValue> more) {
        more.push_back({book.field("lead", "received"), test::of(Date::of(2023, 5, 1))});
        more.push_back({book.field("lead", "valid"), int64_t(1)});
        return book.add("lead", std::move(more));
    };
    const FieldValue closed{book.field("lead", "closed"), test::of(Date::of(2023, 5, 9))};
    CHECK(run(book.ledger, "leads_outcome").looked == 0); // nothing to ask is no agreement
    lead({});
    CHECK(run(book.ledger, "leads_outcome").looked == 0);
    lead({closed, {book.field("lead", "outcome"), int64_t(1)}});
    CHECK(run(book.ledger, "leads_outcome").looked == 1);
    CHECK(run(book.ledger, "leads_outcome").broken.empty());
    lead({closed});
    CHECK(run(book.ledger, "leads_outcome").looked == 2);
    CHECK(run(book.ledger, "leads_outcome").broken == std::vector<uint32_t>{2});
    CHECK(run(book.ledger, "leads_outcome", 2022).looked == 0);
}

TEST_CASE("a comparison is asked of records that have both sides; drafts and void ones are not looked at") {
    Book book;
    const auto session = [&](std::optional<int64_t> due, std::optional<int64_t> attended, State state) {
        Edit edit;
        edit.kind = Edit::Kind::add;
        edit.reg = book.reg("training");
        edit.head.id = RecordId::of(1, 1, book.next++);
        edit.head.state = state;
        edit.values = {{book.field("training", "date"), test::of(Date::of(2023, 5, 1))}};
        if (due) edit.values.push_back({book.field("training", "due"), *due});
        if (attended) edit.values.push_back({book.field("training", "attended"), *attended});
        book.ledger.apply({{edit}});
    };
    session(30, {}, State::checked);
    session({}, 31, State::checked);
    session(30, 30, State::approved);
    session(30, 31, State::void_);
    session(30, 31, State::draft);
    CHECK(run(book.ledger, "attended").looked == 1);
    CHECK(run(book.ledger, "attended").broken.empty());
    session(30, 31, State::checked);
    CHECK(run(book.ledger, "attended").looked == 2);
    CHECK(run(book.ledger, "attended").broken == std::vector<uint32_t>{5});
    Formula all;
    all.reg = book.reg("training");
    all.from = book.field("training", "date");
    CHECK(left_out_of(book.ledger, all, Period::of_year(2023)).voids == 1);
    CHECK(left_out_of(book.ledger, all, Period::of_year(2023)).drafts == 1);
    CHECK(left_out_of(book.ledger, all, Period::of_year(2022)).voids == 0);
}

TEST_CASE("a grade of an employer that is not kept, or a second one of the year, breaks the sum of grades") {
    Book book;
    const auto grade = [&](RecordId employer, int64_t year) {
        book.add("credit", {{book.field("credit", "year"), year},
                            {book.field("credit", "employer"), test::of(employer)},
                            {book.field("credit", "grade"), int64_t(1)}});
    };
    const RecordId a = book.employer(), b = book.employer();
    grade(a, 2023), grade(b, 2023), grade(a, 2022);
    CHECK(run(book.ledger, "grades").looked == 2);
    CHECK(run(book.ledger, "grades").broken.empty());
    grade(a, 2023);
    grade(RecordId::of(1, 1, 999), 2023);
    CHECK(run(book.ledger, "grades").looked == 4);
    CHECK(run(book.ledger, "grades").broken == std::vector<uint32_t>{3, 4});
    CHECK(run(book.ledger, "grades", 2022).broken.empty());
}

TEST_CASE("a check that cannot fail, or cannot be read, is refused; each error says where") {
    std::vector<CatalogFile> files = embedded_catalog();
    files.push_back({"mine.json", R"({"checks": [
        {"id": "a", "zh": "甲", "en": "A", "register": "lead"},
        {"id": "b", "zh": "乙", "en": "B", "register": "lead", "where": [{"field": "closed", "present": true}], "must": [{"field": "closed", "present": true}]},
        {"id": "c", "zh": "丙", "en": "C", "register": "lead", "where": [{"field": "outcome", "is": ["case_filed"]}], "must": [{"field": "outcome", "is": ["case_filed", "coordinated"]}]},
        {"id": "d", "zh": "丁", "en": "D", "register": "lead", "must": [{"field": "closed", "not_after": "closed"}]},
        {"id": "e", "zh": "戊", "en": "E", "register": "lead", "must": [{"field": "workers", "at_most": "amount_claimed"}]},
        {"id": "f", "zh": "己", "en": "F", "register": "lead", "must": [{"field": "no", "at_most": "workers"}], "distinct": "workers"},
        {"id": "g", "zh": "庚", "en": "G", "register": "none", "must": []},
        {"id": "grades", "zh": "辛", "en": "H", "register": "credit", "distinct": "employer", "whole": "credit.rated"}]})"});
    const CatalogCheck check = load_catalog(files);
    const auto said = [&](std::string_view where, std::string_view what) {
        for (const Problem& problem : check.problems)
            if (problem.where.text() == where && problem.what.text().find(what) != std::string::npos)
                return true;
        return false;
    };
    CHECK(said("mine.json: checks[0] a: must", "nothing is asked of the records, so the check cannot fail"));
    for (const char* id : {"checks[1] b", "checks[2] c", "checks[3] d"})
        CHECK(said("mine.json: " + std::string(id) + ": must", "always holds, so the check cannot fail"));
    CHECK(said("mine.json: checks[4] e: must[0]: at_most", "of type money"));
    CHECK(said("mine.json: checks[5] f: must[0]: field", "of type text"));
    CHECK(said("mine.json: checks[5] f: distinct", "of type count"));
    CHECK(said("mine.json: checks[6] g: register", "unknown register"));
    CHECK(said("mine.json: checks[7] grades: id", "used twice"));
    CHECK(said("mine.json: checks[7] grades: whole", "unknown key"));
}

TEST_CASE("the check digit of a credit code") {
    Book book;
    const int code = book.field("employer", "credit_code");
    constexpr int weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}; // GB 32100
    const std::string letters = "0123456789ABCDEFGHJKLMNPQRTUWXY", first = "91000000MA0000007";
    int sum = 0;
    for (size_t i = 0; i < 17; ++i) sum += int(letters.find(first[i])) * weights[i];
    const char right = letters[size_t((31 - sum % 31) % 31)];
    size_t wrong = 0;
    for (const char last : letters) {
        book.add("employer", {{code, first + last}});
        wrong += last != right;
    }
    book.add("employer", {}); // a draft without one is not asked
    CHECK(run(book.ledger, "credit_code").looked == 31);
    CHECK(run(book.ledger, "credit_code").broken.size() == wrong);
    book.add("employer", {{code, first + right + "0"}});
    CHECK(run(book.ledger, "credit_code", 1999).broken.size() == wrong + 1); // of whatever year
}
