#include "core/report/list.hpp"

#include "core/base/sort.hpp"

#include <algorithm>

namespace mj {
namespace {

/// As a reader of the report knows it; "" where nothing is given.
std::string listed_words(const Catalog& catalog, const Field& field, const Value& value) {
    const auto* number = std::get_if<int64_t>(&value);
    if (number && field.type == FieldType::code)
        return catalog.code_lists[size_t(field.codes)].codes[size_t(*number - 1)].name.zh;
    if (number && field.type == FieldType::flag) return *number ? "是" : "否";
    return value_text(catalog, field, value);
}

/// A cell; instead of a link the name of its record, as a text.
Value listed_value(const Ledger& ledger, int reg, int field, uint32_t row) {
    const Catalog& catalog = ledger.catalog();
    const Field& of = catalog.registers[size_t(reg)].fields[size_t(field)];
    const Column& column = ledger.table(reg).column(field);
    if (of.type != FieldType::link) return column.get(row);
    const Register& target = catalog.registers[size_t(of.target)];
    const int64_t to = column.has(row) ? ledger.table(of.target).find(RecordId{column.links()[row]}) : -1;
    if (to < 0 || target.title < 0) return std::string();
    return listed_words(catalog, target.fields[size_t(target.title)],
                        listed_value(ledger, of.target, target.title, uint32_t(to)));
}

/// With its unit: the lines have different ones.
std::string listed_figure(const Catalog& catalog, const Field& field, const Value& code,
                          const std::vector<Figure>& figures) {
    const auto* number = std::get_if<int64_t>(&code);
    if (!number) return {};
    const Code& of = catalog.code_lists[size_t(field.codes)].codes[size_t(*number - 1)];
    const int at = catalog.find_indicator(of.indicator);
    if (at < 0 || !figures[size_t(at)].value) return {};
    return figures[size_t(at)].value->text() + catalog.indicators[size_t(at)].unit.zh;
}

bool is_number(const Field& field, const ReportTemplate::Block::Column& column) {
    return column.figure || field.type == FieldType::money || field.type == FieldType::count;
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
        std::vector<Value> values;
        uint32_t row;
    };
    std::vector<Line> lines;
    records_of(ledger, question).each([&](uint32_t row) {
        Line line{{}, row};
        for (const int field : fields) line.values.push_back(listed_value(ledger, reg, field, row));
        lines.push_back(std::move(line));
        return true;
    });
    sort_stable(lines, [](const Line& a, const Line& b) { return a.values < b.values; });
    const size_t all = lines.size();
    lines.resize(std::min(all, most_listed));
    for (const Line& line : lines) {
        part.records.push_back(table.head(line.row).id);
        std::vector<std::string> cells;
        for (size_t i = 0; i < fields.size(); ++i) {
            const Field& field = of.fields[size_t(fields[i])];
            std::string words = block.columns[i].figure
                                    ? listed_figure(catalog, field, line.values[i], figures)
                                    : listed_words(catalog, field, line.values[i]);
            cells.push_back(words.empty() ? "—" : std::move(words));
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
