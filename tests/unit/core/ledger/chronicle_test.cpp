#include "core/ledger/chronicle.hpp"
#include "core/ledger/codec.hpp"
#include "core/ledger/difference.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

Entry entry(Ledger& ledger, int64_t at, Cause cause, Change change) {
    Entry out{at, cause, std::move(change), {}};
    out.before = ledger.apply(out.change);
    return out;
}

Change update(uint32_t n, std::vector<FieldValue> values, State state = State::draft) {
    Edit edit = add(n, std::move(values));
    edit.kind = Edit::Kind::update;
    edit.head.state = state;
    return {{edit}};
}

/// All values of all living records, by id.
std::map<uint64_t, std::pair<RecordHead, std::vector<Value>>> all(const Ledger& ledger) {
    std::map<uint64_t, std::pair<RecordHead, std::vector<Value>>> out;
    const Table& table = ledger.table(0);
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.alive(row)) continue;
        auto& [head, values] = out[table.head(row).id.bits];
        head = table.head(row);
        for (int f = 0; f < table.fields(); ++f) values.push_back(table.column(f).get(row));
    }
    return out;
}

} // namespace

TEST_CASE("a record that was removed and came back with a file tells also what was before") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Chronicle chronicle;
    const auto put = [&](int64_t at, Cause cause, Change change) {
        chronicle.add(encode_entry(catalog, entry(ledger, at, cause, std::move(change))));
    };
    put(50, Cause::edit, {{add(1, {{f_no, std::string("A")}})}});
    chronicle.add(encode_entry(catalog, {80, Cause::replace, {}, {}}));
    ledger = Ledger(catalog);
    put(100, Cause::edit, {{add(1, {{f_no, std::string("A")}})}});
    Edit gone = add(1, {});
    gone.kind = Edit::Kind::remove;
    put(200, Cause::edit, {{gone}});
    put(300, Cause::merge, {{add(1, {{f_no, std::string("B")}})}});
    const std::vector<Event> events = chronicle.of(catalog, 0, id(1));
    REQUIRE(events.size() == 3); // not what was before all records were replaced
    CHECK(events[0].at == 300);
    CHECK(events[1].kind == Edit::Kind::remove);
    CHECK(events[2].at == 100);
}

TEST_CASE("the chronicle tells of one record when it was changed, from what to what, and why") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Chronicle chronicle;
    const auto put = [&](int64_t at, Cause cause, Change change) {
        chronicle.add(encode_entry(catalog, entry(ledger, at, cause, std::move(change))));
    };
    chronicle.add(encode_entry(catalog, {50, Cause::replace, {}, {}})); // before the record was made
    put(100, Cause::edit, {{add(1, {{f_no, std::string("A")}}), add(2, {})}});
    put(200, Cause::merge, update(1, {{f_no, std::string("B")}, {f_money, int64_t(7)}}, State::void_));
    put(250, Cause::edit, update(2, {{f_money, int64_t(1)}}));
    chronicle.add(encode_entry(catalog, {300, Cause::replace, {}, {}}));
    Edit gone = add(1, {});
    gone.kind = Edit::Kind::remove;
    put(400, Cause::undo, {{gone}});

    Chronicle again; // as it is kept: in files
    for (size_t i = 0; i < chronicle.entries(); i += 2)
        REQUIRE(again.read(chronicle.file(i, std::min(i + 2, chronicle.entries()))).ok());
    REQUIRE(again.entries() == chronicle.entries());
    for (const Chronicle* c : {&chronicle, &again}) {
        const std::vector<Event> events = c->of(catalog, 0, id(1));
        REQUIRE(events.size() == 4);
        CHECK(events[0].at == 400);
        CHECK(events[0].cause == Cause::undo);
        CHECK(events[0].kind == Edit::Kind::remove);
        CHECK(events[0].fields.size() == 2);
        CHECK(events[1].cause == Cause::replace);
        CHECK(events[2].at == 200);
        CHECK(events[2].cause == Cause::merge);
        REQUIRE(events[2].fields.size() == 3);
        CHECK(events[2].fields[0].from == Value(std::string("A")));
        CHECK(events[2].fields[0].to == Value(std::string("B")));
        CHECK(events[2].fields[1].from == Value());
        CHECK(events[2].fields[2].field == -1);
        CHECK(events[3].kind == Edit::Kind::add);
        CHECK(events[3].fields.size() == 1);
        CHECK(c->of(catalog, 0, id(3)).size() == 2); // replaced twice; nothing else is known
    }
    Bytes torn = chronicle.file(0, chronicle.entries());
    torn.pop_back();
    CHECK_FALSE(Chronicle().read(torn).ok());
}

