// One register's rows from a table file (JSON or CSV, UTF-8), fed in pieces of any size. Never holds the text twice:
// what is kept between pieces is at most one unfinished row.
#pragma once
#include "core/base/bytes.hpp"
#include "core/exchange/cells.hpp"

#include <memory>

namespace mj {

/// Where a file stopped being readable.
struct RowPlace {
    uint64_t byte = 0; ///< from 0, in the UTF-8 text
    uint64_t row = 0;  ///< from 1, without a CSV file's head line
    std::string field; ///< empty: the row itself
};

class RowReader {
  public:
    static constexpr size_t longest_row = 1 << 20; ///< bytes

    virtual ~RowReader() = default;
    /// False after a mistake: then nothing more is read and the register is as it was before.
    bool feed(ByteView piece);
    bool finish(); ///< No more pieces: the rows are records from now on, or there is a problem.
    void cancel() { cells_.drop(); } ///< The register is as it was before; nothing may follow.
    uint32_t rows() const { return cells_.rows(); }
    uint64_t cleaned() const { return cells_.cleaned(); } ///< see CellWriter
    const std::optional<Problem>& problem() const { return problem_; }
    const RowPlace& place() const { return place_; }
    /// How large the file is, when that is known: room is made once, not by doubling.
    void expect(uint64_t bytes) { bytes_ = bytes; }

  protected:
    RowReader(Ledger& ledger, int reg, uint16_t office, uint32_t desk)
        : register_(ledger.catalog().registers[size_t(reg)]), cells_(ledger, reg, office, desk) {}

    /// Reads whole rows of [at, end), which can be read CellWriter::padding bytes beyond. Returns how far it came;
    /// what follows is an unfinished row. `last`: nothing will follow.
    virtual const char* read(const char* at, const char* end, bool last) = 0;
    virtual bool complete() = 0; ///< After the last byte: was the file whole?
    /// `at`: nullptr for the end of what was read. Always nullptr, so that readers can return it.
    const char* bad(const char* at, Saying what, Saying fix, int field = -1);
    const char* bad(const char* at, SaidWith<0> what, SaidWith<0> fix, int field = -1);
    const char* bad_cell(const char* at, int field);

    const Register& register_;
    CellWriter cells_;

  private:
    bool run(bool last);
    void expect_rows();
    std::string work_; // an unfinished row, and what is read now
    const char* base_ = nullptr;
    uint64_t base_at_ = 0, bytes_ = 0; // bytes before `base_`
    int expected_ = 0;
    RowPlace place_;
    std::optional<Problem> problem_;
};

/// An array of flat objects, or one object a line. Keys are field ids; null and absent are missing.
std::unique_ptr<RowReader> read_json_rows(Ledger& ledger, int reg, uint16_t office, uint32_t desk);
/// RFC 4180 with a head line of field ids or names (in either language); comma, semicolon or tab.
std::unique_ptr<RowReader> read_csv_rows(Ledger& ledger, int reg, uint16_t office, uint32_t desk);

} // namespace mj
