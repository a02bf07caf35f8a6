// Rows of any number, only the visible ones drawn; head click sorts, row press opens, arrow keys and Enter work.
#pragma once
#include "app/widget/draw.hpp"

#include <functional>
#include <span>
#include <string>

namespace mj {

struct TableColumn {
    std::string_view id, title;
    float width = 120;  ///< least, CSS pixels; what is left over is shared in proportion
    bool right = false; ///< numbers
};

struct TableEvent {
    int row = -1;    ///< pressed
    int column = -1; ///< head pressed
};

/// Fills what is left of the window below the cursor. `cell` writes into the text it is given.
TableEvent table(const char* id, std::span<const TableColumn> columns, int rows, int sorted, bool descending,
                 const std::function<void(int row, int column, std::string& out)>& cell,
                 const std::function<ImU32(int row, int column)>& colour = {}, ///< 0: as usual
                 bool sorts = true);                                           ///< false: heads are only read

} // namespace mj
