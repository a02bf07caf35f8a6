#include "app/state/address.hpp"
#include "app/state/boards.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {

const Catalog& catalog() { return test::real_catalog(); }
const std::vector<Chart>& charts() {
    static const std::vector<Chart> all = charts_of(catalog());
    return all;
}
void there_and_back(const Place& place, int year, std::string_view expected) {
    const std::string text = address_of(catalog(), charts(), place, year);
    CHECK(text == expected);
    const auto back = parse_address(catalog(), charts(), text);
    REQUIRE(back);
    CHECK(back->place == place);
    CHECK(back->year == year);
}
int field(int reg, std::string_view id) { return catalog().registers[size_t(reg)].find(id); }

} // namespace

TEST_CASE("the order and the search of the employers stand in the address") {
    Place place;
    place.page = PageId::employers;
    there_and_back(place, 2023, "/employers?year=2023");
    place.search = "ab";
    place.sort = 2;
    place.descending = true;
    there_and_back(place, 2023, "/employers?year=2023&search=ab&sort=arbitration&descending=1");
    CHECK(parse_address(catalog(), charts(), "/employers?sort=nothing")->place.sort == -1);
}

TEST_CASE("the part of the year that is shown stands in the address, and what lies after today has one") {
    Place place;
    place.filter = PartFilter{1};
    there_and_back(place, 2023, "/overview?year=2023&period=H1");
    place.filter = PartFilter{5};
    there_and_back(place, 2023, "/overview?year=2023&period=Q3");
    place.filter = PartFilter{13};
    there_and_back(place, 2023, "/overview?year=2023&period=07");
    CHECK(parse_address(catalog(), charts(), "/overview?period=H3")->place == Place{});
    place.page = PageId::list;
    place.reg = catalog().find_register("mediation");
    place.filter = AheadFilter{};
    there_and_back(place, 2023, "/list/mediation?year=2023&ahead=1");
    place.filter = AheadFilter{true};
    there_and_back(place, 2023, "/list/mediation?year=2023&early=1");
    place.filter = StateFilter{State::void_};
    there_and_back(place, 2023, "/list/mediation?year=2023&state=void");
    place.filter = SettledFilter{0, Date::of(2023, 12, 31)};
    place.reg = catalog().clocks[0].reg;
    there_and_back(place, 2023, "/list/mediation?year=2023&clock=mediation.close&on=2023-12-31");
    place.reg = catalog().find_register("mediation");
    const int cases = catalog().find_indicator("mediation.cases");
    place.filter = FigureFilter{cases, false, false, 5};
    there_and_back(place, 2023, "/list/mediation?year=2023&period=Q3&figure=mediation.cases");
    place.filter = FigureFilter{cases, false, false, 0, true};
    there_and_back(place, 2023, "/list/mediation?year=2023&figure=mediation.cases&of=unsaid");
}

TEST_CASE("every kind of place has an address that leads back to it") {
    const int mediation = catalog().find_register("mediation");
    Place place;
    there_and_back(place, 2023, "/overview?year=2023");
    place.page = PageId::disputes;
    there_and_back(place, 2024, "/disputes?year=2024");
    BoardFilter board;
    board.section = first_section(PageId::disputes);
    place.filter = board;
    there_and_back(place, 2023, "/disputes/mediation?year=2023");
    board.from = 3;
    board.to = 6;
    const auto& streets = catalog().code_lists[size_t(
        catalog().registers[size_t(mediation)].fields[size_t(field(mediation, "street"))].codes)];
    board.turn(field(mediation, "street"), streets.find("lidu") + 1);
    board.turn(field(mediation, "street"), streets.find("dunren") + 1);
    board.turn(field(mediation, "amount_claimed"), 3);
    board.turn(field(mediation, "cause"), 0);
    place.filter = board;
    there_and_back(place, 2023,
                   "/disputes/mediation?year=2023&months=3-6&cause=0&street=dunren,lidu&amount_claimed=3");
    place.page = PageId::list;
    place.reg = mediation;
    there_and_back(place, 2023,
                   "/list/mediation?year=2023&section=mediation&months=3-6&cause=0&street=dunren,lidu&"
                   "amount_claimed=3");
    place.filter = CellFilter{0, 5, 2};
    there_and_back(place, 2023, "/list/mediation?year=2023&chart=disputes&code=5&month=3");
    place.filter = LinkFilter{field(mediation, "employer"), RecordId::of(3, 0, 77)};
    place.search = "李 a&b=c%/?#";
    place.sort = field(mediation, "cause");
    place.descending = true;
    there_and_back(place, 2023,
                   "/list/mediation?year=2023&by=employer&to=0030000000"
                   "00004d&search=%E6%9D%8E%20a%26b%3Dc%25%2F"
                   "%3F%23&sort=cause&descending=1");
    Place figure;
    figure.page = PageId::list;
    figure.reg = catalog().find_register("training");
    figure.filter = FigureFilter{catalog().find_indicator("training.participation_rate"), true};
    there_and_back(figure, 2022, "/list/training?year=2022&figure=training.participation_rate&of=all");
    Place clock;
    clock.page = PageId::deadlines;
    clock.filter = ClockFilter{2, int(Urgency::days3)};
    there_and_back(clock, 2023, "/deadlines?year=2023&clock=" + catalog().clocks[2].id + "&urgency=1");
    Place repair;
    repair.page = PageId::repair;
    there_and_back(repair, 2023, "/repair?year=2023");
    Place warned;
    warned.page = PageId::warnings;
    warned.filter = WarningFilter{2, true};
    there_and_back(warned, 2023, "/warnings?year=2023&level=2&of=open");
    Place record;
    record.page = PageId::record;
    record.reg = mediation;
    record.record = RecordId::of(3, 9, 1);
    there_and_back(record, 2023, "/record/mediation/0030000900000001?year=2023");
}

TEST_CASE("an address that names nothing leads nowhere, and what is unknown in it is left out") {
    const auto parse = [&](std::string_view text) { return parse_address(catalog(), charts(), text); };
    for (const char* text : {"", "/", "//", "?year=2023", "/nowhere", "/list", "/list/nothing",
                             "/record/mediation", "/record/mediation/xyz", "disputez/mediation", "#"})
        CHECK_FALSE(parse(text));
    Place disputes;
    disputes.page = PageId::disputes;
    CHECK(parse("/disputes/nothing?street=lidu")->place == disputes);
    CHECK(parse("/disputes/petitions")->place == disputes); // a section of another page
    BoardFilter none;
    none.section = first_section(PageId::disputes);
    for (const char* text :
         {"street=atlantis", "months=6-3", "months=0-4", "months=1-13", "months=", "nothing=1", "case_no=5",
          "received=3", "amount_claimed=8", "amount_claimed=-1", "street=-1", "street", "=", "&&&",
          "months=99999999999999", "street=%", "street=%4", "street=%zz"})
        CHECK_MESSAGE(parse("/disputes/mediation?" + std::string(text))->place.filter == ListFilter{none},
                      text);
    CHECK(parse("/list/mediation?figure=training.lectures")->place.filter == ListFilter{});
    CHECK(parse("/list/mediation?chart=training&code=1")->place.filter == ListFilter{});
    CHECK(parse("/list/mediation?chart=disputes&code=999&month=13")->place.filter ==
          ListFilter{CellFilter{0, -1, -1}});
    CHECK(parse("/list/mediation?by=cause&to=0030000900000001")->place.filter == ListFilter{});
    CHECK(parse("/deadlines?clock=none&urgency=77")->place.filter == ListFilter{});
    CHECK(parse("/list/mediation?sort=nothing&descending=1")->place.sort == -1);
}
