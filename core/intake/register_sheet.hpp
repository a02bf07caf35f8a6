// A register as a sheet that people fill in: heads as the form names them, lists to choose from. The reading half of this room
// takes such a sheet as it is.
#pragma once
#include "core/catalog/catalog.hpp"
#include "core/workbook/xlsx_write.hpp"

namespace mj {

constexpr std::string_view codes_sheet = "代码"; ///< beside the table; it holds no records

/// The register's sheet and behind it that of the codes, to which the lists point.
class RegisterSheets {
  public:
    /// Of these fields. `numbered`: the first column counts rows; what is no record says so there.
    RegisterSheets(const Catalog& catalog, int reg, std::span<const int> fields, bool numbered);
    const std::vector<XlsxSheet>& sheets() const { return sheets_; }
    /// After the last row of the register's sheet: the codes, and the end of the file.
    void finish(XlsxWriter& out) const;

  private:
    std::vector<XlsxSheet> sheets_;
    std::vector<std::vector<std::string>> words_; ///< of each column of codes
};

/// The fields that people fill in, in order.
std::vector<int> asked_fields(const Register& reg);

/// An XLSX with heads, a row that says what goes where, and an example, both of which an import leaves out.
std::string empty_table(const Catalog& catalog, int reg);

} // namespace mj
