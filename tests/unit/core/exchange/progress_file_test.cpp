#include "core/base/hex.hpp"
#include "core/exchange/application.hpp"
#include "core/exchange/office_key.hpp"
#include "core/exchange/progress_file.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using test::real_catalog;
using test::with_checksum;

namespace {

const Date asked_on = Date::of(2026, 11, 23);

int dispute() { return guide_with_form(real_catalog()); }
const Guide& dispute_guide() { return real_catalog().guides[size_t(dispute())]; }
const Register& mediations() { return real_catalog().registers[size_t(dispute_guide().form.reg)]; }

/// A mediation with a receipt code, as "field=text" says.
void add(Ledger& ledger, uint64_t id, std::initializer_list<std::pair<const char*, const char*>> texts) {
    Edit edit{Edit::Kind::add, dispute_guide().form.reg, {RecordId{id}, 1, 1, State::draft}, {}};
    for (const auto& [name, text] : texts) {
        const int field = mediations().find(name);
        auto value = parse_value(real_catalog(), mediations().fields[size_t(field)], text);
        REQUIRE(value);
        edit.values.push_back({field, *value});
    }
    std::sort(edit.values.begin(), edit.values.end(),
              [](const FieldValue& a, const FieldValue& b) { return a.field < b.field; });
    ledger.apply({{edit}});
}

ProgressFile made_of(const Ledger& ledger) {
    ProgressMaker maker(ledger, dispute(), asked_on);
    REQUIRE(maker.step(Deadline::never()));
    return maker.take();
}

Ledger applications() {
    Ledger ledger(real_catalog());
    add(ledger, 11,
        {{"case_no", "甲-1"},
         {"receipt", "AAAA-AAAA-A"},
         {"received", "2026-11-02"},
         {"worker", "某某"},
         {"contact", "分机 000 12 34"},
         {"facts", "说来话长"},
         {"employer_stated", "某某厂"}});
    add(ledger, 12,
        {{"case_no", "甲-2"},
         {"receipt", "BBBB-BBBB-B"},
         {"received", "2026-10-08"},
         {"contact", "找工头"},
         {"outcome", "agreed"},
         {"closed", "2026-10-20"}});
    add(ledger, 13, {{"case_no", "甲-3"}, {"received", "2026-10-08"}, {"contact", "0005678"}});
    add(ledger, 14,
        {{"case_no", "甲-4"},
         {"receipt", "CCCC-CCCC-C"},
         {"received", "2024-01-08"},
         {"contact", "0005678"}});
    return ledger;
}

} // namespace

TEST_CASE("progress file: what was applied for is found by code and digits, and by nothing less") {
    const Ledger ledger = applications();
    const std::string text = write_progress(real_catalog(), made_of(ledger));
    const auto file = read_progress(real_catalog(), text);
    REQUIRE(file);
    CHECK(file->made == asked_on);
    CHECK(file->lines.size() == 2); // one has no code, one is three years old
    const ProgressLine* open = find_progress(*file, "AAAA-AAAA-A", last_digits("0001234"));
    REQUIRE(open);
    CHECK(open->came.text() == "2026-11-02");
    CHECK_FALSE(open->done.has());
    CHECK(open->told.empty());
    const ProgressLine* closed = find_progress(*file, "BBBB-BBBB-B", last_digits("找工头"));
    REQUIRE(closed);
    CHECK(closed->done.text() == "2026-10-20");
    REQUIRE(closed->told.size() == 1);
    CHECK(value_text(real_catalog(), mediations().fields[size_t(closed->told[0].field)],
                     closed->told[0].value) == "agreed");
    for (const char* digits : {"", "1235", "0234"}) CHECK_FALSE(find_progress(*file, "AAAA-AAAA-A", digits));
    CHECK_FALSE(find_progress(*file, "BBBB-BBBB-B", "5678"));
    CHECK_FALSE(find_progress(*file, "CCCC-CCCC-C", "5678"));
    CHECK_FALSE(find_progress(*file, "AAAA-AAAA-B", "1234"));
}

TEST_CASE("progress file: no text of a person, no code and no id is in it, and no two are alike") {
    const Ledger ledger = applications();
    const std::string first = write_progress(real_catalog(), made_of(ledger)),
                      second = write_progress(real_catalog(), made_of(ledger));
    for (const char* word :
         {"某某", "说来话长", "某某厂", "甲-", "AAAA", "BBBB", "找工头", "000000000000000b"})
        CHECK_MESSAGE(first.find(word) == first.npos, word);
    const auto one = read_progress(real_catalog(), first), other = read_progress(real_catalog(), second);
    REQUIRE(one);
    REQUIRE(other);
    for (const ProgressLine& a : one->lines)
        for (const ProgressLine& b : other->lines) CHECK(a.key != b.key);
}

TEST_CASE("progress file: the limit is told as the register tells it, on any later day") {
    Ledger ledger = applications();
    const int reg = dispute_guide().form.reg, rule = dispute_guide().clocks[0];
    const auto file = read_progress(real_catalog(), write_progress(real_catalog(), made_of(ledger)));
    REQUIRE(file);
    const WorkDays days = work_days(ledger);
    const std::pair<const char*, const char*> known[] = {{"AAAA-AAAA-A", "1234"}, {"BBBB-BBBB-B", ""}};
    for (uint32_t row = 0; row < 2; ++row)
        for (int later = 0; later < 60; ++later) {
            const Date day = asked_on.plus(later);
            const auto own = read_clock(ledger, days, rule, row, day);
            const ProgressLine* line = find_progress(*file, known[row].first, known[row].second);
            REQUIRE(line);
            const auto told = reading_of(real_catalog(), *file, *line, day);
            REQUIRE(own);
            REQUIRE(told);
            CHECK(told->state == own->state);
            CHECK(told->due == own->due);
            CHECK(told->days == own->days);
            CHECK(told->stopped == own->stopped);
        }
    CHECK(ledger.table(reg).rows() == 4);
}

