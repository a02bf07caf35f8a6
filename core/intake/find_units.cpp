// In what unit the amounts and numbers of a table are.
#include "core/base/key_text.hpp"
#include "core/intake/find_table.hpp"

#include <algorithm>

namespace mj {

std::string FoundTable::text_at(uint32_t row, uint32_t column) const {
    return in_one_line(cell_text(sheet_.at(row, column)));
}

/// What stands in a row's cells one behind the other, when they are few.
std::string FoundTable::few_words(uint32_t row) const {
    constexpr int most = 2; // 单位： | 万元
    int cells = 0;
    for (const HeadCell& head : heads_)
        if (cells += !blank_cell(sheet_.at(row, head.column)); cells > most) return {};
    std::string out;
    for (const HeadCell& head : heads_) out += text_at(row, head.column);
    return out;
}

/// What titles, lines below the records, the sheet's name and heads of nothing say of all numbers. Of a line that has records
/// below it nobody knows whether it holds for those above.
HeadUnit FoundTable::unit_beside(bool money) const {
    using Kind = HeadUnit::Kind;
    HeadUnit out = unit_of_line(sheet_.name, money);
    for (uint32_t row = 0; row < top_; ++row) {
        std::string line;
        for (uint32_t c = 0; c < std::min(sheet_.columns(), 256u); ++c) line += text_at(row, c);
        out = both_units(out, unit_of_line(line, money));
    }
    const auto doubted = [&](HeadUnit unit) {
        return unit.kind == Kind::said && unit != out ? HeadUnit{Kind::doubtful} : unit;
    };
    for (const HeadCell& head : heads_) {
        const std::string key = key_text(head.text);
        if (head.means.field >= 0 || key.find("单位") == key.npos) continue;
        const HeadUnit unit = unit_of_line(key, money);
        const bool alone =
            key.starts_with("单位") || key.starts_with("金额单位"); // else it may be of that column
        out = both_units(out, alone ? unit : doubted(unit));
    }
    constexpr uint32_t most_below = 2000, last = 10, near = 6;
    const uint32_t rows = sheet_.rows();
    for (uint32_t row = first(); row < rows; ++row) {
        if (row >= first() + most_below && row + last < rows) row = rows - last;
        const std::string words = few_words(row);
        const HeadUnit unit = words.empty() ? HeadUnit{} : unit_of_line(words, money);
        if (unit.kind == Kind::none) continue;
        bool between = false;
        for (uint32_t below = row + 1; below < std::min(rows, row + near); ++below)
            between |= !no_record(below);
        out = both_units(out, between ? doubted(unit) : unit);
    }
    return out;
}

/// What a head does not say behind its name may stand in its other line, or in the line above it over several columns.
HeadUnit FoundTable::unit_around(const HeadCell& head, bool money) const {
    using Kind = HeadUnit::Kind;
    for (uint32_t line = first(); line-- > top_;) {
        const std::string own = text_at(line, head.column);
        HeadUnit unit = unit_of_head(own, money);
        if (unit.kind == Kind::none && line > top_) unit = unit_alone(own, money);
        if (unit.kind != Kind::none) return unit;
    }
    const uint32_t over = top_ + (lines_ > 1 ? 1 : 0); // the line below the one that is over several columns
    if (over == 0 || cells(over - 1) < 2) return {};   // a single cell is a title
    for (uint32_t c = head.column + 1; c-- > 0;)
        if (const std::string text = text_at(over - 1, c); !text.empty()) {
            const HeadUnit alone = unit_alone(text, money);
            return alone.kind == HeadUnit::Kind::said ? alone : unit_of_head(text, money);
        }
    return {};
}

/// A column beside them that says it row by row: 金额单位 = 万元. An office is no unit.
void FoundTable::find_unit_column() {
    constexpr uint32_t most_rows = 1000;
    for (const HeadCell& head : heads_) {
        const std::string key = key_text(head.text);
        if (head.means.field >= 0 || (key.find("单位") == key.npos && key.find("unit") == key.npos)) continue;
        int said = 0, others = 0;
        for (uint32_t row = first(); row < std::min(sheet_.rows(), first() + most_rows); ++row) {
            const std::string text = text_at(row, head.column);
            if (text.empty() || no_record(row)) continue;
            const bool unit = unit_alone(text, true).kind == HeadUnit::Kind::said;
            ++(unit ? said : others);
        }
        if (said && (!others || key.find("金额") != key.npos)) unit_column_ = head.column;
    }
}

HeadUnit FoundTable::unit_at(uint32_t row, bool money) const {
    return unit_alone(text_at(row, *unit_column_), money);
}

void FoundTable::find_units() {
    unit_column_.reset();
    find_unit_column();
    const HeadUnit beside[] = {unit_beside(false), unit_beside(true)};
    for (HeadCell& head : heads_) {
        if (head.means.field < 0) continue;
        const FieldType type = register_.fields[size_t(head.means.field)].type;
        if (type != FieldType::money && type != FieldType::count) continue;
        const bool money = type == FieldType::money;
        head.unit = unit_of_head(head.text, money);
        if (head.unit.kind == HeadUnit::Kind::none) head.unit = unit_around(head, money);
        head.by_row = money && unit_column_ && head.unit.kind == HeadUnit::Kind::none;
        if (head.unit.kind == HeadUnit::Kind::none && !head.by_row) head.unit = beside[money];
    }
}

} // namespace mj
