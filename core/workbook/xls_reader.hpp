// XLS of Excel 97 to 2003 ([MS-XLS], BIFF8). Own, for FreeXL, the library for it, wants a file's name, iconv, and as much
// memory as a file asks for.
#pragma once
#include "core/workbook/biff.hpp"
#include "core/workbook/compound.hpp"
#include "core/workbook/number.hpp"
#include "core/workbook/read.hpp"

namespace mj {

class XlsReader final : public FormatReader {
  public:
    XlsReader(ByteView whole, const WorkbookLimits& limits);
    bool step(const Deadline& deadline) override;
    float progress() const override { return progress_; }

  private:
    enum class Stage : uint8_t { file, globals, strings, sheet, done };
    struct Tab {
        std::string name;
        uint32_t at;
        bool hidden;
    };

    bool open_file();
    bool next_piece();
    bool global_record();
    bool shared_string();
    bool next_sheet();
    bool sheet_record();
    void begin_strings();
    void formula(uint32_t row, uint32_t column, uint16_t style);
    NumberFormat format(uint16_t style) const;
    void number(uint32_t row, uint32_t column, uint16_t style, double value);
    void text(uint32_t row, uint32_t column, uint32_t kept);
    void put(uint32_t row, uint32_t column, CellType type, double value, uint32_t kept);
    uint32_t keep(const std::string& text);
    bool damaged(Saying what = say(Said::book_damaged));
    Spot place() const;

    ByteView whole_;
    Bytes room_;
    std::optional<BiffReader> biff_;
    Stage stage_ = Stage::file;
    float progress_ = 0;
    std::shared_ptr<CellTexts> texts_ = std::make_shared<CellTexts>();
    std::vector<Tab> tabs_;
    std::vector<uint16_t> styles_;                           ///< number of the format of each
    std::vector<std::pair<uint16_t, NumberFormat>> formats_; ///< the file's own; ascending after the globals
    std::vector<uint32_t> strings_;
    uint32_t strings_left_ = 0;
    bool from_1904_ = false;
    size_t tab_ = 0;
    int depth_ = 0;                 ///< of charts within the sheet
    uint32_t row_ = 0, column_ = 0; ///< of the cell that was read last
    bool text_follows_ = false;     ///< of a formula
    uint64_t cells_ = 0, bytes_read_ = 0;
    std::string buffer_;
};

} // namespace mj
