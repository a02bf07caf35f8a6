// What a number in a text says, and whether a figure is that.
#include "core/verify/amount.hpp"
#include "tests/unit/core/verify/told.hpp"

using namespace mj;
using namespace mj::test;

namespace {

/// Whether "调解案件" and the number agree with so many; of other units with an indicator of that unit.
std::string verdict(const std::string& text, const std::string& id, Told told) {
    const Verification result = verify(real_catalog(), figures_of({{id, told}}), 2024, text);
    if (result.figures.size() != 1) return std::to_string(result.figures.size()) + " figures";
    if (id_of(result.figures[0].indicator) != id) return "of " + id_of(result.figures[0].indicator);
    return std::string(mj::id_of(result.figures[0].verdict));
}

std::string cases(const std::string& number, int64_t really) {
    return verdict("全年调解案件" + number + "。", "mediation.cases", {really});
}

std::string wages(const std::string& number, int64_t fen) {
    return verdict("追回工资" + number + "。", "inspection.wages_recovered", {fen});
}

std::string rate(const std::string& number, int64_t top, int64_t bottom) {
    return verdict("考试合格率" + number + "。", "training.exam_pass_rate", {top, bottom});
}

} // namespace

TEST_CASE("numbers in all notations") {
    for (const std::string number : {"1234件", "1,234件", "１２３４件", "１，２３４件", "1234 件",
                                     "一千二百三十四件", "一二三四件", "1234起", "1234"}) {
        CAPTURE(number);
        CHECK(cases(number, 1234) == "agrees");
        CHECK(cases(number, 1235) == "differs");
    }
    // A full-width comma between ASCII digits is punctuation.
    CHECK(cases("1，234件", 1234) == "differs");
    CHECK(cases("二十七件", 27) == "agrees");
    CHECK(cases("十件", 10) == "agrees");
    CHECK(cases("一百零三件", 103) == "agrees");
    CHECK(cases("一百〇三件", 103) == "agrees");
    CHECK(cases("两千四百件", 2400) == "agrees");
    CHECK(cases("三千四件", 3400) == "agrees");
    CHECK(cases("一万二千三百四十五件", 12345) == "agrees");
    CHECK(cases("1亿2000万件", 120000000) == "agrees");
    CHECK(cases("1.2万件", 12499) == "agrees");
    CHECK(cases("1.2万件", 11500) == "agrees");
    CHECK(cases("1.2万件", 12500) == "differs");
    CHECK(cases("一点二万件", 11990) == "agrees");
    CHECK(cases("12000件", 12001) == "differs");
}

TEST_CASE("bounds") {
    struct Case {
        const char* number;
        int64_t least, most; ///< all of these agree, and no other
    };
    for (const Case& c : {Case{"6000余件", 6000, 6999},
                          {"6200余件", 6200, 6299},
                          {"六千余件", 6000, 6999},
                          {"5万余件", 50000, 59999},
                          {"5余万件", 50000, 59999},
                          {"五十多件", 50, 59},
                          {"超过6000件", 6001, 6999},
                          {"超2000余件", 2000, 2999},
                          {"近6200件", 6150, 6199},
                          {"近200件", 180, 199},
                          {"不足50件", 45, 49},
                          {"约6200件", 6150, 6250},
                          {"200件左右", 180, 220},
                          {"300件以上", 300, 399},
                          {"不少于300件", 300, 399},
                          {"20至30件", 20, 30},
                          {"20-30件", 20, 30}}) {
        CAPTURE(c.number);
        CHECK(cases(c.number, c.least - 1) == "differs");
        CHECK(cases(c.number, c.least) == "agrees");
        CHECK(cases(c.number, c.most) == "agrees");
        CHECK(cases(c.number, c.most + 1) == "differs");
    }
}

TEST_CASE("money in its units") {
    for (const std::string number : {"6187万元", "6187.35万元", "6,187万元", "0.62亿元", "6187.4万",
                                     "61873500元", "六千一百八十七万元"}) {
        CAPTURE(number);
        CHECK(wages(number, 6187'3500'00) == "agrees");
        CHECK(wages(number, 6287'3500'00) == "differs");
    }
    CHECK(wages("6187元", 6187'3500'00) == "differs");
    CHECK(wages("6187亿元", 6187'3500'00) == "differs");
    CHECK(wages("6000余万元", 6187'3500'00) == "agrees");
    CHECK(wages("近6200万元", 6187'3500'00) == "agrees");
}

TEST_CASE("per cents") {
    CHECK(rate("40%", 31, 77) == "agrees");
    CHECK(rate("40.3%", 31, 77) == "agrees");
    CHECK(rate("40.26%", 31, 77) == "agrees");
    CHECK(rate("40.2%", 31, 77) == "differs");
    CHECK(rate("百分之四十", 31, 77) == "agrees");
    CHECK(rate("百分之四十点三", 31, 77) == "agrees");
    CHECK(rate("四成", 31, 77) == "agrees");
    CHECK(rate("95%以上", 96, 100) == "agrees");
    CHECK(rate("95%以上", 94, 100) == "differs");
    CHECK(rate("80%以上", 96, 100) == "differs");
    // All is not said of nearly all.
    CHECK(rate("100%", 500, 500) == "agrees");
    CHECK(rate("100%", 499, 500) == "differs");
    CHECK(rate("百分之百", 499, 500) == "differs");
}
