// Plain tables as a workbook, read again by the reader of workbooks.
#include "core/workbook/grid_write.hpp"
#include "core/workbook/read.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE(
    "a grid as a workbook: words stay words, numbers are numbers with their digits, nothing is a formula") {
    const std::string file = grids_xlsx(
        {{"甲/乙",
          {"名称", "数"},
          1,
          {{"=1+1", "12.50"}, {"007", "-3"}, {"1e5", "—"}, {"a\nb", ""}, {"x", "1.2.3"}, {"y", "12."}}},
         {"问题", {"问题"}, 1, {{"mediation?by=street"}}}});
    const auto read = read_workbook(ByteView(reinterpret_cast<const uint8_t*>(file.data()), file.size()));
    REQUIRE(read);
    REQUIRE(read->sheets.size() == 2);
    const Sheet& sheet = read->sheets[0];
    const auto cell = [&](uint32_t row, uint32_t column) { return sheet.at(row, column); };
    CHECK(cell(0, 0).text == "名称");
    CHECK(cell(1, 0).type == CellType::text);
    CHECK(cell(1, 0).text == "=1+1");
    CHECK(cell(1, 1).type == CellType::number);
    CHECK(cell(1, 1).number == 12.5);
    CHECK(cell(2, 0).type == CellType::text);
    CHECK(cell(2, 0).text == "007");
    CHECK(cell(2, 1).number == -3);
    CHECK(cell(3, 0).type == CellType::text);
    CHECK(cell(3, 1).type == CellType::text);
    CHECK(cell(4, 0).text == "a\nb");
    CHECK(cell(4, 1).type == CellType::empty);
    CHECK(cell(5, 1).type == CellType::text); // no number at all
    CHECK(cell(6, 1).type == CellType::text);
    CHECK(read->sheets[1].at(1, 0).text == "mediation?by=street");
}