TEST_CASE("the chronicle gives a removed record as it was when it was last removed") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Chronicle chronicle;
    const auto put = [&](int64_t at, Cause cause, Change change) {
        chronicle.add(encode_entry(catalog, entry(ledger, at, cause, std::move(change))));
    };
    const auto removing = [](uint32_t n) {
        Edit gone = add(n, {});
        gone.kind = Edit::Kind::remove;
        return gone;
    };
    const Edit first = add(1, {{f_no, std::string("A")}, {f_kind, int64_t(2)}, {f_money, int64_t(7)}});
    Edit second = first;
    second.values[0].value = std::string("B");
    put(100, Cause::edit, {{first, add(2, {})}});
    CHECK_FALSE(chronicle.removed(catalog, id(1)));
    put(200, Cause::edit, {{removing(1)}});
    CHECK(chronicle.removed(catalog, id(1)) == first);
    CHECK_FALSE(chronicle.removed(catalog, id(2)));
    put(300, Cause::undo, {{first}});
    put(400, Cause::edit, update(1, {{f_no, std::string("B")}}, State::checked));
    second.head.changed = all(ledger)[id(1).bits].first.changed;
    put(500, Cause::merge, {{add(3, {}), removing(1)}}); // one of several edits
    CHECK(chronicle.removed(catalog, id(1)) == second);
    CHECK(chronicle.removal(catalog, 4).at == 500);
    CHECK(chronicle.removal(catalog, 4).records == std::vector<Edit>{second});
    CHECK(chronicle.removal(catalog, 4, 501).records.empty());
    put(600, Cause::undo, {{removing(3)}}); // that it was added is taken back
    CHECK_FALSE(chronicle.removed(catalog, id(3)));
    chronicle.add(encode_entry(catalog, {700, Cause::replace, {}, {}}));
    CHECK(chronicle.since_replaced() == chronicle.entries());
    CHECK_FALSE(chronicle.removed(catalog, id(1)));
}

TEST_CASE("whether a change removes a record is read from its bytes, sound or cut") {
    const Catalog catalog = small_catalog();
    Dice dice{5};
    int removing = 0;
    for (int i = 0; i < 500; ++i) {
        Change change;
        for (uint32_t n = dice.roll(4); n; --n) {
            Edit edit = add(n, {});
            edit.kind = Edit::Kind(dice.roll(8) ? dice.roll(2) : 2);
            if (dice.roll(2)) edit.values.push_back({f_no, std::string(dice.roll(200), 'x')});
            if (dice.roll(2)) edit.values.push_back({f_kind, dice.roll(2) ? Value(int64_t(1)) : Value()});
            if (dice.roll(2)) edit.values.push_back({f_money, int64_t(dice.roll(9))});
            change.edits.push_back(std::move(edit));
        }
        const bool any = std::any_of(change.edits.begin(), change.edits.end(),
                                     [](const Edit& e) { return e.kind == Edit::Kind::remove; });
        removing += any;
        const Bytes bytes = encode_change(catalog, change);
        REQUIRE(removes(bytes) == any);
        for (size_t size = 0; size < bytes.size(); ++size)
            REQUIRE((any || !removes(ByteView(bytes).first(size))));
    }
    CHECK(removing > 50);
}

