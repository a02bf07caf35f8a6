#include "app/state/employers.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;
using Ids = std::vector<RecordId>;

TEST_CASE("a contract chain goes up to the first, and ends where it comes back to itself") {
    Book book;
    const auto firm = [&](RecordId parent) {
        return book.add("employer", {{book.field("employer", "name"), std::string("甲")},
                                     {book.field("employer", "parent"), of(parent)}});
    };
    const auto employ = [&](RecordId id, RecordId parent) {
        Edit edit;
        edit.kind = Edit::Kind::update;
        edit.reg = book.reg("employer");
        edit.head.id = id;
        edit.head.state = State::checked;
        edit.values = {{book.field("employer", "parent"), of(parent)}};
        Change change;
        change.edits.push_back(edit);
        book.ledger.apply(change);
    };
    const RecordId first = book.employer(), second = firm(first), third = firm(second), other = firm(second);
    CHECK(chain_of(book.ledger, third).above == Ids{first, second});
    CHECK(chain_of(book.ledger, third).below.empty());
    CHECK(chain_of(book.ledger, second).below == Ids{third, other});
    CHECK(chain_of(book.ledger, first).above.empty());
    employ(first, third); // a ring
    CHECK(chain_of(book.ledger, third).above == Ids{first, second});
    CHECK(chain_of(book.ledger, first).above == Ids{second, third});
    employ(first, RecordId::of(1, 1, 999)); // whoever that was
    CHECK(chain_of(book.ledger, third).above == Ids{first, second});
}
