// Any bytes are a workbook or are refused with a reason, the same in slices; what was read is written as XLSX and read
// again alike. The first byte says whether the rest is the file, or what a file's checksums and tables would keep from
// being tried: parts of XLSX with 0xFF between them (sheet, strings, styles, book), or the records of an XLS.
#include "core/base/utf8.hpp"
#include "core/workbook/compound.hpp"
#include "core/workbook/read.hpp"
#include "core/workbook/xlsx_write.hpp"
#include "tests/fuzz/pieces.hpp"

using namespace mj;

namespace {

constexpr WorkbookLimits limits{.cells = 100'000, .text_bytes = 16 << 20, .unpacked = 16 << 20};
constexpr uint64_t most_looked_at = 50'000;

std::string packed(std::string_view input) {
    ZipWriter zip;
    const auto part = [&zip](std::string name, std::string_view text) {
        zip.begin(std::move(name));
        zip.write(text);
        zip.end();
    };
    const auto taken = [&input] {
        const size_t n = std::min(input.find('\xFF'), input.size());
        const std::string_view out = input.substr(0, n);
        input.remove_prefix(std::min(n + 1, input.size()));
        return out;
    };
    part("s.xml", taken());
    part("t.xml", taken());
    part("f.xml", taken());
    const std::string_view book = taken();
    part("b.xml", book.empty() ? "<workbook><sheets><sheet name='s' r:id='1'/></sheets></workbook>" : book);
    part("_rels/.rels", "<a><Relationship Type='/officeDocument' Target='b.xml'/></a>");
    part("_rels/b.xml.rels",
         "<a><Relationship Id='1' Type='/worksheet' Target='s.xml'/><Relationship Type='/sharedStrings' "
         "Target='t.xml'/><Relationship Type='/styles' Target='f.xml'/></a>");
    zip.finish();
    return zip.take();
}

/// A compound file with one stream: head, directory, table, stream.
std::string compound(std::string_view stream) {
    ByteWriter out;
    const size_t sectors = std::max<size_t>(8, (stream.size() + 511) / 512),
                 tables = (sectors + 1 + 127) / 127;
    out.raw(CompoundFile::signature.data(), 8);
    out.raw(std::string(22, '\0').data(), 22);
    out.put<uint16_t>(9);
    out.raw(std::string(16, '\0').data(), 16);
    out.put<uint32_t>(0); // the directory's sector
    out.raw(std::string(8, '\0').data(), 8);
    for (int i = 0; i < 4; ++i) out.put<uint32_t>(0xFFFFFFFE); // no small streams, no further table
    for (size_t i = 0; i < 109; ++i) out.put(i < tables ? uint32_t(1 + i) : UINT32_MAX);
    const auto entry = [&out](std::string_view name, uint8_t type, uint32_t child, uint32_t first,
                              uint32_t size) {
        std::string bytes(128, '\0');
        for (size_t i = 0; i < name.size(); ++i) bytes[2 * i] = name[i];
        const auto put = [&bytes](size_t at, uint32_t value) { std::memcpy(bytes.data() + at, &value, 4); };
        put(64, uint32_t(2 * name.size() + 2) | uint32_t(type) << 16);
        put(68, UINT32_MAX);
        put(72, UINT32_MAX);
        put(76, child);
        put(116, first);
        put(120, size);
        out.raw(bytes.data(), bytes.size());
    };
    const uint32_t begin = uint32_t(1 + tables);
    entry("Root Entry", 5, 1, 0xFFFFFFFE, 0);
    entry("Workbook", 2, UINT32_MAX, begin, uint32_t(sectors * 512));
    out.raw(std::string(256, '\0').data(), 256);
    for (uint32_t i = 0; i < tables * 128; ++i)
        out.put(i < begin || i + 1 >= begin + sectors ? uint32_t(0xFFFFFFFE) : i + 1);
    std::string file(reinterpret_cast<const char*>(out.view().data()), out.size());
    file += stream;
    file.resize((1 + begin + sectors) * 512);
    return file;
}

struct Read {
    std::string problem;
    Workbook book;
};

Read read(ByteView file, bool slices) {
    WorkbookReader reader(file, limits);
    float before = 0;
    while (!reader.step(slices ? Deadline(std::chrono::milliseconds(0)) : Deadline::never())) {
        fuzz::must(reader.progress() >= before && reader.progress() <= 1, "progress falls");
        before = reader.progress();
    }
    if (!reader.problem()) return {"", reader.take()};
    fuzz::must(!reader.problem()->what.empty(), "no reason");
    fuzz::must(valid_utf8(reader.problem()->text()), "a reason is not UTF-8");
    return {reader.problem()->text(), {}};
}

bool small(const Sheet& sheet) { return uint64_t(sheet.rows()) * sheet.columns() <= most_looked_at; }

bool alike(const Cell& a, const Cell& b) {
    const bool text = a.type == CellType::text || a.type == CellType::error;
    return text ? b.type == CellType::text && a.text == b.text : a.type == b.type && a.number == b.number;
}

void look(const Sheet& sheet) {
    fuzz::must(std::is_sorted(sheet.hidden_rows.begin(), sheet.hidden_rows.end()),
               "hidden rows out of order");
    (void)sheet.at(UINT32_MAX, UINT32_MAX);
    if (!small(sheet)) return;
    uint64_t cells = 0;
    for (uint32_t row = 0; row < sheet.rows(); ++row) {
        fuzz::must(sheet.line(row) > row, "a row before its line");
        for (uint32_t column = 0; column < sheet.columns(); ++column) {
            const Cell cell = sheet.at(row, column);
            cells += cell.type != CellType::empty;
            fuzz::must(valid_utf8(cell.text), "a text is not UTF-8");
        }
    }
    fuzz::must(cells == sheet.cells(), "a cell is not found");
}

/// What XML cannot hold is replaced.
bool unwritable(std::string_view text) {
    return text.find('\0') != text.npos || text.find("\xEF\xBF\xBE") != text.npos ||
           text.find("\xEF\xBF\xBF") != text.npos || text.size() > 100'000;
}

void write_and_read(const Sheet& sheet) {
    if (!small(sheet)) return;
    XlsxWriter writer({{sheet.name, {}}});
    std::vector<Cell> cells(sheet.columns());
    for (uint32_t row = 0; row < sheet.rows(); ++row) {
        for (uint32_t column = 0; column < sheet.columns(); ++column) {
            cells[column] = sheet.at(row, column);
            if (unwritable(cells[column].text)) return;
        }
        writer.row(cells);
    }
    writer.finish();
    const std::string file = writer.take();
    const auto again = read_workbook({reinterpret_cast<const uint8_t*>(file.data()), file.size()});
    fuzz::must(again.ok(), "what was written is not read");
    for (uint32_t row = 0; row < sheet.rows(); ++row)
        for (uint32_t column = 0; column < sheet.columns(); ++column)
            fuzz::must(alike(sheet.at(row, column), again->sheets[0].at(row + 1, column)),
                       "written and read as another");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) return 0;
    std::string file(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 3 == 1) file = packed(file);
    if (data[0] % 3 == 2) file = compound(file);
    const ByteView bytes(reinterpret_cast<const uint8_t*>(file.data()), file.size());
    const Read whole = read(bytes, false), cut = read(bytes, true);
    fuzz::must(whole.problem == cut.problem && whole.book.sheets.size() == cut.book.sheets.size(),
               "slices change what is read");
    for (const Sheet& sheet : whole.book.sheets) {
        look(sheet);
        write_and_read(sheet);
    }
    return 0;
}
