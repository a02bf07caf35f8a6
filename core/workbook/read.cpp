#include "core/workbook/read.hpp"

#include "core/workbook/json_table.hpp"
#include "core/workbook/text_reader.hpp"
#include "core/workbook/xls_reader.hpp"
#include "core/workbook/xlsx_reader.hpp"

#include <algorithm>

namespace mj {
namespace {

std::string_view text_of_file(ByteView whole) {
    return {reinterpret_cast<const char*>(whole.data()), whole.size()};
}

/// What is often chosen in place of a table, or bears a table's name: the reason why it is not read.
std::optional<Problem> foreign(std::string_view file) {
    struct Kind {
        std::string_view begin;
        SaidWith<0> what, fix;
    };
    static constexpr Kind kinds[] = {
        {"<!doctype html", Said::is_web_page, Said::open_and_save},
        {"<html", Said::is_web_page, Said::open_and_save},
        {"<table", Said::is_web_page, Said::open_and_save},
        {"mime-version:", Said::is_web_page, Said::open_and_save},
        {"<?xml", Said::is_xml, Said::open_and_save},
        {"{\\rtf", Said::is_rtf, Said::copy_table},
        {"%pdf-", Said::is_pdf_file, Said::copy_table},
        {"rar!", Said::is_rar, Said::unpack_table},
        {"7z\xBC\xAF", Said::is_7z, Said::unpack_table},
        {"\x1F\x8B", Said::is_gz, Said::unpack_table},
        {"\x09\x08", Said::is_excel_5, Said::open_and_save},
        {std::string_view("\x09\x00\x04\x00", 4), Said::is_excel_2, Said::open_and_save},
        {std::string_view("\x09\x02\x06\x00", 4), Said::is_excel_3, Said::open_and_save},
        {std::string_view("\x09\x04\x06\x00", 4), Said::is_excel_4, Said::open_and_save},
    };
    if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
    file.remove_prefix(std::min(file.find_first_not_of(" \r\n"), file.size()));
    std::string head(file.substr(0, 16));
    for (char& c : head)
        if (c >= 'A' && c <= 'Z') c |= 0x20;
    for (const Kind& kind : kinds)
        if (head.starts_with(kind.begin)) return Problem{say(kind.what), {}, say(kind.fix)};
    return std::nullopt;
}

} // namespace

WorkbookReader::WorkbookReader(ByteView whole, WorkbookLimits limits) : limits_(limits) { begin(whole); }

void WorkbookReader::finish() {
    if (!reader_ && !problem_) begin(held_);
}

void WorkbookReader::begin(ByteView whole) {
    const std::string_view file = text_of_file(whole);
    if (file.empty())
        problem_ = Problem{say(Said::file_empty), {}, say(Said::choose_another)};
    else if (file.starts_with("PK\3\4") || file.starts_with("PK\5\6"))
        reader_ = std::make_unique<XlsxReader>(whole, limits_);
    else if (file.starts_with(CompoundFile::signature))
        reader_ = std::make_unique<XlsReader>(whole, limits_);
    else if (begins_json_table(file))
        reader_ = std::make_unique<JsonTableReader>(whole, limits_);
    else if (!(problem_ = foreign(file)))
        reader_ = std::make_unique<TextTableReader>(whole, limits_);
}

bool WorkbookReader::step(const Deadline& deadline) {
    if (problem_) return true;
    if (!reader_ || !reader_->step(deadline)) return false;
    problem_ = reader_->problem();
    return true;
}

Outcome<Workbook> read_workbook(ByteView whole) {
    WorkbookReader reader(whole);
    while (!reader.step(Deadline::never())) {
    }
    if (reader.problem()) return *reader.problem();
    return reader.take();
}

} // namespace mj
