// Values as people write them, one line each: what was written, of which field, and what it must become.
#include "core/intake/understand.hpp"

#include "core/ledger/ledger.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
namespace {

/// "= value [changes]", "? ask", "! refusal (proposal)", "" for nothing.
std::string in_words(const Field& field, const Understood& got) {
    std::string out;
    switch (got.kind) {
    case Understood::Kind::empty: break;
    case Understood::Kind::value: {
        const auto* text = std::get_if<std::string>(&got.value);
        out = "= " + (text ? *text : value_text(test::real_catalog(), field, got.value));
        break;
    }
    case Understood::Kind::asked: out = "? " + std::string(id_of(got.said.note)); break;
    case Understood::Kind::refused: out = "! " + std::string(id_of(got.said.note)); break;
    }
    for (size_t i = 0; i < changes; ++i)
        if (got.changes >> i & 1 && got.kind != Understood::Kind::refused &&
            got.kind != Understood::Kind::asked)
            out += (out.empty() ? "" : " ") + std::string(id_of(Note(i)));
    if (!got.proposal.empty()) out += " (" + got.proposal + ")";
    return out;
}

struct Written {
    std::string_view reg_field, text, becomes;
};

const Field& field_of(std::string_view reg_field) {
    const Catalog& catalog = test::real_catalog();
    const size_t dot = reg_field.find('.');
    const Register& reg = catalog.registers[size_t(catalog.find_register(reg_field.substr(0, dot)))];
    return reg.fields[size_t(reg.find(reg_field.substr(dot + 1)))];
}

void read_all(std::initializer_list<Written> rows, const Hints& hints = {}) {
    for (const Written& row : rows) {
        CAPTURE(row.text);
        const Field& field = field_of(row.reg_field);
        CHECK(in_words(field, understand(test::real_catalog(), field, row.text, hints)) == row.becomes);
    }
}

void read_cells(std::initializer_list<std::pair<Written, Cell>> rows, const Hints& hints = {}) {
    for (const auto& row : rows) {
        CAPTURE(row.first.text);
        const Field& field = field_of(row.first.reg_field);
        CHECK(in_words(field, understand(test::real_catalog(), field, row.second, hints)) ==
              row.first.becomes);
    }
}
} // namespace

TEST_CASE("dates as people write them") {
    constexpr std::string_view f = "lead.received";
    read_all({{f, "2023-05-06", "= 2023-05-06"},
              {f, "2023/5/6", "= 2023-05-06 date_form"},
              {f, "2023-5-6", "= 2023-05-06 date_form"},
              {f, "2023.5.6", "= 2023-05-06 date_form"},
              {f, "2023.05.06", "= 2023-05-06 date_form"},
              {f, "2023–5–1", "= 2023-05-01 date_form"},
              {f, "2023—05—01", "= 2023-05-01 date_form"},
              {f, "2023−05−01", "= 2023-05-01 date_form"},
              {f, "2023-5-1–2023-5-3", "! not_date"}, // a span
              {f, "2023–5–1–3", "! not_date"},
              {f, "2023 / 5 / 6", "= 2023-05-06 date_form"},
              {f, "2023年5月6日", "= 2023-05-06 date_form"},
              {f, "2023年05月06号", "= 2023-05-06 date_form"},
              {f, "2023 年 5 月 6 日", "= 2023-05-06 date_form"},
              {f, "2023年5月6日（星期六）", "= 2023-05-06 width date_form"},
              {f, "20230506", "= 2023-05-06 date_form"},
              {f, "２０２３－０５－０６", "= 2023-05-06 width"},
              {f, "２０２３年５月６日", "= 2023-05-06 width date_form"},
              {f, " 2023-05-06 ", "= 2023-05-06 trimmed"},
              {f, "2023-05-06 00:00:00", "= 2023-05-06 date_form time_dropped"},
              {f, "2023-05-06 14:30", "= 2023-05-06 date_form time_dropped"},
              {f, "2023/5/6 下午 2:30", "= 2023-05-06 date_form time_dropped"},
              {f, "2023年5月6日 14时30分", "= 2023-05-06 date_form time_dropped"},
              {f, "2023-05-06T08:00:00+08:00", "= 2023-05-06 date_form time_dropped"},
              {f, "2023-05-05T16:00:00.000Z", "= 2023-05-06 date_form time_dropped zone"},
              {f, "2023-05-06T23:30:00-0500", "= 2023-05-07 date_form time_dropped zone"},
              {f, "2023-05-06T01:00:00+14:00", "= 2023-05-05 date_form time_dropped zone"},
              {f, "45052", "= 2023-05-06 serial"},
              {f, "20230506.0", "= 2023-05-06 date_form"},
              {f, "23-5-6", "? two_digit_year (2023-05-06)"},
              {f, "23年5月6日", "? two_digit_year (2023-05-06)"},
              {f, "5/6/2023", "? day_or_month (2023-05-06 / 2023-06-05)"},
              {f, "25/6/2023", "= 2023-06-25 date_form"},
              {f, "6/25/2023", "= 2023-06-25 date_form"},
              {f, "6.6.2023", "= 2023-06-06 date_form"},
              {f, "2023-02-30", "! no_such_day"},
              {f, "2023-13-01", "! no_such_day"},
              {f, "31/31/2023", "! no_such_day"},
              {f, "20231301", "! no_such_day"},
              {f, "2023年5月", "! date_no_day"},
              {f, "2023-05", "! date_no_day"},
              {f, "2023", "! date_no_day"},
              {f, "2023年", "! date_no_day"},
              {f, "5月6日", "! date_no_year"},
              {f, "7-5", "! date_no_year"},
              {f, "今天", "! date_no_year"},
              {f, "1023-05-06", "! date_range"},
              {f, "去年", "! not_date"},
              {f, "2023-05-06abc", "! not_date"},
              {f, "2023-05-06 25:00", "! not_date"},
              {f, "230506", "! not_date"},
              {f, "2023-05-06,2023-05-07", "! not_date"},
              {f, "—", "empty_mark"},
              {f, "  ", ""}});
}

