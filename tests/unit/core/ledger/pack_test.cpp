#include "core/ledger/codec.hpp"
#include "core/ledger/pack.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>
#include <limits>

using namespace mj;
using namespace mj::test;

namespace {

template <class T> T any(Dice& dice) {
    return T(uint64_t(dice.roll(UINT32_MAX)) << 32 | dice.roll(UINT32_MAX)) >> dice.roll(sizeof(T) * 8);
}

template <class T> void round_trips() {
    using Limits = std::numeric_limits<T>;
    Dice dice{sizeof(T)};
    for (int i = 0; i < 400; ++i) {
        const T missing = Limits::is_signed ? Limits::min() : T(0);
        const bool sparse = dice.roll(2), wide = dice.roll(2);
        const T base = any<T>(dice);
        std::vector<T> numbers;
        for (uint32_t n = dice.roll(20); n; --n) {
            T value = wide ? any<T>(dice) : T(base + T(dice.roll(3)));
            if (value == missing || dice.roll(9) == 0) value = sparse ? missing : T(missing + 1);
            numbers.push_back(value);
        }
        if (sparse && dice.roll(4) == 0)
            numbers.insert(numbers.end(), {Limits::max(), T(missing + 1), missing});
        const std::optional<T> none = sparse ? std::optional(missing) : std::nullopt;
        ByteWriter out;
        put_numbers(out, numbers, none);
        std::vector<T> again(numbers.size());
        ByteReader in(out.view());
        REQUIRE(
            get_numbers<T>(in, again.data(), uint32_t(again.size()), T(missing + 1), Limits::max(), none));
        REQUIRE(in.left() == 0);
        REQUIRE(again == numbers);
    }
}

template <class T> size_t size_of(const std::vector<T>& numbers, std::optional<T> missing = std::nullopt) {
    ByteWriter out;
    put_numbers(out, numbers, missing);
    return out.size();
}

bool between(const std::vector<int32_t>& numbers, int32_t lowest, int32_t highest) {
    ByteWriter out;
    put_numbers<int32_t>(out, numbers, Column::no_i32);
    std::vector<int32_t> again(numbers.size());
    ByteReader in(out.view());
    return get_numbers<int32_t>(in, again.data(), uint32_t(again.size()), lowest, highest, Column::no_i32);
}

} // namespace

TEST_CASE("numbers come back from as few bytes as their range needs") {
    round_trips<uint8_t>();
    round_trips<uint16_t>();
    round_trips<int32_t>();
    round_trips<int64_t>();
    round_trips<uint64_t>();
    CHECK(size_of<int32_t>({19000, 19001, 19255}) == 9 + 3);
    CHECK(size_of<int32_t>({19000, 19001, 19256}) == 9 + 6);
    CHECK(size_of<int32_t>({19000, Column::no_i32, 19254}, Column::no_i32) == 9 + 3);
    CHECK(size_of<int32_t>({19000, Column::no_i32, 19255}, Column::no_i32) == 9 + 6);
    CHECK(size_of<int64_t>({7, 7, 7, 7}) == 9);
    CHECK(size_of<int32_t>({Column::no_i32, Column::no_i32}, Column::no_i32) == 9);
}

TEST_CASE("numbers outside their bounds are refused") {
    CHECK(between({5, 6, 7}, 5, 7));
    CHECK_FALSE(between({5, 6, 7}, 6, 7));
    CHECK_FALSE(between({5, 6, 7}, 5, 6));
    CHECK(between({5, Column::no_i32, 7}, 5, 7));
    CHECK_FALSE(between({5, Column::no_i32, 7}, 5, 6));
    ByteWriter out;
    put_numbers<uint8_t>(out, {0, 1}, uint8_t(0)); // one is missing
    uint8_t again[2];
    ByteReader in(out.view());
    CHECK_FALSE(get_numbers<uint8_t>(in, again, 2, 0, 255));
    ByteReader cut(out.view().first(out.size() - 1));
    CHECK_FALSE(get_numbers<uint8_t>(cut, again, 2, 0, 255, 0));
}

TEST_CASE("texts come back without what each shares with the one before") {
    Dice dice{5};
    for (int i = 0; i < 300; ++i) {
        std::vector<std::string> texts;
        for (uint32_t n = dice.roll(30); n; --n)
            texts.push_back("渝示劳人调〔2023〕" + std::to_string(dice.roll(2000)) +
                            std::string(dice.roll(3) ? 0 : dice.roll(400), 'x'));
        ByteWriter out;
        put_texts(out, {texts.begin(), texts.end()});
        TextRun run;
        ByteReader in(out.view());
        REQUIRE(get_texts(in, run));
        REQUIRE(run.ends.size() == texts.size() + 1);
        for (size_t n = 0; n < texts.size(); ++n)
            REQUIRE(run.arena.view().substr(run.ends[n], run.ends[n + 1] - run.ends[n]) == texts[n]);
    }
    ByteWriter out;
    put_texts(out, {"0001", "0002", "0003"});
    CHECK(out.size() == 1 + 9 + 3 + 9 + 3 + 4 + 1 + 1);
}

