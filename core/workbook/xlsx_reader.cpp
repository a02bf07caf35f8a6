#include "core/workbook/xlsx_reader.hpp"

#include "core/base/shown.hpp"
#include "core/workbook/xlsx_rows.hpp"

#include <algorithm>
#include <array>

namespace mj {
namespace {

/// What a file may become: sheets are packed to a tenth or a twentieth, bombs to a thousandth.
constexpr uint64_t always_unpacked = 64 << 20, most_ratio = 200;

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

struct XlsxReader::Open {
    Open(const ZipEntry& entry, uint64_t most, XmlHandler& handler)
        : packed(entry.packed.size()), zip(entry, most), xml(handler) {}
    Open(const ZipEntry& entry, uint64_t most, SheetPart& sheet)
        : Open(entry, most, static_cast<XmlHandler&>(sheet)) {
        rows.emplace(sheet, xml);
    }
    bool feed(ByteView piece) {
        return rows ? rows->feed(piece, piece.empty()) : xml.feed(piece, piece.empty());
    }
    uint64_t packed;
    ZipStream zip;
    XmlStream xml;
    std::optional<RowStream> rows; ///< of a sheet
    std::array<uint8_t, 64 << 10> room;
};

XlsxReader::XlsxReader(ByteView whole, const WorkbookLimits& limits)
    : FormatReader(limits),
      whole_(whole),
      strings_(*texts_, limits_),
      shared_{styles_, strings_.strings(), false, limits_} {
    book_.format = "xlsx";
    limits_.unpacked = std::min(limits_.unpacked, always_unpacked + most_ratio * whole.size());
}

XlsxReader::~XlsxReader() = default;

float XlsxReader::progress() const {
    if (stage_ == Stage::done) return 1;
    if (!packed_all_) return 0;
    return std::min(
        1.f, float(double(packed_before_ + (open_ ? open_->zip.packed_read() : 0)) / double(packed_all_)));
}

const ZipEntry* XlsxReader::entry(std::string_view path) const {
    for (const ZipEntry& e : entries_)
        if (same_name(e.name, path)) return &e;
    return nullptr;
}

Saying XlsxReader::what_is_read() const {
    return stage_ == Stage::sheets ? say(Said::at_sheet, shown(book_part_.tabs[tab_].name, longest_quote))
                                   : say(Said::at_workbook);
}

bool XlsxReader::step(const Deadline& deadline) {
    do {
        if (problem()) return true;
        if (!open_) {
            if (!next() || stage_ == Stage::done) return true;
            continue;
        }
        const ByteView piece = open_->zip.read(open_->room);
        const Problem* wrong = open_->zip.problem();
        unpacked_ += piece.size();
        if (!wrong && !open_->feed(piece)) wrong = &open_->xml.problem();
        if (wrong) {
            Problem here = *wrong;
            here.where.within(what_is_read());
            return fail(std::move(here));
        }
        if (piece.empty()) {
            if (packed_all_) packed_before_ += open_->packed;
            open_.reset();
        }
    } while (!deadline.passed());
    return false;
}

template <class Part> bool XlsxReader::enter(std::string_view path, Part& handler) {
    const ZipEntry* part = entry(path);
    if (!part)
        return !fail(
            {say(Said::part_missing, shown(path, longest_quote)), what_is_read(), say(Said::save_again)});
    open_ = std::make_unique<Open>(*part, limits_.unpacked - unpacked_, handler);
    return true;
}

bool XlsxReader::no_workbook() {
    const auto has = [this](std::string_view ending) {
        return std::any_of(entries_.begin(), entries_.end(),
                           [&](const ZipEntry& e) { return e.name.ends_with(ending); });
    };
    const Saying as_xlsx = say(Said::open_and_save);
    if (entry("mimetype") && entry("content.xml")) return !fail({say(Said::is_ods), {}, as_xlsx});
    if (has("workbook.bin")) return !fail({say(Said::is_xlsb), {}, as_xlsx});
    if (book_part_.root == "document" || book_part_.root == "presentation")
        return !fail({book_part_.root == "document" ? say(Said::is_document, ".docx") : say(Said::is_pptx),
                      {},
                      say(Said::copy_table)});
    return !fail({say(Said::is_plain_zip), {}, say(Said::unpack_table)});
}

/// Finishes a stage whose part was read, and opens the part of the next one. False after a problem.
bool XlsxReader::next() {
    switch (stage_) {
    case Stage::archive: {
        auto entries = zip_entries(whole_);
        if (!entries) return !fail(entries.problem());
        entries_ = std::move(*entries);
        if (!entry("_rels/.rels")) return no_workbook();
        stage_ = Stage::relations;
        return enter("_rels/.rels", package_);
    }
    case Stage::relations:
        book_path_ = part_path("", package_.by_type("/officeDocument"));
        if (!entry(book_path_) || book_path_.ends_with(".bin")) return no_workbook();
        stage_ = Stage::book;
        return enter(book_path_, book_part_);
    case Stage::book:
        if (book_part_.root != "workbook") return no_workbook();
        stage_ = Stage::book_relations;
        return enter(relations_path(book_path_), relations_);
    case Stage::book_relations: return after_book();
    case Stage::styles:
        stage_ = Stage::strings;
        if (const auto target = relations_.by_type("/sharedStrings"); !target.empty())
            return enter(part_path(book_path_, target), strings_);
        [[fallthrough]];
    case Stage::strings: stage_ = Stage::sheets; return next_sheet();
    case Stage::sheets:
        cells_ += book_.sheets.back().cells();
        ++tab_;
        return next_sheet();
    case Stage::done: break;
    }
    return true;
}

bool XlsxReader::after_book() {
    shared_.from_1904 = book_part_.from_1904;
    const auto count = [this](std::string_view target) {
        if (const ZipEntry* part = target.empty() ? nullptr : entry(part_path(book_path_, target)))
            packed_all_ += part->packed.size();
    };
    count(relations_.by_type("/styles"));
    count(relations_.by_type("/sharedStrings"));
    for (const auto& tab : book_part_.tabs) count(relations_.by_id(tab.relation, "/worksheet"));
    stage_ = Stage::styles;
    const auto target = relations_.by_type("/styles");
    // Without styles there are no dates, but there may be a table.
    return target.empty() || !entry(part_path(book_path_, target))
               ? next()
               : enter(part_path(book_path_, target), styles_);
}

bool XlsxReader::next_sheet() {
    const auto& tabs = book_part_.tabs;
    for (; tab_ < tabs.size(); ++tab_) {
        const auto target = relations_.by_id(tabs[tab_].relation, "/worksheet");
        if (target.empty()) continue; // a chart's or a dialogue's tab
        Sheet& sheet = book_.sheets.emplace_back(texts_);
        sheet.name = tabs[tab_].name;
        sheet.from_1904 = shared_.from_1904;
        sheet.hidden = tabs[tab_].hidden;
        sheet_.emplace(sheet, shared_, cells_);
        return enter(part_path(book_path_, target), *sheet_);
    }
    if (book_.sheets.empty()) return !fail({say(Said::no_sheet), {}, say(Said::choose_another_file)});
    stage_ = Stage::done;
    return true;
}

} // namespace mj
