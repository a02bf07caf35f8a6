// Texts of several lines: typed in a box, wrapped on the screen alone, kept as they were typed.
#include "app/widget/draw.hpp"
#include "tests/unit/app/screen/asked.hpp"

#include <cctype>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

constexpr const char* box = "field.facts";

void new_case(Screen& app) {
    app.click("nav.registers");
    app.click("register.mediation");
    app.click("new");
    app.scroll_to(box);
}

std::string text_in(Screen& app) { return app.item(box).value; }

/// A sentence that takes several lines on the screen and has no break of its own.
std::string long_sentence(int clauses) {
    std::string out;
    for (int n = 1; n <= clauses; ++n) out += "第" + std::to_string(n) + "次约定的工资仍未支付，";
    return out;
}

} // namespace

TEST_CASE("lines: Enter makes a line, a paste keeps its lines, and what is saved has them everywhere") {
    Screen app{few_of_each().kept};
    new_case(app);
    app.click(box);
    app.type("一月欠薪");
    app.key("Enter");
    app.type("二月欠薪");
    CHECK(text_in(app) == "一月欠薪\n二月欠薪");
    app.key("Enter");
    app.paste("三月\t四月\r\n五月\r六月");
    const std::string all = "一月欠薪\n二月欠薪\n三月 四月\n五月\n六月";
    CHECK(text_in(app) == all);
    app.scroll_to("state.0");
    app.click("state.0");
    app.key("Control+s");
    CHECK(app.item("value.facts").value == all);
    const auto cases = records_in(app.exported(), "mediation");
    CHECK(cases.back()["facts"] == all);
    // In a field of one line a paste stays one.
    app.click("nav.registers");
    app.click("register.mediation");
    app.click("search");
    app.paste("三月\t四月\r\n五月");
    CHECK(app.item("search").value == "三月 四月 五月");
}

TEST_CASE("lines: a long line goes on below on the screen, and nothing of that is in the text") {
    Screen app{few_of_each().kept, {1280, 1000}};
    new_case(app);
    const float low = app.item(box).max.y - app.item(box).min.y;
    app.click(box);
    const std::string sentence = long_sentence(40);
    app.type(sentence);
    CHECK(text_in(app) == sentence);
    CHECK(app.item(box).max.y - app.item(box).min.y > low + 30);
    app.key("Control+A");
    app.key("Control+C");
    app.key("Delete");
    CHECK(text_in(app).empty());
    app.key("Control+V");
    const std::string pasted = text_in(app);
    CHECK(pasted == sentence);
    // What is typed in the middle moves all breaks behind it.
    app.key("Control+Home");
    app.type("甲乙丙");
    CHECK(text_in(app) == "甲乙丙" + pasted);
    app.resize({390, 844});
    app.scroll_to(box);
    CHECK(app.item(box).value == "甲乙丙" + pasted);
}

TEST_CASE("lines: every character is met once by Delete, whatever the screen breaks") {
    Screen app{few_of_each().kept};
    new_case(app);
    app.click(box);
    std::string left = long_sentence(30);
    app.type(left);
    app.key("Control+Home");
    while (!left.empty()) {
        app.key("Delete");
        size_t first = 1;
        while (first < left.size() && (uint8_t(left[first]) & 0xC0) == 0x80) ++first;
        left.erase(0, first);
        if (text_in(app) != left) {
            CHECK(text_in(app) == left);
            break;
        }
    }
    const std::string again = long_sentence(30);
    app.type(again);
    left = again;
    while (!left.empty()) {
        app.key("Backspace");
        size_t last = left.size() - 1;
        while (last > 0 && (uint8_t(left[last]) & 0xC0) == 0x80) --last;
        left.resize(last);
        if (text_in(app) != left) {
            CHECK(text_in(app) == left);
            break;
        }
    }
}

