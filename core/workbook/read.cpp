#include "core/workbook/read.hpp"

#include "core/workbook/text_reader.hpp"
#include "core/workbook/xlsx_reader.hpp"

namespace mj {
namespace {

bool begins(ByteView whole, std::string_view with) {
    return std::string_view(reinterpret_cast<const char*>(whole.data()), whole.size()).starts_with(with);
}

} // namespace

WorkbookReader::WorkbookReader(ByteView whole, WorkbookLimits limits) : limits_(limits) { begin(whole); }

void WorkbookReader::finish() {
    if (!reader_ && !problem_) begin(held_);
}

void WorkbookReader::begin(ByteView whole) {
    if (whole.empty())
        problem_ = Problem{"the file is empty", "", "choose another one"};
    else if (begins(whole, "PK\3\4") || begins(whole, "PK\5\6"))
        reader_ = std::make_unique<XlsxReader>(whole, limits_);
    else
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
