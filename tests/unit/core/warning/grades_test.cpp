#include "core/warning/grades.hpp"

#include "core/sample/sample.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace mj;
using namespace mj::test;

namespace {

const Period year{Date::of(2023, 1, 1), Date::of(2023, 12, 31)};

void penalise(Book& book, RecordId employer, Date decided, std::string_view decision) {
    book.add("penalty",
             {{book.field("penalty", "employer"), of(employer)},
              {book.field("penalty", "decided"), of(decided)},
              {book.field("penalty", "decision"), int64_t(book.code("penalty", "decision", decision))}});
}

int grade(const Book& book, RecordId employer) {
    const auto all = propose_grades(book.ledger, year);
    const auto it = all.find(employer.bits);
    return it == all.end() ? 1 : it->second.grade;
}

} // namespace

TEST_CASE(
    "nothing found is an A, one penalty a B, three a C; a case withdrawn and another year do not count") {
    Book book;
    const RecordId employer = book.employer(), other = book.employer();
    CHECK(grade(book, employer) == 1);
    penalise(book, employer, Date::of(2022, 12, 31), "fine");
    penalise(book, employer, Date::of(2023, 3, 1), "withdrawn");
    CHECK(grade(book, employer) == 1);
    penalise(book, employer, Date::of(2023, 12, 31), "fine");
    CHECK(grade(book, employer) == 2);
    penalise(book, employer, Date::of(2023, 1, 1), "warning");
    CHECK(grade(book, employer) == 2);
    penalise(book, employer, Date::of(2023, 6, 1), "both");
    CHECK(grade(book, employer) == 3);
    const auto all = propose_grades(book.ledger, year);
    const GradeProposal& proposal = all.at(employer.bits);
    REQUIRE(proposal.reasons.size() == 1); // the reasons for a B are not named beside it
    CHECK(catalog().grades[size_t(proposal.reasons[0].rule)].id == "penalised_often");
    CHECK(proposal.reasons[0].rows == std::vector<uint32_t>{3, 4, 2}); // by date
    CHECK(grade(book, other) == 1);
}

TEST_CASE("a lead counts in the year it was closed; fifty workers at once are a C") {
    Book book;
    const RecordId employer = book.employer();
    const auto lead = [&](Date closed, int64_t workers, bool valid) {
        book.add("lead",
                 {{book.field("lead", "employer"), of(employer)},
                  {book.field("lead", "received"), of(closed)},
                  {book.field("lead", "closed"), of(closed)},
                  {book.field("lead", "valid"), int64_t(valid)},
                  {book.field("lead", "subject"), int64_t(book.code("lead", "subject", "wages"))},
                  {book.field("lead", "outcome"), int64_t(book.code("lead", "outcome", "coordinated"))},
                  {book.field("lead", "workers"), workers}});
    };
    lead(Date::of(2023, 5, 1), 200, false);
    CHECK(grade(book, employer) == 1);
    lead(Date::of(2023, 5, 1), 49, true);
    CHECK(grade(book, employer) == 2);
    lead(Date::of(2023, 5, 1), 50, true);
    CHECK(grade(book, employer) == 3);
}

TEST_CASE("the sample's grades are those the rules propose, with their reasons") {
    auto task = SampleTask::start(catalog(), {});
    REQUIRE(task.ok());
    while (!(*task)->step(Deadline(std::chrono::milliseconds(100)))) {
    }
    const Ledger ledger = (*task)->take();
    const Register& reg = catalog().registers[size_t(catalog().find_register("credit"))];
    const Table& credit = ledger.table(catalog().find_register("credit"));
    std::map<int64_t, GradeProposals> proposals;
    int graded = 0;
    for (uint32_t row = 0; row < credit.rows(); ++row) {
        const int64_t of_year = credit.column(reg.find("year")).number(row);
        const auto it =
            proposals.try_emplace(of_year, propose_grades(ledger, Period::of_year(int(of_year)))).first;
        const auto found = it->second.find(credit.column(reg.find("employer")).links()[row]);
        const int proposed = found == it->second.end() ? 1 : found->second.grade;
        graded += proposed == credit.column(reg.find("grade")).codes()[row];
    }
    CHECK(credit.rows() > 1000);
    CHECK(graded == int(credit.rows()));
}
