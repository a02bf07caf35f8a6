// Rows in pieces give what rows in one piece give, and what was read is written and read again alike.
#include "core/exchange/rows.hpp"
#include "core/exchange/rows_write.hpp"
#include "core/query/condition.hpp"
#include "tests/fuzz/pieces.hpp"
#include "tests/unit/core/small_catalog.hpp"

using namespace mj;

namespace {

struct Read {
    std::string problem, rows;
};

Read read(const Catalog& catalog, ByteView text, uint32_t most) {
    Ledger ledger(catalog);
    const auto reader = read_csv_rows(ledger, 0, 7, 1);
    reader->expect(text.size());
    fuzz::pieces(text, most, [&](ByteView piece) { return reader->feed(piece); });
    Read out;
    if (!reader->finish()) out.problem = reader->problem()->text();
    RowWriter writer(ledger, 0, RowFormat::csv, living(ledger.table(0)));
    while (writer.next(out.rows)) {
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Catalog catalog = test::small_catalog();
    if (size == 0) return 0;
    const ByteView text(data + 1, size - 1);
    const Read whole = read(catalog, text, UINT32_MAX), cut = read(catalog, text, data[0]);
    fuzz::must(whole.problem == cut.problem && whole.rows == cut.rows, "pieces change what is read");
    if (!whole.problem.empty()) return 0;
    const ByteView written(reinterpret_cast<const uint8_t*>(whole.rows.data()), whole.rows.size());
    const Read again = read(catalog, written, UINT32_MAX);
    fuzz::must(again.problem.empty() && again.rows == whole.rows, "written rows are read as others");
    return 0;
}
