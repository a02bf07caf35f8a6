// The charts of the overview: which register they group, by what, and which indicator they sum up to.
#pragma once
#include "core/query/group.hpp"

#include <string_view>
#include <vector>

namespace mj {

struct Chart {
    std::string_view id; ///< "disputes", "wages", "training"
    GroupBy by;
    int indicator = -1; ///< the indicator whose value is the chart's total, or -1
};

/// Those the catalogue has the registers and fields for, in the order of the page.
std::vector<Chart> charts_of(const Catalog& catalog);

} // namespace mj
