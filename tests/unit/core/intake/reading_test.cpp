// Readings of sheets made here: merged heads, hidden rows, and the way over as bytes.
#include "core/intake/reading.hpp"
#include "core/intake/rejected.hpp"

#include "tests/unit/core/real_catalog.hpp"

using namespace mj;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Sheet sheet_of(const Rows& rows) {
    Sheet out;
    for (size_t r = 0; r < rows.size(); ++r)
        for (size_t c = 0; c < rows[r].size(); ++c)
            if (!rows[r][c].empty())
                out.add(uint32_t(r), uint32_t(c), CellType::text, 0, out.texts().keep(rows[r][c]));
    out.settle();
    return out;
}

Reading read_leads(const Sheet& sheet, const ReadWish& wish = {}) {
    const Catalog& catalog = test::real_catalog();
    return read_table(catalog, catalog.find_register("lead"), sheet, wish);
}

const ReadColumn* column_of(const Reading& reading, std::string_view field) {
    const Register& reg = test::real_catalog().registers[size_t(reading.reg)];
    for (const ReadColumn& column : reading.columns)
        if (column.field() == reg.find(field)) return &column;
    return nullptr;
}

} // namespace

TEST_CASE("heads of two lines, with what several columns have in common above") {
    const Sheet sheet = sheet_of({{"举报投诉台账", "", "", "", "", ""},
                                  {"编号", "受理", "", "办结日期", "追回工资", ""},
                                  {"", "渠道", "日期", "", "人数", "金额"},
                                  {"1", "来访", "2023-05-06", "2023-06-01", "2", "100"}});
    const Reading reading = read_leads(sheet);
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].line == 4);
    for (const char* field :
         {"no", "channel", "accepted", "closed", "workers_recovered", "wages_recovered"}) {
        CAPTURE(field);
        CHECK(column_of(reading, field));
    }
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].why == Note::title);
}

TEST_CASE("hidden rows are asked, merged ones across the table are titles of sections") {
    Sheet sheet = sheet_of({{"编号", "渠道", "接收日期"},
                            {"一、二月", "", ""},
                            {"1", "来访", "2023-05-06"},
                            {"2", "来访", "2023-05-07"}});
    sheet.merges = {{1, 0, 1, 3}};
    sheet.hidden_rows = {3};
    Reading reading = read_leads(sheet);
    REQUIRE(reading.rows.size() == 2);
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].why == Note::section);
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].said.note == Note::row_hidden);
    CHECK(reading.problems[0].row == 1);
    ReadWish wish;
    wish.hidden_rows = true;
    CHECK(read_leads(sheet, wish).problems.empty());
    wish.hidden_rows = false;
    wish.rows = {{4, true}, {2, true}};
    reading = read_leads(sheet, wish);
    CHECK(reading.rows.size() == 3);
    CHECK(reading.problems.empty());
    wish.rows = {{4, false}, {2, true}, {3, false}};
    reading = read_leads(sheet, wish);
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].line == 2);
    REQUIRE(reading.skipped.size() == 2);
    CHECK(reading.skipped[1].why == Note::row_left_out);
}

