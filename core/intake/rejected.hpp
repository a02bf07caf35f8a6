// The rows of a table that do not get in, as a file to be repaired and sent again.
#pragma once
#include "core/intake/plan.hpp"

namespace mj {

/// Which rows of the sheet, and for each what is said against it, in Chinese: from the program that plans to the one that
/// has the cells.
Bytes rejected_rows(const Reading& reading, const std::vector<PlannedRow>& rows,
                    const std::vector<ReadProblem>& problems);

/// Those rows with their cells as they were, and the reasons: XLSX, or CSV in UTF-8 with a mark. `columns` as they were
/// read. Nothing: the bytes name no rows of the sheet.
std::optional<std::string> rejected_file(const Register& reg, const std::vector<ReadColumn>& columns,
                                         const Sheet& sheet, ByteView rejected, bool xlsx);

} // namespace mj
