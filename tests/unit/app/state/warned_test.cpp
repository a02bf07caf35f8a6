#include "app/state/employers.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("an employer warned of twice is counted once, under construction or the others") {
    Book book;
    const auto firm = [&](bool builds) {
        return book.add("employer", {{book.field("employer", "name"), std::string("甲")},
                                     {book.field("employer", "construction"), int64_t(builds)}});
    };
    const RecordId builder = firm(true), other = firm(false);
    firm(true), firm(false), book.employer(); // the last does not say
    Warning of_builder, of_other;
    of_builder.employer = builder;
    of_other.employer = other;
    Warning of_nobody;
    of_nobody.employer = RecordId::of(1, 1, 999);
    const WarnedShares out = warned_shares(book.ledger, {of_builder, of_other, of_builder, of_nobody});
    CHECK(out.construction.warned == 1);
    CHECK(out.construction.all == 2);
    CHECK(out.other.warned == 1);
    CHECK(out.other.all == 3);
}
