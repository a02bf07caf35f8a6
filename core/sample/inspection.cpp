// Grades, warnings, inspections, leads and penalties.
#include "core/sample/names.hpp"
#include "core/sample/plan.hpp"
#include "core/warning/grades.hpp"

#include <algorithm>

namespace mj {
namespace {

std::string numbered(const char* kind, const Year& y, int number) {
    return kind + std::to_string(y.year) + "-" + std::to_string(number);
}

void make_penalty(Maker& make, const Year& y, SampleDice& d, RecordId lead, RecordId employer, Date filed,
                  int number) {
    constexpr const char* decisions[] = {"fine", "both", "warning", "withdrawn"};
    constexpr int weights[] = {55, 25, 12, 8};
    const int decision = d.weighted(weights, 4);
    const Date decided = filed.plus(d.between(35, 85));
    auto row = make.row("penalty", filed, d);
    row.text("case_no", case_number("人社罚", y.year, number))
        .link("lead", lead)
        .link("employer", employer)
        .date("filed", filed);
    row.date("hearing_offered", decided.plus(-20)).flag("camera", true);
    if (d.chance(20)) row.date("hearing_held", decided.plus(-8)).date("hearing_record", decided.plus(-8));
    if (decided > make.until) return;
    row.text("statements", d.chance(40) ? "已听取陈述申辩" : "未提出")
        .text("handler_review", person_name(d))
        .text("law_office_review", person_name(d))
        .text("leader_review", person_name(d));
    row.date("collective_study", decided.plus(-3))
        .code("decision", decisions[decision])
        .date("decided", decided);
    if (decision < 2) row.number("fine", d.between(2, 40) * 50000);
    row.date("served", decided.plus(d.between(1, 7)))
        .code("challenged", d.chance(88) ? "none" : "reconsidered")
        .date("published", decided.plus(7));
}

/// As the rules propose it, the way a bureau would confirm it: so many of each grade.
void make_grades(Maker& make, const Year& y, SampleDice& d, const Pool& pool) {
    const Date published = Date::of(y.year, 12, 20);
    if (published > y.to) return;
    const Catalog& catalog = make.ledger.catalog();
    const GradeProposals proposals = propose_grades(make.ledger, Period::of_year(y.year));
    const GradeProposal best;
    int wanted[] = {y.count("a", 50), y.count("b", 491), y.count("c", 5)};
    for (const RecordId employer : pool.employers) {
        const auto it = proposals.find(employer.bits);
        const GradeProposal& proposal = it == proposals.end() ? best : it->second;
        if (wanted[proposal.grade - 1]-- <= 0) continue;
        std::string reasons;
        for (const GradeReason& reason : proposal.reasons)
            reasons += (reasons.empty() ? "" : "；") + catalog.grades[size_t(reason.rule)].name.zh;
        make.row("credit", published, d)
            .number("year", y.year)
            .link("employer", employer)
            .code("proposed", proposal.grade - 1)
            .code("grade", proposal.grade - 1)
            .text("reasons", reasons.empty() ? "未发现违法" : reasons)
            .text("confirmed_by", person_name(d))
            .date("published", published);
    }
}

} // namespace

void make_credit(Maker& make, const Year& y, const Pool& pool) {
    SampleDice d = y.dice.fork("credit", 0);
    constexpr const char* grounds[] = {"arrears", "arrears", "insurance_fraud", "refusal"};
    for (int i = 0, n = y.count("discipline", 6); i < n; ++i) {
        const Date day = y.day(d, even_months);
        make.row("discipline", day, d)
            .text("subject", person_name(d) + "（示例）")
            .link("employer", pool.employers[size_t(i * 40 + d.roll(40)) % pool.employers.size()])
            .code("ground", grounds[d.roll(4)])
            .date("listed_from", day)
            .limit("listed_to", day.plus(365))
            .text("departments", "市场监管、住建、法院")
            .text("measures", "限制招投标");
    }
    make_grades(make, y, d, pool);
    for (const auto& [level, known] : {std::pair{"AA", 24}, std::pair{"AAA", 4}})
        for (int i = 0, n = y.count(level, known); i < n; ++i) {
            const Date granted = y.day(d, even_months);
            make.row("harmony", granted, d)
                .link("employer", pool.employers[600 + size_t(d.roll(600))])
                .code("level", level)
                .date("granted", granted)
                .limit("valid_to", granted.plus(3 * 365));
        }
    for (int i = 0, n = y.count("draw", 4); i < n; ++i) {
        const Date day = y.day(d, even_months);
        make.row("draw", day, d)
            .date("date", day)
            .text("rule", "按信用等级加权第" + std::to_string(y.batch * 4 + i + 1) + "次")
            .text("seed", std::to_string(d.next() % 1'000'000'000))
            .text("excluded_pairs", "无")
            .number("drawn_pairs", d.between(10, 30))
            .date("published", day.plus(3));
    }
}

void make_warnings(Maker& make, const Year& y, const Pool& pool) {
    SampleDice d = y.dice.fork("warning", 0);
    constexpr const char* signals[] = {"arrears", "unpaid_insurance", "special_account", "real_name",
                                       "deposit"};
    constexpr int signal_weights[] = {34, 30, 14, 14, 8};
    constexpr const char* levels[] = {"blue", "yellow", "red"};
    constexpr int level_weights[] = {70, 24, 6};
    int number = y.batch * 6000;
    const auto warning = [&](const char* source, Date date, Date verified, Date reviewed) {
        auto row = make.row("warning", date, d);
        row.text("no", numbered("预", y, ++number))
            .date("date", date)
            .code("source", source)
            .link("employer", pool.employers[pool.some_employer(d)]);
        row.code("signal", signals[d.weighted(signal_weights, 5)])
            .code("level", levels[d.weighted(level_weights, 3)]);
        row.date("verified", verified).date("reviewed", reviewed);
        const Date known = std::max(verified, reviewed);
        if (!known.has() || known > make.until) return;
        row.text("finding", d.chance(70) ? "情况不实或已整改" : "属实，已督促整改")
            .date("handled", known.plus(d.between(0, 4)))
            .date("closed", known.plus(d.between(4, 12)));
    };
    for (int i = 0, n = y.count("verified", 133); i < n; ++i) {
        const Date day = y.day(d, wage_months);
        warning("warning", day.plus(-d.roll(10)), day, {});
    }
    for (int i = 0, n = y.count("reviewed", 4597); i < n; ++i) {
        const Date day = y.day(d, even_months);
        warning("municipal", day.plus(-d.roll(20)), {}, day);
    }
    constexpr const char* others[] = {"utility", "tax", "bank", "project"};
    for (int i = 0, n = y.count("other warnings", 64); i < n; ++i) {
        const Date day = y.any_day(d);
        warning(others[i % 4], day, day.plus(d.between(2, 15)), {});
    }
    if (y.kind == 1)
        for (int i = 0; i < 9; ++i) warning("warning", make.until.plus(-d.roll(8)), {}, {});
}

void make_inspections(Maker& make, const Year& y, const Pool& pool) {
    SampleDice d = y.dice.fork("inspection", 0);
    constexpr const char* names[] = {"冬季根治欠薪行动", "清理整顿人力资源市场", "女职工权益检查",
                                     "高温劳动保护检查", "工程建设领域检查",     "新就业形态用工检查",
                                     "社会保险缴纳检查"};
    constexpr int starts[] = {1, 3, 3, 6, 5, 9, 10};
    std::vector<RecordId> campaigns;
    for (int i = 0; i < 7; ++i) {
        const Date from = Date::of(y.year, starts[i], 5);
        if (from > y.to || (y.kind < 0 && i == 5)) continue;
        auto row = make.row("campaign", from, d);
        row.text("name", std::string(names[i]) + "（" + std::to_string(y.year) +
                             (y.batch ? "，第" + std::to_string(y.batch + 1) + "批" : std::string()) + "）");
        row.date("from", from).date("to", from.plus(50)).text("scope", "全区用人单位");
        campaigns.push_back(row.id());
    }
    int number = y.batch * 4000;
    const auto visit = [&](const char* kind, RecordId campaign) {
        const Date day = y.day(d, even_months);
        auto row = make.row("inspection", day, d);
        row.text("no", numbered("检", y, ++number))
            .date("date", day)
            .code("kind", kind)
            .link("campaign", campaign);
        row.link("employer", pool.employers[size_t(d.roll(1200))])
            .code("street", d.skewed(28))
            .number("units", 1)
            .number("inspectors", 2 + d.chance(15));
        if (!d.chance(12)) return;
        row.text("findings", d.chance(50) ? "工资台账不规范" : "未足额缴纳社会保险")
            .limit("rectification_due", day.plus(15))
            .date("rectified", day.plus(d.between(5, 15)));
    };
    for (int i = 0, n = y.count("patrol", 626); i < n; ++i) visit("patrol", {});
    for (int i = 0, n = y.count("campaign", 2166); i < n; ++i)
        visit("campaign", campaigns[size_t(d.roll(int(campaigns.size())))]);
    for (int i = 0, n = y.count("random", 60); i < n; ++i) visit(i % 3 ? "random" : "paper_review", {});
}

void make_leads(Maker& make, const Year& y, Pool& pool) {
    SampleDice d = y.dice.fork("lead", 0);
    constexpr const char* channels[] = {"visit",  "hotline",     "platform", "police",
                                        "letter", "handed_down", "court"};
    constexpr int channel_weights[] = {30, 26, 22, 10, 4, 6, 2};
    constexpr const char* subjects[] = {"wages", "contract",           "insurance",
                                        "hours", "special_protection", "other"};
    constexpr int subject_weights[] = {74, 8, 10, 4, 1, 3};
    const int cases = y.count("case_filed", 27), coordinated = y.count("coordinated", 1441),
              other = y.count("other leads", 150);
    const int all = cases + coordinated;
    struct Lead {
        size_t employer;
        int subject, sector;
        int64_t workers = 0, wages = 0;
    };
    std::vector<Lead> leads;
    std::vector<size_t> paid;
    std::vector<int64_t> worker_weights, wage_weights;
    for (int i = 0; i < all; ++i) {
        const size_t employer = pool.some_employer(d);
        const bool construction = pool.construction[employer] || d.chance(28);
        leads.push_back({employer, d.weighted(subject_weights, 6), construction ? 0 : 1});
        if (leads.back().subject != 0 && i > 3) continue;
        leads.back().subject = 0;
        paid.push_back(size_t(i));
        worker_weights.push_back(d.chance(6) ? d.between(20, 60) : d.roll(4));
        const int64_t base = d.between(3, 40);
        wage_weights.push_back((worker_weights.back() + 1) * base * (construction ? 9 : 5));
    }
    const auto workers = spread(y.count("workers recovered", 3465), 1, worker_weights);
    const auto wages = spread(int64_t(y.count("wages recovered", 6187)) * 1'000'000, 20'000, wage_weights);
    for (size_t i = 0; i < paid.size(); ++i)
        leads[paid[i]].workers = workers[i], leads[paid[i]].wages = wages[i];
    int number = y.batch * 2000;
    const auto start = [&](const Lead& lead, Date received) {
        auto row = make.row("lead", received, d);
        row.text("no", numbered("线", y, ++number))
            .date("received", received)
            .code("channel", channels[d.weighted(channel_weights, 7)]);
        row.link("employer", pool.employers[lead.employer])
            .code("subject", subjects[lead.subject])
            .code("sector", lead.sector ? "other" : "construction");
        row.code("street", d.skewed(28)).number("workers", std::max<int64_t>(lead.workers, 1));
        return row;
    };
    for (int i = 0; i < all; ++i) {
        const Lead& lead = leads[size_t(i)];
        const bool filed = i < cases;
        const Date closed = y.day(d, wage_months);
        const Date received = closed.plus(-(filed ? d.between(30, 75) : d.between(2, 28)));
        auto row = start(lead, received);
        row.flag("valid", true).code("outcome", filed ? "case_filed" : "coordinated").date("closed", closed);
        row.date("accepted", std::min(closed, received.plus(i % 4)));
        if (filed) row.date("filed", received.plus(4));
        if (lead.wages)
            row.number("amount_claimed", lead.wages + lead.wages * d.roll(30) / 100)
                .number("workers_recovered", lead.workers)
                .number("wages_recovered", lead.wages);
        if (filed)
            make_penalty(make, y, d, row.id(), pool.employers[lead.employer], received.plus(4),
                         y.batch * 40 + i + 1);
    }
    for (int i = 0; i < other; ++i) {
        const Date received = y.any_day(d);
        auto row = start({pool.some_employer(d), d.weighted(subject_weights, 6), d.roll(2)}, received);
        row.flag("valid", false)
            .code("outcome", i % 5 ? "not_accepted" : "transferred")
            .date("closed", received.plus(d.between(1, 5)));
        if (i % 10 == 0 && received.plus(3) <= make.until)
            make.row("referral", received, d)
                .text("no", numbered("移", y, y.batch * 200 + i + 1))
                .date("date", received.plus(3))
                .code("to", i % 20 ? "procuratorate" : "police")
                .link("lead", row.id())
                .date("accepted", received.plus(8))
                .date("returned", i % 30 ? Date{} : received.plus(20));
    }
    if (y.kind == 1) // still open on the last day
        for (int i = 0; i < 46; ++i) {
            const Date received = make.until.plus(-d.roll(26));
            start({pool.some_employer(d), 0, d.roll(2), d.between(1, 14)}, received)
                .flag("valid", true)
                .date("accepted", received.plus(i % 5));
        }
}

} // namespace mj
