// What the readers of stored bytes share: changes, rows, rows of the former form.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/shown.hpp"
#include "core/ledger/ledger.hpp"

namespace mj::stored {

inline Problem damaged(Saying where) {
    return {say(Said::bytes_damaged), std::move(where), say(Said::restore_backup)};
}

inline Problem newer(Saying what, Saying where) {
    return {std::move(what), std::move(where), say(Said::newer_writer)};
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
            return newer(say(Said::field_otherwise, in_quotes(id)), say(Said::at_rows_of, reg.id));
        if (auto done = get_column(f); !done) return done.problem();
    }
    if (!in.ok() || in.left()) return damaged(say(Said::at_some_register, reg.id));
    return Done{};
}

} // namespace mj::stored
