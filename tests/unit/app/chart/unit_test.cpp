#include "app/chart/chart.hpp"
#include "app/text/texts.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("amounts are scaled in the way of the language, and said exactly to the cent") {
    constexpr int64_t fen = 61'873'601'50;
    set_language(Language::zh);
    ChartUnit unit = short_unit(fen, tr(T::unit_yuan), true);
    CHECK(unit.unit == "万元");
    CHECK(unit.text(fen) == "6,187");
    CHECK(unit.exact(fen) == "61,873,601.50 元");
    CHECK(short_unit(340'000'000'00, tr(T::unit_yuan), true).text(340'000'000'00) == "3.40");
    unit = short_unit(1'027'890, tr(T::unit_records), false);
    CHECK(unit.text(1'027'890) + unit.unit == "102.8万");
    CHECK(short_unit(99'999, tr(T::unit_records), false).text(99'999) == "99,999");
    set_language(Language::en);
    unit = short_unit(fen, tr(T::unit_yuan), true);
    CHECK(unit.text(fen) + " " + unit.unit == "61.87 M yuan");
    CHECK(unit.exact(fen) == "61,873,601.50 yuan");
    unit = short_unit(250'000, tr(T::unit_records), false);
    CHECK(unit.text(250'000) + unit.unit == "250.0k");
    CHECK(unit.exact(250'000) == "250,000 records");
    set_language(Language::zh);
}
