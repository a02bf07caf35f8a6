#include "core/report/list.hpp"

#include "core/base/sort.hpp"

#include <algorithm>

namespace mj {
namespace {

/// As a reader of the report knows it; "" where nothing is given.
std::string listed_words(const Ledger& ledger, int reg, int field, uint32_t row) {
    const Catalog& catalog = ledger.catalog();
    const Field& of = catalog.registers[size_t(reg)].fields[size_t(field)];
    const Column& column = ledger.table(reg).column(field);
    if (!column.has(row)) return {};
    switch (of.type) {
    case FieldType::code:
        return catalog.code_lists[size_t(of.codes)].codes[size_t(column.codes()[row] - 1)].name.zh;
    case FieldType::flag: return column.flags()[row] ? "是" : "否";
    case FieldType::link: {
        const int64_t to = ledger.table(of.target).find(RecordId{column.links()[row]});
        const int title = catalog.registers[size_t(of.target)].title;
        return to < 0 || title < 0 ? std::string() : listed_words(ledger, of.target, title, uint32_t(to));
    }
    default: return value_text(catalog, of, column.get(row));
    }
}

/// With its unit: the lines have different ones.
std::string listed_figure(const Catalog& catalog, const Field& field, uint16_t code,
                          const std::vector<Figure>& figures) {
    const auto& codes = catalog.code_lists[size_t(field.codes)].codes;
    const int at = code ? catalog.find_indicator(codes[size_t(code - 1)].indicator) : -1;
    if (at < 0 || !figures[size_t(at)].value) return "—";
    return figures[size_t(at)].value->text() + catalog.indicators[size_t(at)].unit.zh;
}

bool is_number(const Field& field, const ReportTemplate::Block::Column& column) {
    return column.figure || field.type == FieldType::money ||
           (field.type == FieldType::count && field.id != "year");
}

} // namespace

ReportPart list_of_records(const Ledger& ledger, const Question& question, const ReportTemplate::Block& block,
                           const std::vector<Figure>& figures) {
    const Catalog& catalog = ledger.catalog();
    const int reg = question.reg;
    const Register& of = catalog.registers[size_t(reg)];
    const Table& table = ledger.table(reg);
    ReportPart part{ReportPart::Kind::table};
    part.question = question;
    std::vector<int> fields;
    std::vector<std::string> head;
    part.texts = 0;
    for (const auto& column : block.columns) {
        fields.push_back(of.find(column.field));
        const Field& field = of.fields[size_t(fields.back())];
        head.push_back(column.figure                    ? "本期完成"
                       : field.type == FieldType::money ? field.name.zh + "（元）"
                                                        : field.name.zh);
        if (!is_number(field, column)) part.texts = int(head.size());
    }
    part.cells.push_back(std::move(head));
    struct Line {
        std::vector<Value> order;
        uint32_t row;
    };
    std::vector<Line> lines;
    records_of(ledger, question).each([&](uint32_t row) {
        Line line{{}, row};
        for (const int field : fields) {
            const bool names = of.fields[size_t(field)].type == FieldType::link;
            line.order.push_back(names ? Value(listed_words(ledger, reg, field, row))
                                       : table.column(field).get(row));
        }
        lines.push_back(std::move(line));
        return true;
    });
    sort_stable(lines, [](const Line& a, const Line& b) { return a.order < b.order; });
    const size_t all = lines.size();
    lines.resize(std::min(all, most_listed));
    for (const Line& line : lines) {
        part.records.push_back(table.head(line.row).id);
        std::vector<std::string> cells;
        for (size_t i = 0; i < fields.size(); ++i) {
            std::string words = listed_words(ledger, reg, fields[i], line.row);
            cells.push_back(block.columns[i].figure
                                ? listed_figure(catalog, of.fields[size_t(fields[i])],
                                                table.column(fields[i]).codes()[line.row], figures)
                            : words.empty() ? "—"
                                            : std::move(words));
        }
        part.cells.push_back(std::move(cells));
    }
    std::vector<std::string> last(fields.size());
    last[0] = "共" + std::to_string(all) + "项";
    if (all > most_listed) last[0] += "，列出前" + std::to_string(most_listed) + "项";
    part.cells.push_back(std::move(last));
    return part;
}

} // namespace mj
