#include "core/exchange/rows_write.hpp"

#include "core/base/csv_cell.hpp"
#include "core/base/digits.hpp"

namespace mj {
namespace {

constexpr size_t piece = 64 * 1024;

void put_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (uint8_t(c) < 0x20) {
            constexpr char hex[] = "0123456789abcdef";
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

} // namespace

RowWriter::RowWriter(const Ledger& ledger, int reg, RowFormat format, Bits rows)
    : ledger_(ledger),
      table_(ledger.table(reg)),
      register_(ledger.catalog().registers[size_t(reg)]),
      format_(format),
      rows_(std::move(rows)) {}

bool RowWriter::next(std::string& out) {
    if (done_) return false;
    const size_t enough = out.size() + piece;
    if (!begun_) head(out);
    begun_ = true;
    for (; row_ < rows_.rows() && out.size() < enough; ++row_) {
        if (!rows_.has(row_)) continue;
        if (format_ == RowFormat::json)
            json_row(out);
        else
            csv_row(out);
        first_ = false;
    }
    done_ = row_ == rows_.rows();
    if (done_ && format_ == RowFormat::json) out += first_ ? "]\n" : "\n]\n";
    return true;
}

void RowWriter::head(std::string& out) const {
    if (format_ == RowFormat::json) {
        out += '[';
        return;
    }
    for (size_t f = 0; f < register_.fields.size(); ++f) out += (f ? "," : "") + register_.fields[f].id;
    out += "\r\n";
}

void RowWriter::cell(const Column& column, int field, std::string& out) const {
    switch (column.type()) {
    case FieldType::flag: out += column.flags()[row_] ? "true" : "false"; break;
    case FieldType::code:
        out += ledger_.catalog()
                   .code_lists[size_t(register_.fields[size_t(field)].codes)]
                   .codes[size_t(column.codes()[row_] - 1)]
                   .id;
        break;
    case FieldType::date: {
        const Date d{column.numbers()[row_]};
        const int year = d.year();
        put_two(out, year / 100);
        put_two(out, year % 100);
        out += '-';
        put_two(out, d.month());
        out += '-';
        put_two(out, d.day());
        break;
    }
    case FieldType::count: put_number(out, column.numbers()[row_]); break;
    case FieldType::money:
        put_number(out, column.money()[row_] / 100);
        out += '.';
        put_two(out, column.money()[row_] % 100);
        break;
    case FieldType::link: out += RecordId{column.links()[row_]}.text(); break;
    case FieldType::text: break;
    }
}

void RowWriter::json_row(std::string& out) const {
    out += first_ ? "\n{" : ",\n{";
    bool comma = false;
    for (int f = 0; f < table_.fields(); ++f) {
        const Column& column = table_.column(f);
        if (!column.has(row_)) continue;
        if (comma) out += ',';
        comma = true;
        out += '"';
        out += register_.fields[size_t(f)].id;
        out += "\":";
        const FieldType type = column.type();
        if (type == FieldType::text) {
            put_quoted(out, column.text(row_));
            continue;
        }
        const bool quoted = type == FieldType::code || type == FieldType::date || type == FieldType::link;
        if (quoted) out += '"';
        cell(column, f, out);
        if (quoted) out += '"';
    }
    out += '}';
}

void RowWriter::csv_row(std::string& out) const {
    for (int f = 0; f < table_.fields(); ++f) {
        if (f) out += ',';
        const Column& column = table_.column(f);
        if (!column.has(row_)) continue;
        if (column.type() == FieldType::text)
            put_csv_cell(out, column.text(row_));
        else
            cell(column, f, out);
    }
    out += "\r\n";
}

} // namespace mj
