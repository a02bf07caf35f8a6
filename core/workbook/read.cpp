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
    static constexpr const char *web = "the file is a web page, whatever its name says",
                                *save = "open it in a spreadsheet program and save it as .xlsx",
                                *copy = "copy its table into a spreadsheet and save that as .xlsx",
                                *unpack = "unpack it and choose the table in it";
    struct Kind {
        std::string_view begin;
        const char *what, *fix;
    };
    static constexpr Kind kinds[] = {
        {"<!doctype html", web, save},
        {"<html", web, save},
        {"<table", web, save},
        {"mime-version:", web, save},
        {"<?xml", "the file is XML, whatever its name says", save},
        {"{\\rtf", "the file is a text document (.rtf)", copy},
        {"%pdf-", "the file is a PDF", copy},
        {"rar!", "the file is an archive (.rar)", unpack},
        {"7z\xBC\xAF", "the file is an archive (.7z)", unpack},
        {"\x1F\x8B", "the file is an archive (.gz)", unpack},
        {"\x09\x08", "the workbook is of Excel 5 or older", save},
        {std::string_view("\x09\x00\x04\x00", 4), "the workbook is of Excel 2", save},
        {std::string_view("\x09\x02\x06\x00", 4), "the workbook is of Excel 3", save},
        {std::string_view("\x09\x04\x06\x00", 4), "the workbook is of Excel 4", save},
    };
    if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
    file.remove_prefix(std::min(file.find_first_not_of(" \r\n"), file.size()));
    std::string head(file.substr(0, 16));
    for (char& c : head)
        if (c >= 'A' && c <= 'Z') c |= 0x20;
    for (const Kind& kind : kinds)
        if (head.starts_with(kind.begin)) return Problem{kind.what, "", kind.fix};
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
        problem_ = Problem{"the file is empty", "", "choose another one"};
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
