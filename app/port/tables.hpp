// Table files read, and made, beside the page, which goes on meanwhile.
#pragma once
#include "core/base/bytes.hpp"
#include "core/intake/table_service.hpp"

#include <functional>

namespace mj {

class Tables {
  public:
    virtual ~Tables() = default;
    /// A file in place of the former one.
    virtual void open(Bytes file, std::function<void(Outcome<std::vector<SheetOffer>>)> done) = 0;
    /// A sheet of it as records of a register; `map` as in read_map(). One answer is waited for at a time.
    virtual void read(uint32_t sheet, int reg, const std::string& map,
                      std::function<void(Outcome<Reading>)> done) = 0;
    /// A register's empty table, an XLSX; also while another answer is waited for.
    virtual void form(int reg, std::function<void(Outcome<Bytes>)> done) = 0;
    /// Rows of the sheet that was read last (rejected_rows()) as a file; likewise.
    virtual void reject(ByteView rejected, std::function<void(Outcome<Bytes>)> done) = 0;
    virtual float progress() const = 0; ///< 0..1 of what is waited for
    /// Forgets the file and ends what is under way; a waiting callback is not called.
    virtual void close() = 0;
};

} // namespace mj
