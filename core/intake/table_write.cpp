#include "core/intake/table_write.hpp"

#include "core/base/csv_cell.hpp"
#include "core/intake/find_table.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t enough_text = 64 << 10;
/// Of 1970-01-01; before March 1900 spreadsheets count another way than they show.
constexpr int32_t epoch_serial = 25'569, first_sound_serial = 61;

bool read_as(const Catalog& catalog, const Field& field, std::string_view cell, const Value& value) {
    const Understood read = understand(catalog, field, cell);
    return read.kind == Understood::Kind::value && read.value == value;
}

std::vector<int> all_fields(const Table& table, const Register& reg, std::span<const uint32_t> rows) {
    std::vector<int> out = asked_fields(reg);
    const bool unread = reg.unread >= 0 && std::any_of(rows.begin(), rows.end(), [&](uint32_t row) {
                            return table.column(reg.unread).has(row);
                        });
    if (unread) out.push_back(reg.unread);
    return out;
}

} // namespace

TableWriter::TableWriter(const Ledger& ledger, int reg, bool xlsx, std::vector<uint32_t> rows,
                         std::vector<int> fields)
    : ledger_(ledger),
      table_(ledger.table(reg)),
      register_(ledger.catalog().registers[size_t(reg)]),
      rows_(std::move(rows)),
      fields_(fields.empty() ? all_fields(table_, register_, rows_) : std::move(fields)),
      targets_(ledger.catalog().registers.size()),
      sheets_(ledger.catalog(), reg, fields_, false) {
    if (xlsx) book_.emplace(sheets_.sheets());
}

bool TableWriter::next(std::string& out) {
    if (done_) return false;
    const size_t enough = out.size() + enough_text;
    if (!begun_ && !book_)
        for (const int f : fields_) {
            put_csv_cell(out, register_.fields[size_t(f)].name.zh);
            out += f == fields_.back() ? "\r\n" : ",";
        }
    begun_ = true;
    for (; at_ < rows_.size() && out.size() < enough; ++at_) {
        if (!book_) {
            csv_row(rows_[at_], out);
            continue;
        }
        xlsx_row(rows_[at_]);
        out += book_->take();
    }
    done_ = at_ == rows_.size();
    if (done_ && book_) {
        sheets_.finish(*book_);
        out += book_->take();
    }
    return true;
}

/// So that an import reads the text again, and no spreadsheet computes with it.
std::string TableWriter::guarded(const Field& field, std::string_view text) const {
    const bool formula = !book_ && begins_formula(text);
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
    for (const int f : fields_) {
        if (f != fields_.front()) out += ',';
        if (table_.column(f).has(row)) put_csv_cell(out, words(f, row));
    }
    out += "\r\n";
}

void TableWriter::xlsx_row(uint32_t row) {
    std::vector<std::string> texts;
    std::vector<Cell> cells;
    for (const int f : fields_) // cells look into them
        texts.push_back(table_.column(f).has(row) ? words(f, row) : std::string());
    for (size_t i = 0; i < fields_.size(); ++i) {
        const int f = fields_[i];
        const std::string& text = texts[i];
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
