// Plain tables as one workbook, a sheet each: what is shown somewhere goes out as it is.
#pragma once
#include <string>
#include <vector>

namespace mj {

struct Grid {
    std::string name; ///< of the sheet
    std::vector<std::string> heads;
    size_t texts = 0; ///< so many columns at the left are words, whatever they look like
    std::vector<std::vector<std::string>> rows;
};

/// Cells of the other columns are numbers where they are written as numbers are, with the decimals they have.
std::string grids_xlsx(const std::vector<Grid>& grids);

} // namespace mj
