// What was done to the records travels in the data file: written, read and written again, and what a reader refuses.
#include "core/exchange/json_file.hpp"
#include "core/exchange/json_history.hpp"
#include "core/ledger/codec.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/effort.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

std::string told(const Ledger& ledger, const Chronicle& history) {
    std::string out;
    const auto task = JsonExport::start(
        ledger, "here",
        [&](ByteView piece) { out.append(reinterpret_cast<const char*>(piece.data()), piece.size()); }, false,
        &history);
    while (!task->step(Deadline::never())) {
    }
    CHECK_FALSE(task->problem());
    return out;
}

/// Records with what was done to them.
struct Desk {
    explicit Desk(const Catalog& of) : catalog(of), ledger(of) {}
    void act(int64_t at, Cause cause, Change change, Byline by = {}) {
        Entry entry{at, cause, std::move(change), {}, std::move(by)};
        REQUIRE(ledger.possible(entry.change).empty());
        entry.before = ledger.apply(entry.change);
        entries.push_back(entry);
        history.add(encode_entry(catalog, entry));
    }
    const Catalog& catalog;
    Ledger ledger;
    Chronicle history;
    std::vector<Entry> entries;
};

Edit update(uint32_t n, int64_t at, std::vector<FieldValue> values, State state = State::checked) {
    Edit edit = add(n, std::move(values));
    edit.kind = Edit::Kind::update;
    edit.head.changed = at;
    edit.head.state = state;
    return edit;
}

Edit removal(uint32_t n) {
    Edit edit = add(n, {});
    edit.kind = Edit::Kind::remove;
    return edit;
}

/// An edit as its meaning: what does not count is left out.
Edit plain(Edit edit) {
    if (edit.kind == Edit::Kind::remove) edit.head = {edit.head.id, 0, 0, State::draft};
    if (edit.kind == Edit::Kind::update) edit.head.created = 0;
    std::sort(edit.values.begin(), edit.values.end(),
              [](const FieldValue& a, const FieldValue& b) { return a.field < b.field; });
    return edit;
}

void check_same(const Change& a, const Change& b) {
    REQUIRE(a.edits.size() == b.edits.size());
    for (size_t i = 0; i < a.edits.size(); ++i) CHECK(plain(a.edits[i]) == plain(b.edits[i]));
}

/// The file gives the same actions back, and they the same file.
void check_travels(const Desk& office, size_t piece = 0) {
    const std::string text = told(office.ledger, office.history);
    const auto task = imported(office.catalog, text, piece);
    REQUIRE_MESSAGE(!task->problem(), task->problem()->text());
    CHECK(task->info().actions == office.entries.size());
    const Ledger ledger = task->take();
    const Chronicle history = task->take_history();
    REQUIRE(history.entries() == office.entries.size());
    for (size_t i = 0; i < office.entries.size(); ++i) {
        const auto entry = history.entry(office.catalog, i);
        REQUIRE(entry);
        CHECK(entry->at == office.entries[i].at);
        CHECK(entry->cause == office.entries[i].cause);
        CHECK(entry->by == office.entries[i].by);
        check_same(entry->change, office.entries[i].change);
        check_same(entry->before, office.entries[i].before);
    }
    CHECK(told(ledger, history) == text);
    CHECK(office.history.tells(office.catalog, history));
    CHECK(history.tells(office.catalog, office.history));
}

const std::string name_a = "甲方", name_b = "乙\"方\n";

Desk some_actions(const Catalog& catalog) {
    Desk o(catalog);
    o.act(100, Cause::merge, {{add(1, {{f_no, name_a}, {f_kind, int64_t(2)}}), add(2, {{f_no, name_b}})}},
          {"王芳", "二月.xlsx", "台账"});
    o.act(200, Cause::edit, {{update(1, 200, {{f_kind, int64_t(3)}, {f_money, int64_t(123)}})}},
          {"李明", {}, {}});
    o.act(300, Cause::edit, {{update(1, 300, {{f_money, {}}}, State::approved)}});
    o.act(400, Cause::edit, {{removal(2)}});
    o.act(500, Cause::undo, {{o.entries.back().before.edits.front()}});
    o.act(600, Cause::merge,
          {{add(3, {{f_no, name_a}}), removal(3)}}); // it came with a file and did not stay
    return o;
}

} // namespace

TEST_CASE("what was done to the records comes back from the data file, action by action") {
    const Catalog catalog = small_catalog();
    Desk o = some_actions(catalog);
    check_travels(o);
    check_travels(o, 1);
    o.act(700, Cause::edit, {{removal(1)}}); // now the file has nothing of it but its history
    check_travels(o, 7);
    const std::string text = told(o.ledger, o.history);
    CHECK(text.find("\"version\":3") != text.npos);
    CHECK(text.find("甲方") != text.npos);
    CHECK(text.find("\"who\":\"王芳\",\"file\":\"二月.xlsx\"") != text.npos);
}