TEST_CASE(
    "a question of a column that has been answered is a date; days near today only where today is given") {
    constexpr std::string_view f = "lead.received";
    Hints hints;
    hints.order = DateOrder::day_first;
    read_all({{f, "5/6/2023", "= 2023-06-05 date_form answered"},
              {f, "26.7.3", "? two_digit_year (2026-07-03)"},
              {f, "5/16/23", "? two_digit_year"},
              {f, "31/31/31", "! no_such_day"}},
             hints);
    // The order of dates with four digits at their end says nothing of those with two.
    for (const DateOrder order : {DateOrder::ask, DateOrder::day_first, DateOrder::month_first}) {
        hints.order = order;
        hints.century = 2000;
        hints.short_order = DateOrder::ask;
        read_all({{f, "26.7.3", "= 2026-07-03 date_form answered"},
                  {f, "24-5-6", "= 2024-05-06 date_form answered"},
                  {f, "23年5月6日", "= 2023-05-06 date_form answered"},
                  {f, "5/16/23", "? year_at_end (2023-05-16)"},
                  {f, "5/31/31", "? year_at_end (2031-05-31)"},
                  {f, "5/6/23", "? year_at_end (2023-06-05 / 2023-05-06)"},
                  {f, "0/6/23", "! no_such_day"}},
                 hints);
    }
    read_all({{f, "5/6/2023", "= 2023-05-06 date_form answered"}}, hints); // the month first, as said last
    hints.short_order = DateOrder::day_first;
    read_all({{f, "26.7.3", "= 2003-07-26 date_form answered"},
              {f, "5/6/23", "= 2023-06-05 date_form answered"},
              {f, "5/6/2023", "= 2023-05-06 date_form answered"},
              {f, "23年5月6日", "= 2023-05-06 date_form answered"}},
             hints);
    hints.short_order = DateOrder::month_first;
    read_all({{f, "5/6/23", "= 2023-05-06 date_form answered"}}, hints);
    hints.short_order = DateOrder::year_first;
    hints.century = 1900;
    read_all({{f, "98.5.6", "= 1998-05-06 date_form answered"}}, hints);
    Hints today;
    today.today = Date::of(2026, 3, 1);
    read_all({{f, "今天", "= 2026-03-01 date_form relative"},
              {f, "昨天", "= 2026-02-28 date_form relative"},
              {f, "前天", "= 2026-02-27 date_form relative"},
              {f, "7-5", "= 2026-07-05 date_form relative"},
              {f, "7月5日", "= 2026-07-05 date_form relative"},
              {f, "7–5", "! not_date"}, // or a span
              {f, "2-30", "! no_such_day"}},
             today);
}

