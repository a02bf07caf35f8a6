#include "app/state/own_records.hpp"

namespace mj {

uint64_t own_records(const Ledger& ledger) {
    uint64_t out = 0;
    for (int reg = 0; reg < int(ledger.catalog().registers.size()); ++reg) {
        const Table& table = ledger.table(reg);
        for (uint32_t row = 0; row < table.rows(); ++row)
            out += table.alive(row) && table.head(row).id.desk() != 0;
    }
    return out;
}

} // namespace mj
