// The rows of a table that do not get in, as a file to be repaired and sent again.
#pragma once
#include "core/intake/plan.hpp"

namespace mj {

/// Those rows of the reading with all that is said against them; their understood cells are left out.
Reading rejected_rows(const Reading& reading, const std::vector<PlannedRow>& rows,
                      const std::vector<ReadProblem>& problems);

/// Their cells as they were in that sheet, and the reasons: XLSX, or CSV in UTF-8 with a mark.
std::string rejected_file(const Catalog& catalog, const Reading& rejected, const Sheet& sheet, bool xlsx);

} // namespace mj
