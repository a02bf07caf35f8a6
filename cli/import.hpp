// What `mingjing import` did with one file, and how it is told.
#pragma once
#include "core/intake/plan.hpp"

#include <iosfwd>

namespace mj::cli {

struct Imported {
    std::string file;
    Reading reading;
    std::vector<PlannedRow> rows;
    std::vector<ReadProblem> problems;
    std::vector<MissingLink> missing;
    std::vector<std::array<uint32_t, changes>> linked;
    uint32_t of(PlannedRow::Kind kind) const;
    uint32_t drafts() const;
};

void print_import_json(const Catalog& catalog, const std::vector<Imported>& all, std::ostream& out);
void print_import(const Catalog& catalog, const std::vector<Imported>& all, std::ostream& out);
/// A file of the rows that did not get in as they should, with their cells as they were and the reasons: XLSX, or CSV in
/// UTF-8 with a mark.
std::string rejected_rows(const Catalog& catalog, const Imported& one, const Sheet& sheet, bool xlsx);

} // namespace mj::cli
