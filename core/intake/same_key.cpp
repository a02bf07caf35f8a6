#include "core/intake/same_key.hpp"

#include "core/base/key_text.hpp"

#include <algorithm>

namespace mj {

Value led(const Field& field, Value value, const Joined& joined) {
    const auto* bits = std::get_if<int64_t>(&value);
    if (field.type != FieldType::link || !bits || joined.empty()) return value;
    const auto it = joined.find(uint64_t(*bits));
    return it == joined.end() ? value : Value(int64_t(it->second));
}

void lead(const Catalog& catalog, const Joined& joined, Edit& edit) {
    const auto& fields = catalog.registers[size_t(edit.reg)].fields;
    for (FieldValue& fv : edit.values) fv.value = led(fields[size_t(fv.field)], std::move(fv.value), joined);
}

std::string led_key(const Table& table, const Register& reg, uint32_t row, const Joined& joined) {
    std::string out;
    bool any = false;
    for (const int field : reg.key)
        any |= add_key_part(out, led(reg.fields[size_t(field)], table.column(field).get(row), joined));
    return any ? out : std::string();
}

int name_beside_key(const Catalog& catalog, int r) {
    const Register& reg = catalog.registers[size_t(r)];
    const bool in_key = std::find(reg.key.begin(), reg.key.end(), reg.title) != reg.key.end();
    if (in_key || reg.title < 0 || reg.fields[size_t(reg.title)].type != FieldType::text) return -1;
    for (const Register& other : catalog.registers)
        for (const Field& field : other.fields)
            if (field.type == FieldType::link && field.target == r) return reg.title;
    return -1;
}

std::string folded_name(const Table& table, uint32_t row, int name) {
    return key_text(table.column(name).text(row));
}

std::vector<int> targets_first(const Catalog& catalog) {
    const int all = int(catalog.registers.size());
    std::vector<int> out;
    std::vector<uint8_t> done(size_t(all), 0);
    // Keys that lead to each other in a ring are taken as they come.
    for (bool ring = false; int(out.size()) < all;) {
        const size_t before = out.size();
        for (int r = 0; r < all; ++r) {
            const Register& reg = catalog.registers[size_t(r)];
            const bool waits = !ring && std::any_of(reg.key.begin(), reg.key.end(), [&](int f) {
                const Field& field = reg.fields[size_t(f)];
                return field.type == FieldType::link && field.target != r && !done[size_t(field.target)];
            });
            if (done[size_t(r)] || waits) continue;
            done[size_t(r)] = 1;
            out.push_back(r);
        }
        ring = out.size() == before;
    }
    return out;
}

} // namespace mj