TEST_CASE("amounts as people write them, to the fen") {
    constexpr std::string_view f = "lead.amount_claimed";
    read_all({{f, "12345.60", "= 12345.60"},
              {f, "12345.6", "= 12345.60"},
              {f, "0", "= 0.00"},
              {f, "12,345.60", "= 12345.60 grouped"},
              {f, "1,234,567", "= 1234567.00 grouped"},
              {f, "￥12,345.60", "= 12345.60 unit grouped"},
              {f, "¥100", "= 100.00 unit"},
              {f, "人民币100元整", "= 100.00 unit"},
              {f, "12345.60元", "= 12345.60 unit"},
              {f, "1.23万元", "= 12300.00 unit wan"},
              {f, "1.23 万", "= 12300.00 wan"},
              {f, "1.2w", "= 12000.00 wan"},
              {f, "1.2万w", "! not_number"},
              {f, "1.234567万元", "= 12345.67 unit wan"},
              {f, "1.5亿元", "= 150000000.00 unit wan"},
              {f, "1,2345万", "= 123450000.00 wan grouped"},
              {f, "1.5千万", "= 15000000.00 wan"},
              {f, "3百万元", "= 3000000.00 unit wan"},
              {f, "1.2千亿", "= 120000000000.00 wan"},
              {f, ".5", "= 0.50"},
              {f, ".05万元", "= 500.00 unit wan"},
              {f, "-.5", "! negative"},
              {f, ".", "! not_number"},
              {f, ".,5", "! not_number"},
              {f, "１２３４５", "= 12345.00 width"},
              {f, "１２，３４５．６０", "= 12345.60 width grouped"},
              {f, "1.2345E+04", "= 12345.00 exponent"},
              {f, "1.2345e4", "= 12345.00 exponent"},
              {f, "1e-2", "= 0.01 exponent"},
              {f, "0.1", "= 0.10"},
              {f, "0.29", "= 0.29"},
              {f, "9999999999999.99", "= 9999999999999.99"},
              {f, "1.10", "= 1.10"},
              {f, "-500", "! negative"},
              {f, "-0.99", "! negative"},
              {f, "−500", "! negative"},
              {f, "(500)", "! negative"},
              {f, "（500.00）", "! negative"},
              {f, "负500", "! negative"},
              {f, "1,23", "! badly_grouped"},
              {f, "1,2345", "! badly_grouped"},
              {f, "1234,567", "! badly_grouped"},
              {f, "1,234,56", "! badly_grouped"},
              {f, ",123", "! badly_grouped"},
              {f, "1.2.3", "! not_number"},
              {f, "12a", "! not_number"},
              {f, "约100", "! not_number"},
              {f, "1.234", "! finer (1.23)"},
              {f, "1.235", "! finer (1.24)"},
              {f, "0.001", "! finer"},
              {f, "99999999999999999999", "! too_large"},
              {f, "20,000,000,000,000", "! too_large"},
              {f, "无", "empty_mark"},
              {f, "N/A", "empty_mark"},
              {f, "空白", "empty_mark"},
              {f, "/", "empty_mark"},
              {f, "-", "empty_mark"}});
    Hints wan;
    wan.power = 4;
    read_all({{f, "1.23", "= 12300.00 wan"},
              {f, "12300元", "= 12300.00 unit"},
              {f, "2亿", "= 200000000.00 wan"},
              {f, "￥15000", "= 15000.00 unit"},
              {f, "¥ 15,000.00", "= 15000.00 unit grouped"},
              {f, "RMB15000", "= 15000.00 unit"},
              {f, "￥1.5万", "= 15000.00 unit wan"},
              {f, ".5", "= 5000.00 wan"}},
             wan);
    CHECK(unit_power("万元") == 4);
    CHECK(unit_power("百万元") == 6);
    CHECK(unit_power("元") == 0);
    CHECK(unit_power("人") == -1);
}