TEST_CASE(
    "what stands in merged cells is said of all their records, a number once; rejected rows have it too") {
    Sheet sheet = sheet_of({{"编号", "渠道", "接收日期", "主张金额", "天气"},
                            {"1", "来访", "2023-05-06", "100", "晴"},
                            {"2", "", "2023-05-07", "", ""},
                            {"", "", "", "", ""},
                            {"3", "", "5/6/2023", "", ""},
                            {"4", "", "2023-05-09", "", ""}});
    sheet.merges = {{1, 1, 4, 1}, {1, 3, 4, 1}, {1, 4, 4, 1}};
    const Reading reading = read_leads(sheet);
    REQUIRE(reading.rows.size() == 4);
    const ReadColumn &channel = *column_of(reading, "channel"),
                     &amount = *column_of(reading, "amount_claimed");
    CHECK(channel.cells[1] == channel.cells[0]);
    CHECK(channel.cells[2] == channel.cells[0]);
    CHECK(channel.cells[3] == Reading::no_cell);
    CHECK(channel.counts[size_t(Note::merged)] == 2);
    CHECK(amount.cells == std::vector<int64_t>{10'000, Reading::no_cell, Reading::no_cell, Reading::no_cell});
    CHECK(amount.counts[size_t(Note::merged)] == 0);
    CHECK(amount.counts[size_t(Note::merged_number)] == 2);
    ReadWish wish;
    wish.rows = {{2, false}}; // the first is left out: the others have it still
    const Reading rest = read_leads(sheet, wish);
    REQUIRE(rest.rows.size() == 3);
    CHECK(column_of(rest, "channel")->cells[1] == channel.cells[0]);
    const auto again = decode_reading(encode_reading(reading));
    REQUIRE(again);
    CHECK(column_of(*again, "channel")->merged_top(4) == std::optional<uint32_t>(1));
    CHECK(!column_of(*again, "channel")->merged_top(5));
    CHECK(!column_of(*again, "channel")->merged_top(1));
    std::vector<PlannedRow> rows(4);
    rows[2].kind = PlannedRow::Kind::doubtful;
    const Register& reg = test::real_catalog().registers[size_t(reading.reg)];
    const auto file =
        rejected_file(reg, reading.columns, sheet, rejected_rows(reading, rows, reading.problems), false);
    REQUIRE(file);
    CHECK(file->find("3,来访,5/6/2023,,晴,") != file->npos);
}

TEST_CASE("what is said of a column by its letters or its head holds, and the rest is still found") {
    const Sheet sheet = sheet_of({{"编号", "日期一", "接收日期"}, {"1", "2023-05-01", "5/6/2023"}});
    ReadWish wish;
    wish.columns = {{"C", "", false, DateOrder::day_first}, {"B", "closed", true}};
    const Reading reading = read_leads(sheet, wish);
    CHECK(reading.problems.empty());
    REQUIRE(column_of(reading, "received"));
    CHECK(column_of(reading, "received")->cells == std::vector<int64_t>{Date::of(2023, 6, 5).days});
    REQUIRE(column_of(reading, "closed"));
    CHECK(column_of(reading, "closed")->cells == std::vector<int64_t>{Date::of(2023, 5, 1).days});
}

TEST_CASE("the unit in a head holds for a column that was assigned, unless another is said") {
    const Sheet sheet = sheet_of({{"编号", "接收日期", "要多少(万元)"}, {"1", "2023-05-01", "1.5"}});
    ReadWish wish;
    wish.columns = {{"要多少(万元)", "amount_claimed", true}};
    const auto amount = [&] { return column_of(read_leads(sheet, wish), "amount_claimed")->cells; };
    REQUIRE(column_of(read_leads(sheet, wish), "amount_claimed"));
    CHECK(amount() == std::vector<int64_t>{1'500'000});
    wish.columns[0].power = 0;
    CHECK(amount() == std::vector<int64_t>{150});
}

TEST_CASE("a field without a column is filled in all rows; one that has a column is not") {
    const Register& reg = test::real_catalog().registers[size_t(test::real_catalog().find_register("lead"))];
    const Sheet sheet = sheet_of({{"编号", "接收日期", "渠道"}, {"1", "2023-05-01", ""}, {"2", "", "来访"}});
    ReadWish wish;
    wish.fills = {{reg.find("received"), "2023-06-07"}, {reg.find("subject"), "工资"}};
    const Reading reading = read_leads(sheet, wish);
    CHECK(reading.problems.empty());
    REQUIRE(column_of(reading, "received"));
    CHECK(column_of(reading, "received")->cells ==
          std::vector<int64_t>{Date::of(2023, 5, 1).days, Reading::no_cell});
    const ReadColumn* subject = column_of(reading, "subject");
    REQUIRE(subject);
    CHECK(subject->filled());
    CHECK(subject->head.text == "事项 = 工资支付");
    const auto& codes =
        test::real_catalog().code_lists[size_t(reg.fields[size_t(reg.find("subject"))].codes)];
    const int64_t wages = codes.find("wages") + 1;
    CHECK(subject->cells == std::vector<int64_t>{wages, wages});
    const auto again = decode_reading(encode_reading(reading));
    REQUIRE(again);
    CHECK(column_of(*again, "subject")->filled());
}

TEST_CASE("a field without a column says what another column says, read as that is read") {
    const Register& reg = test::real_catalog().registers[size_t(test::real_catalog().find_register("lead"))];
    Sheet sheet = sheet_of({{"编号", "渠道", "登记日期", "涉及人数"},
                            {"1", "来访", "5/6/2023", "2"},
                            {"2", "来访", "", "3"},
                            {"合计", "", "", "5"}});
    sheet.merges = {{1, 2, 2, 1}};
    ReadWish wish;
    wish.columns = {{"登记日期", "", false, DateOrder::day_first}};
    wish.fills = {{reg.find("accepted"), "", "登记日期"},
                  {reg.find("workers_recovered"), "", "D"},
                  {reg.find("closed"), "", "没有这一栏"},
                  {reg.find("no"), "", "登记日期"}};
    const Reading reading = read_leads(sheet, wish);
    CHECK(reading.problems.empty());
    const int64_t day = Date::of(2023, 6, 5).days;
    REQUIRE(column_of(reading, "accepted"));
    CHECK(column_of(reading, "accepted")->cells == std::vector<int64_t>{day, day});
    CHECK(column_of(reading, "accepted")->source == 2);
    CHECK(column_of(reading, "received")->cells == std::vector<int64_t>{day, day});
    REQUIRE(column_of(reading, "workers_recovered"));
    CHECK(column_of(reading, "workers_recovered")->cells == std::vector<int64_t>{2, 3});
    CHECK_FALSE(column_of(reading, "closed"));
    CHECK(reading.text(column_of(reading, "no")->cells[0]) == "1");
    CHECK(reading.totals.size() == 1); // of the column that is in the table
}

TEST_CASE("totals are compared with all rows, those since a line like them, or those since any") {
    const auto told = [](const Rows& rows) {
        Rows all = {{"编号", "接收日期", "主张金额(万元)", "涉及人数"}};
        all.insert(all.end(), rows.begin(), rows.end());
        const Reading reading = read_leads(sheet_of(all));
        std::string out;
        for (const Reading::Total& total : reading.totals)
            out += std::to_string(total.line) + (total.column == 2 ? " amount " : " workers ") +
                   std::to_string(total.written) + (total.agrees ? " = " : " <> ") +
                   std::to_string(total.sum) + "; ";
        return out;
    };
    const std::string day = "2023-05-06";
    CHECK(told({{"1", day, "1", "2"}, {"2", day, "2", "3"}, {"合计", "", "3", "6"}}) ==
          "4 amount 3000000 = 3000000; 4 workers 6 <> 5; ");
    // Two groups, and all of them.
    CHECK(told({{"1", day, "", "2"},
                {"小计", "", "", "2"},
                {"2", day, "", "3"},
                {"小计", "", "", "4"},
                {"合计", "", "", "5"},
                {"3", day, "", "4"},
                {"小计", "", "", "4"},
                {"合计", "", "", "4"},
                {"总计", "", "", "9"}}) == "3 workers 2 = 2; 5 workers 4 <> 3; 6 workers 5 = 5; 8 workers 4 "
                                           "= 4; 9 workers 4 = 4; 10 workers 9 = 9; ");
    // An average adds nothing up; what runs on over former months, a text, and another unit are not of these rows alone.
    CHECK(told({{"1", day, "1", "2"}, {"平均", "", "1", "2"}, {"累计", "", "7", "9"}}) == "");
    CHECK(told({{"1", day, "1", "2"}, {"合计", "", "见附表", "9件"}}) == "");
    CHECK(told({{"1", day, "1", "2"}, {"合计", "", "10000元", "2人"}}) ==
          "3 amount 1000000 = 1000000; 3 workers 2 = 2; ");
    CHECK(told({{"合计", "", "1", "2"}, {"1", day, "1", "2"}}) == "");
    // A number that was not understood is in no sum.
    CHECK(told({{"1", day, "1", "约2"}, {"2", day, "1", "1"}, {"合计", "", "2", "3"}}) ==
          "4 amount 2000000 = 2000000; 4 workers 3 <> 1; ");
}

TEST_CASE("free texts under the head of a list of codes are none of codes") {
    const Catalog& catalog = test::real_catalog();
    const auto read = [&](const char* head, bool title) {
        Rows rows = {{"培训时间", head, "培训形式", title ? "培训内容" : "备考"}};
        for (int i = 0; i < 12; ++i)
            rows.push_back({"2024-03-0" + std::to_string(1 + i % 9),
                            "保障农民工工资支付条例第" + std::to_string(i) + "讲", "人社大讲堂", "甲"});
        return read_table(catalog, catalog.find_register("training"), sheet_of(rows));
    };
    Reading reading = read("培训主题", false);
    REQUIRE(column_of(reading, "title"));
    CHECK(column_of(reading, "title")->head.text == "培训主题");
    CHECK(column_of(reading, "title")->head.means.how == Note::by_text);
    CHECK(reading.words.empty());
    CHECK(column_of(reading, "kind")->head.text == "培训形式");
    // Where the text field has its own column it is left out, and that is said.
    reading = read("培训主题", true);
    CHECK(column_of(reading, "title")->head.text == "培训内容");
    CHECK_FALSE(column_of(reading, "topic"));
    CHECK(reading.columns[1].head.means.how == Note::free_text);
    // Few words, short ones, or one of the list: they may be codes of somebody's own.
    Rows streets = {{"编号", "接收日期", "街道"}};
    for (int i = 0; i < 12; ++i)
        streets.push_back({std::to_string(i), "2023-05-06",
                           std::string("东西南北中前后左右上下新").substr(size_t(i) * 3, 3) + "关街道"});
    CHECK(column_of(read_leads(sheet_of(streets)), "street"));
    CHECK(read_leads(sheet_of(streets)).words.size() == 12);
}

TEST_CASE("a reading goes over as bytes, whole or not at all") {
    const Sheet sheet = sheet_of({{"编号", "渠道", "接收日期", "主张金额", "天气"},
                                  {"甲1", "来访", "2023/5/6", "1万元", "晴"},
                                  {"", "飞鸽", "5/6/2023", "-1", ""},
                                  {"合计", "", "", "1", ""}});
    const Reading reading = read_leads(sheet);
    const Bytes bytes = encode_reading(reading);
    const auto again = decode_reading(bytes);
    REQUIRE(again);
    CHECK(encode_reading(*again) == bytes);
    REQUIRE(again->rows.size() == 2);
    CHECK(again->text(column_of(*again, "no")->cells[0]) == "甲1");
    CHECK(column_of(*again, "amount_claimed")->cells[0] == 1'000'000);
    CHECK(again->problems.size() == 3);
    for (size_t n = 0; n < bytes.size(); ++n) {
        CAPTURE(n);
        CHECK(!decode_reading(ByteView(bytes).first(n)));
    }
    // Bytes of another kind are refused or read; they do not break anything.
    for (size_t at = 0; at < bytes.size(); ++at) {
        Bytes other = bytes;
        other[at] ^= 0xFF;
        if (const auto read = decode_reading(other)) CHECK(read->problems.size() <= other.size());
    }
}

TEST_CASE("cells without a head are all records, and their columns go by their letters") {
    const Rows rows = {{"甲-1", "2023-05-06", "来访", "工资支付", "建设领域"},
                       {"甲-2", "2023-05-07", "来访", "工资支付", "建设领域"}};
    const Sheet sheet = sheet_of(rows);
    Reading reading = read_leads(sheet);
    REQUIRE(reading.failed);
    CHECK(reading.failed->note == Note::headless);
    REQUIRE(reading.columns.size() == 5);
    CHECK(reading.columns[1].head.text == "第 2 栏");
    CHECK(reading.columns[1].sample == "2023-05-06");
    ReadWish wish;
    wish.columns = {{"A", "no", true}, {"B", "received", true}};
    reading = read_leads(sheet, wish);
    CHECK_FALSE(reading.failed);
    CHECK(reading.headless());
    REQUIRE(reading.rows.size() == 2);
    CHECK(reading.rows[0].line == 1);
    CHECK(reading.skipped.empty());
    CHECK(reading.text(column_of(reading, "no")->cells[0]) == "甲-1");
    CHECK(column_of(reading, "received")->cells[1] == Date::of(2023, 5, 7).days);
    // A row of words is none of data, if it is no word of the register's lists: it is a head.
    Rows headed = rows;
    headed.insert(headed.begin(), {"卷宗", "登记日", "从哪来", "何事", "地方"});
    headed.insert(headed.begin(), {"某科台账", "", "", "", ""});
    const Sheet own = sheet_of(headed);
    reading = read_leads(own);
    REQUIRE(reading.failed);
    CHECK(reading.failed->note == Note::head_unmatched);
    CHECK(reading.failed->arguments ==
          std::vector<std::string>{in_both("举报投诉与线索", "Leads and complaints"), "2"});
    CHECK(sentence(*reading.failed, false).find("\"Leads and complaints\"") != std::string::npos);
    CHECK(sentence(*reading.failed, true).find("“举报投诉与线索”") != std::string::npos);
    CHECK(reading.columns[1].head.text == "登记日");
    reading = read_leads(own, wish); // by letters too
    CHECK_FALSE(reading.failed);
    CHECK_FALSE(reading.headless());
    CHECK(reading.rows.size() == 2);
    wish.columns = {{"登记日", "received", true}}; // one column is enough for it to be the head
    reading = read_leads(own, wish);
    CHECK_FALSE(reading.failed);
    CHECK(reading.rows.size() == 2);
}

TEST_CASE("a row is a record when it has dates, amounts and numbers, and a head when it has none") {
    const auto headless = [](const std::vector<std::string>& row) {
        std::vector<std::string> words(row.size(), "说明");
        const Reading reading = read_leads(sheet_of({row, words}));
        return reading.failed && reading.failed->note == Note::headless;
    };
    CHECK(headless({"张三", "某某公司", "1.5万元", "某地"}));
    CHECK(headless({"渝人〔2023〕12号", "某某公司", "说明", "某地"}));
    CHECK(headless({"张三", "公司", "13900000000"}));
    CHECK(headless({"来访", "工资支付", "某某公司"}));
    CHECK(headless({"5/6/2023", "公司"}));
    CHECK_FALSE(headless({"姓名", "工资", "单位", "金额(2023)", "联系"}));
    CHECK_FALSE(headless({"1月", "2月", "3月"}));
    CHECK_FALSE(headless({"2023年", "人", "钱"}));
}

TEST_CASE("of dates that were asked a real cell is kept, and of words which code they were taken for") {
    const Sheet sheet = sheet_of({{"编号", "渠道", "接收日期"},
                                  {"1", "上访", "2023-05-06"},
                                  {"2", "来人", "5/6/2023"},
                                  {"3", "上 访", "26.7.3"},
                                  {"4", "电话", "27.7.3"}});
    ReadWish wish;
    Reading reading = read_leads(sheet, wish);
    CHECK(column_of(reading, "received")->order_cell == "5/6/2023");
    CHECK(column_of(reading, "received")->short_cell == "26.7.3");
    CHECK(column_of(reading, "received")->answered.empty());
    REQUIRE(reading.synonyms.size() == 2);
    CHECK(reading.synonyms[0].word == "上访");
    CHECK(reading.synonyms[0].rows == 2);
    CHECK(reading.synonyms[1].word == "来人");
    REQUIRE(reading.words.size() == 1); // a telephone is no special one
    CHECK(reading.words[0].word == "电话");
    wish.hints.order = DateOrder::day_first;
    wish.hints.century = 2000;
    reading = read_leads(sheet, wish);
    CHECK(column_of(reading, "received")->order_cell == "5/6/2023");
    const auto& answered = column_of(reading, "received")->answered;
    REQUIRE(answered.size() == 3);
    CHECK(answered[1].row == 2);
    CHECK(reading.text(answered[1].text) == "26.7.3");
    wish.columns = {{"接收日期", "", false}};
    wish.columns[0].sure = true;
    CHECK(column_of(read_leads(sheet, wish), "received")->answered.empty());
}