TEST_CASE("progress file: one that is cut, or has any byte changed, or is another's, is refused") {
    const std::string text = write_progress(real_catalog(), made_of(applications()));
    for (size_t size = 0; size + 2 < text.size(); ++size)
        CHECK_FALSE(read_progress(real_catalog(), std::string_view(text).substr(0, size)));
    for (size_t at = 0; at < text.size(); ++at) {
        std::string wrong = text;
        wrong[at] = char(wrong[at] ^ 5);
        CHECK_FALSE(read_progress(real_catalog(), wrong));
    }
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string out = text;
        const size_t at = out.find(from);
        REQUIRE(at != out.npos);
        return read_progress(real_catalog(), out.replace(at, from.size(), to));
    };
    CHECK(with("\"version\":1", "\"version\":3").problem().what.code == Said::version_newer);
    CHECK_FALSE(read_progress(real_catalog(), with_checksum(std::string(text).replace(
                                                  text.find("\"version\":1"), 11, "\"version\":2"))));
    CHECK(with("\"office\":\"fuling", "\"office\":\"elsewhere").problem().what.code ==
          Said::progress_elsewhere);
    const auto empty = read_progress(
        real_catalog(), with_checksum(std::string(text).insert(text.find("\"checksum\""), "\"signed\":{},")));
    REQUIRE_FALSE(empty);
    CHECK(empty.problem().what.code == Said::progress_damaged);
    CHECK_FALSE(with("\"rounds\":1000", "\"rounds\":4000000000"));
    CHECK_FALSE(with("\"rounds\":1000", "\"rounds\":0"));
    CHECK_FALSE(with("\"came\":\"2026", "\"came\":\"20x6"));
    CHECK_FALSE(with("\"outcome\":\"agreed\"", "\"outcome\":\"unheard_of\""));
    CHECK_FALSE(with("\"outcome\":", "\"worker\":"));
}

TEST_CASE("progress file: a signed one says whose it is, and is refused when anything was changed after it "
          "was signed") {
    ProgressFile file = made_of(applications());
    SignedBy by;
    by.key.sign.fill(3), by.key.seal.fill(4), by.signature.fill(5);
    by.digest = progress_digest(real_catalog(), file);
    file.signed_by = by;
    const std::string text = write_progress(real_catalog(), file);
    const auto read = read_progress(real_catalog(), text);
    REQUIRE(read);
    REQUIRE(read->signed_by);
    CHECK(read->signed_by->key.is(by.key));
    CHECK(read->signed_by->digest == by.digest);
    CHECK(read->signed_by->signature == by.signature);
    CHECK(progress_words(by.digest) !=
          signed_words(by.digest)); // a data file's signature is none of a progress file
    CHECK(write_progress(real_catalog(), *read) == text);
    for (size_t at = 0; at < text.size(); ++at) {
        std::string wrong = text;
        wrong[at] = char(wrong[at] ^ 5);
        CHECK_FALSE(read_progress(real_catalog(), wrong));
    }
    // By somebody who makes the checksum anew.
    const auto changed = [&](std::string_view from, std::string_view to) {
        const size_t at = text.find(from);
        REQUIRE(at != text.npos);
        return read_progress(real_catalog(), with_checksum(std::string(text).replace(at, from.size(), to)));
    };
    CHECK(changed("\"came\":\"2026", "\"came\":\"2025").problem().what.code == Said::signature_false);
    CHECK(changed("\"version\":2", "\"version\":1").problem().what.code == Said::progress_damaged);
    CHECK(changed(signed_member(by), "").problem().what.code == Said::progress_damaged);
    const std::string digest = to_hex(by.digest);
    CHECK(changed(digest, std::string(digest.size(), '0')).problem().what.code == Said::signature_false);
    CHECK_FALSE(changed(",\n\"checksum\"", ",\n\"rounds\":1000,\"checksum\""));
    const size_t rounds = text.find(",\"rounds\":1000");
    REQUIRE(rounds != text.npos);
    std::string moved = std::string(text).erase(rounds, 14); // behind what is signed
    moved.insert(moved.find("\"checksum\""), "\"rounds\":1000,");
    CHECK_FALSE(read_progress(real_catalog(), with_checksum(moved)));
}

TEST_CASE("what stands behind the checksum of a small file is refused: the checksum does not cover it") {
    const std::string progress = write_progress(real_catalog(), made_of(applications()));
    OfficeKey key;
    key.office = real_catalog().offices.front().id;
    const std::string office_key = write_office_key(key, false);
    const auto moved_behind = [](std::string text, const std::string& name) {
        const size_t from = text.find("\"" + name + "\""), to = text.find(',', from) + 1;
        const std::string member = text.substr(from, to - 1 - from);
        text.erase(from, to - from);
        text = with_checksum(text);
        return text.insert(text.rfind('}'), "," + member);
    };
    CHECK(read_progress(real_catalog(), with_checksum(progress)));
    CHECK_FALSE(read_progress(real_catalog(), moved_behind(progress, "salt")));
    CHECK(read_office_key(real_catalog(), with_checksum(office_key)));
    CHECK_FALSE(read_office_key(real_catalog(), moved_behind(office_key, "seal")));
}
