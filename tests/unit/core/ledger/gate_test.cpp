// The gate of the ledger: what may be kept in a record that counts.
#include "tests/unit/core/small_catalog.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <chrono>
#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

const Date gate_day = Date::of(2024, 6, 30);

/// A case of the mediation register that nothing is wrong with, and what is written over it.
struct GateDesk : Book {
    Edit edit(uint32_t n, std::vector<std::pair<const char*, const char*>> values,
              State state = State::checked) {
        Edit out;
        out.kind = Edit::Kind::add;
        out.reg = reg("mediation");
        out.head = {RecordId::of(1, 2, n), 0, 0, state};
        const std::string no = "调〔2024〕" + std::to_string(n) + "号";
        const Register& about = catalog().registers[size_t(out.reg)];
        for (const auto& [id, text] : {std::pair{"case_no", no.c_str()},
                                       {"received", "2024-05-06"},
                                       {"channel", "window"},
                                       {"cause", "pay"},
                                       {"street", "lizhi"}}) {
            const bool over = std::any_of(values.begin(), values.end(),
                                          [&, id = id](const auto& v) { return v.first == std::string(id); });
            if (!over) put(out, about, id, text);
        }
        for (const auto& [id, text] : values) put(out, about, id, text);
        return out;
    }
    Edit alter(uint32_t n, std::vector<std::pair<const char*, const char*>> values, State state) {
        Edit out;
        out.reg = reg("mediation");
        out.head = {RecordId::of(1, 2, n), 0, 0, state};
        for (const auto& [id, text] : values) put(out, catalog().registers[size_t(out.reg)], id, text);
        return out;
    }
    static void put(Edit& edit, const Register& about, std::string_view id, const char* text) {
        const Field& field = about.fields[size_t(about.find(id))];
        const auto value = field.type == FieldType::code && *text ? Outcome<Value>(int64_t(1))
                                                                  : parse_value(catalog(), field, text);
        REQUIRE(value);
        edit.values.push_back({about.find(id), *value});
    }
    /// "field: code" of every problem, warnings marked; one after the other.
    std::string said(const Change& change) {
        const Review review = ledger.review(change, gate_day);
        std::string out;
        for (const auto* list : {&review.errors, &review.warnings})
            for (const FieldProblem& p : *list) {
                const auto& fields = catalog().registers[size_t(change.edits[p.edit].reg)].fields;
                CHECK(p.importance == (list == &review.errors ? Importance::error : Importance::warn));
                out += (out.empty() ? "" : " ") + fields[size_t(p.field)].id + ":" +
                       (p.importance == Importance::warn ? "warn:" : "") +
                       std::string(said_id(p.problem.what.code));
            }
        return out;
    }
};

} // namespace

TEST_CASE("an id is one record's alone, whatever the register") {
    Catalog catalog = small_catalog();
    catalog.registers.push_back(catalog.registers[0]);
    catalog.registers[1].id = "more";
    Ledger ledger(catalog);
    ledger.apply({{add(1, {})}});
    Edit other = add(1, {});
    other.reg = 1;
    CHECK(ledger.possible({{other}}).size() == 1);
    Edit gone = add(1, {}), update = other;
    gone.kind = Edit::Kind::remove;
    update.kind = Edit::Kind::update;
    CHECK(ledger.possible({{update}}).size() == 1);
    CHECK(ledger.possible({{gone, other}}).empty());
    Edit fresh = add(2, {}), same = fresh;
    same.reg = 1;
    CHECK(ledger.possible({{fresh, same}}).size() == 1);
}

TEST_CASE("a record that counts needs its fields, days that have come, links that lead somewhere") {
    GateDesk desk;
    CHECK(desk.said({{desk.edit(1, {})}}) == "");
    CHECK(desk.said({{desk.edit(1, {{"street", ""}})}}) == "street:required");
    CHECK(desk.said({{desk.edit(1, {{"received", "2024-07-01"}})}}) == "received:future");
    CHECK(desk.said({{desk.edit(1, {{"received", "2024-06-30"}})}}) == "");
    CHECK(desk.said({{desk.edit(1, {{"employer", "0010000100000007"}})}}) == "employer:link_gone");
    CHECK(desk.said({{desk.edit(1, {{"street", ""}, {"received", "2062-05-06"}}, State::draft)}}) == "");
    CHECK(desk.said({{desk.edit(1, {{"street", ""}}, State::void_)}}) == "");
    CHECK(desk.ledger.check({{desk.edit(1, {{"received", "2062-05-06"}})}}).empty()); // nobody said today

    // An employer made in the same change is there, one removed in it is not.
    Edit employer;
    employer.kind = Edit::Kind::add;
    employer.reg = desk.reg("employer");
    employer.head = {RecordId::of(1, 1, 7), 0, 0, State::draft};
    const Edit link = desk.edit(1, {{"employer", "0010000100000007"}});
    CHECK(desk.said({{link, employer}}) == "");
    desk.ledger.apply({{employer}});
    CHECK(desk.said({{link}}) == "");
    employer.kind = Edit::Kind::remove;
    CHECK(desk.said({{employer, link}}) == "employer:link_gone");
}

