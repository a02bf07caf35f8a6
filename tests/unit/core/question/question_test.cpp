#include "core/question/question_text.hpp"
#include "tests/unit/core/query/random_ledger.hpp"
#include "tests/unit/core/question/naive.hpp"
#include "tests/unit/effort.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

Where random_where(Dice& dice, int depth) {
    Where out;
    switch (depth > 2 ? 9 : dice.roll(11)) {
    case 10: out.kind = Where::Kind::none; break;
    case 0: out.kind = Where::Kind::any; break;
    case 1: out.kind = Where::Kind::all; break;
    case 2: out.kind = Where::Kind::leads; break;
    case 3: out.kind = Where::Kind::led_by; break;
    default:
        do out.test = random_condition(dice);
        while ((out.test.test == Test::is || out.test.test == Test::is_not) && out.test.codes.empty());
        return out;
    }
    const bool group = out.kind != Where::Kind::leads && out.kind != Where::Kind::led_by;
    if (!group) out.field = f_other;
    if (out.kind == Where::Kind::led_by) out.reg = 0;
    for (uint32_t n = group ? 2 + dice.roll(2) : dice.roll(3); n--;)
        out.parts.push_back(random_where(dice, depth + 1));
    return out;
}

Dimension random_dimension(Dice& dice) {
    constexpr Dimension all[] = {{f_no},
                                 {f_kind},
                                 {f_open},
                                 {f_other},
                                 {f_date, Grain::month},
                                 {f_date, Grain::quarter},
                                 {f_due, Grain::year},
                                 {f_date, Grain::week},
                                 {f_due, Grain::day},
                                 {f_people, Grain::size},
                                 {f_money, Grain::size},
                                 {f_kind, Grain::value, f_other},
                                 {f_due, Grain::month, f_other}};
    return all[dice.roll(std::size(all))];
}

Reckoned random_reckoned(Dice& dice) {
    Reckoned out;
    out.how = How(dice.roll(8));
    switch (out.how) {
    case How::count: break;
    case How::share:
        for (uint32_t n = dice.roll(3); n--;) out.of.push_back(random_where(dice, 2));
        break;
    case How::distinct: out.field = int(dice.roll(f_other + 1)); break;
    default:
        out.field = dice.roll(2) ? f_people : f_money;
        if (dice.roll(3) == 0) out.field = f_date, out.until = f_due;
    }
    return out;
}

Question random_question(Dice& dice) {
    Question out;
    out.reg = 0;
    for (uint32_t n = dice.roll(3); n--;) out.where.push_back(random_where(dice, 0));
    for (uint32_t n = dice.roll(3); n--;) out.by.push_back(random_dimension(dice));
    for (uint32_t n = 1 + dice.roll(3); n--;) out.reckon.push_back(random_reckoned(dice));
    if (dice.roll(3)) {
        constexpr const char* spans[] = {"2023", "2023-Q2", "2023-H1", "2023-07", "2022..2023"};
        out.in = *parse_span(spans[dice.roll(std::size(spans))]);
        out.versus = Versus(dice.roll(3));
        if (dice.roll(3) == 0) out.date = f_due;
    }
    usual_order(out);
    if (dice.roll(2)) out.ranked = Ranked(dice.roll(4)), out.descending = dice.roll(2);
    return out;
}

