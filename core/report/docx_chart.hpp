// A chart in a Word document: one that Word draws and lets people change, with its numbers in a workbook inside.
#pragma once
#include "core/report/chart.hpp"

namespace mj {

/// Where it stands in the text: a paragraph. `n`: which chart of the document, from 1; its relation is "chart1".
std::string docx_chart_here(const ReportChart& chart, const std::string& title, int n);
/// The part itself, /word/charts/chartN.xml.
std::string docx_chart(const ReportChart& chart);
/// Its numbers, /word/embeddings/chartN.xlsx.
std::string docx_chart_numbers(const ReportChart& chart);

} // namespace mj