TEST_CASE("the difference of two ledgers, applied to the one, gives the other") {
    const Catalog catalog = small_catalog();
    for (uint64_t seed = 1; seed <= 200; ++seed) {
        Dice dice{seed};
        Ledger a(catalog), b(catalog);
        for (uint32_t n = 1; n <= 60; ++n) {
            const Edit edit =
                add(n, {{f_no, std::string(1 + dice.roll(3), 'x')}, {f_money, int64_t(dice.roll(2))}});
            if (dice.roll(4)) a.apply({{edit}});
            Edit other = edit;
            if (dice.roll(3) == 0) other.values.pop_back();
            if (dice.roll(5) == 0) other.head.state = State::void_;
            if (dice.roll(5) == 0) other.head.changed += 9;
            if (dice.roll(4)) b.apply({{other}});
        }
        Difference difference(a, b, 100);
        while (!difference.step(Deadline(std::chrono::milliseconds(0)))) {
        }
        auto change = difference.take();
        REQUIRE(change);
        CHECK(change->edits.size() == difference.added() + difference.changed() + difference.removed());
        const auto before = all(a);
        const Change back = a.apply(*change);
        REQUIRE(all(a) == all(b));
        a.apply(back);
        REQUIRE(all(a) == before);
    }
    Ledger a(catalog), b(catalog);
    for (uint32_t n = 1; n <= 9; ++n) b.apply({{add(n, {})}});
    Difference many(a, b, 8);
    REQUIRE(many.step(Deadline::never()));
    CHECK(many.added() == 9);
    CHECK_FALSE(many.take());
    a.apply({{add(1, {})}});
    Edit older = add(1, {});
    older.head.created = 1;
    Ledger c(catalog);
    c.apply({{older}});
    Difference made(a, c, 8);
    REQUIRE(made.step(Deadline::never()));
    CHECK(made.changed() == 1);
    CHECK_FALSE(made.take()); // it was made at another time: no change says that
}

TEST_CASE(
    "the chronicle says who did it and with which file, and reads entries of programs that did not know") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    // As programs up to 0.2.0 write "record 1 was added at 700": time, why, how long the change is, the change, what takes
    // it back.
    const auto change = [](uint8_t kind, bool values) {
        ByteWriter out;
        out.varint(1);
        out.put(kind);
        out.text("thing");
        out.put(id(1).bits);
        out.put(int64_t(1'700'000'000));
        out.put(int64_t(1'700'000'000));
        out.put(uint8_t(1));
        out.varint(values);
        if (values) {
            out.text("no");
            out.put(uint8_t(2));
            out.text("A");
        }
        return out.take();
    };
    const Bytes added = change(0, true), removed = change(2, false);
    ByteWriter former;
    former.put(int64_t(700));
    former.put(uint8_t(0));
    former.varint(added.size());
    former.raw(added.data(), added.size());
    former.raw(removed.data(), removed.size());
    const Bytes old = former.take();
    const auto read = decode_entry(catalog, old);
    REQUIRE(read);
    CHECK(read->at == 700);
    CHECK(read->by == Byline{});
    CHECK(encode_entry(catalog, *read) == old); // what nobody has signed is written as before

    Chronicle chronicle;
    chronicle.add(old);
    ledger.apply(read->change);
    Entry batch = entry(ledger, 800, Cause::merge, update(1, {{f_no, std::string("B")}}));
    batch.by = {"周明", "名册.xlsx", "三月"};
    const Bytes signed_bytes = encode_entry(catalog, batch);
    chronicle.add(signed_bytes);
    Edit gone = add(1, {});
    gone.kind = Edit::Kind::remove;
    Entry last = entry(ledger, 900, Cause::edit, {{gone}});
    last.by.who = "何静";
    chronicle.add(encode_entry(catalog, last));
    CHECK(*chronicle.entry(catalog, 1) == batch);
    CHECK(*chronicle.entry(catalog, 2) == last);
    CHECK(chronicle.brief(0).by == Byline{});
    CHECK(chronicle.brief(1).at == 800);
    CHECK(chronicle.brief(1).cause == Cause::merge);
    CHECK(chronicle.brief(1).by == batch.by);
    CHECK(chronicle.brief(2).by == last.by);
    const std::vector<Event> events = chronicle.of(catalog, 0, id(1));
    REQUIRE(events.size() == 3);
    CHECK(events[0].by.who == "何静");
    CHECK(events[1].by == batch.by);
    CHECK(events[2].by == Byline{});
    const Chronicle::Removal removal = chronicle.removal(catalog, 2);
    CHECK(removal.who == "何静");
    REQUIRE(removal.records.size() == 1);
    CHECK(removal.records[0].values[0].value == Value(std::string("B")));

    // A replacement that is signed is one all the same, and one that was undone removes nothing.
    last.cause = Cause::undo;
    chronicle.add(encode_entry(catalog, last));
    CHECK(chronicle.removal(catalog, 3).records.empty());
    CHECK(chronicle.since_replaced() == 0);
    chronicle.add(encode_entry(catalog, {950, Cause::replace, {}, {}, {"何静", {}, {}}}));
    CHECK(chronicle.since_replaced() == 5);

    for (size_t length = 0; length < signed_bytes.size(); ++length) // nothing cut off is taken for whole
        CHECK_FALSE(decode_entry(catalog, ByteView(signed_bytes).first(length)));
}
