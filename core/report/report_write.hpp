// A report as files: what people read and edit, what programs read.
#pragma once
#include "core/report/report.hpp"

namespace mj {

std::string report_markdown(const Report& report);
/// Title, remarks, figures (id, value, unit, what it was), paragraphs.
std::string report_json(const Report& report);
/// The report alone, as the page prints it: <h1>, <p>, <table>; each figure is a <data> with its id.
std::string report_html(const Report& report);
/// How it is set: A4 as official documents are (GB/T 9704).
const char* report_style();
/// A whole document, with that style.
std::string report_document(const Report& report);
/// Its tables, and all its figures, as a workbook: a sheet each.
std::string report_xlsx(const Report& report);
/// Office Open XML: real headings, tables with heads that repeat, page numbers.
std::string report_docx(const Report& report);

} // namespace mj
