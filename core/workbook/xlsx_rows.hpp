// The rows of a worksheet part, most of its bytes. A program writes each like the one before: what is plain is read here at
// once, and is what Expat would say of it; whatever else there is, Expat reads, and finds the mistakes.
#pragma once
#include "core/workbook/xlsx_sheet.hpp"

namespace mj {

class RowStream {
  public:
    /// Both must outlive it; `xml` hands to `sheet`.
    RowStream(SheetPart& sheet, XmlStream& xml) : sheet_(sheet), xml_(xml) {}
    /// As XmlStream::feed(), whose problem it is.
    bool feed(ByteView piece, bool last);

  private:
    bool plain_row(const char*& at);

    SheetPart& sheet_;
    XmlStream& xml_;
    std::string held_; ///< a row that is not there to its end
    std::string_view number_;
    bool hidden_ = false;
    std::vector<WrittenCell> cells_;
};

} // namespace mj
