#include "app/state/name.hpp"
#include "app/state/search.hpp"
#include "core/query/page.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;
using Rows = std::vector<uint32_t>;

namespace {

Ledger three(const Catalog& catalog) {
    Ledger ledger(catalog);
    ledger.apply({{add(1, {{f_no, std::string("Alpha 李渡")},
                           {f_kind, int64_t(1)},
                           {f_date, int64_t(Date::of(2023, 5, 6).days)}}),
                   add(2, {{f_no, std::string("beta")},
                           {f_kind, int64_t(3)},
                           {f_due, int64_t(Date::of(2023, 5, 31).days)}}),
                   add(3, {{f_other, int64_t(id(1).bits)}, {f_date, int64_t(Date::of(2024, 5, 6).days)}})}});
    return ledger;
}

} // namespace

namespace {

std::vector<uint32_t> found(const Ledger& ledger, int reg, std::string_view needle) {
    return sorted(ledger, reg, find_rows(ledger, reg, needle), {});
}

} // namespace

TEST_CASE("records are found by texts, code names in both languages, linked titles and dates") {
    const Catalog catalog = small_catalog();
    Ledger ledger = three(catalog);
    CHECK(found(ledger, 0, "  ") == Rows{0, 1, 2});
    CHECK(found(ledger, 0, "BETA") == Rows{1});
    CHECK(found(ledger, 0, "李渡") == Rows{0, 2}); // its own title, and the record that links to it
    CHECK(found(ledger, 0, "蓝") == Rows{1});
    CHECK(found(ledger, 0, " blue ") == Rows{1});
    CHECK(found(ledger, 0, "2023-05") == Rows{0, 1});
    CHECK(found(ledger, 0, "2023-05-06") == Rows{0});
    CHECK(found(ledger, 0, "2023-13").empty());
    CHECK(found(ledger, 0, "gamma").empty());
    Edit gone = add(1, {});
    gone.kind = Edit::Kind::remove;
    ledger.apply({{gone}});
    CHECK(found(ledger, 0, "李渡").empty()); // nor by a link to what is gone
    CHECK(found(ledger, 0, "2023-05") == Rows{1});
}

TEST_CASE("a record is called by its title, or by the title of the record it links to") {
    Catalog catalog = small_catalog();
    Register grade;
    grade.id = "grade";
    Field of;
    of.id = "of";
    of.type = FieldType::link;
    of.target = 0;
    grade.fields.push_back(of);
    grade.title = 0;
    catalog.registers.push_back(grade);
    Ledger ledger = three(catalog);
    ledger.append(1, {id(9), 0, 0, State::draft});
    CHECK(record_name(ledger, 1, id(9)).empty());
    ledger.set(1, 0, 0, int64_t(id(2).bits));
    CHECK(record_name(ledger, 1, id(9)) == "beta");
    CHECK(record_name(ledger, 0, uint32_t(2)).empty());
    CHECK(record_name(ledger, 0, id(77)).empty());
    catalog.registers[0].title = f_other; // by itself: no end
    CHECK(record_name(ledger, 0, uint32_t(2)).empty());
}
