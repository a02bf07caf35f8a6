// What `mingjing import` does with one file, and how it is told.
#pragma once
#include "cli/options.hpp"
#include "core/intake/plan.hpp"
#include "core/ledger/chronicle.hpp"

#include <iosfwd>

namespace mj::cli {

struct Imported {
    std::string file;
    Reading reading;
    std::vector<PlannedRow> rows;
    std::vector<ReadProblem> problems;
    std::vector<MissingLink> missing;
    std::vector<Caution> cautions;
    std::vector<std::array<uint32_t, changes>> linked;
    std::vector<std::string> sheets_left; ///< names of other sheets that hold something
    uint32_t of(PlannedRow::Kind kind) const;
    uint32_t drafts() const;
    uint64_t in_the_way() const; ///< rejected and doubtful
};

/// Everything that an option says, and what the files have done so far.
struct Import {
    const Options& options;
    const Catalog& catalog;
    int reg;
    ReadWish wish;
    PlanWish plan;
    Ledger ledger;
    Chronicle history;
    uint16_t office;
    uint32_t crc; ///< of the ledger's file
    std::vector<Imported> done = {};
    std::vector<std::pair<std::string, std::string>> rejected = {}; ///< file and content
};

/// A table file into the ledger, and `done`. `path` is what it is called.
Outcome<> import_table(Import& all, const std::string& path, ByteView bytes);

void print_import_json(const Catalog& catalog, const std::vector<Imported>& all, std::ostream& out);
void print_import(const Catalog& catalog, const std::vector<Imported>& all, std::ostream& out);

} // namespace mj::cli
