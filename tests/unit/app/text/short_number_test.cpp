#include "app/text/texts.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("large numbers are written short in the way of the language") {
    set_language(Language::zh);
    CHECK(short_number(0) == "0");
    CHECK(short_number(9999) == "9,999");
    CHECK(short_number(10'000) == "1万");
    CHECK(short_number(12'345) == "1.2万");
    CHECK(short_number(-12'345) == "−1.2万");
    CHECK(short_number(12'345'678) == "1,234.6万");
    CHECK(short_number(99'999'499) == "9,999.9万");
    CHECK(short_number(99'999'500) == "1亿"); // not 10,000万
    CHECK(short_number(340'000'000) == "3.4亿");
    set_language(Language::en);
    CHECK(short_number(999) == "999");
    CHECK(short_number(1'000) == "1k");
    CHECK(short_number(12'345) == "12.3k");
    CHECK(short_number(999'949) == "999.9k");
    CHECK(short_number(999'950) == "1M"); // not 1,000k
    CHECK(short_number(1'027'890) == "1M");
    CHECK(short_number(1'270'000) == "1.3M");
    Figure figure;
    CHECK(figure_brief(figure) == "—");
    figure.value = Decimal{1234567, 2};
    CHECK(figure_text(figure) == "12,345.67");
    CHECK(figure_brief(figure) == "12.3k");
    set_language(Language::zh);
}
