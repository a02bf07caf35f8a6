// The records of a list in a report: a room of core/report alone.
#pragma once
#include "core/report/report.hpp"

namespace mj {

/// A table of the records asked for, at most most_listed of them, in order of its columns; its last line says how many there are.
/// `figures`: by indicator, of the time reported on. Without a title.
ReportPart list_of_records(const Ledger& ledger, const Question& question, const ReportTemplate::Block& block,
                           const std::vector<Figure>& figures);
constexpr size_t most_listed = 5000;

} // namespace mj
