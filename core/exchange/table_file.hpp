// A table file of any kind that rows.hpp reads: finds out encoding and format from its first bytes.
#pragma once
#include "core/base/encoding.hpp"
#include "core/exchange/rows.hpp"

namespace mj {

class TableFile {
  public:
    /// Rows get ids of this office and desk. `bytes`: how large the file is, 0 if unknown.
    TableFile(Ledger& ledger, int reg, uint16_t office, uint32_t desk, uint64_t bytes = 0);
    /// False after a mistake: then nothing more is read and the register is as it was before.
    bool feed(ByteView piece);
    bool finish(); ///< No more pieces: the rows are records from now on, or there is a problem.

    const std::optional<Problem>& problem() const { return problem_; }
    RowPlace place() const {
        return reader_ ? reader_->place() : RowPlace{};
    } ///< of the problem, in UTF-8 bytes
    uint32_t rows() const { return reader_ ? reader_->rows() : 0; }
    uint64_t cleaned() const { return reader_ ? reader_->cleaned() : 0; } ///< texts, see CellWriter
    Encoding encoding() const { return encoding_; }
    bool csv() const { return csv_; }

  private:
    bool begin(bool whole);
    bool read(ByteView piece);
    bool fail(const Problem& problem);

    Ledger& ledger_;
    int reg_;
    uint16_t office_;
    uint32_t desk_;
    uint64_t bytes_;
    Bytes head_; ///< until enough of it is there to see what it is
    Encoding encoding_ = Encoding::utf8;
    bool csv_ = false;
    std::unique_ptr<RowReader> reader_;
    std::optional<Decoder> decoder_; ///< when it is not UTF-8
    std::string text_;
    std::optional<Problem> problem_;
};

} // namespace mj
