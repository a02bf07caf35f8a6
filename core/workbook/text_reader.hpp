// CSV and TSV (RFC 4180, and what offices make of it): separated by commas, semicolons or tabs, which the content tells.
#pragma once
#include "core/base/encoding.hpp"
#include "core/workbook/read.hpp"

namespace mj {

class TextTableReader final : public FormatReader {
  public:
    TextTableReader(ByteView whole, const WorkbookLimits& limits);
    bool step(const Deadline& deadline) override;
    float progress() const override;

  private:
    bool begin();
    void choose_separator();
    bool read_cells();
    bool put(std::string_view text);
    void end_row();
    Spot place() const;

    ByteView whole_;
    size_t fed_ = 0;
    std::optional<Decoder> decoder_;
    std::string text_;  ///< decoded and not yet read
    bool last_ = false; ///< behind text_ the file ends
    char separator_ = 0;
    uint32_t row_ = 0, column_ = 0;
};

} // namespace mj