TEST_CASE("a number is used once, however it is typed; drafts and void records do not take it") {
    GateDesk desk;
    desk.ledger.apply({{desk.edit(1, {{"case_no", "LD-7 号"}})}});
    for (const char* same : {"LD-7 号", "ld-7号", "ＬＤ－７　号", " ld-7\xC2\xA0号 "})
        CHECK(desk.said({{desk.edit(2, {{"case_no", same}})}}) == "case_no:key_used");
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-8号"}})}}) == "");
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-7 号"}}, State::draft)}}) == "");
    CHECK(desk.said({{desk.alter(1, {{"case_no", "ld-7号"}}, State::checked)}}) == ""); // its own
    // Two of one change: the second one is wrong. Numbers may change hands in one change.
    CHECK(desk.said({{desk.edit(2, {{"case_no", "A"}}), desk.edit(3, {{"case_no", "a"}})}}) ==
          "case_no:key_used");
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-7号"}}),
                      desk.alter(1, {{"case_no", "LD-9号"}}, State::checked)}}) == "");
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-7号"}}),
                      desk.alter(1, {{"workers", "3"}}, State::checked)}}) == "case_no:key_used");
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-7号"}}), desk.alter(1, {}, State::void_)}}) == "");
    // The index follows what is applied, and what is taken back.
    const Change back = desk.ledger.apply({{desk.alter(1, {{"case_no", "LD-9号"}}, State::checked)}});
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-7号"}})}}) == "");
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-9号"}})}}) == "case_no:key_used");
    desk.ledger.apply(back);
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-7号"}})}}) == "case_no:key_used");
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-9号"}})}}) == "");
    desk.ledger.apply({{desk.alter(1, {}, State::void_)}});
    CHECK(desk.said({{desk.edit(2, {{"case_no", "LD-7号"}})}}) == "");
}

TEST_CASE("what makes a figure false is an error, what is odd is a warning; both say it in two languages") {
    GateDesk desk;
    const Change reversed{{desk.edit(1, {{"closed", "2024-05-01"}, {"outcome", "agreed"}})}};
    CHECK(desk.said(reversed) == "closed:rule_before");
    const Problem problem = desk.ledger.check(reversed, gate_day).at(0).problem;
    CHECK(problem.what.both().zh == "结案日期早于收到日期（2024-05-06）");
    CHECK(problem.what.text() == "Closed is before \"Received\" (2024-05-06)");
    CHECK(problem.fix.both().zh == "请更正，或把记录存为草稿");
    CHECK(desk.said({{desk.edit(1, {{"closed", "2024-05-09"}})}}) == "outcome:rule_missing");
    CHECK(desk.said({{desk.edit(1, {{"amount_claimed", "100"}, {"amount_agreed", "100.01"}})}}) ==
          "amount_agreed:warn:rule_more");
    CHECK(desk.said({{desk.edit(1, {{"collective", "yes"}, {"workers", "9"}})}}) == "workers:rule_less");
    CHECK(desk.said({{desk.edit(1, {{"closed", "2024-05-01"}}, State::draft)}}) == "");
}

TEST_CASE("an old mistake keeps nobody from correcting something else; approving asks everything") {
    GateDesk desk;
    desk.ledger.apply({{desk.edit(1, {{"closed", "2024-05-01"}, {"outcome", "agreed"}, {"street", ""}})}});
    CHECK(desk.ledger.problems_of(desk.reg("mediation"), 0, gate_day).size() == 2);
    CHECK(desk.said({{desk.alter(1, {{"workers", "3"}}, State::checked)}}) == "");
    CHECK(desk.said({{desk.alter(1, {{"closed", "2024-05-01"}}, State::checked)}}) == ""); // as it was
    CHECK(desk.said({{desk.alter(1, {{"closed", "2024-05-02"}}, State::checked)}}) == "closed:rule_before");
    CHECK(desk.said({{desk.alter(1, {{"received", "2024-04-01"}}, State::checked)}}) == "");
    CHECK(desk.said({{desk.alter(1, {}, State::approved)}}) == "street:required closed:rule_before");
    CHECK(desk.said({{desk.alter(1, {}, State::draft)}}) == "");
    const Change undo = desk.ledger.apply({{desk.alter(1, {{"closed", "2024-05-09"}}, State::checked)}});
    CHECK(desk.ledger.possible(undo).empty()); // what was so can be so again
    CHECK(desk.said(undo) == "closed:rule_before");
}

TEST_CASE("of a batch every record is told, also beside one that cannot be done at all") {
    GateDesk desk;
    Edit gone = desk.alter(9, {{"workers", "3"}}, State::checked);
    Edit nowhere = desk.edit(4, {});
    nowhere.reg = 999;
    const auto problems =
        desk.ledger.check({{gone, desk.edit(1, {{"street", ""}}), nowhere, desk.edit(2, {})}}, gate_day);
    REQUIRE(problems.size() == 3);
    CHECK(problems[0].edit == 0);
    CHECK(problems[1].edit == 1);
    CHECK(problems[2].edit == 2);
    // Several edits of one record are looked at as what they leave together.
    CHECK(desk.said({{desk.edit(1, {{"street", ""}}),
                      desk.alter(1, {{"street", "lizhi"}}, State::checked)}}) == "");
}

TEST_CASE(
    "checking one edit costs the same in a large ledger; a file in which all numbers are one is no slower") {
    const Catalog catalog = small_catalog();
    for (const bool same : {false, true}) {
        Ledger ledger(catalog);
        constexpr uint32_t rows = 50000;
        for (uint32_t n = 1; n <= rows; ++n) {
            RecordHead head{id(n), 0, 0, State::checked};
            ledger.set(0, ledger.append(0, head), f_no,
                       same ? std::string("1") : "第" + std::to_string(n) + "号");
        }
        REQUIRE(ledger.index_keys(Deadline::never()));
        Edit fresh = add(rows + 1, {{f_no, std::string("第7号")}});
        const auto begun = std::chrono::steady_clock::now();
        for (int i = 0; i < 200; ++i) CHECK(ledger.check({{fresh}}).size() == (same ? 0 : 1));
        const auto took = std::chrono::steady_clock::now() - begun;
        CHECK(took < std::chrono::milliseconds(200));
        CHECK(ledger.problems_of(0, 7, {}).size() == (same ? 1 : 0));
    }
}
