// Single sentences: several figures in one, what is no figure of the year, what is said without a number.
#include "tests/unit/core/verify/told.hpp"

using namespace mj;
using namespace mj::test;

TEST_CASE("several figures of one subject") {
    const std::map<std::string, Told> told{
        {"petition.items", {12}},         {"petition.item_persons", {30}},
        {"petition.signed_rate", {9, 9}}, {"petition.accepted_rate", {9, 9}},
        {"credit.grade_a", {1}},          {"credit.grade_b", {2}},
        {"credit.grade_c", {3}},          {"reconsideration.cases", {4}},
        {"litigation.cases", {5}}};
    CHECK(told_by("信访事项12件30人次", told) ==
          "petition.items agrees 12件\npetition.item_persons agrees 30人次\n");
    CHECK(told_by("办理信访事项12件,涉及30人次", told) ==
          "petition.items agrees 12件\npetition.item_persons agrees 30人次\n");
    CHECK(told_by("信访签收率、受理率均为100%", told) ==
          "petition.signed_rate agrees 100%\npetition.accepted_rate agrees 100%\n");
    CHECK(told_by("信访签收率、受理率分别为100%和99%", told) ==
          "petition.signed_rate agrees 100%\npetition.accepted_rate differs 99%\n");
    CHECK(told_by("A级、B级和C级企业分别为1户、2户和4户", told) ==
          "credit.grade_a agrees 1户\ncredit.grade_b agrees 2户\ncredit.grade_c differs 4户\n");
    CHECK(told_by("办理4件行政复议和6件行政诉讼", told) ==
          "reconsideration.cases agrees 4件\nlitigation.cases differs 6件\n");
    CHECK(told_by("行政复议4件、行政诉讼5件", told) ==
          "reconsideration.cases agrees 4件\nlitigation.cases agrees 5件\n");
}

TEST_CASE("numbers that are no figures") {
    const std::map<std::string, Told> told{{"mediation.cases", {50}}, {"disclosure.items", {7}}};
    for (const std::string text : {"2024年",
                                   "一是调解,二是公开",
                                   "1.调解案件",
                                   "(2)主动公开政府信息",
                                   "拨打12333",
                                   "12345热线",
                                   "“12·4”国家宪法日",
                                   "区府发〔2024〕15号",
                                   "《调解法》第38条",
                                   "第十五条",
                                   "“三项制度”",
                                   "“八五”普法",
                                   "利用4个月左右时间",
                                   "10月20日",
                                   "双随机一公开",
                                   "一次性告知",
                                   "最多跑一次",
                                   "一件事一次办",
                                   "十四届三次全会",
                                   "3:1",
                                   "24小时",
                                   "5G",
                                   "《5件大事》",
                                   "数十件",
                                   "两三件"}) {
        CAPTURE(text);
        CHECK(told_by(text, told).empty());
    }
}

TEST_CASE("another year, a change and an aim are no figures of the year") {
    const std::map<std::string, Told> told{{"mediation.cases", {50}}};
    CHECK(told_by("2023年调解案件40件,2024年调解案件50件", told) == "mediation.cases agrees 50件\n");
    CHECK(told_by("调解案件50件,同比增长25%", told) == "mediation.cases agrees 50件\n");
    CHECK(told_by("调解案件50件,较上年增加10件", told) == "mediation.cases agrees 50件\n");
    CHECK(told_by("去年调解案件40件", told).empty());
    CHECK(told_by("力争调解案件100件", told).empty());
    const std::map<std::string, Told> target{{"outreach.target_completion", {1956, 1887}}};
    CHECK(told_by("目标任务1887家", target).empty());
    CHECK(told_by("超额完成目标任务的103.66%", target) == "outreach.target_completion agrees 103.66%\n");
    CHECK(told_by("三、下一步打算\n调解案件100件。\n四、其他\n调解案件50件。", told) ==
          "mediation.cases agrees 50件\n");
}

TEST_CASE("what is said without a number") {
    std::map<std::string, Told> told{{"training.contest_third_prize", {1}},
                                     {"petition.on_time_rate", {9, 9}},
                                     {"service.no_application_policies", {3}},
                                     {"mechanism.response", {2}}};
    CHECK(told_by("我局选手在技能竞赛中获三等奖", told) == "training.contest_third_prize agrees 三等奖\n");
    CHECK(told_by("我局选手在技能竞赛中获二等奖", told) == "training.contest_third_prize differs 二等奖\n");
    CHECK(told_by("我局在技能竞赛中获三等奖2项", told) == "training.contest_third_prize differs 2项\n");
    CHECK(told_by("信访事项全部按时办结", told) == "petition.on_time_rate agrees 全部\n");
    CHECK(told_by("社保补贴、稳岗返还、见习补贴等多项政策免申即享", told) ==
          "service.no_application_policies agrees 社保补贴、稳岗返还、见习补贴\n");
    CHECK(told_by("社保补贴、稳岗返还等多项政策免申即享", told) ==
          "service.no_application_policies differs 社保补贴、稳岗返还\n");
    CHECK(told_by("健全《欠薪预警响应机制》《群体纠纷应急处置预案》等机制", told) ==
          "mechanism.response agrees 《欠薪预警响应机制》《群体纠纷应急处置预案》\n");
    told["petition.on_time_rate"] = {8, 9};
    CHECK(told_by("信访事项全部按时办结", told) == "petition.on_time_rate differs 全部\n");
}

TEST_CASE("what the registers cannot say, and what nothing is meant by") {
    CHECK(told_by("调解案件50件", {}) == "mediation.cases not_found 50件\n");
    CHECK(told_by("修剪行道树50棵,购置轮椅12个", {}) == "- not_found 12个\n");
    const Verification result =
        verify(real_catalog(), figures_of({{"mediation.cases", {50}}, {"disclosure.items", {7}}}), 2024,
               "调解案件50件");
    REQUIRE(result.missing.size() == 1);
    CHECK(id_of(result.missing[0]) == "disclosure.items");
    CHECK(result.all_agree());
}

TEST_CASE("where words fit two indicators, a value decides, and else a person is asked") {
    Catalog catalog = real_catalog();
    catalog.indicators.resize(2);
    catalog.indicators[0].name.zh = "外出走访企业";
    catalog.indicators[1].name.zh = "上门走访企业";
    for (Indicator& one : catalog.indicators) {
        one.unit.zh = "户";
        one.said.clear();
    }
    std::vector<Figure> figures(2);
    const auto value = [&](int64_t first, int64_t second) {
        figures[0].top = first, figures[1].top = second;
        for (Figure& one : figures) one.bottom = 1, one.value = Decimal{one.top, 0};
    };
    value(10, 20);
    const auto told = [&](const char* text) { return verify(catalog, figures, 2024, text).figures.at(0); };
    CHECK(told("走访企业10户").indicator == 0);
    CHECK(told("走访企业20户").indicator == 1);
    CHECK(told("走访企业20户").verdict == Verdict::agrees);
    CHECK(told("走访企业30户").verdict == Verdict::asked);
    CHECK(told("走访企业30户").others.size() == 1);
    // Where the words say which, no value does.
    CHECK(told("上门走访企业10户").indicator == 1);
    CHECK(told("上门走访企业10户").verdict == Verdict::differs);
}
