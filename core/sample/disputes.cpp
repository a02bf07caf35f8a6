// Mediation, arbitration, work injuries, litigation, petitions.
#include "core/sample/names.hpp"
#include "core/sample/plan.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr const char* causes[] = {"wages",    "contract_end", "no_contract", "insurance", "injury",
                                  "overtime", "leave",        "relation",    "other"};
constexpr int cause_weights[] = {46, 16, 6, 6, 9, 7, 3, 5, 2};
constexpr int street_weights[28] = {12, 13, 11, 9, 9, 10, 6, 4, 6, 3, 3, 2, 2, 2,
                                    1,  2,  1,  1, 1, 3,  2, 2, 1, 2, 1, 1, 1, 1};

} // namespace

void make_mediations(Maker& make, const Year& y, Pool& pool) {
    SampleDice d = y.dice.fork("mediation", 0);
    constexpr const char* channels[] = {"window", "phone", "street", "court_referral"};
    constexpr int channel_weights[] = {44, 12, 38, 6};
    constexpr const char* outcomes[] = {"agreed", "failed", "withdrawn", "transferred"};
    constexpr int outcome_weights[] = {68, 12, 8, 12};
    constexpr const char* forms[] = {"standard", "platform", "dispatch", "part_time"};
    constexpr int form_weights[] = {82, 8, 5, 5};
    constexpr int months[12] = {10, 6, 8, 7, 8, 8, 8, 9, 8, 8, 9, 11};
    const int n = y.count("mediation", 1015), online = y.count("online", 58);
    pool.mediations.clear();
    // Online cases are spread evenly over the year's numbers.
    const auto is_online = [&](int i) { return int64_t(i + 1) * online / n != int64_t(i) * online / n; };
    std::vector<Date> days(static_cast<size_t>(n));
    for (Date& day : days) day = y.day(d, months);
    std::sort(days.begin(), days.end());
    for (int i = 0; i < n; ++i) {
        const Date received = days[size_t(i)],
                   closed = received.plus(d.chance(2) ? d.between(16, 22) : d.between(1, 15));
        const size_t employer = pool.some_employer(d);
        const int workers = d.chance(5)    ? d.between(10, 36)
                            : d.chance(12) ? d.between(2, 9)
                                           : 1,
                  street = d.weighted(street_weights, 28);
        const int64_t hundreds = d.between(8, 420), claimed = workers * hundreds * 10000 + d.roll(9999);
        auto row = make.row("mediation", received, d);
        row.text("case_no", case_number("劳人调", y.year, y.batch * n + i + 1)).date("received", received);
        row.code("channel", is_online(i) ? "online" : channels[d.weighted(channel_weights, 4)])
            .code("cause", causes[d.weighted(cause_weights, 9)])
            .code("street", street);
        row.link("organisation", pool.organisations[size_t(street)])
            .link("mediator", pool.mediators[size_t(d.roll(int(pool.mediators.size())))]);
        row.link("employer", pool.employers[employer])
            .text("worker", person_name(d))
            .code("sector", pool.construction[employer] ? "construction" : "other");
        row.number("workers", workers)
            .flag("collective", workers >= 10)
            .code("form", forms[d.weighted(form_weights, 4)])
            .number("amount_claimed", claimed);
        pool.mediations.push_back(row.id());
        if (closed > make.until) continue;
        const int outcome = d.weighted(outcome_weights, 4);
        row.code("outcome", outcomes[outcome]).date("closed", closed);
        if (outcome != 0) continue;
        row.number("amount_agreed", claimed * d.between(45, 95) / 100);
        if (d.chance(30))
            row.date("confirmation_applied", closed.plus(d.between(1, 20)))
                .date("confirmation_granted", closed.plus(d.between(21, 34)));
    }
}

