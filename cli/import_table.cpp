// A table file into a ledger.
#include "cli/import.hpp"
#include "core/base/key_text.hpp"
#include "core/base/sha256.hpp"
#include "core/base/shown.hpp"
#include "core/intake/register_sheet.hpp"
#include "core/intake/rejected.hpp"
#include "core/workbook/read.hpp"

#include <algorithm>
#include <filesystem>

namespace mj::cli {
namespace {

/// The sheet that is named, or the only one that is shown and has such a table.
Outcome<const Sheet*> choose_sheet(const Catalog& catalog, const Workbook& book, const Register& reg,
                                   const HeadNames& names, const Options& options, const std::string& path) {
    std::string all, fitting;
    const Sheet *named = nullptr, *found = nullptr;
    size_t fits = 0, hidden = 0;
    for (const Sheet& sheet : book.sheets) {
        all += (all.empty() ? "" : ", ") + in_quotes(sheet.name);
        if (options.has("--sheet") && key_text(sheet.name) == key_text(options.text("--sheet")))
            named = &sheet;
        if (!FoundTable(catalog, sheet, reg, names).found()) continue;
        if (sheet.hidden) {
            ++hidden;
            continue;
        }
        fitting += (fitting.empty() ? "" : ", ") + in_quotes(sheet.name);
        found = &sheet;
        ++fits;
    }
    if (named) return named;
    if (options.has("--sheet"))
        return Problem{say(Said::sheet_unnamed, in_quotes(options.text("--sheet"))),
                       say(Said::in_named, path), say(Said::sheets_there, all)};
    if (fits > 1)
        return Problem{say(Said::sheets_fit, fitting), say(Said::in_named, path), say(Said::name_sheet)};
    if (!fits && hidden)
        return Problem{say(Said::sheet_hidden), say(Said::in_named, path), say(Said::name_hidden_sheet, all)};
    return found ? found : &book.sheets.front();
}

} // namespace

Outcome<> import_table(Import& all, const std::string& path, ByteView bytes) {
    auto book = read_workbook(bytes);
    if (!book) {
        Problem problem = book.problem();
        problem.where.within(say(Said::in_named, path));
        return problem;
    }
    const Register& reg = all.catalog.registers[size_t(all.reg)];
    const auto sheet =
        choose_sheet(all.catalog, *book, reg, HeadNames(reg, all.wish.columns), all.options, path);
    if (!sheet) return sheet.problem();
    Imported one{path, read_table(all.catalog, all.reg, **sheet, all.wish), {}, {}, {}, {}, {}, {}};
    for (const Sheet& other : book->sheets)
        if (&other != *sheet && other.cells() > 1 && other.name != codes_sheet)
            one.sheets_left.push_back(other.name);
    if (one.reading.failed)
        return Problem{say(Said::not_understood,
                           Name{sentence(*one.reading.failed, true), sentence(*one.reading.failed, false)}),
                       say(Said::in_named, path), say(Said::name_columns)};
    // The same file into the same ledger gives the same ids, others are as good as drawn.
    Bytes seed(bytes.begin(), bytes.end());
    for (int shift = 0; shift < 32; shift += 8) seed.push_back(uint8_t(all.crc >> shift));
    const auto hash = sha256(seed);
    const uint32_t desk = 1 + (uint32_t(hash[0]) << 16 | uint32_t(hash[1]) << 8 | hash[2]) % 0xFFFFF;
    all.plan.next = all.ledger.next_id(all.office, desk);
    Plan plan(all.ledger, one.reading, all.plan);
    while (!plan.step(Deadline::never())) {
    }
    one.rows = plan.rows();
    one.problems = plan.problems();
    one.missing = plan.missing();
    one.cautions = plan.cautions();
    one.linked = plan.linked();
    if (all.options.has("--rejected") && one.in_the_way()) {
        // Each file has rejects of its own: OUT.csv, OUT-2.csv, …
        std::string to = all.options.text("--rejected");
        const size_t dot = std::min(to.rfind('.'), to.size()), slash = to.rfind('/');
        const bool ends = slash == to.npos || slash < dot;
        if (!all.rejected.empty())
            to.insert(ends ? dot : to.size(), "-" + std::to_string(all.rejected.size() + 1));
        const auto file =
            rejected_file(reg, one.reading.columns, **sheet,
                          rejected_rows(one.reading, one.rows, one.problems), to.ends_with(".xlsx"));
        all.rejected.push_back({to, *file});
    }
    if (Change change = plan.change(); !change.edits.empty()) {
        Change before = all.ledger.apply(change);
        all.history.add(encode_entry(
            all.catalog, {all.plan.now,
                          Cause::merge,
                          std::move(change),
                          std::move(before),
                          {{}, std::filesystem::path(path).filename().string(), (*sheet)->name}}));
    }
    all.done.push_back(std::move(one));
    return Done{};
}

} // namespace mj::cli
