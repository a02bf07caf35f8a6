// Any table is understood or refused: heads, units, rows that are none. Every row of the sheet below the head is one that was read or
// one that is told, and what was rejected can be written.
#include "core/intake/plan.hpp"
#include "core/intake/rejected.hpp"
#include "core/workbook/read.hpp"
#include "tests/fuzz/pieces.hpp"

using namespace mj;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    constexpr size_t most = 20'000;
    if (size < 2 || size > most) return 0;
    const int reg = catalog.find_register(data[0] % 2 ? "lead" : "mediation");
    auto book = read_workbook({data + 1, size - 1});
    if (!book) return 0;
    for (const Sheet& sheet : book->sheets) {
        const Reading reading = read_table(catalog, reg, sheet);
        if (reading.failed) continue;
        uint64_t told = reading.rows.size();
        for (const Reading::Skipped& row : reading.skipped) told += row.why != Note::head;
        fuzz::must(told <= sheet.rows(), "a row is told twice");
        const Ledger ledger(catalog);
        const PlanWish wish;
        Plan plan(ledger, reading, wish);
        while (!plan.step(Deadline::never())) {
        }
        const auto left = rejected_rows(reading, plan.rows(), plan.problems());
        fuzz::must(
            rejected_file(catalog.registers[size_t(reg)], reading.columns, sheet, left, false).has_value(),
            "no file");
    }
    return 0;
}