TEST_CASE("counts as people write them") {
    constexpr std::string_view f = "lead.workers";
    read_all({{f, "3", "= 3"},
              {f, "3人", "= 3 unit"},
              {f, "3 人次", "= 3 unit"},
              {f, "3.0", "= 3 decimals"},
              {f, "1,200", "= 1200 grouped"},
              {f, "1.2万", "= 12000 wan"},
              {f, "1.2万人次", "= 12000 unit wan"},
              {f, "３", "= 3 width"},
              {f, "3.5", "! not_whole (4)"},
              {f, "-3", "! negative"},
              {f, "三人", "! not_number"},
              {f, "3-5人", "! not_number"},
              {f, "3,00", "! badly_grouped"},
              {f, "3000000000", "! too_large"},
              {f, "——", "empty_mark"},
              {"goal.year", "2023年", "= 2023 unit"}});
}

TEST_CASE("yes and no") {
    constexpr std::string_view f = "lead.valid", own = "proposal.satisfied";
    for (const std::string_view yes : {"有", "√", "Y", "y", "TRUE", "True", "1", "yes", "✓"})
        read_all({{f, yes, "= yes flag_form"}});
    for (const std::string_view no : {"无", "×", "N", "n", "FALSE", "0", "no"})
        read_all({{f, no, "= no flag_form"}});
    read_all({{f, "是", "= yes"},
              {f, "否 ", "= no trimmed"},
              {f, "—", "empty_mark"},
              {f, "2", "! not_flag"},
              {f, "也许", "! not_flag"}});
    // The field's own name is an answer: what is called 有效, 负责人已出庭 or 满意.
    read_all(
        {{f, "无效", "= no flag_form"}, {own, "满意", "= yes flag_form"}, {own, "基本满意", "! not_flag"}});
}

TEST_CASE("codes by id and names, folded; what is near is proposed and not taken") {
    constexpr std::string_view f = "lead.channel", street = "lead.street";
    read_all({{f, "visit", "= visit"},
              {f, "来访", "= visit code_name"},
              {f, "Visit", "= visit code_name"},
              {f, "来访 ", "= visit trimmed code_name"},
              {f, "\u00A0来访", "= visit trimmed code_name"},
              {f, "来 访", "= visit code_name"},
              {f, "来　访", "= visit code_name"},
              {f, "１２３３３热线", "= hotline code_name"},
              {f, "12333", "= hotline synonym"},
              {f, "上级转版", "! unknown_code (上级转办)"},
              {f, "hotlime", "! unknown_code (12333热线)"},
              {f, "飞鸽", "! unknown_code"},
              {f, "12345热线", "! unknown_code"},
              {f, "12333热钱", "! unknown_code (12333热线)"},
              {f, "平台转办", "! unknown_code"},
              {f, "访来", "! unknown_code (来访)"},
              {f, "来防", "! unknown_code"},
              {f, "现场投", "! unknown_code (来访)"},
              {f, "现场投诉件", "! unknown_code (来访)"},
              {f, "-", "empty_mark"},
              {street, "江北街道", "= jiangbei code_name"},
              {street, "江北", "= jiangbei code_name"},
              {street, "江北街道办事处", "= jiangbei code_name"},
              {street, "新妙", "= xinmiao code_name"},
              {street, "新妙街道", "= xinmiao code_name"},
              {street, "江西", "! unknown_code"},
              {street, "东关街道", "! unknown_code"},
              {street, "南桥街道", "! unknown_code"},
              {street, "龙桥湾街道", "! unknown_code (龙桥街道)"},
              {street, "桥龙镇", "! unknown_code (龙桥街道)"},
              {"penalty.challenged", "有", "! unknown_code"},
              {"penalty.challenged", "无", "= none code_name"},
              {"lead.sector", "建筑业", "= construction synonym"}});
}

TEST_CASE("texts are trimmed, and a spreadsheet's guards are undone") {
    constexpr std::string_view f = "lead.no", phone = "employer.phone";
    read_all({{f, "甲〔2023〕1号", "= 甲〔2023〕1号"},
              {f, " 甲 1 ", "= 甲 1 trimmed"},
              {f, "=\"00123\"", "= 00123 guard"},
              {f, "=\"a\"\"b\"", "= a\"b guard"},
              {f, "'00124", "= 00124 guard"},
              {f, "\t00125", "= 00125 guard"},
              {f, "甲\u200B1", "= 甲1 hidden"},
              {f, "\u200B", ""},
              {f, "1.23E+17", "! digits_lost"},
              {f, "3.20105E+17", "! digits_lost"},
              {f, "E+17", "= E+17"},
              {f, "无", "empty_mark"},
              {f, "一行\n二行", "= 一行\n二行"},
              {phone, "400-000-0000", "= 400-000-0000"},
              {f, "\xFF", "! bad_utf8"},
              {"lead.employer", "（渝）江北建工 有限公司", "= （渝）江北建工 有限公司"}});
    const std::string longest(4001, 'x');
    read_all({{f, longest, "! text_long"}});
}