TEST_CASE("an addition says in the file only what has changed in its record since") {
    const Catalog catalog = small_catalog();
    const Desk o = some_actions(catalog);
    const std::string text = told(o.ledger, o.history);
    const size_t at = text.find("{\"add\":\"thing\",\"id\":\"" + id(1).text());
    REQUIRE(at != text.npos);
    const std::string line = text.substr(at, text.find('\n', at) - at);
    CHECK(line.find("\"kind\":\"green\"") != line.npos);
    CHECK(line.find("\"state\":\"checked\"") != line.npos);
    CHECK(line.find("甲方") == line.npos);
    CHECK(line.find("money") == line.npos); // it was missing then, and is again
}

TEST_CASE("any actions whatever travel in the data file") {
    const Catalog catalog = small_catalog();
    Dice dice{20261130};
    for (int run = 0; run < effort(60); ++run) {
        Desk o(catalog);
        uint32_t next = 1;
        std::vector<uint32_t> there;
        for (int64_t at = 1000; at < 1000 + 12; ++at) {
            Change change;
            IdSet touched;
            const uint32_t edits =
                dice.roll(4) ? 1 + dice.roll(3) : ChangeWriter::packed_from - 1 + dice.roll(3);
            for (uint32_t e = 0; e < edits; ++e) {
                const uint32_t what = there.empty() ? 0 : dice.roll(4);
                std::vector<FieldValue> values{{f_no, "号" + std::to_string(dice.roll(5))}};
                if (dice.roll(2)) values.push_back({f_kind, int64_t(1 + dice.roll(3))});
                if (dice.roll(2)) values.push_back({f_open, int64_t(dice.roll(2))});
                if (dice.roll(2)) values.push_back({f_money, int64_t(dice.roll(100000))});
                if (what < 2) {
                    there.push_back(next);
                    change.edits.push_back(add(next++, values));
                    touched.insert(change.edits.back().head.id.bits);
                    continue;
                }
                const size_t which = dice.roll(uint32_t(there.size()));
                if (!touched.insert(id(there[which]).bits).second) continue;
                if (what == 2) {
                    if (dice.roll(2)) values.push_back({f_people, {}});
                    change.edits.push_back(update(there[which], at, values, State(dice.roll(4))));
                } else {
                    change.edits.push_back(removal(there[which]));
                    there.erase(there.begin() + ptrdiff_t(which));
                }
            }
            o.act(at, Cause(dice.roll(4)), change, dice.roll(2) ? Byline{} : Byline{"谁", "文件", {}});
        }
        check_travels(o, dice.roll(2) ? 0 : 1 + dice.roll(200));
    }
}

TEST_CASE("what was done before all records were replaced does not travel") {
    const Catalog catalog = small_catalog();
    Desk o = some_actions(catalog);
    Chronicle whole;
    Edit other = add(9, {{f_no, name_a}});
    whole.add(encode_entry(catalog, {50, Cause::edit, {{other}}, {{removal(9)}}}));
    whole.add(encode_entry(catalog, {60, Cause::replace, {}, {}}));
    REQUIRE(whole.read(o.history.file(0, o.history.entries())));
    CHECK(told(o.ledger, whole) == told(o.ledger, o.history));
    CHECK(whole.recent().entries() == o.history.entries());
}

TEST_CASE("a file without a history is what it was before there were histories") {
    const Catalog catalog = small_catalog();
    const Desk o = some_actions(catalog);
    CHECK(told(o.ledger, {}) == exported(o.ledger));
    CHECK(exported(o.ledger).find("\"version\":1") != std::string::npos);
    CHECK(imported(catalog, exported(o.ledger))->take_history().entries() == 0);
}

TEST_CASE("an action that cannot be written stays out and is counted; the file is sound") {
    const Catalog catalog = small_catalog();
    Desk o = some_actions(catalog);
    Catalog older = small_catalog();
    older.registers[0].id = "gone"; // a register that this catalogue does not know
    o.history.add(encode_entry(older, {800, Cause::edit, {{add(4, {})}}, {{removal(4)}}}));
    o.history.add(
        encode_entry(catalog, {900, Cause::edit, {{add(5, {{f_money, int64_t(-1)}})}}, {{removal(5)}}}));
    Edit last = add(5, {});
    last.head.id.bits |= 0xFFFFFFFF;
    o.history.add(encode_entry(catalog, {950, Cause::edit, {{last}}, {}}));
    std::string out;
    const auto task = JsonExport::start(
        o.ledger, "here",
        [&](ByteView piece) { out.append(reinterpret_cast<const char*>(piece.data()), piece.size()); }, false,
        &o.history);
    while (!task->step(Deadline::never())) {
    }
    CHECK(task->info().left_out == 3);
    CHECK(task->info().actions == o.entries.size());
    const auto back = imported(catalog, out);
    CHECK_FALSE(back->problem());
    CHECK(back->info().actions == o.entries.size());
}

