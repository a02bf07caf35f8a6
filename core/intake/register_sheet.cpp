#include "core/intake/register_sheet.hpp"

#include <algorithm>
#include <numeric>

namespace mj {
namespace {

double head_width(const std::string& head, double least) {
    constexpr double han_bytes = 3, han_width = 2, margin = 3;
    return std::max(least, double(head.size()) / han_bytes * han_width + margin);
}

ColumnKind column_kind(FieldType type) {
    switch (type) {
    case FieldType::date: return ColumnKind::date;
    case FieldType::money: return ColumnKind::money;
    case FieldType::count: return ColumnKind::count;
    default: return ColumnKind::text;
    }
}

/// What goes into the field, in a few words.
std::string field_hint(const Catalog& catalog, const Field& field) {
    std::string out = field.required ? "必填，" : "";
    switch (field.type) {
    case FieldType::code: out += "选一项"; break;
    case FieldType::flag: out += "是或否"; break;
    case FieldType::date: out += "日期"; break;
    case FieldType::count: out += "整数"; break;
    case FieldType::money: out += "金额（元）"; break;
    case FieldType::text: out += "文字"; break;
    case FieldType::link: {
        const Register& target = catalog.registers[size_t(field.target)];
        std::string names;
        for (const int f : {target.title, target.key.size() == 1 ? target.key[0] : target.title}) {
            const std::string& name = target.fields[size_t(f)].name.zh;
            if (names != name) names += (names.empty() ? "" : "或") + name;
        }
        out += target.name.zh + "的" + names;
    }
    }
    return field.help.zh.empty() ? out : out + "。" + field.help.zh;
}

Cell example_cell(const Catalog& catalog, const Field& field) {
    switch (field.type) {
    case FieldType::code: {
        const std::vector<Code>& codes = catalog.code_lists[size_t(field.codes)].codes;
        const auto in_use = [](const Code& code) { return !code.retired; };
        return {CellType::text, 0, std::find_if(codes.begin(), codes.end(), in_use)->name.zh};
    }
    case FieldType::flag: return {CellType::text, 0, "是"};
    case FieldType::date:
        return {CellType::date, double(Date::of(2024, 1, 15).days - Date::of(1899, 12, 30).days)};
    case FieldType::count: return {CellType::number, 1};
    case FieldType::money: return {CellType::number, 0, "1234.50"};
    default: return {CellType::text, 0, "示例"};
    }
}

} // namespace

std::vector<int> asked_fields(const Register& reg) {
    std::vector<int> out(reg.asked());
    std::iota(out.begin(), out.end(), 0);
    return out;
}

RegisterSheets::RegisterSheets(const Catalog& catalog, int reg, std::span<const int> fields, bool numbered) {
    const Register& of = catalog.registers[size_t(reg)];
    XlsxSheet records{of.name.zh, {}}, codes{std::string(codes_sheet), {}};
    if (numbered) records.columns.push_back({"序号", ColumnKind::text, 20});
    std::vector<std::string> lists; // of each column of codes, by its head
    const auto list = [&](const std::string& name, std::vector<std::string> words) {
        // No column's name alone, for the sheet of codes is no table of records.
        const std::string head = "可填的“" + name + "”";
        const auto at = std::find(lists.begin(), lists.end(), head);
        const ListRange range{1, uint32_t(at - lists.begin()), 1, uint32_t(words.size())};
        if (at == lists.end()) {
            lists.push_back(head);
            codes.columns.push_back({head, ColumnKind::text, head_width(head, 16)});
            words_.push_back(std::move(words));
        }
        return range;
    };
    for (const int f : fields) {
        const Field& field = of.fields[size_t(f)];
        const bool words = field.type == FieldType::text || field.type == FieldType::link;
        XlsxColumn column{field.name.zh, column_kind(field.type), head_width(field.name.zh, words ? 20 : 12)};
        if (field.type == FieldType::code) {
            const CodeList& codes_of = catalog.code_lists[size_t(field.codes)];
            std::vector<std::string> names;
            for (const Code& code : codes_of.codes)
                if (!code.retired) names.push_back(code.name.zh);
            column.list = list(codes_of.name.zh, std::move(names));
        }
        if (field.type == FieldType::flag) column.list = list("是否", {"是", "否"});
        records.columns.push_back(std::move(column));
    }
    records.filtered = true;
    sheets_ = {std::move(records), std::move(codes)};
}

void RegisterSheets::finish(XlsxWriter& out) const {
    out.next_sheet();
    size_t longest = 0;
    for (const auto& words : words_) longest = std::max(longest, words.size());
    for (size_t row = 0; row < longest; ++row) {
        std::vector<Cell> cells;
        for (const auto& words : words_)
            cells.push_back(row < words.size() ? Cell{CellType::text, 0, words[row]} : Cell{});
        out.row(cells);
    }
    out.finish();
}

std::string empty_table(const Catalog& catalog, int reg) {
    const Register& of = catalog.registers[size_t(reg)];
    const RegisterSheets sheets(catalog, reg, asked_fields(of), true);
    XlsxWriter out(sheets.sheets());
    std::vector<std::string> hints;
    for (size_t f = 0; f < of.asked(); ++f) hints.push_back(field_hint(catalog, of.fields[f]));
    std::vector<Cell> notes{{CellType::text, 0, "填写说明（不导入）"}},
        example{{CellType::text, 0, "示例（不导入）"}};
    for (size_t f = 0; f < hints.size(); ++f) {
        notes.push_back({CellType::text, 0, hints[f]});
        example.push_back(example_cell(catalog, of.fields[f]));
    }
    out.row(notes);
    out.row(example);
    sheets.finish(out);
    return out.take();
}

} // namespace mj
