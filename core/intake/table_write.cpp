#include "core/intake/table_write.hpp"

#include "core/base/csv_cell.hpp"
#include "core/intake/find_table.hpp"

namespace mj {
namespace {

constexpr size_t enough_text = 64 << 10;
/// Of 1970-01-01; before March 1900 spreadsheets count another way than they show.
constexpr int32_t epoch_serial = 25'569, first_sound_serial = 61;

bool read_as(const Catalog& catalog, const Field& field, std::string_view cell, const Value& value) {
    const Understood read = understand(catalog, field, cell);
    return read.kind == Understood::Kind::value && read.value == value;
}

bool any_unread(const Table& table, const Register& reg, const Bits& rows) {
    for (uint32_t row = 0; reg.unread >= 0 && row < rows.rows(); ++row)
        if (rows.has(row) && table.column(reg.unread).has(row)) return true;
    return false;
}

} // namespace

TableWriter::TableWriter(const Ledger& ledger, int reg, bool xlsx, Bits rows)
    : ledger_(ledger),
      table_(ledger.table(reg)),
      register_(ledger.catalog().registers[size_t(reg)]),
      rows_(std::move(rows)),
      fields_(any_unread(table_, register_, rows_) ? register_.fields.size() : register_.asked()),
      targets_(ledger.catalog().registers.size()),
      sheets_(ledger.catalog(), reg, fields_, false) {
    if (xlsx) book_.emplace(sheets_.sheets());
}

bool TableWriter::next(std::string& out) {
    if (done_) return false;
    const size_t enough = out.size() + enough_text;
    if (!begun_ && !book_)
        for (size_t f = 0; f < fields_; ++f) {
            put_csv_cell(out, register_.fields[f].name.zh);
            out += f + 1 == fields_ ? "\r\n" : ",";
        }
    begun_ = true;
    for (; row_ < rows_.rows() && out.size() < enough; ++row_) {
        if (!rows_.has(row_)) continue;
        if (!book_) {
            csv_row(row_, out);
            continue;
        }
        xlsx_row(row_);
        out += book_->take();
    }
    done_ = row_ == rows_.rows();
    if (done_ && book_) {
        sheets_.finish(*book_);
        out += book_->take();
    }
    return true;
}

/// So that an import reads the text again, and no spreadsheet computes with it.
std::string TableWriter::guarded(const Field& field, std::string_view text) const {
    const bool formula =
        !book_ && !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
    const bool same = read_as(ledger_.catalog(), field, text, std::string(text));
    return formula || !same || ends_records(text) ? "'" + std::string(text) : std::string(text);
}

std::string TableWriter::record_words(const Field& field, RecordId id) {
    const Register& target = ledger_.catalog().registers[size_t(field.target)];
    const Table& table = ledger_.table(field.target);
    if (const int64_t row = table.find(id); row >= 0) {
        auto& names = targets_[size_t(field.target)];
        if (!names) names = std::make_unique<TargetNames>(ledger_, field.target);
        for (const int f : {target.title, target.key.size() == 1 ? target.key[0] : target.title}) {
            if (target.fields[size_t(f)].type != FieldType::text || !table.column(f).has(uint32_t(row)))
                continue;
            const std::string_view name = table.column(f).text(uint32_t(row));
            const TargetNames::Found found = names->find(name);
            if (found.count == 1 && found.row == row) return guarded(field, name);
        }
    }
    return id.text();
}

std::string TableWriter::words(int f, uint32_t row) {
    const Column& column = table_.column(f);
    const Field& field = register_.fields[size_t(f)];
    switch (field.type) {
    case FieldType::code: {
        const Code& code = ledger_.catalog().code_lists[size_t(field.codes)].codes[column.codes()[row] - 1u];
        const bool own = read_as(ledger_.catalog(), field, code.name.zh, int64_t(column.codes()[row]));
        return own ? code.name.zh : code.id;
    }
    case FieldType::flag: return column.flags()[row] ? "是" : "否";
    case FieldType::text: return guarded(field, column.text(row));
    case FieldType::link: return record_words(field, RecordId{column.links()[row]});
    default: return value_text(ledger_.catalog(), field, column.get(row));
    }
}

void TableWriter::csv_row(uint32_t row, std::string& out) {
    for (int f = 0; f < int(fields_); ++f) {
        if (f) out += ',';
        if (table_.column(f).has(row)) put_csv_cell(out, words(f, row));
    }
    out += "\r\n";
}

void TableWriter::xlsx_row(uint32_t row) {
    std::vector<std::string> texts;
    std::vector<Cell> cells;
    for (int f = 0; f < int(fields_); ++f) // cells look into them
        texts.push_back(table_.column(f).has(row) ? words(f, row) : std::string());
    for (int f = 0; f < int(fields_); ++f) {
        const std::string& text = texts[size_t(f)];
        const FieldType type = register_.fields[size_t(f)].type;
        const bool number = type == FieldType::count || type == FieldType::money;
        const int32_t serial = type == FieldType::date ? table_.column(f).numbers()[row] + epoch_serial : 0;
        if (text.empty())
            cells.push_back({});
        else if (serial >= first_sound_serial)
            cells.push_back({CellType::date, double(serial)});
        else
            cells.push_back({number ? CellType::number : CellType::text, 0, text});
    }
    book_->row(cells);
}

} // namespace mj
