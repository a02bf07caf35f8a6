#include "app/state/name.hpp"

#include "app/text/texts.hpp"

namespace mj {

std::string record_name(const Ledger& ledger, int reg, uint32_t row) {
    const int title = ledger.catalog().registers[size_t(reg)].title;
    return title < 0 ? std::string() : record_name(ledger, reg, ledger.table(reg).column(title).get(row));
}

std::string record_name(const Ledger& ledger, int reg, const Value& value) {
    const Register& r = ledger.catalog().registers[size_t(reg)];
    if (r.title < 0) return {};
    const Field& field = r.fields[size_t(r.title)];
    if (field.type != FieldType::link) return cell_text(ledger.catalog(), field, value);
    const auto* bits = std::get_if<int64_t>(&value);
    if (!bits || field.target == reg)
        return {}; // a register that is titled by itself could go round in circles
    return record_name(ledger, field.target, RecordId{uint64_t(*bits)});
}

std::string record_name(const Ledger& ledger, int reg, RecordId id) {
    const int64_t row = ledger.table(reg).find(id);
    return row < 0 ? std::string() : record_name(ledger, reg, uint32_t(row));
}

std::string field_names(const Register& reg, uint64_t fields) {
    std::string out;
    for (size_t f = 0; f < reg.fields.size(); ++f)
        if (fields >> f & 1) out += (out.empty() ? "" : tr(T::list_and)) + pick(reg.fields[f].name);
    return out;
}

} // namespace mj
