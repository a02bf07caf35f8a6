#include "core/ledger/codec.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>
#include <map>

using namespace mj;
using namespace mj::test;

namespace {

/// The slow, obvious ledger.
using Naive = std::map<uint64_t, std::pair<RecordHead, std::map<int, Value>>>;

Naive naive(const Ledger& ledger) {
    Naive out;
    const Table& t = ledger.table(0);
    for (uint32_t row = 0; row < t.rows(); ++row) {
        if (!t.alive(row)) continue;
        auto& [head, values] = out[t.head(row).id.bits];
        head = t.head(row);
        for (int f = 0; f < t.fields(); ++f)
            if (t.column(f).has(row)) values[f] = t.column(f).get(row);
    }
    return out;
}

void apply_naive(Naive& records, const Change& change) {
    for (const Edit& e : change.edits) {
        if (e.kind == Edit::Kind::remove) {
            records.erase(e.head.id.bits);
            continue;
        }
        auto& [head, values] = records[e.head.id.bits];
        if (e.kind == Edit::Kind::add) head = e.head;
        head.changed = e.head.changed;
        head.state = e.head.state;
        for (const FieldValue& fv : e.values) {
            if (fv.value.index())
                values[fv.field] = fv.value;
            else
                values.erase(fv.field);
        }
    }
}

Value random_value(Dice& dice, int field) {
    if (dice.roll(5) == 0) return {};
    switch (field) {
    case f_no: return "第" + std::to_string(dice.roll(40)) + "号";
    case f_kind: return int64_t(1 + dice.roll(3));
    case f_open: return int64_t(dice.roll(2));
    case f_date:
    case f_due: return int64_t(19000 + dice.roll(700));
    case f_people: return int64_t(dice.roll(100));
    case f_money: return int64_t(dice.roll(1'000'000'000)) * 1000;
    default: return int64_t(id(1 + dice.roll(30)).bits);
    }
}

Change random_change(Dice& dice, const Naive& records) {
    Change change;
    std::map<uint64_t, bool> used;
    for (uint32_t n = 1 + dice.roll(3); n; --n) {
        const RecordId who = id(1 + dice.roll(30));
        if (used[who.bits]) continue;
        used[who.bits] = true;
        Edit e = add(who.sequence(), {});
        e.head.state = State::draft;
        const bool exists = records.count(who.bits);
        e.kind = !exists ? Edit::Kind::add : dice.roll(4) == 0 ? Edit::Kind::remove : Edit::Kind::update;
        e.head.changed += dice.roll(1000);
        if (e.kind != Edit::Kind::remove)
            for (int f = 0; f <= f_other; ++f) {
                Value v = random_value(dice, f);
                if (dice.roll(2) == 0 || (e.kind == Edit::Kind::add && v.index() == 0)) continue;
                e.values.push_back({f, std::move(v)});
            }
        if (dice.roll(6) == 0) std::reverse(e.values.begin(), e.values.end());
        change.edits.push_back(std::move(e));
    }
    return change;
}

bool returns_the_same(const Catalog& catalog, const Change& change) {
    const Bytes bytes = encode_change(catalog, change);
    const auto again = decode_change(catalog, bytes);
    const bool removing = std::any_of(change.edits.begin(), change.edits.end(),
                                      [](const Edit& e) { return e.kind == Edit::Kind::remove; });
    return again.ok() && *again == change && removes(bytes) == removing;
}

} // namespace

TEST_CASE("random changes, their bytes and their undoing agree with a naive ledger") {
    const Catalog catalog = small_catalog();
    for (uint64_t seed = 1; seed <= 200; ++seed) {
        Dice dice{seed};
        Ledger ledger(catalog);
        Naive records;
        std::vector<std::pair<Change, Naive>> undo;
        Change all; // so many that they are packed
        for (int step = 0; step < 40; ++step) {
            const Change change = random_change(dice, records);
            REQUIRE(ledger.check(change).empty());
            REQUIRE(returns_the_same(catalog, change));
            undo.emplace_back(Change{}, records);
            undo.back().first = ledger.apply(change);
            all.edits.insert(all.edits.end(), change.edits.begin(), change.edits.end());
            const Change& back = undo.back().first;
            if (step % 3 == 0) all.edits.insert(all.edits.end(), back.edits.begin(), back.edits.end());
            apply_naive(records, change);
            REQUIRE(naive(ledger) == records);
            REQUIRE(ledger.records() == records.size());
            if (dice.roll(4) == 0) {
                ledger.apply(undo.back().first);
                records = undo.back().second;
                undo.pop_back();
                REQUIRE(naive(ledger) == records);
            }
        }
        REQUIRE(is_packed(encode_change(catalog, all)));
        REQUIRE(returns_the_same(catalog, all));
        Ledger copy(catalog);
        for (const Bytes& block : encode_rows(ledger, 300)) REQUIRE(decode_rows(copy, block).ok());
        REQUIRE(naive(copy) == records);
        for (; !undo.empty(); undo.pop_back()) {
            ledger.apply(undo.back().first);
            REQUIRE(naive(ledger) == undo.back().second);
        }
        REQUIRE(ledger.records() == 0);
    }
}

TEST_CASE("no mutated byte of a change or of rows is read out of bounds") {
    const Catalog catalog = small_catalog();
    Dice dice{99};
    Ledger ledger(catalog);
    Change change = random_change(dice, {});
    for (uint32_t n = 100; n < 120; ++n)
        change.edits.push_back(
            add(n, {{f_no, std::string("x")}, {f_kind, int64_t(2)}, {f_money, int64_t(5)}}));
    ledger.apply(change);
    const Bytes whole = encode_change(catalog, change);
    const Bytes rows = encode_rows(ledger).at(0);
    for (int i = 0; i < 5000; ++i) {
        for (Bytes bytes : {whole, rows}) {
            for (uint32_t n = 1 + dice.roll(3); n; --n)
                bytes[dice.roll(uint32_t(bytes.size()))] = uint8_t(dice.roll(256));
            bytes.resize(bytes.size() - (dice.roll(3) == 0 ? dice.roll(uint32_t(bytes.size())) : 0));
            (void)decode_change(catalog, bytes);
            Ledger other(catalog);
            (void)decode_rows(other, bytes);
        }
    }
    for (size_t cut = 0; cut < whole.size(); ++cut)
        CHECK_FALSE(decode_change(catalog, ByteView(whole).first(cut)).ok());
    for (size_t cut = 0; cut < rows.size(); ++cut) {
        Ledger other(catalog);
        CHECK_FALSE(decode_rows(other, ByteView(rows).first(cut)).ok());
    }
}

TEST_CASE("rows of a table are packed into a quarter, whatever cells are blank in them") {
    const Catalog catalog = small_catalog();
    Dice dice{7};
    Change change;
    size_t alone = 0;
    for (uint32_t n = 1; n <= 10000; ++n) {
        Edit e = add(n, {});
        for (int f = 0; f <= f_other; ++f)
            if (dice.roll(10))
                e.values.push_back(
                    {f, f == f_no ? Value("第" + std::to_string(n) + "号") : Value(int64_t(1 + n % 3))});
        alone += encode_change(catalog, {{e}}).size();
        change.edits.push_back(std::move(e));
    }
    const Bytes packed = encode_change(catalog, change);
    CHECK(packed.size() * 2 < alone);
    CHECK(returns_the_same(catalog, change));
}

TEST_CASE("a change that cannot be done is refused with its field") {
    const auto add = [](uint32_t n, std::vector<FieldValue> values) {
        Edit out = test::add(n, std::move(values));
        out.head.state = State::draft;
        return out;
    };
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    ledger.apply({{add(1, {{f_no, std::string("a")}})}});
    CHECK(ledger.check({{add(1, {})}}).size() == 1); // exists
    Edit update = add(2, {});
    update.kind = Edit::Kind::update;
    CHECK(ledger.check({{update}}).size() == 1);                                   // does not exist
    CHECK(ledger.check({{add(2, {}), update}}).empty());                           // exists by then
    CHECK(ledger.check({{add(2, {{f_kind, int64_t(4)}})}}).at(0).field == f_kind); // no such code
    CHECK(ledger.check({{add(2, {{f_people, int64_t(-1)}})}}).at(0).field == f_people);
    CHECK(ledger.check({{add(2, {{f_no, std::string("\xFF")}})}}).at(0).field == f_no);
    CHECK(ledger.check({{add(2, {{f_no, int64_t(3)}})}}).at(0).field == f_no);
    Edit approved = add(3, {{f_kind, int64_t(1)}});
    approved.head.state = State::approved;
    CHECK(ledger.check({{approved}}).at(0).field == f_no); // required
    approved.values.push_back({f_no, std::string("b")});
    CHECK(ledger.check({{approved}}).empty());
    Edit clear = add(1, {{f_no, Value{}}});
    clear.kind = Edit::Kind::update;
    clear.head.state = State::checked;
    CHECK(ledger.check({{clear}}).at(0).field == f_no);
}

TEST_CASE("values are written and read by field type") {
    const Catalog catalog = small_catalog();
    const auto& fields = catalog.registers[0].fields;
    const auto same = [&](int f, const char* text) {
        const auto value = parse_value(catalog, fields[size_t(f)], text);
        REQUIRE_MESSAGE(value.ok(), text);
        CHECK(value_text(catalog, fields[size_t(f)], *value) == text);
    };
    same(f_no, "渝涪劳人调〔2023〕0987号");
    same(f_kind, "green");
    same(f_open, "yes");
    same(f_date, "2023-05-06");
    same(f_people, "12");
    same(f_money, "6187.05");
    same(f_money, "0.00");
    same(f_other, "0070000300000001");
    same(f_kind, "");
    CHECK(*parse_value(catalog, fields[f_money], " 1,234.5 ") == Value{int64_t(123450)});
    CHECK(*parse_value(catalog, fields[f_kind], "蓝") == Value{int64_t(3)});
    for (const auto& wrong : std::vector<std::pair<int, const char*>>{{f_kind, "pink"},
                                                                      {f_open, "maybe"},
                                                                      {f_date, "2023-02-30"},
                                                                      {f_people, "1.5"},
                                                                      {f_people, "-1"},
                                                                      {f_money, "1.234"},
                                                                      {f_money, "-3"},
                                                                      {f_money, "1.-5"},
                                                                      {f_money, "99999999999999999"},
                                                                      {f_other, "x"}})
        CHECK_MESSAGE(!parse_value(catalog, fields[size_t(wrong.first)], wrong.second), wrong.second);
}

TEST_CASE("new ids never meet old ones") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    ledger.apply({{add(41, {})}});
    CHECK(ledger.next_id(7, 3).sequence() == 42);
    CHECK(ledger.next_id(7, 3).sequence() == 43);
    CHECK(ledger.next_id(7, 4).sequence() == 1);
}
