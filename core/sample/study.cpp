// Study, awards, goals, outreach, services: clause 1 of the report, and consultations.
#include "core/sample/names.hpp"
#include "core/sample/plan.hpp"

#include <algorithm>

namespace mj {
namespace {

std::vector<int64_t> uneven(SampleDice& d, int parts) {
    std::vector<int64_t> out(size_t(std::max(parts, 1)));
    for (int64_t& w : out) w = d.between(10, 40);
    return out;
}

void make_training(Maker& make, const Year& y, SampleDice d) {
    struct Kind {
        const char* kind;
        const char* topic;
        const char* title;
        int sessions, people;
    };
    constexpr Kind kinds[] = {
        {"party_group", "xi_rule_of_law", "中心组专题研讨", 1, 14},
        {"party_group", "labour_law", "中心组集体学习", 12, 14},
        {"first_agenda", "xi_rule_of_law", "第一议题学习", 2, 9},
        {"first_agenda", "integrity", "第一议题学习", 20, 9},
        {"law_study", "social_security", "法律法规学习", 7, 60},
        {"lecture", "labour_law", "人社大讲堂", 10, 120},
        {"party_day", "integrity", "主题党日", 12, 85},
        {"court_hearing", "procedure", "庭审旁听", 2, 20},
        {"contest_drill", "service", "窗口练兵比武", 1, 35},
    };
    for (const Kind& k : kinds)
        for (int i = 0, n = y.count(std::string(k.kind) + k.topic, k.sessions); i < n; ++i) {
            const Date day = y.day(d, even_months);
            const int due = k.people + d.roll(6), away = y.kind ? d.roll(3) : 0;
            make.row("training", day, d)
                .date("date", day)
                .code("kind", k.kind)
                .code("topic", k.topic)
                .text("title", std::string(k.title) + "第" + std::to_string(y.batch * n + i + 1) + "期")
                .text("department", "政策法规科")
                .number("due", due)
                .number("attended", due - away)
                .text("lecturer", person_name(d));
        }
    for (int i = 0, n = y.count("exam", 2); i < n; ++i) {
        const Date day = y.day(d, even_months);
        const int people = 126 + d.roll(9);
        make.row("training", day, d)
            .date("date", day)
            .code("kind", "exam")
            .code("topic", "procedure")
            .text("title", "法治理论知识考试")
            .text("department", "人事科")
            .number("due", people)
            .number("attended", people)
            .number("examined", people)
            .number("passed", people - (y.kind ? 2 : 0));
    }
    const auto attended = spread(y.count("mediators", 64), 0, {1, 1});
    for (const int64_t people : attended) {
        const Date day = y.day(d, even_months);
        if (people == 0) continue;
        make.row("training", day, d)
            .date("date", day)
            .code("kind", "mediator_training")
            .code("topic", "labour_law")
            .text("title", "基层调解员培训")
            .text("department", "调解仲裁科")
            .number("due", people + 1)
            .number("attended", people);
    }
    const Date day = y.day(d, even_months);
    if (y.kind < 1)
        make.row("award", day, d)
            .date("date", day)
            .text("title", "窗口服务技能大赛")
            .code("rank", "third")
            .code("level", "municipal")
            .text("winner", "示例代表队");
    make.row("award", day, d)
        .date("date", day)
        .text("title", "法治知识竞赛")
        .code("rank", "honour")
        .code("level", "district")
        .text("winner", person_name(d));
}

void make_goals(Maker& make, const Year& y, SampleDice d) {
    const Date written = Date::of(y.year, 1, 12);
    const auto goal = [&](const char* indicator, const char* text, const char* department, int target) {
        make.row("goal", written, d)
            .number("year", y.year)
            .text("department", department)
            .code("indicator", indicator)
            .text("text", text)
            .number("target", target)
            .text("owner", person_name(d))
            .limit("due_date", Date::of(y.year, 12, 31));
    };
    const auto moved = [&](int known) { return known + known * 3 / 100 * y.kind; };
    goal("outreach_entities", "助企宣传走访市场主体", "政策法规科", moved(1887));
    goal("mediation_cases", "劳动争议调解", "调解仲裁科", moved(980));
    goal("leads_closed", "线索办结", "监察支队", moved(1400));
    goal("recruitment_events", "招聘活动", "就业科", moved(120));
    goal("lectures", "人社大讲堂", "人事科", 10);
}

void make_outreach(Maker& make, const Year& y, SampleDice d) {
    constexpr const char* activities[] = {"visit_employers", "hotline_day",    "constitution_day",
                                          "window",          "arrears_winter", "new_forms"};
    constexpr const char* groups[] = {"employers",        "workers",  "migrant_workers",
                                      "platform_workers", "students", "public"};
    constexpr int activity_weights[] = {70, 6, 6, 8, 6, 4};
    const int n = std::max(1, y.count("outreach", 96));
    const auto talks = spread(y.count("talks", 319), 0, uneven(d, n));
    const auto entities = spread(y.count("entities", 1956), 0, uneven(d, n));
    const auto audience = spread(y.count("audience", 2324), 0, uneven(d, n));
    const auto calls = spread(y.count("calls", 6120), 0, uneven(d, n));
    const auto messages = spread(y.count("messages", 13240), 0, uneven(d, n));
    const int groups_set_up = y.count("chat_groups", 12), viewers = y.count("live_viewers", 2150);
    for (int i = 0; i < n; ++i) {
        const Date day = y.day(d, even_months);
        const int street = d.roll(28);
        make.row("outreach", day, d)
            .date("date", day)
            .code("activity", activities[d.weighted(activity_weights, 6)])
            .code("audience_group", groups[d.roll(6)])
            .text("place", "宣传点" + std::to_string(y.batch * n + i + 1))
            .code("street", street)
            .number("talks", talks[size_t(i)])
            .number("entities", entities[size_t(i)])
            .number("audience", audience[size_t(i)])
            .number("calls", calls[size_t(i)])
            .number("messages", messages[size_t(i)])
            .number("chat_groups", i < groups_set_up ? 1 + (i == 0 ? std::max(0, groups_set_up - n) : 0) : 0)
            .number("live_viewers", i == n - 1 ? viewers : 0);
    }
}

} // namespace

void make_study(Maker& make, const Year& y) {
    make_training(make, y, y.dice.fork("training", 0));
    if (y.batch == 0) make_goals(make, y, y.dice.fork("goal", 0));
    make_outreach(make, y, y.dice.fork("outreach", 0));
}

void make_service(Maker& make, const Year& y) {
    SampleDice d = y.dice.fork("service", 0);
    constexpr const char* channels[] = {"onsite", "online", "both"};
    int number = 0;
    const auto event = [&](const char* kind, const char* title, int64_t persons) {
        const Date day = y.day(d, even_months);
        make.row("service_event", day, d)
            .date("date", day)
            .code("kind", kind)
            .text("title", title + std::to_string(y.batch * 1000 + ++number))
            .code("channel", channels[d.roll(3)])
            .number("persons", persons);
    };
    for (int i = 0, n = y.count("recruitment", 128); i < n; ++i)
        event("recruitment", "招聘会", d.between(60, 900));
    const auto people = [&](const char* kind, const char* title, int known, int events) {
        for (const int64_t persons : spread(y.count(kind, known), 0, uneven(d, events)))
            event(kind, title, persons);
    };
    people("talent", "人才引进批次", 2599, 24);
    people("professional", "专技培训班", 2458, 36);
    people("skilled", "技能培训班", 7971, 96);

    SampleDice c = y.dice.fork("consultation", 0);
    constexpr const char* business[] = {"pension", "work_injury", "service_years", "unemployment", "penalty"};
    for (int i = 0, n = y.count("consultation", 53); i < n; ++i) {
        const Date day = y.day(c, even_months);
        make.row("consultation", day, c)
            .date("date", day)
            .code("business", business[c.roll(5)])
            .text("topic", "疑难事项会商" + std::to_string(y.batch * n + i + 1))
            .text("participants", "政策法规科、业务科室")
            .text("conclusion", c.chance(80) ? "形成一致意见" : "补充材料后再议");
    }
    SampleDice p = y.dice.fork("disclosure", 0);
    for (int i = 0, n = y.count("disclosure", 217); i < n + n / 12; ++i) {
        const Date published = y.day(p, even_months), made = published.plus(-p.between(1, 9));
        auto row = make.row("disclosure", made, p);
        row.text("title", "政府信息" + std::to_string(y.year) + "-" + std::to_string(y.batch * 300 + i + 1))
            .date("made", made)
            .number("checks", 3)
            .flag("active", i < n);
        row.text("first_review", person_name(p))
            .text("second_review", person_name(p))
            .text("third_review", person_name(p));
        row.date("published", published);
    }
    SampleDice q = y.dice.fork("proposal", 0);
    const Date half = Date::of(y.year, 8, 20);
    for (const auto& [role, known] : {std::pair{"lead", 10}, std::pair{"assist", 26}})
        for (int i = 0, n = y.kind > 0 ? known : y.count(role, known); i < n; ++i) {
            const Date received = Date::of(y.year, 2, 10).plus(q.roll(40)),
                       answered = std::min(received.plus(q.between(40, 90)), half);
            auto row = make.row("proposal", received, q);
            row.text("no", std::string(role) + "-" + std::to_string(y.year) + "-" +
                               std::to_string(y.batch * n + i + 1))
                .text("title", "示例建议" + std::to_string(i + 1));
            row.code("role", role).date("received", received).date("answered", answered);
            if (answered <= make.until) row.flag("satisfied", y.kind == 0 || !q.chance(5));
        }
}

} // namespace mj