TEST_CASE("what belongs to no register, or takes back what was not done, is neither read nor written") {
    const Catalog catalog = two_registers();
    Desk o(catalog);
    o.act(100, Cause::edit, {{add(1, {{f_no, name_a}})}});
    o.act(200, Cause::edit, {{update(1, 200, {{f_no, name_b}})}});
    const std::string text = told(o.ledger, o.history);
    REQUIRE(import_error(catalog, text) == "");
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string out = text;
        out.replace(out.rfind(from), from.size(), to);
        return import_error(catalog, with_checksum(out));
    };
    CHECK(with("\"update\":\"thing\"", "\"update\":\"more\"").find("not the opposite") != std::string::npos);
    CHECK(with("{\"add\":\"thing\"", "{\"add\":\"more\"") != "");
    CHECK(with("{\"add\":\"thing\"", "{\"created\":\"1970-01-01T00:05:00Z\",\"add\":\"more\"")
              .find("created") != std::string::npos);
    CHECK(with("\"fields\":{\"no\":\"甲方\"}", "\"fields\":{}").find("not the opposite") !=
          std::string::npos);
    CHECK(with("\"before\":[", "\"before\":[],\"before\":[").find("twice") != std::string::npos);
    CHECK(with("\"cause\":\"edit\"", "\"cause\":\"edit\",\"cause\":\"undo\"").find("twice") !=
          std::string::npos);
    CHECK(with("{\"update\":\"thing\",", "{\"update\":\"thing\",\"created\":\"1970-01-01T00:05:00Z\",")
              .find("created") != std::string::npos);

    Edit other = update(1, 300, {{f_no, name_a}});
    other.reg = 1;
    const auto add_entry = [&](Edit did, std::vector<Edit> back) {
        o.history.add(encode_entry(catalog, {300, Cause::edit, {{std::move(did)}}, {std::move(back)}}));
    };
    add_entry(other, {other});
    add_entry(update(1, 300, {{f_no, name_a}}), {update(1, 200, {{f_kind, int64_t(1)}})});
    add_entry(update(1, 300, {{f_no, name_a}}), {});
    CHECK(told(o.ledger, o.history) == text); // all of them stay out
    CHECK(sound_history(o.ledger, o.history).entries() == 2);
}

TEST_CASE("a history that is not as an export writes it is refused, and the message says where") {
    const Catalog catalog = small_catalog();
    const Desk o = some_actions(catalog);
    const std::string text = told(o.ledger, o.history);
    REQUIRE(import_error(catalog, text) == "");
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string out = text;
        const size_t at = out.find(from, out.find("\"history\""));
        REQUIRE(at != out.npos);
        return import_error(catalog, with_checksum(out.replace(at, from.size(), to)));
    };
    for (const auto& [from, to, word] : std::initializer_list<std::array<const char*, 3>>{
             {"\"cause\":\"edit\"", "\"cause\":\"replace\"", "replace"},
             {"\"cause\":\"edit\"", "\"cause\":\"other\"", "other"},
             {"\"at\":\"1970-01-01T00:05:00Z\",", "", "\"at\""},
             {"\"done\":", "\"dune\":", "dune"},
             {"\"update\":\"thing\"", "\"update\":\"nothing\"", "nothing"},
             {"\"update\":\"thing\"", "\"move\":\"thing\"", "move"},
             {"\"kind\":\"blue\"", "\"kind\":\"black\"", "black"},
             {"\"kind\":\"blue\"", "\"king\":\"blue\"", "king"},
             {"\"kind\":\"blue\"", "\"kind\":\"blue\",\"kind\":\"red\"", "kind"},
             {"\"state\":\"approved\"", "\"state\":\"fine\"", "fine"},
             {"\"id\":\"0070000300000001\",", "", "id"},
             {"\"id\":\"0070000300000001\"", "\"id\":\"00700003ffffffff\"", "00700003ffffffff"},
             {"\"history\":[", "\"history\":[7,", "7"},
             {"\"history\":[",
              "\"history\":[{\"at\":\"1970-01-01T00:05:00Z\",\"cause\":\"edit\",\"done\":[5]},", "5"}}) {
        const std::string error = with(from, to);
        CHECK_MESSAGE(error.find(word) != error.npos, error);
        CHECK_MESSAGE(error.find("history") != error.npos, error);
    }
    // A file of a version without a history has none; one of a version with it does not come without.
    std::string first = text;
    first.replace(first.find("\"version\":3"), 11, "\"version\":1");
    CHECK(import_error(catalog, with_checksum(first)) != "");
    std::string bare = exported(o.ledger);
    bare.replace(bare.find("\"version\":1"), 11, "\"version\":3");
    CHECK(import_error(catalog, with_checksum(bare)).find("history") != std::string::npos);
    for (size_t cut = text.find("\"history\""); cut < text.size(); cut += 13)
        CHECK(import_error(catalog, text.substr(0, cut)) != "");
}