/// The answer of the program beside what every record says.
void compare(const Ledger& ledger, const Question& question) {
    const Naive naive(ledger, question);
    AskedSpan span;
    {
        // All of it is known: today lies after everything.
        Ledger nothing(ledger.catalog());
        span = span_of(Known(nothing, Date::of(2030, 1, 1)), question);
    }
    const Answer got = answer_question(ledger, question, span);
    const bool compared = question.versus != Versus::nothing;
    const auto now = naive.groups(false);
    const auto before = compared ? naive.groups(true) : decltype(now)();
    size_t all[2] = {};
    for (const auto& [key, rows] : now) all[0] += rows.size();
    for (const auto& [key, rows] : before) all[1] += rows.size();
    REQUIRE(got.total.rows == all[0]);
    REQUIRE(got.total.rows_before == all[1]);
    std::set<std::vector<std::string>> seen;
    const auto same = [&](const Ratio& value, const std::optional<double>& expected) {
        REQUIRE(value.known() == expected.has_value());
        if (expected)
            REQUIRE(double(value.top) / double(value.bottom) == doctest::Approx(*expected).epsilon(1e-12));
    };
    // Before the first record of all nothing is known.
    const int date = question.date < 0 ? f_date : question.date;
    std::optional<int64_t> first;
    for (uint32_t row = 0; row < ledger.table(0).rows(); ++row) {
        const Value day = ledger.table(0).column(date).get(row);
        if (!ledger.table(0).alive(row) || !day.index()) continue;
        const State state = ledger.table(0).head(row).state;
        if (state == State::draft || state == State::void_) continue;
        first = std::min(first.value_or(INT64_MAX), std::get<int64_t>(day));
    }
    const bool unknown = question.timed() && (!first || question.in.to.days < *first);
    const bool unknown_before = question.timed() && compared && (!first || span.before.to.days < *first);
    for (const AnswerLine& line : got.lines) {
        std::vector<std::string> key;
        for (size_t d = 0; d < question.by.size(); ++d)
            key.push_back(key_text(ledger, question, d, line.key[d]));
        REQUIRE(seen.insert(key).second);
        const auto rows_of = [&](const auto& groups) {
            const auto it = groups.find(key);
            return it == groups.end() ? std::vector<uint32_t>() : it->second;
        };
        const std::vector<uint32_t> rows = rows_of(now), earlier = rows_of(before);
        REQUIRE(line.rows == rows.size());
        REQUIRE(line.rows_before == earlier.size());
        for (size_t i = 0; i < question.reckon.size(); ++i) {
            const bool early =
                rows.empty() && !line.now[i].known() && question.timed() && (!first || line.key[0] < *first);
            if (unknown) REQUIRE_FALSE(line.now[i].known());
            if (!early && !unknown) same(line.now[i], naive.reckoned(question.reckon[i], rows, all[0]));
            if (compared && unknown_before) REQUIRE_FALSE(line.before[i].known());
            if (compared && !unknown_before)
                same(line.before[i], naive.reckoned(question.reckon[i], earlier, all[1]));
        }
        // What a number opens is what it was reckoned from.
        const auto opened = [&](bool back) {
            std::vector<uint32_t> out;
            // By its text, as the address of a list has it.
            const Question behind = records_behind(ledger, question, span, line.key, back);
            const auto read = parse_question(ledger.catalog(), question_text(ledger.catalog(), behind));
            REQUIRE(read.ok());
            records_of(ledger, *read).each([&](uint32_t row) {
                out.push_back(row);
                return true;
            });
            return out;
        };
        REQUIRE(opened(false) == rows);
        if (compared) REQUIRE(opened(true) == earlier);
    }
    for (const auto* groups : {&now, &before})
        for (const auto& [key, rows] : *groups) REQUIRE(seen.count(key));
    if (question.ranked == Ranked::key) return;
    const auto value = [&](const AnswerLine& line) -> Ratio {
        if (question.ranked == Ranked::value) return line.now[0];
        if (!compared) return {};
        return question.ranked == Ranked::before ? line.before[0] : minus(line.now[0], line.before[0]);
    };
    for (size_t i = 1; i < got.lines.size(); ++i) {
        const Ratio a = value(got.lines[i - 1]), b = value(got.lines[i]);
        REQUIRE((a.known() || !b.known()));
        if (!b.known()) continue;
        const double left = double(a.top) / double(a.bottom), right = double(b.top) / double(b.bottom);
        REQUIRE((question.descending ? left >= right - 1e-9 : left <= right + 1e-9));
    }
}

} // namespace

TEST_CASE(
    "questions are answered as every record says, whatever is asked, and each number opens its records") {
    const Catalog catalog = small_catalog();
    for (int seed = 1; seed <= effort(200); ++seed) {
        CAPTURE(seed);
        Dice dice{uint64_t(seed) * 104729};
        Ledger ledger(catalog);
        const uint32_t records = dice.roll(60);
        for (uint32_t n = 1; n <= records; ++n) ledger.apply({{random_record(dice, n)}});
        for (int n = 0; n < 50; ++n) {
            if (records && dice.roll(4) == 0) { // edits between the questions
                Edit edit;
                edit.reg = 0;
                edit.head = ledger.table(0).head(dice.roll(records));
                edit.head.state = State(dice.roll(4));
                const int f = int(dice.roll(f_other + 1));
                edit.values.push_back({f, random_value(dice, f, records)});
                ledger.apply({{edit}});
            }
            const Question question = random_question(dice);
            REQUIRE_FALSE(check_question(catalog, question));
            const std::string text = question_text(catalog, question);
            CAPTURE(text);
            const auto read = parse_question(catalog, text);
            REQUIRE(read.ok());
            // Conditions that hold together anyway lose their brackets; after that it stays as it is.
            const std::string again = question_text(catalog, *read);
            const auto read_again = parse_question(catalog, again);
            REQUIRE(read_again.ok());
            REQUIRE(*read_again == *read);
            REQUIRE(question_text(catalog, *read_again) == again);
            compare(ledger, question);
            if (n % 5 == 0) compare(ledger, *read);
        }
    }
}

