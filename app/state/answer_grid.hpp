// An answer as a table for other programs and for paper.
#pragma once
#include "core/question/answer.hpp"
#include "core/workbook/grid_write.hpp"

namespace mj {

/// As it stands below its chart, with units in the heads; the last row is the total where there are groups.
Grid answer_grid(const Ledger& ledger, const Question& question, const Answer& answer);

/// "调解 镇街 记录数": by it one answer is told from another.
std::string answer_name(const Ledger& ledger, const Question& question);

} // namespace mj
