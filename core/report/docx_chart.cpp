#include "core/report/docx_chart.hpp"

#include "core/workbook/xlsx_write.hpp"
#include "core/workbook/xml_text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace mj {
namespace {

#define MJ_DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
constexpr const char* office_relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr int emu = 12700; ///< English Metric Units of a point
constexpr float wide = 442, type = 9;

/// As a workbook and XML write it.
std::string exact(double value) {
    std::string out = std::to_string(value);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
    return out;
}

std::string range(size_t column, size_t first, size_t last) {
    const std::string letter = "$" + std::string(1, char('A' + column)) + "$";
    return "<c:f>Sheet1!" + letter + std::to_string(first) +
           (last > first ? ":" + letter + std::to_string(last) : "") + "</c:f>";
}

std::string points(size_t n, const std::function<std::string(size_t)>& text) {
    std::string out = "<c:ptCount val=\"" + std::to_string(n) + "\"/>";
    for (size_t i = 0; i < n; ++i)
        if (const std::string v = text(i); !v.empty())
            out += "<c:pt idx=\"" + std::to_string(i) + "\"><c:v>" + v + "</c:v></c:pt>";
    return out;
}

std::string small_text(const char* colour) {
    return std::string("<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"900\"><a:solidFill><a:srgbClr val=\"") +
           colour + "\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>";
}

std::string colour_of(size_t series) {
    return std::string(paper_ink(series ? ChartMark::Ink::before : ChartMark::Ink::now)).substr(1);
}

} // namespace

std::string docx_chart_here(const ReportChart& chart, const std::string& title, int n) {
    const std::string at = std::to_string(n);
    const int high = int(chart_marks(chart, wide, type).height + 4 * type); // a legend below
    return "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:spacing w:line=\"240\" "
           "w:lineRule=\"auto\"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp=\"" MJ_DRAWING
           "wordprocessingDrawing\"><wp:extent cx=\"" +
           std::to_string(int(wide) * emu) + "\" cy=\"" + std::to_string(high * emu) + "\"/><wp:docPr id=\"" +
           at + "\" name=\"chart" + at + "\" descr=\"" + xml_text(title) +
           "\"/><a:graphic xmlns:a=\"" MJ_DRAWING "main\"><a:graphicData uri=\"" MJ_DRAWING
           "chart\"><c:chart xmlns:c=\"" MJ_DRAWING "chart\" xmlns:r=\"" +
           office_relations + "\" r:id=\"chart" + at +
           "\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
}

std::string docx_chart(const ReportChart& chart) {
    const size_t n = chart.labels.size();
    const auto& now = chart.series[0].values;
    // As chart_number() says them.
    const bool whole = std::all_of(now.begin(), now.end(),
                                   [](const auto& value) { return !value || *value == std::floor(*value); });
    std::string out = std::string("<c:chartSpace xmlns:c=\"" MJ_DRAWING "chart\" xmlns:a=\"" MJ_DRAWING
                                  "main\" xmlns:r=\"") +
                      office_relations +
                      "\"><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted "
                      "val=\"1\"/><c:plotArea><c:layout/><c:barChart><c:barDir val=\"" +
                      (chart.columns ? "col" : "bar") +
                      "\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>";
    for (size_t i = 0; i < chart.series.size(); ++i) {
        const ReportChart::Series& series = chart.series[i];
        const std::string at = std::to_string(i);
        const std::string name = xml_text(series.name + (chart.unit.empty() ? "" : "（" + chart.unit + "）"));
        out += "<c:ser><c:idx val=\"" + at + "\"/><c:order val=\"" + at + "\"/><c:tx><c:strRef>" +
               range(i + 1, 1, 1) + "<c:strCache>" + points(1, [&](size_t) { return name; }) +
               "</c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val=\"" + colour_of(i) +
               "\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>";
        if (i == 0)
            out += "<c:dLbls><c:numFmt formatCode=\"" +
                   std::string(whole ? "#,##0" : "[&gt;=100]#,##0;#,##0.0") +
                   "\" "
                   "sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr>" +
                   small_text("000000") +
                   "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName "
                   "val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent "
                   "val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>";
        out +=
            "<c:cat><c:strRef>" + range(0, 2, n + 1) + "<c:strCache>" +
            points(n, [&](size_t p) { return xml_text(chart.labels[p]); }) +
            "</c:strCache></c:strRef></c:cat><c:val><c:numRef>" + range(i + 1, 2, n + 1) +
            "<c:numCache><c:formatCode>General</c:formatCode>" +
            points(n, [&](size_t p) { return series.values[p] ? exact(*series.values[p]) : std::string(); }) +
            "</c:numCache></c:numRef></c:val></c:ser>";
    }
    // What stands first stands above.
    const char *along = chart.columns ? "minMax" : "maxMin", *side = chart.columns ? "b" : "l";
    out +=
        std::string("<c:gapWidth val=\"60\"/><c:axId val=\"1\"/><c:axId "
                    "val=\"2\"/></c:barChart><c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"") +
        along + "\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"" + side +
        "\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark "
        "val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>" +
        small_text("000000") +
        "<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:noMultiLvlLbl "
        "val=\"1\"/></c:catAx>"
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min "
        "val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"" +
        (chart.columns ? "l" : "t") +
        "\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark "
        "val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>"
        "<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx></c:plotArea><c:legend><c:legendPos "
        "val=\"b\"/><c:overlay val=\"0\"/>" +
        small_text("555555") +
        "</c:legend><c:plotVisOnly val=\"1\"/><c:dispBlanksAs "
        "val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        "<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>";
    return out;
}

std::string docx_chart_numbers(const ReportChart& chart) {
    XlsxSheet sheet{"Sheet1", {{" ", ColumnKind::text, 20}}};
    for (const auto& series : chart.series)
        sheet.columns.push_back(
            {series.name + (chart.unit.empty() ? "" : "（" + chart.unit + "）"), ColumnKind::number, 16});
    XlsxWriter writer({std::move(sheet)});
    for (size_t i = 0; i < chart.labels.size(); ++i) {
        std::vector<Cell> cells{{CellType::text, 0, chart.labels[i]}};
        std::vector<std::string> numbers;
        numbers.reserve(chart.series.size()); // cells look into them
        for (const auto& series : chart.series) {
            cells.emplace_back();
            if (const auto& value = series.values[i])
                cells.back() = {CellType::number, *value, numbers.emplace_back(exact(*value))};
        }
        writer.row(cells);
    }
    writer.finish();
    return writer.take();
}

} // namespace mj
