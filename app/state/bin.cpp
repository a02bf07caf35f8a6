#include "app/state/bin.hpp"

#include <algorithm>

namespace mj {

uint64_t links_gone(const Ledger& ledger, const Edit& record) {
    uint64_t out = 0;
    const auto& fields = ledger.catalog().registers[size_t(record.reg)].fields;
    for (const FieldValue& fv : record.values) {
        const Field& field = fields[size_t(fv.field)];
        const auto* bits = std::get_if<int64_t>(&fv.value);
        if (field.type == FieldType::link && bits &&
            ledger.table(field.target).find(RecordId{uint64_t(*bits)}) < 0)
            out |= uint64_t(1) << fv.field;
    }
    return out;
}

bool Bin::step(const Deadline& deadline) {
    while (!finished()) {
        const Chronicle::Removal removal = chronicle_->removal(ledger_->catalog(), --next_, since_);
        for (const Edit& record : removal.records) {
            const RecordId id = record.head.id;
            if (ledger_->table(record.reg).find(id) >= 0 || !seen_.insert(id.bits).second) continue;
            const int title = ledger_->catalog().registers[size_t(record.reg)].title;
            const auto it = std::find_if(record.values.begin(), record.values.end(),
                                         [title](const FieldValue& fv) { return fv.field == title; });
            lines_.push_back({record.reg, id, removal.at, it == record.values.end() ? Value{} : it->value,
                              links_gone(*ledger_, record), removal.who});
        }
        if (next_ % 64 == 0 && deadline.passed()) break;
    }
    return finished();
}

} // namespace mj
