#include "core/report/report_write.hpp"

#include "core/exchange/json_file.hpp"
#include "core/report/chart.hpp"
#include "core/workbook/xml_text.hpp"

namespace mj {
namespace {

/// What would be taken for marks is escaped.
std::string in_markdown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

/// Points: as wide as the text of a page, its type as small as that of tables.
constexpr float paper_width = 442, paper_type = 9;

std::string hundredths(float value) {
    const int n = int(value * 100 + 0.5f);
    return std::to_string(n / 100) + "." + std::to_string(n / 10 % 10) + std::to_string(n % 10);
}

/// Where words stand on paper: the foot of their letters, and SVG's name of where they are anchored.
float foot_of(const ChartMark& mark) { return mark.y + 0.35f * paper_type; }
const char* anchor_of(const ChartMark& mark) {
    return mark.align == 0 ? "start" : mark.align == 1 ? "end" : "middle";
}

void put_html_chart(std::string& out, const ReportPart& part) {
    const ChartMarks drawn = chart_marks(chart_of(part), paper_width, paper_type);
    const std::string size = hundredths(paper_width) + " " + hundredths(drawn.height);
    out += "<figure><figcaption>" + xml_text(part.text) + "</figcaption><svg viewBox=\"0 0 " + size +
           "\" role=\"img\" aria-label=\"" + xml_text(part.text) + "\">";
    for (const ChartMark& mark : drawn.marks) {
        const std::string ink = std::string(" fill=\"") + paper_ink(mark.ink) + "\"", x = hundredths(mark.x);
        if (mark.text.empty())
            out += "<rect x=\"" + x + "\" y=\"" + hundredths(mark.y) + "\" width=\"" + hundredths(mark.w) +
                   "\" height=\"" + hundredths(mark.h) + "\"" + ink + "/>";
        else
            out += "<text x=\"" + x + "\" y=\"" + hundredths(foot_of(mark)) + "\" text-anchor=\"" +
                   anchor_of(mark) + "\"" + ink + ">" + xml_text(mark.text) + "</text>";
    }
    out += "</svg></figure>\n";
}

void put_html_table(std::string& out, const ReportPart& part) {
    out += std::string(stays_whole(part) ? "<table class=\"whole\">" : "<table>") + "<caption>" +
           xml_text(part.text) + "</caption>\n<thead><tr>";
    const auto cells = [&](const std::vector<std::string>& line, const char* tag) {
        for (size_t i = 0; i < line.size(); ++i)
            out += std::string("<") + tag + (int(i) < part.texts ? ">" : " class=\"number\">") +
                   xml_text(line[i]) + "</" + tag + ">";
    };
    cells(part.cells[0], "th");
    out += "</tr></thead>\n<tbody>\n";
    for (size_t i = 1; i < part.cells.size(); ++i) {
        out += "<tr>";
        cells(part.cells[i], "td");
        out += "</tr>\n";
    }
    out += "</tbody></table>\n";
}

/// Type sizes and measures of official documents: body 三号 in 仿宋, 22 lines of 28 characters.
constexpr const char* style =
    R"(@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt SimSun, serif } }
@page wide { size: A4 landscape; margin: 14mm 12mm 16mm }
body { font: 16pt/29pt FangSong, STFangsong, "Noto Serif CJK SC", serif; max-width: 156mm; margin: 0 auto; color: #000; background: #fff }
h1 { font: bold 22pt/36pt SimSun, STSong, "Noto Serif CJK SC", serif; text-align: center; margin: 0 0 29pt }
h2, h3, h4, p { font-size: 16pt; line-height: 29pt; margin: 0; text-indent: 2em; text-align: justify }
h2, h3, h4 { break-after: avoid }
h2 { font-family: SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-weight: normal }
h3 { font-family: KaiTi, STKaiti, serif; font-weight: normal }
h4 { font-weight: bold }
table { border-collapse: collapse; width: 100%; margin: 14pt 0; font-size: 10.5pt; line-height: 16pt }
figure { margin: 14pt 0; break-inside: avoid }
svg { display: block; width: 100%; font-size: 9px; line-height: 1 } /* px: of the drawing, a point of the page */
figcaption { text-align: center }
caption { break-after: avoid; font: 12pt/24pt SimHei, STHeiti, "Noto Sans CJK SC", sans-serif }
thead { display: table-header-group }
tr, .whole { break-inside: avoid }
th, td { border: .5pt solid #000; padding: 2pt 5pt; text-align: left }
figcaption { font: 12pt/24pt SimHei, STHeiti, "Noto Sans CJK SC", sans-serif }
body.across { max-width: none }
.wide { page: wide }
.wide h1 { font-size: 16pt; line-height: 24pt; margin: 0 0 6pt }
.wide p { font-size: 10pt; line-height: 15pt; text-indent: 0 }
.wide table { margin: 6pt 0; font-size: 8pt; line-height: 11pt }
#paper > canvas { display: block; max-width: 100%; max-height: 175mm }
.wide figure { max-width: 170mm }
.short { white-space: nowrap }
.number { text-align: right }
.remark, .source { font-size: 12pt; line-height: 20pt; text-indent: 0 }
.source { margin-top: 20pt; text-align: right }
)";

} // namespace

const char* report_style() { return style; }

std::string report_html(const Report& report) {
    std::string out = "<h1>" + xml_text(report.title) + "</h1>\n";
    for (const std::string& remark : remarks_on(report))
        out += "<p class=\"remark\">" + xml_text(remark) + "</p>\n";
    for (const ReportPart& part : report.parts) {
        if (part.kind == ReportPart::Kind::table) {
            if (part.chart == ReportPart::Chart::none)
                put_html_table(out, part);
            else
                put_html_chart(out, part);
            continue;
        }
        const std::string tag =
            part.kind == ReportPart::Kind::heading ? "h" + std::to_string(part.level + 1) : "p";
        out += "<" + tag + ">";
        size_t from = 0;
        for (const ReportMark& mark : part.marks) {
            if (mark.change) continue;
            const std::string_view text = part.text;
            const ReportFigure& figure = report.figures[size_t(mark.figure)];
            out += xml_text(text.substr(from, mark.from - from)) + "<data value=\"" +
                   (figure.value ? figure.value->text() : std::string()) + "\" title=\"" +
                   xml_text(figure.id) + "\">" + xml_text(text.substr(mark.from, mark.to - mark.from)) +
                   "</data>";
            from = mark.to;
        }
        out += xml_text(std::string_view(part.text).substr(from));
        out += "</" + tag + ">\n";
    }
    return out + "<p class=\"source\">" + xml_text(source_line(report)) + "</p>\n";
}

std::string report_document(const Report& report) {
    return "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\n<title>" +
           xml_text(report.title) + "</title>\n<style>\n" + style + "</style></head>\n<body>\n" +
           report_html(report) + "</body></html>\n";
}

std::string report_markdown(const Report& report) {
    std::string out = "# " + in_markdown(report.title) + "\n\n";
    for (const std::string& remark : remarks_on(report)) out += "> " + in_markdown(remark) + "\n\n";
    for (const ReportPart& part : report.parts) {
        if (part.kind == ReportPart::Kind::heading) out += std::string(size_t(part.level) + 1, '#') + " ";
        if (part.kind == ReportPart::Kind::table) out += "**";
        out += in_markdown(part.text);
        if (part.kind == ReportPart::Kind::table) out += "**";
        out += "\n\n";
        for (size_t i = 0; i < part.cells.size(); ++i) {
            for (const std::string& cell : part.cells[i]) out += "| " + in_markdown(cell) + " ";
            out += "|\n";
            for (size_t c = 0; i == 0 && c < part.cells[0].size(); ++c)
                out += int(c) < part.texts ? "| --- " : "| ---: ";
            if (i == 0) out += "|\n";
        }
        if (!part.cells.empty()) out += "\n";
    }
    return out + in_markdown(source_line(report)) + "\n";
}

namespace {
/// What is drawn of it: marks in points, each a rectangle [ink, x, y, width, height] or words [ink, x, y, where they are anchored, words].
void put_json_chart(std::string& out, const ReportPart& part) {
    const ChartMarks drawn = chart_marks(chart_of(part), paper_width, paper_type);
    out += ",\"chart\":{\"width\":" + hundredths(paper_width) + ",\"height\":" + hundredths(drawn.height) +
           ",\"marks\":[";
    for (const ChartMark& mark : drawn.marks) {
        if (out.back() != '[') out += ',';
        out += std::string("[\"") + paper_ink(mark.ink) + "\"," + hundredths(mark.x) + ",";
        if (mark.text.empty())
            out += hundredths(mark.y) + "," + hundredths(mark.w) + "," + hundredths(mark.h);
        else {
            out += hundredths(foot_of(mark)) + ",\"" + anchor_of(mark) + "\",";
            put_json_text(out, mark.text);
        }
        out += ']';
    }
    out += "]}";
}
} // namespace

std::string report_json(const Report& report) {
    std::string out = "{\"report\":";
    const auto text = [&](const char* name, const std::string& value) {
        out += std::string(",\"") + name + "\":";
        put_json_text(out, value);
    };
    const auto number = [&](const char* name, const std::optional<Decimal>& value) {
        out += std::string(",\"") + name + "\":" + (value ? value->text() : "null");
    };
    put_json_text(out, report.template_id);
    text("title", report.title);
    text("office", report.office);
    text("period", report.period.text());
    text("on", report.on.text());
    if (report.days.partial() && !report.days.empty()) text("known_to", report.days.known.to.text());
    if (report.wide) out += ",\"wide\":true";
    out += ",\"remarks\":[";
    for (const std::string& remark : remarks_on(report)) {
        if (out.back() != '[') out += ',';
        put_json_text(out, remark);
    }
    out += ']';
    text("source", source_line(report));
    out += ",\"figures\":[";
    for (size_t i = 0; i < report.figures.size(); ++i) {
        const ReportFigure& figure = report.figures[i];
        out += i ? ",\n{\"id\":" : "\n{\"id\":";
        put_json_text(out, figure.id);
        text("name", figure.name);
        number("value", figure.value);
        number("before", figure.before);
        text("unit", figure.unit);
        out += '}';
    }
    out += "\n],\"parts\":[";
    for (size_t i = 0; i < report.parts.size(); ++i) {
        const ReportPart& part = report.parts[i];
        constexpr const char* kinds[] = {"heading", "paragraph", "table"};
        out += std::string(i ? "," : "") + "\n{\"kind\":\"" + kinds[size_t(part.kind)] + "\"";
        if (part.kind == ReportPart::Kind::heading) out += ",\"level\":" + std::to_string(part.level);
        if (part.proposed) out += ",\"proposed\":true";
        text("text", part.text);
        if (!part.cells.empty()) {
            out += ",\"texts\":" + std::to_string(part.texts) + ",\"cells\":[";
            for (size_t row = 0; row < part.cells.size(); ++row) {
                out += row ? ",[" : "[";
                for (size_t c = 0; c < part.cells[row].size(); ++c) {
                    if (c) out += ',';
                    put_json_text(out, part.cells[row][c]);
                }
                out += ']';
            }
            out += ']';
        }
        if (stays_whole(part)) out += ",\"whole\":true";
        if (part.chart != ReportPart::Chart::none) put_json_chart(out, part);
        out += '}';
    }
    return out + "\n]}\n";
}

} // namespace mj
