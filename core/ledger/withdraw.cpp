#include "core/ledger/withdraw.hpp"

#include <algorithm>

namespace mj {
namespace {

/// Makes one edit a record of all that a change does to it; returns where each is. Nothing is left of what only came and went.
IdMap<uint32_t> fold_records(Change& change) {
    const IdSet never_here = came_and_went(change);
    IdMap<uint32_t> at;
    std::vector<Edit> out;
    for (Edit& edit : change.edits) {
        const uint64_t id = edit.head.id.bits;
        if (never_here.contains(id)) continue;
        const auto it = at.find(id);
        if (it != at.end()) {
            if (out[it->second].reg == edit.reg) fold(out[it->second], edit);
            continue;
        }
        at[id] = uint32_t(out.size());
        out.push_back(std::move(edit));
    }
    change.edits = std::move(out);
    return at;
}

const Value* value_of(const Edit& edit, int field) {
    const auto it = std::find_if(edit.values.begin(), edit.values.end(),
                                 [field](const FieldValue& fv) { return fv.field == field; });
    return it == edit.values.end() ? nullptr : &it->value;
}

/// What puts the former values in the place of those that came; nothing when none of them is there any more.
std::optional<Edit> restored(const Table& table, uint32_t row, const Edit& came, Edit former, int64_t now) {
    const RecordHead head = table.head(row);
    std::erase_if(former.values, [&](const FieldValue& fv) {
        const Value* brought = value_of(came, fv.field);
        return !brought || *brought == fv.value || table.column(fv.field).get(row) != *brought;
    });
    const bool same_state = came.head.state == former.head.state || head.state != came.head.state;
    if (former.values.empty() && same_state) return std::nullopt;
    if (same_state) former.head.state = head.state;
    former.head.changed = later_version(now, head.changed);
    return former;
}

/// Records to which one leads that stays are not removed.
void keep_linked(const Ledger& ledger, Withdrawal& out) {
    IdSet going;
    IdMap<uint32_t> changing;
    for (const Edit& edit : out.change.edits)
        if (edit.kind == Edit::Kind::remove)
            going.insert(edit.head.id.bits);
        else
            changing[edit.head.id.bits] = uint32_t(&edit - out.change.edits.data());
    const size_t all = going.size();
    for (size_t before = all + 1; going.size() < before && !going.empty();) {
        before = going.size(); // what stays after all may lead to others
        for (const Register& reg : ledger.catalog().registers) {
            const Table& table = ledger.table(int(&reg - ledger.catalog().registers.data()));
            for (int f = 0; f < table.fields(); ++f) {
                if (reg.fields[size_t(f)].type != FieldType::link) continue;
                const auto links = table.column(f).links();
                for (uint32_t row = 0; row < table.rows(); ++row) {
                    if (!links[row] || !table.alive(row)) continue;
                    const auto to = going.find(links[row]);
                    if (to == going.end()) continue;
                    const uint64_t from = table.head(row).id.bits;
                    const auto it = changing.find(from);
                    if (!going.contains(from) &&
                        (it == changing.end() || !value_of(out.change.edits[it->second], f)))
                        going.erase(to);
                }
            }
        }
    }
    if (going.size() == all) return;
    out.kept += std::erase_if(out.change.edits, [&going](const Edit& edit) {
        return edit.kind == Edit::Kind::remove && !going.contains(edit.head.id.bits);
    });
}

} // namespace

Withdrawal withdraw(const Ledger& ledger, Entry batch, bool all, int64_t now) {
    Withdrawal out;
    const IdMap<uint32_t> came = fold_records(batch.change);
    fold_records(batch.before);
    for (Edit& former : batch.before.edits) {
        const auto at = came.find(former.head.id.bits);
        if (at == came.end()) continue;
        const Edit& brought = batch.change.edits[at->second];
        const Table& table = ledger.table(former.reg);
        const int64_t row = table.find(former.head.id);
        if ((row < 0) != (former.kind == Edit::Kind::add)) continue; // it went since, or came back
        std::optional<Edit> back;
        if (former.kind == Edit::Kind::update)
            back = restored(table, uint32_t(row), brought, std::move(former), now);
        else
            back = std::move(former);
        if (!back) continue;
        if (!all && row >= 0 && table.head(uint32_t(row)).changed != brought.head.changed)
            ++out.kept;
        else
            out.change.edits.push_back(std::move(*back));
    }
    if (!all) keep_linked(ledger, out);
    return out;
}

} // namespace mj
