#include "core/report/draft.hpp"
#include "core/report/report_write.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

using namespace mj;
using test::Book;

namespace {

const ReportTemplate& brief() {
    for (const ReportTemplate& one : test::catalog().reports)
        if (one.id == "brief") return one;
    FAIL("no brief");
    return test::catalog().reports[0];
}

/// A year of mediations, one a month, and so many more on one day.
void mediations(Book& book, int more) {
    const auto one = [&](Date day) {
        book.add("mediation", {{book.field("mediation", "received"), test::of(day)},
                               {book.field("mediation", "closed"), test::of(day)}});
    };
    for (int month = 1; month <= 12; ++month) one(Date::of(2023, month, 3));
    for (int i = 0; i < more; ++i) one(Date::of(2023, 5, 4));
}

Report draft(const Book& book, std::string_view text) {
    return read_draft(book.ledger, Known(book.ledger, Date::of(2024, 2, 1)), brief(), 2023, "示例局", text);
}

} // namespace

TEST_CASE("a report that is taken over and left alone is the report, and nothing in it drifts") {
    Book book;
    mediations(book, 3);
    const Report live =
        write_report(book.ledger, Known(book.ledger, Date::of(2024, 2, 1)), brief(), 2023, "示例局");
    const std::string text = draft_text(live);
    CHECK(text.find("{调解案件=15件}") != std::string::npos);
    const Report read = draft(book, text);
    CHECK(read.drifts.empty());
    REQUIRE(read.parts.size() == live.parts.size());
    for (size_t i = 0; i < read.parts.size(); ++i) {
        CHECK(read.parts[i].kind == live.parts[i].kind);
        CHECK(read.parts[i].text == live.parts[i].text);
        CHECK(read.parts[i].cells == live.parts[i].cells);
    }
    CHECK(draft_renewed(read, text) == text);
}

TEST_CASE("what the registers say otherwise since then is told figure by figure, and taken only when that is "
          "wanted") {
    Book book;
    mediations(book, 3);
    const std::string text =
        "# 甲\n今年{调解案件=15件}，我局高度重视{调解案件=15}。\n无关的{花括号}和{没有这项=7}。\n";
    CHECK(draft(book, text).drifts.empty());
    mediations(book, 1);
    const Report read = draft(book, text);
    REQUIRE(read.drifts.size() == 2);
    CHECK(read.drifts[0].said == "15件");
    CHECK(read.drifts[0].now == "28件");
    CHECK(read.drifts[1].now == "28"); // the unit stood outside
    // Until then the draft says what it said; what is tied to nothing is words.
    REQUIRE(read.parts.size() == 3);
    CHECK(read.parts[0].kind == ReportPart::Kind::heading);
    CHECK(read.parts[1].text == "今年15件，我局高度重视15。");
    CHECK(read.parts[2].text == "无关的{花括号}和{没有这项=7}。");
    CHECK(text.substr(read.parts[1].from, read.parts[1].to - read.parts[1].from).starts_with("今年{"));
    CHECK(draft_renewed(read, text) ==
          "# 甲\n今年{调解案件=28件}，我局高度重视{调解案件=28}。\n无关的{花括号}和{没有这项=7}。\n");
}

TEST_CASE("a figure of which nothing is known any more is told, and what was written stays") {
    const Book book;
    const std::string text = "{调解案件=15件}{调解案件|同比=（同比增长2.0%）}";
    const Report read = draft(book, text);
    REQUIRE(read.drifts.size() == 2);
    CHECK(read.drifts[0].now == "—");
    CHECK(read.drifts[1].now.empty()); // it cannot be compared
    CHECK(draft_renewed(read, text) == "{调解案件=15件}{调解案件|同比=}");
}

TEST_CASE("what stands around a number is the writer's: only the number is renewed, and it alone drifts") {
    Book book;
    mediations(book, 3);
    const std::string text = "{ A{ {调解案件=共15宗}\n{调解案件=15}\n[[1 的说法\n{调解案件=1,015件左右}";
    const Report read = draft(book, text);
    REQUIRE(read.drifts.size() == 1);
    CHECK(read.drifts[0].said == "1,015件左右");
    CHECK(draft_renewed(read, text) ==
          "{ A{ {调解案件=共15宗}\n{调解案件=15}\n[[1 的说法\n{调解案件=15件左右}");
    REQUIRE(read.parts.size() == 4);
    CHECK(read.parts[0].text == "{ A{ 共15宗");
    CHECK(read.parts[2].text == "[[1 的说法"); // no table: it is not closed
}

TEST_CASE("any text is read as a draft without harm: braces, brackets and lines of every kind") {
    Book book;
    mediations(book, 0);
    for (const char* text :
         {"", "\n\n", "{", "}", "{=", "{=}", "{调解案件=", "{调解案件|同比}", "[[", "[[9 没有]]", "[[-1",
          "####", "# ", "{{调解案件=12件}}", "{调解案件=12件", "a{b{调解案件=12件}c}", "\r\n# 甲\r\n"}) {
        CAPTURE(text);
        const Report read = draft(book, text);
        for (const ReportPart& part : read.parts) {
            CHECK(part.to <= std::string_view(text).size());
            CHECK(part.from <= part.to);
            for (const ReportMark& mark : part.marks) CHECK(mark.to <= part.text.size());
        }
        CHECK(report_markdown(read).size() > 0);
        draft_renewed(read, text);
    }
}
