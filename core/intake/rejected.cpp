#include "core/intake/rejected.hpp"

#include "core/base/csv_cell.hpp"
#include "core/workbook/xlsx_write.hpp"

namespace mj {

Reading rejected_rows(const Reading& reading, const std::vector<PlannedRow>& rows,
                      const std::vector<ReadProblem>& problems) {
    Reading out;
    out.reg = reading.reg;
    out.sheet = reading.sheet;
    for (const ReadColumn& column : reading.columns)
        out.columns.push_back({column.head, column.hints, column.counts, {}});
    size_t next = 0;
    for (uint32_t row = 0; row < rows.size(); ++row) {
        const bool left =
            rows[row].kind == PlannedRow::Kind::rejected || rows[row].kind == PlannedRow::Kind::doubtful;
        for (; next < problems.size() && problems[next].row == row; ++next) {
            if (!left) continue;
            out.problems.push_back(problems[next]);
            out.problems.back().row = uint32_t(out.rows.size());
        }
        if (left) out.rows.push_back(reading.rows[row]);
    }
    return out;
}

std::string rejected_file(const Catalog& catalog, const Reading& rejected, const Sheet& sheet, bool xlsx) {
    const Register& reg = catalog.registers[size_t(rejected.reg)];
    const HeadNames names(reg, {});
    std::vector<const ReadColumn*> columns;
    std::vector<XlsxColumn> heads;
    for (const ReadColumn& column : rejected.columns) {
        if (column.head.column >= sheet.columns() || column.head.means.how == Note::own_reason) continue;
        columns.push_back(&column);
        // A head of two lines becomes one that is known alone.
        const bool known = column.field() < 0 || column.head.means.wish ||
                           names.find(column.head.text).field == column.field();
        heads.push_back({known ? column.head.text : reg.fields[size_t(column.field())].name.zh});
    }
    heads.push_back({"原因", ColumnKind::text, 60});
    std::string csv = "\xEF\xBB\xBF";
    const auto csv_row = [&](const auto& cells, const auto& text_of) {
        for (const auto& cell : cells) {
            if (&cell != &cells.front()) csv += ',';
            put_csv_cell(csv, text_of(cell));
        }
        csv += "\r\n";
    };
    csv_row(heads, [](const XlsxColumn& column) { return column.head; });
    XlsxWriter book({{"退回", heads}});
    size_t next = 0;
    for (uint32_t row = 0; row < rejected.rows.size(); ++row) {
        std::string reasons;
        for (; next < rejected.problems.size() && rejected.problems[next].row == row; ++next) {
            const ReadProblem& problem = rejected.problems[next];
            if (!reasons.empty()) reasons += "；";
            if (problem.column >= 0) reasons += rejected.columns[size_t(problem.column)].head.text + "：";
            reasons += sentence(problem.said, true);
            if (!problem.proposal.empty()) reasons += "（是否为“" + problem.proposal + "”？）";
        }
        std::vector<std::string> texts;
        for (const ReadColumn* column : columns)
            texts.push_back(cell_text(sheet.at(rejected.rows[row].row, column->head.column)));
        texts.push_back(std::move(reasons));
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
