// One register's rows as a table file: what rows.hpp reads.
#pragma once
#include "core/base/bits.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

enum class RowFormat : uint8_t {
    json, ///< an array of flat objects, one a line; missing cells left out; counts and amounts as numbers
    csv,  ///< RFC 4180, a head line of field ids, lines end in \r\n
};

class RowWriter {
  public:
    /// The ledger must not change while this lives; `rows` are written in order.
    RowWriter(const Ledger& ledger, int reg, RowFormat format, Bits rows);
    /// Appends the next rows, about 64 KB of them. False when there was nothing left to write.
    bool next(std::string& out);
    float progress() const { return rows_.rows() ? float(row_) / float(rows_.rows()) : 1.f; }

  private:
    void head(std::string& out) const;
    void json_row(std::string& out) const;
    void csv_row(std::string& out) const;
    void cell(const Column& column, int field, std::string& out) const;

    const Ledger& ledger_;
    const Table& table_;
    const Register& register_;
    RowFormat format_;
    Bits rows_;
    uint32_t row_ = 0;
    bool begun_ = false, done_ = false, first_ = true;
};

} // namespace mj
