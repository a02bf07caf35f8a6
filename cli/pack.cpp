// mingjing pack DATA -o PAGE.html [--page FILE] [--slides "SECONDS PAGE…"] [--progress FILE] [--key FILE] [--everything]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/credit_code.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/office_key.hpp"
#include "core/exchange/page_file.hpp"
#include "core/exchange/progress_file.hpp"
#include "core/exchange/rescue.hpp"
#include "core/sample/names.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <sstream>

namespace mj::cli {
namespace {

/// The pages that can be slides, as the page knows them (app/state/pages.hpp; a test keeps both in step).
constexpr std::string_view slide_pages[] = {"passing",  "overview", "disputes",  "inspection", "training",
                                            "outreach", "service",  "deadlines", "rights"};

/// "20 passing rights": seconds, then pages. What the page would leave out is a problem here.
std::optional<Problem> wrong_slides(const std::string& text) {
    std::istringstream words(text);
    int seconds = 0;
    std::string all;
    for (const std::string_view page : slide_pages) all += (all.empty() ? "" : " ") + std::string(page);
    const auto wrong = [&](const std::string& word) {
        return Problem{say(Said::unknown_word, in_quotes(word)), say(Said::in_named, "--slides"),
                       say(Said::write_slides, all)};
    };
    if (!(words >> seconds) || seconds < 5 || seconds > 600) return wrong(text);
    size_t pages = 0;
    for (std::string page; words >> page; ++pages)
        if (std::find(std::begin(slide_pages), std::end(slide_pages), page) == std::end(slide_pages))
            return wrong(page);
    if (!pages) return wrong(text);
    return std::nullopt;
}

/// Takes the texts out that the public may not read. That there is one is counted and checked, so its field's name and a number
/// stand there instead, or an invented credit code. Returns how many, by field.
std::map<std::string, uint64_t> take_texts_out(Ledger& ledger) {
    std::map<std::string, uint64_t> out;
    const auto& registers = ledger.catalog().registers;
    for (size_t r = 0; r < registers.size(); ++r) {
        const Table& table = ledger.table(int(r));
        for (size_t f = 0; f < registers[r].fields.size(); ++f) {
            const Field& field = registers[r].fields[f];
            if (field.type != FieldType::text || field.for_public) continue;
            uint64_t taken = 0;
            for (uint32_t row = 0; row < table.rows(); ++row) {
                if (!table.alive(row) || !table.column(int(f)).has(row)) continue;
                ++taken;
                ledger.set(int(r), row, int(f),
                           is_credit_code(table.column(int(f)).text(row))
                               ? credit_code(row + 1)
                               : field.name.zh + " " + std::to_string(row + 1));
            }
            if (taken) out[registers[r].id + "." + field.id] = taken;
        }
    }
    return out;
}

Outcome<int> run_pack(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const std::string slides = options.text("--slides"), page_name = options.text("--page", "mingjing.html"),
                      to = options.text("-o");
    if (auto problem = slides.empty() ? std::nullopt : wrong_slides(slides)) return *problem;
    std::error_code unknown;
    if (std::filesystem::equivalent(options.file(0), to, unknown))
        return Problem{say(Said::over_itself), say(Said::in_named, to), say(Said::name_output)};
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const auto page = read_whole(page_name, io.in);
    if (!page) return page.problem();
    Ledger ledger = (*task)->take();
    std::map<std::string, uint64_t> hidden;
    if (!options.has("--everything")) hidden = take_texts_out(ledger);
    std::string progress;
    if (options.has("--progress")) {
        const std::string name = options.text("--progress");
        const auto text = read_whole(name, io.in);
        if (!text) return text.problem();
        progress.assign(text->begin(), text->end());
        if (const auto file = read_progress(**catalog, progress); !file) return in_file(file.problem(), name);
    }
    std::string key;
    if (options.has("--key")) {
        const std::string name = options.text("--key");
        const auto text = read_whole(name, io.in);
        if (!text) return text.problem();
        const std::string_view words(reinterpret_cast<const char*>(text->data()), text->size());
        if (words.starts_with("MJSEALED"))
            return in_file({say(Said::key_sealed_file), {}, say(Said::give_public_part)}, name);
        const auto read = read_office_key(**catalog, words);
        if (!read) return in_file(read.problem(), name);
        key = write_office_key(*read, false); // whoever has the page has what is in it
    }
    auto whole = page_with({reinterpret_cast<const char*>(page->data()), page->size()},
                           {"demo", true, slides, progress, key, write_rescue(ledger)});
    if (!whole) return in_file(whole.problem(), page_name);
    const auto output = Output::open(to, io.out);
    if (!output) return output.problem();
    (*output)->write(view_of(*whole));
    if (const auto done = (*output)->commit(); !done) return done.problem();
    if (to == "-") return int(exit_fine);
    io.out << shown(to) << ": " << ledger.records() << " records, " << whole->size()
           << " bytes with the program; whoever has the file can read them\n";
    for (const auto& [field, count] : hidden)
        io.out << "  left out: " << field << ", " << count << (count == 1 ? " text\n" : " texts\n");
    if (!hidden.empty()) io.out << "  (not meant for the public; --everything takes them along)\n";
    return int(exit_fine);
}

} // namespace

Command pack_command() {
    return {
        "pack",
        "pack DATA -o PAGE.html [--page FILE] [--slides LIST] [--progress FILE] [--key FILE] [--everything]",
        "one page with the program and these records in it, to be shown where there is no network",
        1,
        {{"-o", "PAGE", "where to write; - is standard output", true},
         {"--page", "FILE", "the program as one file (mingjing.html)"},
         {"--slides", "LIST",
          "what is shown before the public: seconds and pages, \"20 passing disputes rights\""},
         {"--progress", "FILE", "how applications stand, as `mingjing progress` writes it"},
         {"--key", "FILE", "the office's key: what is handed in there is sealed to it"},
         {"--everything", "",
          "with the texts that are not meant for the public: names, contacts, accounts of cases"},
         catalog_option},
        run_pack};
}

} // namespace mj::cli
