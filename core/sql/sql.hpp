// The registers as tables of a database, and each indicator as a view made from its conditions, so that records of many
// offices give the same figures where they lie.
#pragma once
#include "core/ledger/ledger.hpp"
#include "core/sql/dialect.hpp"

#include <vector>

namespace mj {

/// The years for which views say something, and the day on which time limits are read.
struct SqlPeriods {
    int from = 0, to = 0;
    Date on;
};

/// Tables, and views:
/// - a table for each register: id, office, state, created, changed, then its fields; amounts in fen;
/// - mj_code: names of codes; mj_period: what figures are asked for; mj_work_day: working days, numbered;
/// - clock_ID for each time limit: when it began, its last day, when it was stopped; clock_ID_settled: by period, whether kept;
/// - figure_ID for each indicator: period, numerator, denominator, value (missing where it cannot be said);
/// - figures: all of them.
std::string sql_schema(const Catalog& catalog, const Dialect& dialect, const SqlPeriods& periods);

/// The table that lines are loaded into, and their file in a folder.
struct SqlFile {
    std::string table;
    int reg = -1; ///< -1: working days
    std::string file() const { return table + ".jsonl.gz"; }
};
/// In the order in which they can be loaded.
std::vector<SqlFile> sql_files(const Catalog& catalog);

/// Loads that table's file. `path` has no quote, backslash or line end.
std::string sql_load(const Catalog& catalog, const Dialect& dialect, const SqlFile& file,
                     const std::string& path);

/// Records of a register as JSON with one object a line: what sql_load() loads. Without `personal` what the catalogue calls
/// personal is left out. The ledger must not change meanwhile.
class RecordLines {
  public:
    RecordLines(const Ledger& ledger, int reg, std::vector<uint32_t> rows, bool personal);
    /// Appends about 64 KB; false when nothing was left.
    bool next(std::string& out);

  private:
    const Ledger& ledger_;
    int reg_;
    std::vector<uint32_t> rows_;
    bool personal_;
    size_t at_ = 0;
};
/// Likewise all days of the years that have a calendar.
std::string work_day_lines(const Ledger& ledger);

/// The id of an indicator or time limit that asks what SQL does not know (a check digit); empty: there is none, and the schema can be
/// made.
std::string sql_unknown(const Catalog& catalog);

// Names of views.
std::string sql_clock_view(const ClockRule& rule);
std::string sql_figure_view(const Indicator& indicator);

// Parts of the schema.
std::string sql_clocks(const Catalog& catalog, const Dialect& dialect);
std::string sql_figures(const Catalog& catalog, const Dialect& dialect);
/// One condition as SQL gives it: true, false, or null where what it compares is missing. `row`: the table's short name.
std::string sql_condition(const Condition& condition, const Register& reg, const Catalog& catalog,
                          const Dialect& dialect, const std::string& row);
/// A view with what it is of, in words.
std::string sql_view(const Dialect& dialect, const std::string& name, const std::string& says,
                     const std::string& query);

} // namespace mj
