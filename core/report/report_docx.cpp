#include "core/report/docx_chart.hpp"
#include "core/report/report_write.hpp"
#include "core/workbook/xml_text.hpp"
#include "core/workbook/zip_write.hpp"

namespace mj {
namespace {

constexpr const char* head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
#define MJ_OPENXML "http://schemas.openxmlformats.org/"

constexpr const char* types =
    "<Types xmlns=\"" MJ_OPENXML "package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"xlsx\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>";
constexpr const char* relations =
    "<Relationships xmlns=\"" MJ_OPENXML "package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" MJ_OPENXML
    "officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
constexpr const char* document_relations =
    "<Relationships xmlns=\"" MJ_OPENXML "package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" MJ_OPENXML
    "officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" MJ_OPENXML
    "officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>";
#define MJ_WORD "xmlns:w=\"" MJ_OPENXML "wordprocessingml/2006/main\""

/// Half points and twentieths of a point: 32 is 16 pt (三号), 580 is a line of 29 pt, 640 two characters.
constexpr const char* styles =
    "<w:styles " MJ_WORD ">"
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
    "w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" "
    "w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
    "w:val=\"Normal\"/><w:qFormat/>"
    "<w:pPr><w:spacing w:line=\"580\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" "
    "w:firstLine=\"640\"/><w:jc w:val=\"both\"/></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>"
    "<w:qFormat/><w:pPr><w:spacing w:after=\"580\" w:line=\"720\" w:lineRule=\"exact\"/><w:ind "
    "w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:rFonts "
    "w:eastAsia=\"宋体\"/><w:b/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn "
    "w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl "
    "w:val=\"0\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"黑体\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn "
    "w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl "
    "w:val=\"1\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"楷体\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading3\"><w:name w:val=\"heading 3\"/><w:basedOn "
    "w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl "
    "w:val=\"2\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/><w:basedOn "
    "w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\"/><w:ind "
    "w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:rFonts "
    "w:eastAsia=\"黑体\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Cell\"><w:name w:val=\"Cell\"/><w:basedOn w:val=\"Normal\"/>"
    "<w:pPr><w:spacing w:line=\"320\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" "
    "w:firstLine=\"0\"/><w:jc w:val=\"left\"/></w:pPr><w:rPr><w:sz w:val=\"21\"/><w:szCs "
    "w:val=\"21\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Remark\"><w:name w:val=\"Remark\"/><w:basedOn "
    "w:val=\"Cell\"/><w:pPr><w:spacing w:line=\"400\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz "
    "w:val=\"24\"/><w:szCs w:val=\"24\"/></w:rPr></w:style></w:styles>";

constexpr const char* footer =
    "<w:ftr " MJ_WORD "><w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:jc w:val=\"center\"/></w:pPr>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">— </w:t></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t>1</w:t></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:fldChar w:fldCharType=\"end\"/></w:r>"
    "<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";

/// A4 with the margins of official documents, in twentieths of a point.
constexpr const char* section =
    "<w:sectPr><w:footerReference xmlns:r=\"" MJ_OPENXML
    "officeDocument/2006/relationships\" w:type=\"default\" r:id=\"rId2\"/>"
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" "
    "w:left=\"1587\" w:header=\"851\" w:footer=\"1587\" w:gutter=\"0\"/></w:sectPr>";
constexpr int text_width = 11906 - 1474 - 1587;

void put_paragraph(std::string& out, const char* style, std::string_view text, const char* more = "") {
    out += "<w:p><w:pPr>";
    if (*style) out += std::string("<w:pStyle w:val=\"") + style + "\"/>";
    out += std::string(more) +
           "</w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">" +
           xml_text(text) + "</w:t></w:r></w:p>";
}

void put_table(std::string& out, const ReportPart& part) {
    const int columns = int(part.cells[0].size());
    std::vector<int> widths;
    for (const float share : column_widths(part)) widths.push_back(int(share * text_width));
    out +=
        "<w:tbl><w:tblPr><w:tblW w:w=\"" + std::to_string(text_width) + "\" w:type=\"dxa\"/><w:tblBorders>";
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        out += std::string("<w:") + side + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>";
    out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
    for (const int width : widths) out += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
    out += "</w:tblGrid>";
    for (size_t row = 0; row < part.cells.size(); ++row) {
        out += row ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
                   : "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        for (int c = 0; c < columns; ++c) {
            out += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(widths[size_t(c)]) +
                   "\" w:type=\"dxa\"/></w:tcPr>";
            std::string more = stays_whole(part) && row + 1 < part.cells.size() ? "<w:keepNext/>" : "";
            if (c >= part.texts) more += "<w:jc w:val=\"right\"/>";
            put_paragraph(out, "Cell", part.cells[row][size_t(c)], more.c_str());
            out += "</w:tc>";
        }
        out += "</w:tr>";
    }
    out += "</w:tbl>";
}

} // namespace

std::string report_docx(const Report& report) {
    std::string body;
    std::vector<ReportChart> charts;
    put_paragraph(body, "Title", report.title);
    for (const std::string& remark : remarks_on(report)) put_paragraph(body, "Remark", remark);
    for (const ReportPart& part : report.parts) {
        if (part.kind == ReportPart::Kind::table) {
            put_paragraph(body, "Caption", part.text);
            if (part.chart == ReportPart::Chart::none) {
                put_table(body, part);
            } else {
                charts.push_back(chart_of(part));
                body += docx_chart_here(charts.back(), part.text, int(charts.size()));
            }
        } else
            put_paragraph(body,
                          part.kind == ReportPart::Kind::heading
                              ? ("Heading" + std::to_string(part.level)).c_str()
                              : "",
                          part.text);
    }
    put_paragraph(body, "Remark", source_line(report), "<w:jc w:val=\"right\"/>");

    ZipWriter zip;
    const auto part = [&](const char* name, const std::string& xml) {
        zip.begin(name);
        zip.write(head);
        zip.write(xml);
        zip.end();
    };
    std::string kinds = types, leads = document_relations;
    for (size_t i = 0; i < charts.size(); ++i) {
        const std::string name = "chart" + std::to_string(i + 1);
        kinds += "<Override PartName=\"/word/charts/" + name +
                 ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>";
        leads += "<Relationship Id=\"" + name +
                 "\" Type=\"" MJ_OPENXML "officeDocument/2006/relationships/chart\" Target=\"charts/" + name +
                 ".xml\"/>";
    }
    part("[Content_Types].xml", kinds + "</Types>");
    part("_rels/.rels", relations);
    part("word/document.xml",
         std::string("<w:document " MJ_WORD "><w:body>") + body + section + "</w:body></w:document>");
    part("word/_rels/document.xml.rels", leads + "</Relationships>");
    for (size_t i = 0; i < charts.size(); ++i) {
        const std::string name = "chart" + std::to_string(i + 1);
        part(("word/charts/" + name + ".xml").c_str(), docx_chart(charts[i]));
        part(("word/charts/_rels/" + name + ".xml.rels").c_str(),
             "<Relationships xmlns=\"" MJ_OPENXML
             "package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"" MJ_OPENXML
             "officeDocument/2006/relationships/package\" Target=\"../embeddings/" +
                 name + ".xlsx\"/></Relationships>");
        zip.begin("word/embeddings/" + name + ".xlsx");
        zip.write(docx_chart_numbers(charts[i]));
        zip.end();
    }
    part("word/styles.xml", styles);
    part("word/footer1.xml", footer);
    zip.finish();
    return zip.take();
}

} // namespace mj
