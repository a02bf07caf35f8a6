#include "core/intake/record_index.hpp"

#include "core/intake/key_text.hpp"

#include <algorithm>

namespace mj {
namespace {

/// False: the part is missing.
bool add_part(std::string& key, const Value& value) {
    if (value.index() == 0) return false;
    if (const auto* text = std::get_if<std::string>(&value))
        key += key_text(*text);
    else
        key += std::to_string(std::get<int64_t>(value));
    key += '\x1F';
    return true;
}

} // namespace

std::string business_key(const Register& reg, const std::vector<FieldValue>& values) {
    std::string out;
    for (const int field : reg.key) {
        const auto at = std::find_if(values.begin(), values.end(),
                                     [field](const FieldValue& v) { return v.field == field; });
        if (at == values.end() || !add_part(out, at->value)) return {};
    }
    return out;
}

std::string business_key(const Table& table, const Register& reg, uint32_t row) {
    std::string out;
    for (const int field : reg.key)
        if (!add_part(out, table.column(field).get(row))) return {};
    return out;
}

void RecordIndex::add(std::string_view key, uint32_t row) { rows_.push_back({SipHash().of(key), row}); }
void RecordIndex::settle() { std::sort(rows_.begin(), rows_.end()); }

} // namespace mj
