#include "core/intake/record_index.hpp"

#include <algorithm>

namespace mj {

std::string business_key(const Register& reg, const std::vector<FieldValue>& values) {
    std::string out;
    for (const int field : reg.key) {
        const auto at = std::find_if(values.begin(), values.end(),
                                     [field](const FieldValue& v) { return v.field == field; });
        if (at == values.end() || !add_key_part(out, at->value)) return {};
    }
    return out;
}

std::string business_key(const Table& table, const Register& reg, uint32_t row) {
    std::string out;
    for (const int field : reg.key)
        if (!add_key_part(out, table.column(field).get(row))) return {};
    return out;
}

void RecordIndex::add(std::string_view key, uint32_t row) { rows_.push_back({SipHash().of(key), row}); }
void RecordIndex::settle() { std::sort(rows_.begin(), rows_.end()); }

} // namespace mj
