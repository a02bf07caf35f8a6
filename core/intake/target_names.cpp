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
    const std::string key = key_text(name);
    for (size_t i = 0; i < fields_.size(); ++i) {
        Found found;
        const Column& column = table.column(fields_[i]);
        indexes_[i].each(key, [&](uint32_t row) {
            if (key_text(column.text(row)) != key) return;
            const bool exact = column.text(row) == name;
            // Of names that differ in blanks or width the one that is written the same is meant.
            if (found.count && found.exact && !exact) return;
            if (exact && !found.exact) found.count = 0;
            found = {row, found.count + 1, exact};
        });
        if (found.count) return found;
    }
    return {};
}

std::string TargetNames::like(std::string_view name) const {
    if (fields_.empty()) return {};
    const Table& table = ledger_.table(reg_);
    const Column& column = table.column(fields_.back());
    const std::string core = core_name(name);
    std::vector<std::string_view> names;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.alive(row) || !column.has(row)) continue;
        const std::string_view other = column.text(row);
        const std::string bare = core_name(other);
        constexpr size_t short_name = 6; // two characters say too little
        if (bare == core || (core.size() > short_name && bare.find(core) != bare.npos) ||
            (bare.size() > short_name && core.find(bare) != core.npos))
            return std::string(other);
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
