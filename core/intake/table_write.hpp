// A register's records as a table for people: names and no ids. It comes back through an import as it is.
#pragma once
#include "core/intake/register_sheet.hpp"
#include "core/intake/target_names.hpp"

#include <optional>

namespace mj {

/// Heads are the fields' Chinese names, codes too; yes is 是, amounts are yuan, days ISO (in XLSX days). A link is the name of
/// its record where that is nobody else's, else its key, else its id. A text that a reader of tables would take for something
/// else, or a spreadsheet for a formula, has a ' before it, which an import takes away.
class TableWriter {
  public:
    /// The ledger must stay as it is while this lives; `rows` are written as they come. Of these fields, or of all.
    TableWriter(const Ledger& ledger, int reg, bool xlsx, std::vector<uint32_t> rows,
                std::vector<int> fields = {});
    /// Appends the next rows, about 64 KB of them. False when there was nothing left to write.
    bool next(std::string& out);
    float progress() const { return rows_.empty() ? 1 : float(at_) / float(rows_.size()); }

  private:
    std::string words(int field, uint32_t row);
    std::string record_words(const Field& field, RecordId id);
    std::string guarded(const Field& field, std::string_view text) const;
    void csv_row(uint32_t row, std::string& out);
    void xlsx_row(uint32_t row);

    const Ledger& ledger_;
    const Table& table_;
    const Register& register_;
    std::vector<uint32_t> rows_;
    std::vector<int> fields_; // what could not be read has a column where there is any
    size_t at_ = 0;           // in rows_
    bool begun_ = false, done_ = false;
    std::vector<std::unique_ptr<TargetNames>> targets_; // by register
    RegisterSheets sheets_;
    std::optional<XlsxWriter> book_;
};

} // namespace mj
