// The small parts of an XLSX workbook (ECMA-376, part 1, chapters 9 and 18): relationships, tabs, styles, shared strings.
#pragma once
#include "core/workbook/number.hpp"
#include "core/workbook/read.hpp"
#include "core/workbook/xml.hpp"

namespace mj {

/// _x000D_ stands for a character that XML cannot hold (ST_Xstring).
void decode_escapes(std::string& text);

/// "../theme/theme1.xml", seen from "xl/workbook.xml": where in the archive it is.
std::string part_path(std::string_view from, std::string_view target);
/// Where the relationships of a part are: "xl/_rels/workbook.xml.rels".
std::string relations_path(std::string_view part);

class RelationsPart final : public XmlHandler {
  public:
    /// The target whose type ends so ("/worksheet"); empty if there is none.
    std::string_view by_type(std::string_view ending) const;
    /// A target inside the archive, of that type.
    std::string_view by_id(std::string_view id, std::string_view type) const;
    void open(std::string_view name, const XmlAttributes& attributes) override;

  private:
    struct Relation {
        std::string id, type, target;
    };
    std::vector<Relation> relations_;
};

class BookPart final : public XmlHandler {
  public:
    struct Tab {
        std::string name, relation;
        bool hidden;
    };
    std::string root; ///< "workbook", if it is one
    std::vector<Tab> tabs;
    bool from_1904 = false;
    void open(std::string_view name, const XmlAttributes& attributes) override;
};

class StylesPart final : public XmlHandler {
  public:
    const NumberFormat& of(uint32_t style) const { return style < styles_.size() ? styles_[style] : plain_; }
    void open(std::string_view name, const XmlAttributes& attributes) override;
    void close() override;

  private:
    std::vector<std::pair<uint32_t, NumberFormat>> formats_; ///< the file's own; ascending after <numFmts>
    std::vector<NumberFormat> styles_;
    NumberFormat plain_;
    int depth_ = 0;
    enum { other, formats, styles } in_ = other;
};

/// Shared strings: for each where its text is kept.
class StringsPart final : public XmlHandler {
  public:
    StringsPart(CellTexts& texts, const WorkbookLimits& limits) : texts_(texts), limits_(limits) {}
    const std::vector<uint32_t>& strings() const { return strings_; }
    void open(std::string_view name, const XmlAttributes& attributes) override;
    void close() override;
    void text(std::string_view piece) override;

  private:
    CellTexts& texts_;
    WorkbookLimits limits_;
    std::vector<uint32_t> strings_;
    std::string text_;
    int depth_ = 0;
    bool run_ = false, taken_ = false;
};

constexpr size_t most_tabs = 1000;

/// What is said of too much.
Problem text_too_long(Spot where);
Problem too_many_cells(Spot where);
Problem too_many_sheets();

} // namespace mj
