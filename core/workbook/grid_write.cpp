#include "core/workbook/grid_write.hpp"

#include "core/workbook/xlsx_write.hpp"

#include <algorithm>
#include <cstdlib>

namespace mj {
namespace {

/// "-12.50": digits, at most one point, nothing else.
bool is_number(const std::string& text) {
    const size_t first = text.starts_with('-');
    return text.size() > first && text.size() < 17 &&
           text.find_first_not_of("0123456789.", first) == text.npos &&
           std::count(text.begin(), text.end(), '.') <= 1 && text[first] != '.' && text.back() != '.';
}

/// In characters of the usual font; a Han character takes two.
double width_of(const std::string& text) {
    double out = 0;
    for (const char c : text) out += (c & 0xC0) == 0x80 ? 0 : (c & 0x80) ? 2.1 : 1.1;
    return out;
}

} // namespace

std::string grids_xlsx(const std::vector<Grid>& grids) {
    constexpr double narrowest = 8, widest = 60, room = 2;
    std::vector<XlsxSheet> sheets;
    for (const Grid& grid : grids) {
        XlsxSheet sheet{grid.name, {}};
        for (size_t i = 0; i < grid.heads.size(); ++i) {
            double width = width_of(grid.heads[i]);
            for (const auto& row : grid.rows)
                if (i < row.size()) width = std::max(width, width_of(row[i]));
            sheet.columns.push_back({grid.heads[i], i < grid.texts ? ColumnKind::text : ColumnKind::number,
                                     std::clamp(width + room, narrowest, widest)});
        }
        sheets.push_back(std::move(sheet));
    }
    XlsxWriter writer(std::move(sheets));
    for (size_t g = 0; g < grids.size(); ++g) {
        if (g) writer.next_sheet();
        for (const auto& row : grids[g].rows) {
            std::vector<Cell> cells;
            for (size_t i = 0; i < row.size(); ++i) {
                const bool number = i >= grids[g].texts && is_number(row[i]);
                cells.push_back({row[i].empty() ? CellType::empty
                                 : number       ? CellType::number
                                                : CellType::text,
                                 number ? std::strtod(row[i].c_str(), nullptr) : 0, row[i]});
            }
            writer.row(cells);
        }
    }
    writer.finish();
    return writer.take();
}

} // namespace mj
