// The dashboards leaders open: which registers a page shows, by which charts and figures.
#pragma once
#include "app/state/place.hpp"
#include "app/text/texts.hpp"
#include "core/catalog/catalog.hpp"

#include <span>
#include <string_view>

namespace mj {

enum class Shape : uint8_t {
    months,  ///< bars by month, the year before behind them; dragging chooses months
    rank,    ///< codes, the most first
    tiles,   ///< codes as the tiles of a schematic map (Code::tile)
    split,   ///< few codes as the parts of one bar
    donut,   ///< few codes as the parts of a ring
    amounts, ///< how amounts of money are spread, in classes
};

struct BoardChart {
    std::string_view field; ///< of the section's register
    Shape shape = Shape::rank;
    T title = T::chart_unknown;
    std::string_view sum = {}; ///< a count or money field that is added up; else records are counted
};

/// How an amount comes down to what is left of it: by another sum, for each code of a field.
struct BoardFall {
    std::string_view amount, less, by;
};

/// Ids are of the catalogue; what it does not have is left out.
struct BoardSection {
    PageId page;
    std::string_view id; ///< in addresses
    std::string_view reg;
    std::span<const BoardChart> charts;
    std::span<const std::string_view> sums;       ///< totals shown beside the number of records
    std::span<const std::string_view> figures;    ///< indicators, the most important first
    std::span<const std::string_view> steps = {}; ///< fields that are filled in one after the other: a funnel
    std::string_view like =
        {};             ///< an indicator whose records are shown, by its date; else all, by the register's
    T label = T::count; ///< else the register's name
    std::string_view goal = {}; ///< an indicator with a target that the number of records runs to
    BoardFall fall = {};
    bool days = false;   ///< also as the days of the year
    T also = T::nothing; ///< further words by which the palette finds it
};

/// All sections; those of a page follow one another.
std::span<const BoardSection> board_sections();
bool is_board(PageId page);
int first_section(PageId page);        ///< position, -1: none
int find_section(std::string_view id); ///< likewise
std::string section_name(const Catalog&, const BoardSection&, Language);

struct BoardWords {
    PageId page;
    std::string_view id; ///< in addresses
    T nav, title, sentence;
    T also; ///< further words by which the palette finds it
};
std::span<const BoardWords> board_pages(); ///< in the order of the navigation

} // namespace mj
