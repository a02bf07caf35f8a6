#include "core/exchange/application.hpp"
#include "core/ledger/ledger.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using test::real_catalog;

namespace {

const Date day = Date::of(2026, 11, 23);

int guide_index() {
    const auto& guides = real_catalog().guides;
    for (size_t i = 0; i < guides.size(); ++i)
        if (guides[i].id == "dispute") return int(i);
    return -1;
}
const Guide& guide() { return real_catalog().guides[size_t(guide_index())]; }
const Register& reg() { return real_catalog().registers[size_t(guide().form.reg)]; }

Application application(std::string worker, std::string employer = "某某建筑公司") {
    Application out{real_catalog().offices.front().id, guide_index(), day, {}};
    const auto put = [&](std::string_view id, std::string_view text) {
        const int field = reg().find(id);
        auto value = parse_value(real_catalog(), reg().fields[size_t(field)], text);
        REQUIRE(value);
        out.values.push_back({field, *value});
    };
    put("worker", worker);
    put("contact", "前台转");
    put("employer_stated", employer);
    put("cause", "wages");
    put("workers", "3");
    put("amount_claimed", "12000.50");
    put("facts", "二月起没发工资，\"说好\"月底付\\补");
    return out;
}

ByteView bytes(const std::string& text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

Outcome<Application> read(const std::string& text) { return read_application(real_catalog(), bytes(text)); }

std::string with(std::string text, std::string_view from, std::string_view to) {
    const size_t at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

Value value(const Edit& edit, std::string_view field) {
    for (const FieldValue& v : edit.values)
        if (v.field == reg().find(field)) return v.value;
    return {};
}

} // namespace

TEST_CASE("a receipt code is known when one character is wrong or two are exchanged") {
    constexpr std::string_view characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (int n = 0; n < 50; ++n) {
        const std::string code = receipt_code(real_catalog(), application("甲" + std::to_string(n)));
        CAPTURE(code);
        REQUIRE(code.size() == 11);
        CHECK(parse_receipt(code) == code);
        for (size_t i = 0; i < code.size(); ++i) {
            if (code[i] == '-') continue;
            for (const char c : characters) {
                std::string other = code;
                other[i] = c;
                CHECK(parse_receipt(other).has_value() == (c == code[i]));
            }
            for (size_t j = i + 1; j < code.size(); ++j) {
                std::string other = code;
                std::swap(other[i], other[j]);
                if (code[j] != '-' && code[i] != code[j]) CHECK_FALSE(parse_receipt(other));
            }
        }
    }
}

TEST_CASE("a receipt code is read as people type it") {
    const std::string code = receipt_code(real_catalog(), application("甲"));
    std::string typed = " ";
    for (const char c : code)
        if (c != '-') typed += c >= 'A' ? char(c - 'A' + 'a') : c;
    CHECK(parse_receipt(typed) == code);
    CHECK_FALSE(parse_receipt(""));
    CHECK_FALSE(parse_receipt(code + "2"));
    CHECK_FALSE(parse_receipt(code.substr(0, 10)));
    CHECK_FALSE(parse_receipt("回执码"));
}

TEST_CASE("what was applied for comes back from the file as it was") {
    const Application before = application("何某");
    const std::string text = write_application(real_catalog(), before);
    CHECK(looks_like_application(bytes(text)));
    CHECK(text.find(receipt_code(real_catalog(), before)) != text.npos);
    for (const std::string& form : {text, "\xEF\xBB\xBF" + text, with(text, ",\n", ",\r\n\t")}) {
        const auto after = read(form);
        REQUIRE(after);
        CHECK(after->made == before.made);
        CHECK(after->guide == before.guide);
        REQUIRE(after->values.size() == before.values.size());
        for (const FieldValue& v : before.values)
            CHECK(std::count(after->values.begin(), after->values.end(), v) == 1);
        CHECK(receipt_code(real_catalog(), *after) != "");
    }
    CHECK(receipt_code(real_catalog(), application("何")) != receipt_code(real_catalog(), before));
}

TEST_CASE(
    "a file that is no application, not whole, changed, or not for this office is refused with the reason") {
    const std::string text = write_application(real_catalog(), application("何某"));
    const auto said = [](const std::string& file, std::string_view what) {
        const auto outcome = read(file);
        if (outcome) return false;
        CAPTURE(outcome.problem().text());
        CHECK(outcome.problem().what.text().find(what) != std::string::npos);
        CHECK_FALSE(outcome.problem().fix.empty());
        return outcome.problem().what.text().find(what) != std::string::npos;
    };
    CHECK(said(with(text, "12000.50", "92000.50"), "was changed"));
    CHECK(said(with(text, "2026-11-23", "2026-11-24"), "was changed"));
    CHECK(said(with(text, "何某", "河某"), "was changed"));
    CHECK(said(with(text, "\"code\":\"", "\"code\":\"2"), "was changed"));
    CHECK(said(with(text, "\"version\":2", "\"version\":3"), "has version 3"));
    CHECK(said(with(text, "\"version\":2", "\"version\":1"), "was changed"));
    CHECK(said(with(text, real_catalog().offices.front().id, "elsewhere"), "another office"));
    CHECK(said(with(text, "\"dispute\"", "\"wish\""), "applied for here"));
    CHECK(said(with(text, "\"wages\"", "\"weather\""), "not in the code list"));
    CHECK(said(with(text, "\"facts\"", "\"fancies\""), "unknown member"));
    CHECK(said(with(text, "{\"worker\"", "[\"worker\""), "damaged"));
    CHECK(said(with(text, "mingjing-application", "mingjing"), "not an application"));
    for (size_t n = 0; n + 2 < text.size(); ++n) CHECK(said(text.substr(0, n), "damaged"));
}

TEST_CASE("an application becomes a draft with its receipt code, and the employer that alone has the name") {
    Ledger ledger(real_catalog());
    const Application a = application("何某");
    const std::string code = receipt_code(real_catalog(), a);
    const int employers = real_catalog().find_register("employer"),
              name = real_catalog().registers[size_t(employers)].title;
    const RecordId id = ledger.next_id(1, 0);
    const auto edit = [&] { return application_change(ledger, a, id, 1'800'000'000, day).edits.at(0); };
    CHECK(value(edit(), "employer").index() == 0);
    const RecordId employer = ledger.next_id(1, 0);
    const auto add = [&](RecordId e) {
        ledger.set(employers, ledger.append(employers, {e, 1, 1, State::draft}), name, "某某建筑公司");
    };
    add(employer);
    CHECK(value(edit(), "employer") == Value(int64_t(employer.bits)));
    add(ledger.next_id(1, 0));
    CHECK(value(edit(), "employer").index() == 0); // which of the two?

    CHECK(edit().head.state == State::draft);
    CHECK(value(edit(), "received") == Value(int64_t(day.days)));
    CHECK(value(edit(), "case_no") == Value(code));
    CHECK(value(edit(), "worker") == Value("何某"));
    const int channel = real_catalog().find_code_list("mediation_channel");
    CHECK(value(edit(), "channel") ==
          Value(int64_t(real_catalog().code_lists[size_t(channel)].find("online") + 1)));
    CHECK(value(application_change(ledger, a, id, 1, Date{day.days - 1}).edits.at(0), "received") ==
          Value(int64_t(day.days - 1))); // a wrong clock

    CHECK(find_receipts(ledger, guide(), code).empty());
    const Change change = application_change(ledger, a, id, 1'800'000'000, day);
    CHECK(ledger.check(change).empty());
    ledger.apply(change);
    CHECK(find_receipts(ledger, guide(), code) == std::vector<uint32_t>{0});
    CHECK(differing_fields(ledger, 0, a).empty());
    CHECK(differing_fields(ledger, 0, application("河某", "别的公司")) ==
          std::vector<int>{reg().find("worker"), reg().find("employer_stated")});
}

TEST_CASE("a receipt code is the SHA-256 of what stands before it; files of version 1 are still read") {
    // 40 bits by `sha256sum`, five at a time in the alphabet 2-9 A-Z without I and O.
    const std::string text = "{\"format\":\"mingjing-application\",\"version\":2,\"office\":\"fuling\","
                             "\"guide\":\"dispute\",\"made\":\"2026-11-"
                             "23\",\n\"fields\":{\"worker\":\"何某555031\"},\n\"code\":\"UDHB-RC7F-W\"}\n";
    const auto one = read(text);
    REQUIRE(one);
    CHECK(one->code == "UDHB-RC7F-W");
    CHECK(write_application(real_catalog(), *one) == text);
    const auto former = read(
        "{\"format\":\"mingjing-application\",\"version\":1,\"office\":\"fuling\",\"guide\":\"dispute\","
        "\"made\":"
        "\"2026-11-24\",\n\"fields\":{\"worker\":\"何某某\",\"contact\":\"总机\",\"employer_stated\":"
        "\"云井沐建筑劳务有限公司\",\"street\":\"dunren\",\"cause\":\"wages\",\"workers\":\"12\",\"facts\":"
        "\"二月起没有发工资，请求补发\"},\n\"code\":\"8P9Q-NRBD-E\"}\n");
    REQUIRE(former);
    CHECK(former->code == "8P9Q-NRBD-E");
    CHECK(former->values.size() == 7);
}

TEST_CASE("hostile applications: no text can be read as two fields, and what cannot be seen is taken out") {
    Application one = application("甲"), other = one;
    other.values.erase(other.values.begin() + 1); // contact
    other.values[0].value = std::string("甲\ncontact=前台转");
    CHECK(receipt_code(real_catalog(), one) != receipt_code(real_catalog(), other));
    one.values[0].value = std::string("甲\u202E乙\u200B");
    one.values[1].value = std::string(" \u2060");
    const auto read_again = read(write_application(real_catalog(), one));
    REQUIRE(read_again);
    CHECK(read_again->cleaned == 2);
    CHECK(read_again->values.size() + 1 == one.values.size());
    CHECK(read_again->values[0].value == Value("甲乙"));
}
