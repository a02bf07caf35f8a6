// mingjing convert FILE --register ID --to json|csv [--encoding NAME] [-o OUT]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/rows_write.hpp"
#include "core/exchange/table_file.hpp"
#include "core/query/filter.hpp"

#include <ostream>

namespace mj::cli {
namespace {

struct EncodingName {
    std::string_view id;
    Encoding encoding;
    bool mark; ///< spreadsheets tell UTF-8 and UTF-16 by it
};
constexpr EncodingName encodings[] = {{"utf8", Encoding::utf8, false},
                                      {"utf8-bom", Encoding::utf8, true},
                                      {"utf16", Encoding::utf16le, true},
                                      {"gb18030", Encoding::gb18030, false}};

Outcome<int> run_convert(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const std::string id = options.text("--register"), to = options.text("--to"),
                      as = options.text("--encoding", "utf8");
    const int reg = (*catalog)->find_register(id);
    if (reg < 0)
        return Problem{"unknown register " + in_quotes(id), "--register",
                       "see `mingjing check` of a data file"};
    if (to != "json" && to != "csv") return Problem{"not a format: " + in_quotes(to), "--to", "json or csv"};
    const EncodingName* encoding = nullptr;
    for (const EncodingName& one : encodings)
        if (one.id == as) encoding = &one;
    if (!encoding)
        return Problem{"not an encoding: " + in_quotes(as), "--encoding", "utf8, utf8-bom, utf16 or gb18030"};

    Ledger ledger(**catalog);
    TableFile file(ledger, reg, (*catalog)->offices.front().number, 0, file_size(options.file(0)));
    auto read = read_pieces(options.file(0), io.in, [&](ByteView piece) { return file.feed(piece); });
    if (!read) return read.problem();
    if (!file.finish()) {
        io.err << shown(options.file(0)) << ": " << shown(file.problem()->text()) << '\n';
        return exit_problems;
    }
    auto out = Output::open(options.text("-o", "-"), io.out);
    if (!out) return out.problem();
    const auto write = [&](std::string_view text) {
        (*out)->write({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    };
    if (encoding->mark) write(mark_of(encoding->encoding));
    RowWriter writer(ledger, reg, to == "csv" ? RowFormat::csv : RowFormat::json, living(ledger.table(reg)));
    for (std::string text, encoded; writer.next(text); text.clear(), encoded.clear()) {
        encode(text, encoding->encoding, encoded);
        write(encoded);
    }
    if (auto done = (*out)->commit(); !done) return done.problem();
    io.err << file.rows() << " rows of " << id << " from " << (file.csv() ? "CSV, " : "JSON, ")
           << name_of(file.encoding()) << '\n'
           << cleaned_words(file.cleaned());
    return exit_fine;
}

} // namespace

Command convert_command() {
    return {"convert",
            "convert FILE --register ID --to json|csv [--encoding NAME] [-o OUT]",
            "reads a table file (JSON rows or CSV in UTF-8, UTF-16 or GB 18030) and writes it anew",
            1,
            {{"--register", "ID", "whose fields the file has", true},
             {"--to", "FORMAT", "json or csv", true},
             {"--encoding", "NAME", "utf8, utf8-bom, utf16 or gb18030; utf8 if not given"},
             {"-o", "OUT", "the file to write; - is standard output"},
             catalog_option},
            run_convert};
}

} // namespace mj::cli