TEST_CASE("cells of a workbook that are no texts") {
    const auto cell = [](CellType type, double number, std::string_view text = {}) {
        return Cell{type, number, text};
    };
    using W = Written;
    read_cells(
        {{W{"lead.received", "a date", "= 2023-05-06"}, cell(CellType::date, 45052)},
         {W{"lead.received", "a date with a time", "= 2023-05-06 time_dropped"},
          cell(CellType::date, 45052.5)},
         {W{"lead.received", "a plain serial", "= 2023-05-06 serial"},
          cell(CellType::number, 45052, "45052")},
         {W{"lead.received", "a serial with a time", "= 2023-05-06 time_dropped serial"},
          cell(CellType::number, 45052.25, "45052.25")},
         {W{"lead.received", "eight digits", "= 2023-05-06 date_form"},
          cell(CellType::number, 20230506, "20230506")},
         {W{"lead.received", "too small", "! not_date"}, cell(CellType::number, 12, "12")},
         {W{"lead.received", "far away", "! date_range"}, cell(CellType::date, 9e9)},
         {W{"lead.amount_claimed", "a number", "= 12345.60"}, cell(CellType::number, 12345.6, "12345.6")},
         {W{"lead.amount_claimed", "a computed one", "= 12345.60 digits15"},
          cell(CellType::number, 12345.6, "12345.600000000001")},
         {W{"lead.amount_claimed", "a third", "! finer (0.33)"},
          cell(CellType::number, 1. / 3, "0.33333333333333331")},
         {W{"lead.workers", "one computed", "= 3 decimals digits15"},
          cell(CellType::number, 3, "2.9999999999999996")},
         {W{"lead.workers", "with an exponent", "= 1200000 exponent"},
          cell(CellType::number, 1.2e6, "1.2E+06")},
         {W{"lead.amount_claimed", "a date", "! not_number"}, cell(CellType::date, 45052)},
         {W{"lead.no", "a number", "= 123"}, cell(CellType::number, 123, "123")},
         {W{"lead.no", "a date", "= 2023-05-06 date_form"}, cell(CellType::date, 45052)},
         {W{"employer.credit_code", "a long number", "! digits_lost"},
          cell(CellType::number, 9.1e17, "910000000000000000")},
         {W{"lead.valid", "a flag", "= yes flag_form"}, cell(CellType::flag, 1)},
         {W{"lead.valid", "a number", "= no flag_form"}, cell(CellType::number, 0, "0")},
         {W{"lead.no", "an error", "! cell_error"}, cell(CellType::error, 0, "#REF!")},
         {W{"lead.no", "nothing", ""}, cell(CellType::empty, 0)}});
    Hints mac;
    mac.from_1904 = true;
    read_cells({{W{"lead.received", "counted from 1904", "= 2023-05-06 serial"},
                 cell(CellType::number, 43590, "43590")}},
               mac);
}

TEST_CASE("what is read is written and read again as it was") {
    const Catalog& catalog = test::real_catalog();
    for (const Register& reg : catalog.registers)
        for (const Field& field : reg.fields) {
            if (field.type != FieldType::code) continue;
            const auto& codes = catalog.code_lists[size_t(field.codes)].codes;
            for (size_t i = 0; i < codes.size(); ++i) {
                std::vector<std::string> names{codes[i].id, codes[i].name.zh, codes[i].name.en};
                names.insert(names.end(), codes[i].also.begin(), codes[i].also.end());
                for (const std::string& name : names) {
                    CAPTURE(field.id);
                    CAPTURE(name);
                    const Understood got = understand(catalog, field, name);
                    REQUIRE(got.kind == Understood::Kind::value);
                    CHECK(std::get<int64_t>(got.value) == int64_t(i + 1));
                }
            }
        }
}