void make_arbitrations(Maker& make, const Year& y, const Pool& pool) {
    SampleDice d = y.dice.fork("arbitration", 0);
    constexpr const char* outcomes[] = {"mediated", "awarded", "withdrawn"};
    constexpr int weights[] = {46, 40, 14};
    constexpr const char* winners[] = {"worker", "both", "employer"};
    constexpr int winner_weights[] = {50, 36, 14};
    for (int i = 0, n = y.count("arbitration", 424); i < n; ++i) {
        const Date applied = y.day(d, even_months), accepted = applied.plus(d.between(1, 5)),
                   closed = accepted.plus(d.between(15, 45));
        auto row = make.row("arbitration", applied, d);
        row.text("case_no", case_number("劳人仲", y.year, y.batch * n + i + 1))
            .date("applied", applied)
            .date("accepted", accepted)
            .date("hearing", accepted.plus(14));
        if (d.chance(60) && !pool.mediations.empty())
            row.link("mediation", pool.mediations[size_t(d.roll(int(pool.mediations.size())))]);
        row.code("cause", causes[d.weighted(cause_weights, 9)])
            .link("employer", pool.employers[pool.some_employer(d)])
            .text("worker", person_name(d));
        const int64_t hundreds = d.between(10, 900);
        row.number("amount", hundreds * 10000 + d.roll(9999));
        if (closed > make.until) continue;
        const int outcome = d.weighted(weights, 3);
        row.code("outcome", outcomes[outcome])
            .date("closed", closed)
            .flag("sued", outcome == 1 && d.chance(25));
        if (outcome == 1) row.code("winner", winners[d.weighted(winner_weights, 3)]);
    }
}

void make_injuries(Maker& make, const Year& y, Pool& pool) {
    SampleDice d = y.dice.fork("injury", 0);
    pool.injuries.clear();
    for (int i = 0, n = y.count("injury", 1080); i < n; ++i) {
        const Date applied = y.day(d, even_months), accepted = applied.plus(d.between(1, 12));
        const bool clear = d.chance(45), suspended = !clear && d.chance(8);
        const Date decided =
            accepted.plus((clear ? d.between(4, 15) : d.between(18, 58)) + (suspended ? 60 : 0));
        auto row = make.row("work_injury", applied, d);
        row.text("case_no", case_number("工认", y.year, y.batch * n + i + 1))
            .date("applied", applied)
            .date("accepted", accepted)
            .flag("clear_facts", clear);
        row.link("employer", pool.employers[pool.some_employer(d)]).text("worker", person_name(d));
        if (suspended) row.date("suspended_from", accepted.plus(10)).date("suspended_to", accepted.plus(70));
        pool.injuries.push_back(row.id());
        if (decided > make.until) continue;
        row.date("decided", decided)
            .code("result", d.chance(84)   ? "recognised"
                            : d.chance(50) ? "as_injury"
                                           : "not_recognised");
    }
}