TEST_CASE("a pool that has adopted texts finds them, adds to them and knows whether folding changes them") {
    const auto pool_of = [](const std::vector<std::string_view>& texts) {
        ByteWriter out;
        put_texts(out, texts);
        TextRun run;
        ByteReader in(out.view());
        REQUIRE(get_texts(in, run));
        TextPool pool;
        pool.adopt(std::move(run));
        return pool;
    };
    TextPool pool = pool_of({"甲", "乙", "丙"});
    CHECK(pool.find("乙") == 2);
    CHECK(pool.find("丁") == 0);
    CHECK(pool.plain());
    CHECK(pool.intern("丙") == 3);
    CHECK(pool.intern("A") == 4);
    CHECK_FALSE(pool.plain());
    CHECK(pool.find("A") == 4);
    TextPool other = pool_of({"甲", "乙"});
    const std::string_view more[] = {"乙", "丁"};
    uint32_t numbers[2];
    other.intern_all(more, numbers);
    CHECK(numbers[0] == 2);
    CHECK(numbers[1] == 3);
    CHECK(pool_of({}).find("甲") == 0);
}

TEST_CASE("rows of several segments share their texts") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Change change;
    for (uint32_t n = 1; n <= 2000; ++n)
        change.edits.push_back(
            add(n, {{f_no, "第" + std::to_string(n % 700) + "号"}, {f_kind, int64_t(1 + n % 3)}}));
    ledger.apply(change);
    const std::vector<Bytes> segments = encode_rows(ledger, 2000);
    CHECK(segments.size() > 5);
    Ledger copy(catalog);
    for (const Bytes& segment : segments) REQUIRE(decode_rows(copy, segment).ok());
    CHECK(copy.table(0).column(f_no).pool().count() == 700);
    for (uint32_t row = 0; row < 2000; ++row) {
        REQUIRE(copy.table(0).head(row) == ledger.table(0).head(row));
        REQUIRE(copy.table(0).column(f_no).text(row) == ledger.table(0).column(f_no).text(row));
        REQUIRE(copy.table(0).column(f_kind).get(row) == ledger.table(0).column(f_kind).get(row));
    }
    CHECK_FALSE(decode_rows(copy, segments[0]).ok()); // its ids are there already
}

TEST_CASE("rows of the first form are read") {
    const Catalog catalog = small_catalog();
    const Register& reg = catalog.registers[0];
    ByteWriter out;
    out.text(reg.id);
    out.varint(2);
    for (uint32_t n = 1; n <= 2; ++n) { // heads: id, created, changed, state
        out.put(id(n).bits);
        out.put(int64_t(100));
        out.put(int64_t(200 + n));
        out.put(uint8_t(State::checked));
    }
    out.varint(3);
    out.text(reg.fields[f_no].id); // texts: distinct words, then a number for each row
    out.put(FieldType::text);
    out.varint(1);
    out.text("旧");
    out.varint(1);
    out.varint(0);
    out.text(reg.fields[f_kind].id); // codes likewise, by id
    out.put(FieldType::code);
    out.varint(1);
    out.text(catalog.code_lists[size_t(reg.fields[f_kind].codes)].codes[1].id);
    out.varint(0);
    out.varint(1);
    out.text(reg.fields[f_date].id);
    out.put(FieldType::date);
    out.put(int32_t(19000));
    out.put(Column::no_i32);
    Ledger ledger(catalog);
    const auto rows = decode_rows(ledger, out.view());
    REQUIRE(rows.ok());
    CHECK(rows->to == 2);
    CHECK(peek_rows(catalog, out.view())->to == 2);
    const Table& table = ledger.table(0);
    CHECK(table.head(1) == RecordHead{id(2), 100, 202, State::checked});
    CHECK(table.column(f_no).text(0) == "旧");
    CHECK_FALSE(table.column(f_no).has(1));
    CHECK(table.column(f_kind).get(1) == Value{int64_t(2)});
    CHECK(table.column(f_date).get(0) == Value{int64_t(19000)});
    CHECK_FALSE(table.column(f_date).has(1));
    for (size_t cut = 0; cut < out.size(); ++cut) {
        Ledger other(catalog);
        REQUIRE_FALSE(decode_rows(other, out.view().first(cut)).ok());
    }
}
