// XLSX: the parts of a zip archive, one after the other, each as a stream from the packed bytes to the cells.
#pragma once
#include "core/workbook/xlsx_sheet.hpp"
#include "core/workbook/zip.hpp"

namespace mj {

class XlsxReader final : public FormatReader {
  public:
    XlsxReader(ByteView whole, const WorkbookLimits& limits);
    ~XlsxReader() override;
    bool step(const Deadline& deadline) override;
    float progress() const override;

  private:
    enum class Stage : uint8_t { archive, relations, book, book_relations, styles, strings, sheets, done };
    struct Open;

    bool next();
    template <class Part> bool enter(std::string_view path, Part& handler);
    bool after_book();
    bool next_sheet();
    bool no_workbook();
    const ZipEntry* entry(std::string_view path) const;
    Saying what_is_read() const;

    ByteView whole_;
    Stage stage_ = Stage::archive;
    std::vector<ZipEntry> entries_;
    RelationsPart package_, relations_;
    BookPart book_part_;
    StylesPart styles_;
    std::shared_ptr<CellTexts> texts_ = std::make_shared<CellTexts>();
    StringsPart strings_;
    std::optional<SheetPart> sheet_;
    SheetPart::Shared shared_;
    std::string book_path_;
    std::unique_ptr<Open> open_; ///< the part that is being read
    size_t tab_ = 0;
    uint64_t cells_ = 0, unpacked_ = 0;
    uint64_t packed_before_ = 0, packed_all_ = 0;
};

} // namespace mj
