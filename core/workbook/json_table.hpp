// A JSON list of objects, in UTF-8, as a table: the keys are the heads, in the order in which they first come; each object is a row.
#pragma once
#include "core/workbook/read.hpp"

namespace mj {

/// Whether a text begins like such a list; a data file of ours is one object.
bool begins_json_table(std::string_view file);

class JsonTableReader final : public FormatReader {
  public:
    JsonTableReader(ByteView whole, const WorkbookLimits& limits)
        : FormatReader(limits), text_(reinterpret_cast<const char*>(whole.data()), whole.size()) {}
    bool step(const Deadline& deadline) override;
    float progress() const override { return text_.empty() ? 0 : float(at_) / float(text_.size()); }

  private:
    bool begin();
    bool object(bool heads);
    bool string(std::string& out);
    bool value(uint32_t column, bool heads);
    bool nested();
    uint32_t column_of(const std::string& head);
    char next(); ///< behind blanks; 0 at the end
    bool expect(char mark);
    bool wrong(); ///< false, as are the next two
    bool too_large();
    bool stop(SaidWith<0> what, SaidWith<0> fix);

    std::string_view text_;
    size_t at_ = 0;
    uint32_t row_ = 1; ///< below the heads
    std::vector<std::string> heads_;
    uint32_t likely_ = 0; ///< where the next head is in most rows
    std::string key_, cell_;
};

} // namespace mj