TEST_CASE("lines: undo and redo within the box, Tab leaves it, Escape gives back what was there") {
    Screen app{few_of_each().kept};
    new_case(app);
    app.click(box);
    const std::string sentence = long_sentence(20);
    app.paste(sentence);
    app.type("甲");
    app.key("Enter");
    app.type("乙");
    CHECK(text_in(app) == sentence + "甲\n乙");
    app.key("Control+z");
    app.key("Control+z");
    CHECK(text_in(app) == sentence + "甲");
    app.key("Control+z");
    app.key("Control+z");
    CHECK(text_in(app).empty());
    app.key("Control+y");
    app.key("Control+y");
    CHECK(text_in(app) == sentence + "甲");
    app.key("Tab");
    app.type("丙"); // elsewhere
    CHECK(text_in(app) == sentence + "甲");
    app.click(box);
    app.type("丁");
    CHECK(text_in(app) != sentence + "甲");
    app.key("Escape");
    CHECK(text_in(app) == sentence + "甲");
}

TEST_CASE("lines: Ctrl+Enter saves and begins another, as in other fields") {
    Screen app{few_of_each().kept};
    new_case(app);
    app.click(box);
    app.type("一");
    app.key("Enter");
    app.type("二");
    app.scroll_to("state.0");
    app.click("state.0");
    app.scroll_to(box);
    app.click(box);
    const size_t before = records_in(few_of_each().exported, "mediation").size();
    app.key("Control+Enter");
    app.scroll_to(box);
    CHECK(text_in(app).empty());
    const auto cases = records_in(app.exported(), "mediation");
    REQUIRE(cases.size() == before + 1);
    CHECK(cases.back()["facts"] == "一\n二");
}

TEST_CASE("lines: a number is not broken where a line can hold it") {
    Screen app;
    const std::string text = "今年追回 6,187 万元，是去年的（103.7%），3,465 people of 12,000 got theirs.";
    for (float width = 100; width < 500; width += 3)
        for (size_t from = 0; from < text.size();) {
            size_t to = line_end(text, from, width);
            REQUIRE(to > from);
            const auto part = [](char c) {
                return std::string_view("0123456789,.%").find(c) != std::string_view::npos;
            };
            if (to < text.size()) CHECK_FALSE((part(text[to]) && part(text[to - 1])));
            while (to < text.size() && text[to] == ' ') ++to;
            from = to;
        }
}

TEST_CASE("lines: Chinese and Latin words part where print parts them, and nowhere else") {
    Screen app;
    const auto lines = [](const std::string& text, float width) {
        std::vector<std::string> out;
        for (size_t from = 0; from < text.size();) {
            const size_t to = line_end(text, from, width);
            REQUIRE(to > from);
            out.push_back(text.substr(from, to - from));
            from = to;
            while (from < text.size() && text[from] == ' ') out.back() += text[from++];
        }
        return out;
    };
    const std::string text =
        "表格（Excel、CSV）先核对再并入台账，U盘、A4纸 “已保存”：office’s USB stick……见《通知》 · 完";
    for (float width = 120; width < 600; width += 1) {
        const auto all = lines(text, width);
        CAPTURE(width);
        for (size_t i = 0; i < all.size(); ++i) {
            const std::string& line = all[i];
            CAPTURE(line);
            for (const char* mark : {"、", "，", "）", "》", "”", "’", "：", "…", "·", "4", "s "})
                CHECK_FALSE((i && line.starts_with(mark)));
            for (const char* mark : {"（", "《", "“"}) CHECK_FALSE(line.ends_with(mark));
            // Words stay whole, and so does a letter with what it names.
            if (i) {
                const std::string& before = all[i - 1];
                const auto latin = [](char c) { return std::isalpha(uint8_t(c)) != 0; };
                CHECK_FALSE((latin(before.back()) && latin(line.front())));
                CHECK_FALSE(before.ends_with("U"));
            }
            // A line is as full as it can be: its last room is smaller than what may come alone to it.
            const float wide = text_width(line.substr(0, line.find_last_not_of(' ') + 1));
            CHECK(wide <= width + 1); // rounded up
            if (i + 1 < all.size()) CHECK(wide > width - 75);
        }
    }
    // Between Han and a word it may part, so that no line ends early before a long run without a blank.
    const float wide = text_width("表格（Excel、CSV）先核对再");
    CHECK(lines("表格（Excel、CSV）先核对再并入台账", wide).front() == "表格（Excel、CSV）先核对再");
}
