#include "core/ledger/chronicle.hpp"

#include "core/ledger/codec.hpp"
#include "core/ledger/stored.hpp"

#include <algorithm>
#include <cstring>

namespace mj {
namespace {

constexpr size_t cause_at = 8; // behind the time
constexpr uint8_t has_byline =
    0x80; // with the cause; programs from before bylines do not take such an entry for another

Cause cause_of(ByteView entry) { return Cause(entry[cause_at] & ~has_byline); }

Byline read_byline(ByteReader& in) {
    Byline out;
    for (std::string* text : {&out.who, &out.file, &out.sheet}) *text = in.text();
    return out;
}

bool mentions(ByteView entry, uint64_t id) {
    uint8_t sought[8];
    std::memcpy(sought, &id, sizeof id); // as encode_change writes it
    return std::search(entry.begin(), entry.end(), std::begin(sought), std::end(sought)) != entry.end();
}

/// All that a change does to a record, as one edit; nothing when it leaves it, or adds and removes it.
std::optional<Edit> edit_of(const Change& change, int reg, RecordId id) {
    std::optional<Edit> out;
    for (const Edit& edit : change.edits) {
        if (edit.reg != reg || edit.head.id != id) continue;
        if (!out)
            out = edit;
        else if (!fold(*out, edit))
            return std::nullopt;
    }
    return out;
}

Event event_of(const Entry& entry, const Edit& edit, const std::optional<Edit>& before) {
    Event out{entry.at, entry.cause, edit.kind, {}, entry.by};
    const auto value_in = [](const std::optional<Edit>& of, int field) {
        if (of)
            for (const FieldValue& fv : of->values)
                if (fv.field == field) return fv.value;
        return Value{};
    };
    for (const FieldValue& fv : edit.values) {
        Value from = value_in(before, fv.field);
        if (from != fv.value) out.fields.push_back({fv.field, std::move(from), fv.value});
    }
    if (edit.kind == Edit::Kind::remove && before)
        for (const FieldValue& fv : before->values) out.fields.push_back({fv.field, fv.value, {}});
    if (edit.kind == Edit::Kind::update && before && before->head.state != edit.head.state)
        out.fields.push_back({-1, int64_t(before->head.state), int64_t(edit.head.state)});
    return out;
}

} // namespace

Bytes encode_entry(const Catalog& catalog, const Entry& entry) {
    return encode_entry(entry.at, entry.cause, entry.by, encode_change(catalog, entry.change),
                        encode_change(catalog, entry.before));
}

Bytes encode_entry(int64_t at, Cause cause, const Byline& by, ByteView change, ByteView before) {
    ByteWriter out;
    constexpr size_t rest = 64; // about; the texts may want more
    out.reserve(change.size() + before.size() + rest);
    const bool with_byline = by != Byline{};
    out.put(at);
    out.put(uint8_t(uint8_t(cause) | (with_byline ? has_byline : 0)));
    out.varint(change.size());
    out.raw(change.data(), change.size());
    if (with_byline) out.varint(before.size());
    out.raw(before.data(), before.size());
    if (with_byline)
        for (const std::string* text : {&by.who, &by.file, &by.sheet}) out.text(*text);
    return out.take();
}

Outcome<Entry> decode_entry(const Catalog& catalog, ByteView bytes) {
    ByteReader in(bytes);
    Entry out;
    out.at = in.get<int64_t>();
    const uint8_t cause = in.get<uint8_t>();
    out.cause = Cause(cause & ~has_byline);
    const ByteView change = in.take(in.varint()),
                   back = in.take(cause & has_byline ? in.varint() : in.left());
    if (cause & has_byline) out.by = read_byline(in);
    if (!in.ok() || in.left() || out.cause > Cause::withdraw) return stored::damaged(say(Said::at_history));
    auto done = decode_change(catalog, change);
    if (!done) return done.problem();
    out.change = std::move(*done);
    auto before = decode_change(catalog, back);
    if (!before) return before.problem();
    out.before = std::move(*before);
    return out;
}

void Chronicle::add(ByteView entry) {
    if (entry.size() > cause_at && cause_of(entry) == Cause::replace) replacements_.push_back(ends_.size());
    bytes_.insert(bytes_.end(), entry.begin(), entry.end());
    ends_.push_back(bytes_.size());
}

ByteView Chronicle::entry(size_t i) const {
    const size_t from = i ? ends_[i - 1] : 0;
    return ByteView(bytes_).subspan(from, ends_[i] - from);
}

Brief Chronicle::brief(size_t i) const {
    ByteReader in(entry(i));
    Brief out;
    out.at = in.get<int64_t>();
    const uint8_t cause = in.get<uint8_t>();
    out.cause = Cause(cause & ~has_byline);
    if (!(cause & has_byline)) return out;
    (void)in.take(in.varint());
    (void)in.take(in.varint());
    out.by = read_byline(in);
    return out;
}

ByteView Chronicle::change(size_t i) const {
    ByteReader in(entry(i));
    (void)in.take(cause_at + 1);
    return in.take(in.varint());
}

ByteView Chronicle::before(size_t i) const {
    ByteReader in(entry(i));
    (void)in.take(cause_at);
    const bool signed_ = in.get<uint8_t>() & has_byline;
    (void)in.take(in.varint());
    return in.take(signed_ ? in.varint() : in.left());
}

Chronicle Chronicle::recent() const {
    Chronicle out;
    for (size_t i = since_replaced(); i < entries(); ++i) out.add(entry(i));
    return out;
}

bool Chronicle::tells(const Catalog& catalog, const Chronicle& other) const {
    const auto first_record = [&catalog](const Chronicle& of, size_t i) {
        ChangeReader in(catalog, of.change(i));
        const auto edit = in.left() ? in.next() : Outcome<Edit>(Edit{});
        return edit ? edit->head.id : RecordId{};
    };
    if (!other.entries()) return true;
    const size_t last = other.entries() - 1;
    const Brief sought = other.brief(last);
    for (size_t i = entries(); i-- > since_replaced();) {
        const Brief brief = this->brief(i);
        if (brief.at == sought.at && brief.cause == sought.cause && brief.by == sought.by &&
            first_record(*this, i) == first_record(other, last))
            return true;
    }
    return false;
}

Bytes Chronicle::file(size_t from, size_t to) const {
    ByteWriter out;
    for (size_t i = from; i < to; ++i) {
        const ByteView bytes = entry(i);
        out.varint(bytes.size());
        out.raw(bytes.data(), bytes.size());
    }
    return out.take();
}

Outcome<> Chronicle::read(ByteView file) {
    ByteReader in(file);
    while (in.left()) {
        const ByteView bytes = in.take(in.varint());
        if (!in.ok()) return stored::damaged(say(Said::at_history));
        add(bytes);
    }
    return Done{};
}

std::vector<Event> Chronicle::of(const Catalog& catalog, int reg, RecordId id) const {
    std::vector<Event> out;
    auto replaced = replacements_.rbegin();
    for (size_t i = ends_.size(); i--;) {
        const bool all = replaced != replacements_.rend() && *replaced == i;
        // It was made then. What lies before it is of the same record, if that was removed and came back with a file.
        if (all && !out.empty() && out.back().kind == Edit::Kind::add &&
            (out.back().cause == Cause::edit || out.back().cause == Cause::merge))
            break;
        if (all) ++replaced;
        if (!all && !mentions(entry(i), id.bits)) continue;
        const auto found = decode_entry(catalog, entry(i));
        if (!found) continue;
        if (all)
            out.push_back({found->at, found->cause, Edit::Kind::add, {}, found->by});
        else if (const auto edit = edit_of(found->change, reg, id))
            out.push_back(event_of(*found, *edit, edit_of(found->before, reg, id)));
    }
    return out;
}

bool fold(Edit& into, const Edit& next) {
    if (next.kind == Edit::Kind::remove) {
        if (into.kind == Edit::Kind::add) return false;
        into = next;
        return true;
    }
    into.head = next.head;
    for (const FieldValue& fv : next.values) {
        const auto it = std::find_if(into.values.begin(), into.values.end(),
                                     [&](const FieldValue& v) { return v.field == fv.field; });
        if (it == into.values.end())
            into.values.push_back(fv);
        else
            it->value = fv.value;
    }
    return true;
}

IdSet came_and_went(const Change& change) {
    IdSet added, out;
    for (const Edit& edit : change.edits)
        if (edit.kind == Edit::Kind::add)
            added.insert(edit.head.id.bits);
        else if (edit.kind == Edit::Kind::remove && added.contains(edit.head.id.bits))
            out.insert(edit.head.id.bits);
    return out;
}

Chronicle::Removal Chronicle::removal(const Catalog& catalog, size_t i, int64_t since) const {
    ByteReader in(entry(i));
    Removal out;
    out.at = in.get<int64_t>();
    // Redoing can bring back what undoing removed, and whoever undoes a restoration finds the removal before it.
    const auto cause = [&in] { return Cause(in.get<uint8_t>() & ~has_byline); };
    if (out.at < since || cause() == Cause::undo || !removes(in.take(in.varint()))) return out;
    auto read = decode_entry(catalog, entry(i));
    if (!read) return out;
    out.who = std::move(read->by.who);
    const IdSet never_here = came_and_went(read->change);
    for (Edit& edit : read->before.edits)
        if (edit.kind == Edit::Kind::add && !never_here.contains(edit.head.id.bits))
            out.records.push_back(std::move(edit));
    return out;
}

std::optional<Edit> Chronicle::removed(const Catalog& catalog, RecordId id) const {
    for (size_t i = ends_.size(); i-- > since_replaced();) {
        if (!mentions(entry(i), id.bits)) continue;
        for (Edit& edit : removal(catalog, i).records)
            if (edit.head.id == id) return std::move(edit);
    }
    return std::nullopt;
}

} // namespace mj