void make_litigation(Maker& make, const Year& y, const Pool& pool) {
    SampleDice d = y.dice.fork("litigation", 0);
    constexpr const char* other_causes[] = {"penalty", "insurance", "inspection", "pension", "disclosure"};
    int number = y.batch * 200;
    const auto start = [&](const char* kind, const char* word, const char* cause, Date received) {
        auto row = make.row("litigation", received, d);
        row.text("case_no", case_number(word, y.year, ++number))
            .code("kind", kind)
            .code("cause", cause)
            .date("received", received);
        if (std::string_view(cause) == "work_injury" && !pool.injuries.empty())
            row.link("work_injury", pool.injuries[size_t(d.roll(int(pool.injuries.size())))]);
        return row;
    };
    for (int i = 0, n = y.count("reconsideration", 41); i < n; ++i) {
        const Date received = y.day(d, even_months), closed = received.plus(d.between(30, 60));
        auto row =
            start("reconsideration", "复", d.chance(60) ? "work_injury" : other_causes[d.roll(5)], received);
        row.date("answered", received.plus(d.between(3, 10)));
        if (closed <= make.until)
            row.code("outcome", d.chance(70)   ? "upheld"
                                : d.chance(60) ? "withdrawn"
                                               : "dismissed")
                .date("closed", closed);
    }
    // Lawsuits: the first `early` are withdrawn before any hearing; every other one is heard in the year it came.
    const int injuries = y.count("injury lawsuits", 77), others = y.count("other lawsuits", 9),
              withdrawn = y.count("withdrawn", 31);
    const int early = y.count("withdrawn early", 9);
    int lost = 0;
    for (int i = 0; i < injuries + others; ++i) {
        const bool injury = i < injuries, unheard = i < early;
        const Date received = y.from.plus(2 + d.roll(std::max(1, y.to.days - y.from.days - 46)));
        const Date hearing = received.plus(d.between(18, 40)),
                   closed = unheard ? received.plus(d.between(5, 15)) : hearing.plus(d.between(2, 30));
        auto row = start("lawsuit", "行诉", injury ? "work_injury" : other_causes[d.roll(5)], received);
        row.code("instance", injury || d.chance(40) ? "first" : "second")
            .date("answered", received.plus(d.between(4, 15)));
        if (!unheard) {
            const bool known = hearing <= make.until;
            row.date("hearing", hearing).flag("head_due", true);
            if (known) row.flag("head_appeared", y.kind >= 0 || !d.chance(4));
        }
        if (closed > make.until) continue;
        const bool is_lost = !unheard && i >= withdrawn && d.chance(9);
        row.code("outcome", injury && i < withdrawn ? "withdrawn"
                            : is_lost               ? "lost"
                            : d.chance(75)          ? "upheld"
                                                    : "dismissed")
            .date("closed", closed);
        if (!is_lost) continue;
        constexpr const char* lost_for[][2] = {
            {"procedure", "程序期限把握不严"}, {"evidence", "证据收集不充分"}, {"law", "条文理解有偏差"}};
        const auto& [reason, lesson] = lost_for[++lost % 3];
        row.text("lesson", lesson).code("loss_reason", reason);
        make.row("lesson", closed.plus(10), d)
            .link("litigation", row.id())
            .text("cause", lesson)
            .text("correction", "完善调查笔录与送达流程")
            .text("owner", person_name(d))
            .limit("due", closed.plus(60))
            .date("done", closed.plus(d.between(20, 58)));
    }
    for (int i = 0, n = y.count("judicial suggestion", 3); i < n; ++i) {
        const Date received = y.day(d, even_months);
        auto row = start("judicial_suggestion", "司建", "work_injury", received);
        row.date("answered", received.plus(20)).code("outcome", "adopted").date("closed", received.plus(25));
    }
}

void make_petitions(Maker& make, const Year& y) {
    SampleDice d = y.dice.fork("petition", 0);
    constexpr const char* topics[] = {"wages",      "pension", "insurance", "injury",
                                      "employment", "title",   "other"};
    constexpr int weights[] = {38, 22, 14, 8, 8, 4, 6};
    int number = y.batch * 400;
    const auto some = [&](const char* kind, int known, int known_persons) {
        const int n = y.count(kind, known);
        std::vector<int64_t> size(static_cast<size_t>(n));
        for (int64_t& w : size) w = d.chance(12) ? d.between(4, 12) : d.roll(3);
        const auto persons =
            spread(std::max(n, y.count(std::string(kind) + " persons", known_persons)), 1, size);
        for (const int64_t p : persons) {
            const Date received = y.day(d, even_months);
            auto row = make.row("petition", received, d);
            row.text("no", "信" + std::to_string(y.year) + "-" + std::to_string(++number))
                .code("kind", kind)
                .code("topic", topics[d.weighted(weights, 7)]);
            row.date("received", received).number("persons", p);
            if (std::string_view(kind) == "visit") {
                row.date("closed", received.plus(d.roll(3)));
                continue;
            }
            const bool late =
                y.kind < 0 && received.month() < 7 && d.chance(3); // only so early that no later year sees it
            const Date accepted = received.plus(late ? 17 : d.between(2, 12)), due = accepted.plus(60),
                       closed = accepted.plus(d.between(10, 55));
            row.date("signed", received.plus(d.roll(2))).date("accepted", accepted);
            if (accepted <= make.until) row.limit("due", due);
            row.date("closed", closed);
            if (closed <= make.until) row.flag("satisfied", d.chance(90));
        }
    };
    some("matter", 136, 207);
    some("visit", 147, 283);
}

} // namespace mj
