#include "core/workbook/xls_reader.hpp"

#include "core/base/shown.hpp"
#include "core/workbook/number.hpp"
#include "core/workbook/xlsx_parts.hpp"

#include <algorithm>
#include <cmath>

namespace mj {
namespace {

enum Record : uint16_t {
    formula_record = 0x06,
    end_record = 0x0A,
    date_mode = 0x22,
    file_pass = 0x2F,
    bound_sheet = 0x85,
    mul_rk = 0xBD,
    xf_record = 0xE0,
    merge_cells = 0xE5,
    shared_strings = 0xFC,
    label_sst = 0xFD,
    number_record = 0x203,
    label_record = 0x204,
    bool_err = 0x205,
    string_record = 0x207,
    row_record = 0x208,
    rk_record = 0x27E,
    format_record = 0x41E,
    begin_record = 0x809,
};
constexpr uint16_t biff8 = 0x600;
constexpr int records_per_look = 512; ///< at the clock

double rk_number(uint32_t rk) {
    double value;
    if (rk & 2) {
        value = double(int32_t(rk) >> 2);
    } else {
        const uint64_t bits = uint64_t(rk & ~uint32_t(3)) << 32;
        std::memcpy(&value, &bits, sizeof value);
    }
    return rk & 1 ? value / 100 : value;
}

std::string_view error_name(uint8_t code) {
    switch (code) {
    case 0x00: return "#NULL!";
    case 0x07: return "#DIV/0!";
    case 0x0F: return "#VALUE!";
    case 0x17: return "#REF!";
    case 0x1D: return "#NAME?";
    case 0x24: return "#NUM!";
    case 0x2A: return "#N/A";
    default: return "#ERROR";
    }
}

} // namespace

XlsReader::XlsReader(ByteView whole, const WorkbookLimits& limits) : FormatReader(limits), whole_(whole) {
    book_.format = "xls";
}

Spot XlsReader::place() const {
    if (stage_ != Stage::sheet || tab_ >= tabs_.size()) return {};
    return {say(Said::at_sheet, shown(tabs_[tab_].name, longest_quote)),
            say(Said::at_words, column_letters(column_) + std::to_string(row_ + 1))};
}

bool XlsReader::damaged(Saying what) { return !fail({std::move(what), place(), say(Said::copy_or_xlsx)}); }

bool XlsReader::step(const Deadline& deadline) {
    if (problem()) return true;
    if (stage_ == Stage::file && !open_file()) return true;
    do {
        for (int i = 0; i < records_per_look && stage_ != Stage::done; ++i)
            if (!next_piece() || problem()) return true;
        progress_ = std::min(1.f, std::max(progress_, float(double(biff_->at()) / double(whole_.size()))));
    } while (stage_ != Stage::done && !deadline.passed());
    if (stage_ != Stage::done) return false;
    progress_ = 1;
    return true;
}

bool XlsReader::open_file() {
    auto file = CompoundFile::open(whole_);
    if (!file) return !fail(file.problem());
    if (file->has("EncryptedPackage"))
        return !fail({say(Said::protected_file), {}, say(Said::save_unprotected)});
    if (!file->has("Workbook")) {
        if (file->has("Book")) return !fail({say(Said::is_excel_95), {}, say(Said::open_and_save)});
        if (file->has("WordDocument"))
            return !fail({say(Said::is_document, ".doc, .wps"), {}, say(Said::copy_table)});
        return !fail({say(Said::is_of_other), {}, say(Said::open_and_save)});
    }
    const auto stream = file->stream("Workbook", room_);
    if (!stream) return !fail(stream.problem());
    biff_.emplace(*stream);
    if (!biff_->next() || biff_->type() != begin_record) return damaged();
    if (biff_->two() != biff8) return !fail({say(Said::is_excel_95), {}, say(Said::open_and_save)});
    stage_ = Stage::globals;
    return true;
}

bool XlsReader::next_piece() {
    if (stage_ == Stage::strings) return shared_string();
    if (!biff_->next()) return damaged();
    // Sheets that begin within others would be read again and again.
    bytes_read_ += biff_->body().size() + 4;
    if (bytes_read_ > 4 * uint64_t(whole_.size())) return damaged();
    const bool good = stage_ == Stage::globals ? global_record() : sheet_record();
    return good && (biff_->ok() || damaged());
}

bool XlsReader::global_record() {
    BiffReader& in = *biff_;
    switch (in.type()) {
    case file_pass: return !fail({say(Said::protected_file), {}, say(Said::save_unprotected)});
    case date_mode: from_1904_ = in.two() == 1; break;
    case bound_sheet: {
        Tab tab{"", in.four(), false};
        tab.hidden = in.byte() & 3;
        const bool cells = in.byte() == 0; // else a chart or a macro
        in.text(in.byte(), tab.name);
        if (tabs_.size() >= most_tabs) return !fail(too_many_sheets());
        if (cells) tabs_.push_back(std::move(tab));
        break;
    }
    case format_record: {
        const uint16_t id = in.two(), count = in.two();
        buffer_.clear();
        in.text(count, buffer_);
        formats_.emplace_back(id, number_format(buffer_));
        break;
    }
    case xf_record:
        in.two();
        styles_.push_back(in.two());
        break;
    case shared_strings:
        in.four(); // how often they are used
        strings_left_ = in.four();
        stage_ = Stage::strings;
        break;
    case end_record: sort_formats(formats_); return next_sheet();
    default: break;
    }
    return true;
}

bool XlsReader::shared_string() {
    if (!strings_left_) {
        stage_ = Stage::globals;
        return true;
    }
    --strings_left_;
    buffer_.clear();
    biff_->text(biff_->two(), buffer_);
    if (!biff_->ok()) return damaged();
    strings_.push_back(keep(buffer_));
    return true;
}

bool XlsReader::next_sheet() {
    if (stage_ == Stage::sheet) {
        book_.sheets.back().settle();
        cells_ += book_.sheets.back().cells();
        ++tab_;
    }
    stage_ = Stage::sheet;
    row_ = column_ = 0;
    text_follows_ = false;
    if (tab_ == tabs_.size()) {
        if (tabs_.empty()) return !fail({say(Said::no_sheet), {}, say(Said::choose_another_file)});
        stage_ = Stage::done;
        return true;
    }
    Sheet& sheet = book_.sheets.emplace_back(texts_);
    sheet.name = tabs_[tab_].name;
    sheet.hidden = tabs_[tab_].hidden;
    sheet.from_1904 = from_1904_;
    biff_->go_to(tabs_[tab_].at);
    depth_ = 0;
    return (biff_->next() && biff_->type() == begin_record) || damaged();
}

bool XlsReader::sheet_record() {
    BiffReader& in = *biff_;
    if (in.type() == begin_record) ++depth_;
    if (in.type() == end_record && depth_-- == 0) return next_sheet();
    if (depth_ > 0) return true; // a chart within the sheet
    Sheet& sheet = book_.sheets.back();
    switch (in.type()) {
    case row_record: {
        const uint32_t row = in.two();
        in.skip(10);
        if (in.byte() & 0x20 && sheet.hidden_rows.size() < Sheet::most_rows) sheet.hidden_rows.push_back(row);
        break;
    }
    case merge_cells:
        for (uint32_t count = in.two(); count && in.ok(); --count) {
            const uint32_t top = in.two(), bottom = in.two(), left = in.two(), right = in.two();
            if (bottom < top || right < left || sheet.merges.size() >= Sheet::most_rows) continue;
            sheet.merges.push_back({top, left, bottom - top + 1, right - left + 1});
        }
        break;
    case string_record:
        buffer_.clear();
        in.text(in.two(), buffer_);
        if (text_follows_) text(row_, column_, keep(buffer_));
        text_follows_ = false;
        break;
    case mul_rk: {
        const uint32_t row = in.two();
        uint32_t column = in.two();
        // Six bytes each, between row, first and last column.
        for (size_t count = in.body().size() / 6; count > 1; --count) {
            const uint16_t style = in.two();
            number(row, column++, style, rk_number(in.four()));
        }
        break;
    }
    case formula_record:
    case label_sst:
    case number_record:
    case label_record:
    case bool_err:
    case rk_record: {
        const uint32_t row = in.two(), column = in.two();
        const uint16_t style = in.two();
        switch (in.type()) {
        case formula_record: formula(row, column, style); break;
        case number_record: number(row, column, style, in.eight()); break;
        case rk_record: number(row, column, style, rk_number(in.four())); break;
        case label_sst: {
            const uint32_t index = in.four();
            row_ = row;
            column_ = column;
            if (index >= strings_.size()) return damaged(say(Said::cell_text_missing));
            text(row, column, strings_[index]);
            break;
        }
        case label_record:
            buffer_.clear();
            in.text(in.two(), buffer_);
            text(row, column, keep(buffer_));
            break;
        default: {
            const uint8_t value = in.byte();
            if (in.byte())
                put(row, column, CellType::error, 0, keep(std::string(error_name(value))));
            else
                put(row, column, CellType::flag, value != 0, 0);
        }
        }
        break;
    }
    default: break;
    }
    return true;
}

void XlsReader::formula(uint32_t row, uint32_t column, uint16_t style) {
    uint8_t result[8];
    for (uint8_t& b : result) b = biff_->byte();
    row_ = row;
    column_ = column;
    if (result[6] != 0xFF || result[7] != 0xFF) {
        double value;
        std::memcpy(&value, result, sizeof value);
        return number(row, column, style, value);
    }
    switch (result[0]) {
    case 0: text_follows_ = true; break;
    case 1: put(row, column, CellType::flag, result[2] != 0, 0); break;
    case 2: put(row, column, CellType::error, 0, keep(std::string(error_name(result[2])))); break;
    default: break; // an empty text
    }
}

NumberFormat XlsReader::format(uint16_t style) const {
    const uint16_t id = style < styles_.size() ? styles_[style] : 0;
    const NumberFormat* own = format_of(formats_, id);
    return own ? *own : builtin_format(id);
}

void XlsReader::number(uint32_t row, uint32_t column, uint16_t style, double value) {
    if (!std::isfinite(value)) return put(row, column, CellType::error, 0, keep("#NUM!"));
    const NumberFormat shows = format(style);
    if (shows.kind == NumberFormat::Kind::date)
        return put(row, column, CellType::date, value + (from_1904_ ? days_1904 : 0), 0);
    if (const std::string seen = seen_number(shows, value); !seen.empty())
        return put(row, column, CellType::text, 0, keep(seen));
    put(row, column, CellType::number, value, keep(number_text(value)));
}

void XlsReader::text(uint32_t row, uint32_t column, uint32_t kept) {
    if (kept) put(row, column, CellType::text, 0, kept);
}

uint32_t XlsReader::keep(const std::string& text) {
    if (text.size() > CellTexts::longest) fail(text_too_long(place()));
    if (texts_->bytes() > limits_.text_bytes) fail(too_many_cells(place()));
    return texts_->keep(text);
}

void XlsReader::put(uint32_t row, uint32_t column, CellType type, double value, uint32_t kept) {
    row_ = row;
    column_ = column;
    Sheet& sheet = book_.sheets.back();
    if (!biff_->ok() || column >= Sheet::most_columns)
        damaged();
    else if (cells_ + sheet.cells() >= limits_.cells)
        fail(too_many_cells(place()));
    else
        sheet.add(row, column, type, value, kept);
}

} // namespace mj
