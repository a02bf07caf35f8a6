#include "core/intake/target_names.hpp"

#include "core/base/credit_code.hpp"
#include "core/base/key_text.hpp"
#include "core/base/nearest.hpp"

#include <algorithm>

namespace mj {
namespace {

/// What tells one company's name from another's: no brackets, no legal form.
std::string core_name(std::string_view name) {
    std::string out = key_text(name);
    std::erase_if(out, [](char c) { return c == '(' || c == ')' || c == '.' || c == '-'; });
    for (const std::string_view end : {"有限责任公司", "股份有限公司", "有限公司", "分公司", "公司", "厂"})
        if (out.size() > end.size() && out.ends_with(end)) {
            out.resize(out.size() - end.size());
            break;
        }
    return out;
}

/// Whether two such cores may be one company's: the same, or a short name and the full one.
bool alike(std::string_view a, std::string_view b) {
    constexpr size_t short_name = 6; // two characters say too little
    return a == b || (a.size() > short_name && b.find(a) != b.npos) ||
           (b.size() > short_name && a.find(b) != a.npos);
}

/// The rows of this name; of those that differ in blanks or width the one that is written the same is meant.
template <class TextOf>
TargetNames::Found rows_named(const RecordIndex& index, std::string_view name, const TextOf& text_of) {
    TargetNames::Found found;
    const std::string key = key_text(name);
    index.each(key, [&](uint32_t row) {
        const std::string_view text = text_of(row);
        if (key_text(text) != key) return;
        const bool exact = text == name;
        if (found.count && found.exact && !exact) return;
        if (exact && !found.exact) found.count = 0;
        found = {row, found.count + 1, exact};
    });
    return found;
}

} // namespace

TargetNames::TargetNames(const Ledger& ledger, int reg) : ledger_(ledger), reg_(reg) {
    const Register& target = ledger.catalog().registers[size_t(reg)];
    const auto add = [&](int field) {
        if (field >= 0 && target.fields[size_t(field)].type == FieldType::text &&
            std::find(fields_.begin(), fields_.end(), field) == fields_.end())
            fields_.push_back(field);
    };
    if (target.key.size() == 1) add(target.key[0]);
    add(target.title);
    indexes_.resize(fields_.size());
    const Table& table = ledger.table(reg);
    for (size_t i = 0; i < fields_.size(); ++i) {
        const Column& column = table.column(fields_[i]);
        for (uint32_t row = 0; row < table.rows(); ++row)
            if (table.alive(row) && column.has(row)) indexes_[i].add(key_text(column.text(row)), row);
        indexes_[i].settle();
    }
}

TargetNames::Found TargetNames::find(std::string_view name) const {
    const Table& table = ledger_.table(reg_);
    if (const auto id = RecordId::parse(name))
        if (const int64_t row = table.find(*id); row >= 0) return {uint32_t(row), 1, true};
    for (size_t i = 0; i < fields_.size(); ++i) {
        const Column& column = table.column(fields_[i]);
        const Found found = rows_named(indexes_[i], name, [&](uint32_t row) { return column.text(row); });
        if (found.count) return found;
    }
    return {};
}

RowNames::RowNames(const Reading& reading, const std::vector<int>& fields) : reading_(reading) {
    for (const int field : fields)
        for (const ReadColumn& column : reading.columns)
            if (column.field() == field) columns_.push_back(&column);
    indexes_.resize(columns_.size());
    for (size_t i = 0; i < columns_.size(); ++i) {
        for (uint32_t row = 0; row < reading.rows.size(); ++row)
            if (const int64_t cell = columns_[i]->cells[row]; cell != Reading::no_cell)
                indexes_[i].add(key_text(reading.text(cell)), row);
        indexes_[i].settle();
    }
}

TargetNames::Found RowNames::find(std::string_view name) const {
    for (size_t i = 0; i < columns_.size(); ++i) {
        const auto found = rows_named(indexes_[i], name,
                                      [&](uint32_t row) { return reading_.text(columns_[i]->cells[row]); });
        if (found.count) return found;
    }
    return {};
}

bool names_alike(std::string_view a, std::string_view b) { return alike(core_name(a), core_name(b)); }

std::string TargetNames::like(std::string_view name) const {
    if (fields_.empty()) return {};
    const Table& table = ledger_.table(reg_);
    const Column& column = table.column(fields_.back());
    const std::string core = core_name(name);
    std::vector<std::string_view> names;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.alive(row) || !column.has(row)) continue;
        const std::string_view other = column.text(row);
        if (alike(core_name(other), core)) return std::string(other);
        // A slip changes few letters, so that names of other lengths are none.
        if (other.size() + 3 >= name.size() && name.size() + 3 >= other.size()) names.push_back(other);
    }
    return names.empty() ? std::string() : std::string(slip_of(name, names));
}

Edit TargetNames::draft(std::string_view name, RecordId id, int64_t now) const {
    Edit out{Edit::Kind::add, reg_, {id, now, now, State::draft}, {}};
    if (fields_.empty()) return out;
    const bool code = fields_.size() > 1 && is_credit_code(name);
    out.values.push_back({code ? fields_.front() : fields_.back(), std::string(name)});
    return out;
}

} // namespace mj
