#include "core/intake/rejected.hpp"

#include "core/base/csv_cell.hpp"
#include "core/base/key_text.hpp"
#include "core/workbook/number.hpp"
#include "core/workbook/xlsx_write.hpp"

namespace mj {
namespace {

/// So that no spreadsheet computes with it. What is guarded another way is guarded anew: one guard is taken off.
std::string guarded_cell(std::string_view text) {
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != text.npos;
    const bool nothing = text.find_first_not_of('-') == text.npos; // which says that there is nothing
    if (!formula || nothing || written_number(text)) return std::string(text);
    const std::string bare = without_guard(text);
    return bare.empty() ? bare : "'" + bare;
}

} // namespace

Bytes rejected_rows(const Reading& reading, const std::vector<PlannedRow>& rows,
                    const std::vector<ReadProblem>& problems) {
    ByteWriter out;
    auto next = problems.begin();
    for (uint32_t row = 0; row < rows.size(); ++row) {
        std::string reasons;
        for (; next != problems.end() && next->row == row; ++next) {
            if (!reasons.empty()) reasons += "；";
            if (next->column >= 0) reasons += reading.columns[size_t(next->column)].head.text + "：";
            reasons += sentence(next->said, true);
            if (!next->proposal.empty()) reasons += "（是否为“" + next->proposal + "”？）";
        }
        if (rows[row].kind < PlannedRow::Kind::rejected) continue;
        out.put(reading.rows[row].row);
        out.text(reasons);
    }
    return out.take();
}

std::optional<std::string> rejected_file(const Register& reg, const std::vector<ReadColumn>& columns,
                                         const Sheet& sheet, ByteView rejected, bool xlsx) {
    const HeadNames names(reg, {});
    std::vector<const ReadColumn*> given;
    std::vector<XlsxColumn> heads;
    for (const ReadColumn& column : columns) {
        if (column.head.column >= sheet.columns() || column.head.means.how == Note::own_reason) continue;
        given.push_back(&column);
        // A head of two lines becomes one that is known alone.
        const bool known = column.field() < 0 || (column.head.means.wish && !column.head.numbered) ||
                           names.find(column.head.text).field == column.field();
        heads.push_back({known ? column.head.text : reg.fields[size_t(column.field())].name.zh});
    }
    heads.push_back({"原因", ColumnKind::text, 60});
    std::string csv = "\xEF\xBB\xBF";
    const auto csv_row = [&](const auto& cells, const auto& text_of) {
        for (const auto& cell : cells) {
            if (&cell != &cells.front()) csv += ',';
            put_csv_cell(csv, guarded_cell(text_of(cell)));
        }
        csv += "\r\n";
    };
    csv_row(heads, [](const XlsxColumn& column) { return column.head; });
    XlsxWriter book({{"退回", heads}});
    ByteReader in(rejected);
    while (in.left()) {
        const uint32_t row = in.get<uint32_t>();
        const std::string_view reasons = in.text();
        if (!in.ok() || row >= sheet.rows()) return std::nullopt;
        std::vector<std::string> texts;
        for (const ReadColumn* column : given) {
            std::string text = cell_text(sheet.at(row, column->head.column));
            const bool adds = column->field() >= 0 && adds_up(reg.fields[size_t(column->field())]);
            if (const auto top = column->merged_top(row); top && !adds && without_blanks(text).empty())
                text = cell_text(sheet.at(*top, column->head.column));
            texts.push_back(std::move(text));
        }
        texts.emplace_back(reasons);
        std::vector<Cell> cells;
        for (const std::string& text : texts)
            cells.push_back({text.empty() ? CellType::empty : CellType::text, 0, text});
        if (xlsx)
            book.row(cells);
        else
            csv_row(texts, [](const std::string& text) { return text; });
    }
    if (!xlsx) return csv;
    book.finish();
    return book.take();
}

} // namespace mj
