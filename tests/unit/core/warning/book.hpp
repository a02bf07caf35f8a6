// A small ledger of the real catalogue, filled in few words.
#pragma once
#include "core/ledger/ledger.hpp"
#include "tests/unit/core/real_catalog.hpp"

namespace mj::test {

inline const Catalog& catalog() { return real_catalog(); }

inline int64_t of(Date day) { return day.days; }
inline int64_t of(RecordId id) { return int64_t(id.bits); }

struct Book {
    Ledger ledger{catalog()};
    uint32_t next = 1;
    int reg(std::string_view id) const { return catalog().find_register(id); }
    int field(std::string_view r, std::string_view f) const {
        return catalog().registers[size_t(reg(r))].find(f);
    }
    uint16_t code(std::string_view r, std::string_view f, std::string_view id) const {
        const Field& of = catalog().registers[size_t(reg(r))].fields[size_t(field(r, f))];
        return uint16_t(catalog().code_lists[size_t(of.codes)].find(id) + 1);
    }
    RecordId add(std::string_view r, std::vector<FieldValue> values) {
        Edit edit;
        edit.kind = Edit::Kind::add;
        edit.reg = reg(r);
        edit.head.id = RecordId::of(1, 1, next++);
        edit.head.state = State::checked;
        edit.values = std::move(values);
        const RecordId id = edit.head.id;
        Change change;
        change.edits.push_back(std::move(edit));
        ledger.apply(change);
        return id;
    }
    RecordId employer() { return add("employer", {{field("employer", "name"), std::string("甲")}}); }
    RecordId lead(RecordId employer, Date day, bool valid = true) {
        return add("lead", {{field("lead", "received"), of(day)},
                            {field("lead", "employer"), of(employer)},
                            {field("lead", "valid"), int64_t(valid)}});
    }
};

} // namespace mj::test