TEST_CASE("a question's text says what was meant, and what cannot be understood is said with its place") {
    const Catalog catalog = small_catalog();
    const auto again = [&](const char* text) {
        const auto read = parse_question(catalog, text);
        return read ? question_text(catalog, *read) : "problem: " + read.problem().text();
    };
    // The marks of values, texts and brackets come back as they were written.
    const std::string led =
        "thing?where=!(no=%3Da|other>(kind!red))&where=other:" + id(5).text() + "&of=count";
    for (const char* text :
         {"thing?of=count", led.c_str(), "thing?where=kind:red,-&where=open!yes&of=count",
          "thing?where=no~%3Ba%7Cb%25&of=share(kind:red)&of=mean(date..due)&in=2023-Q3&versus=before",
          "thing?where=kind:red|money:100.00..&where=thing.other(people:..5)&of=count",
          "thing?where=other>(kind:blue;due<=date+30)&by=other>kind&of=sum(money)&order=-change&limit=3",
          "thing?by=date.week&of=rate(thing.kind)"}) {
        if (std::string_view(text).find("rate") == std::string_view::npos)
            CHECK(again(text) == text);
        else
            CHECK(again(text).find("problem") == 0); // a rate needs a code to group by
    }
    CHECK(again("thing?by=kind&of=rate(thing.kind)") == "thing?by=kind&of=rate(thing.kind)");
    CHECK(again("thing?of=count&in=0641") == "thing?of=count&in=0641");
    // Values by name, a whole year by its number, the usual grain of a date.
    CHECK(again("thing?where=kind:红&by=date&in=2023-01-01..2023-12-31") ==
          "thing?where=kind:red&by=date.month&of=count&in=2023");
    for (const char* bad : {"",
                            "thng",
                            "thing?where=kind:pink",
                            "thing?where=kind",
                            "thing?where=(kind:red",
                            "thing?where=kind:red)",
                            "thing?by=kind.month",
                            "thing?by=money",
                            "thing?of=sum(kind)",
                            "thing?of=mean(date..kind)",
                            "thing?in=2023-13",
                            "thing?in=2023..2022",
                            "thing?versus=year",
                            "thing?order=size",
                            "thing?limit=-1",
                            "thing?where=other>(kind:red",
                            "thing?where=thing.kind()",
                            "thing?where=no:5..7",
                            "thing?x=1",
                            "thing?by=kind&by=open&by=date",
                            "thing?where=date<=kind",
                            "thing?of=median",
                            "thing?of=count)",
                            "thing?where=((((((((((((kind:red))))))))))))"}) {
        CAPTURE(bad);
        if (std::string_view(bad) == "thing?by=money")
            CHECK(again(bad) == "thing?by=money.size&of=count");
        else
            CHECK(again(bad).find("problem: ") == 0);
    }
}

TEST_CASE("a time compared: as far as it is known, beside as many days of the year before, or just before") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    uint32_t n = 0;
    for (int year = 2022; year <= 2024; ++year)
        for (int month = 1; month <= (year == 2024 ? 5 : 12); ++month)
            for (int k = 0; k < 3; ++k) {
                const int64_t day = Date::of(year, month, 10 + k).days;
                ++n;
                ledger.apply({{add(n, {{f_no, std::to_string(n)}, {f_date, day}})}});
            }
    const Known known(ledger, Date::of(2024, 6, 30));
    const auto span = [&](const char* in, Versus versus) {
        Question q;
        q.reg = 0;
        q.reckon.emplace_back();
        q.in = *parse_span(in);
        q.versus = versus;
        const AskedSpan out = span_of(known, q);
        return out.now.from.text() + " " + out.now.to.text() + " " + out.before.from.text() + " " +
               out.before.to.text() + (out.partial ? " partial" : "");
    };
    CHECK(span("2023", Versus::year) == "2023-01-01 2023-12-31 2022-01-01 2022-12-31");
    CHECK(span("2023-Q3", Versus::before) == "2023-07-01 2023-09-30 2023-04-01 2023-06-30");
    CHECK(span("2023-Q1", Versus::before) == "2023-01-01 2023-03-31 2022-10-01 2022-12-31");
    CHECK(span("2024", Versus::year) == "2024-01-01 2024-05-12 2023-01-01 2023-05-12 partial");
    CHECK(span("2024-Q2", Versus::before) == "2024-04-01 2024-05-12 2024-01-01 2024-02-11 partial");
    CHECK(span("2023-03-06..2023-03-12", Versus::before) == "2023-03-06 2023-03-12 2023-02-27 2023-03-05");
}

TEST_CASE("a time that has not come opens no records, by a question that can be asked") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    const int64_t planned = Date::of(2025, 3, 1).days, day = Date::of(2024, 3, 1).days;
    ledger.apply({{add(1, {{f_no, "planned"}, {f_date, planned}})}});
    ledger.apply({{add(2, {{f_no, "done"}, {f_date, day}})}});
    const auto question = parse_question(catalog, "thing?of=count&in=2025&versus=year");
    REQUIRE(question.ok());
    const AskedSpan span = span_of(Known(ledger, Date::of(2024, 6, 30)), *question);
    const Answer got = answer_question(ledger, *question, span);
    CHECK_FALSE(got.total.now[0].known());
    const Question behind = records_behind(ledger, *question, span, std::nullopt);
    const auto read = parse_question(catalog, question_text(catalog, behind));
    REQUIRE(read.ok());
    CHECK(records_of(ledger, *read).count() == 0);
}
