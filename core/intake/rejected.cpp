#include "core/intake/rejected.hpp"

#include "core/base/csv_cell.hpp"
#include "core/base/key_text.hpp"
#include "core/workbook/number.hpp"
#include "core/workbook/xlsx_write.hpp"

#include <cstdio>

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

/// A head of two lines becomes one that is known alone, and so does one whose unit stands elsewhere.
std::string rejected_head(const Register& reg, const HeadNames& names, const ReadColumn& column) {
    if (column.field() < 0 || (column.head.means.wish && !column.head.numbered)) return column.head.text;
    const Field& field = reg.fields[size_t(column.field())];
    const bool money = field.type == FieldType::money;
    const bool known = names.find(column.head.text).field == column.field();
    const std::string name = known ? column.head.text : field.name.zh;
    if (!adds_up(field) || column.head.by_row) return name;
    const HeadUnit said = unit_of_head(name, money);
    if (column.doubtful) return said.kind == HeadUnit::Kind::doubtful ? name : name + "（单位不明）";
    if (said.power == column.hints.power && said.kind != HeadUnit::Kind::doubtful) return name;
    return field.name.zh + "（" + unit_text(column.hints.power, money) + "）";
}

/// What stands in a cell, as it is read: a number to the 15 digits a spreadsheet shows, a day as a day.
std::string rejected_text(const Cell& cell, const Sheet& sheet, bool day) {
    if (cell.type != CellType::number) return cell_text(cell);
    if (day && sheet.from_1904) return cell_text({CellType::date, cell.number + days_1904, {}});
    constexpr size_t exact = 16; // 15 digits and a point
    if (cell.text.size() <= exact || cell.text.find('.') == cell.text.npos) return cell_text(cell);
    char text[32];
    std::snprintf(text, sizeof text, "%.15g", cell.number);
    return text;
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
        heads.push_back({rejected_head(reg, names, column)});
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
            const Field* field = column->field() >= 0 ? &reg.fields[size_t(column->field())] : nullptr;
            const bool day = field && field->type == FieldType::date;
            std::string text = rejected_text(sheet.at(row, column->head.column), sheet, day);
            if (const auto top = column->merged_top(row);
                top && !(field && adds_up(*field)) && without_blanks(text).empty())
                text = rejected_text(sheet.at(*top, column->head.column), sheet, day);
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
