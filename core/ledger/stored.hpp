// What the readers of stored bytes share: changes, rows, rows of the former form.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/shown.hpp"
#include "core/ledger/ledger.hpp"

namespace mj::stored {

inline Problem damaged(std::string where) {
    return {"the stored bytes are damaged", std::move(where), "restore a backup file"};
}

inline Problem newer(std::string what, std::string where) {
    return {std::move(what), std::move(where), "use the newer program that wrote it"};
}

inline RecordHead get_head(ByteReader& in) {
    RecordHead head;
    head.id.bits = in.get<uint64_t>();
    head.created = in.get<int64_t>();
    head.changed = in.get<int64_t>();
    head.state = State(in.get<uint8_t>());
    return head;
}

/// How many fields, then of each its id, its type and what `get_column(field)` reads; nothing may follow.
template <class GetColumn>
Outcome<> get_fields(ByteReader& in, const Register& reg, const GetColumn& get_column) {
    const uint64_t fields = in.varint();
    for (uint64_t i = 0; i < fields && in.ok(); ++i) {
        const std::string id(in.text());
        const FieldType type = FieldType(in.get<uint8_t>());
        const int f = reg.find(id);
        if (f < 0 || reg.fields[size_t(f)].type != type)
            return newer("unknown field " + in_quotes(id) + " or of another type",
                         "stored rows of " + reg.id);
        if (auto done = get_column(f); !done) return done.problem();
    }
    if (!in.ok() || in.left()) return damaged(reg.id);
    return Done{};
}

} // namespace mj::stored
