// The catalogue that is shipped: whole, in step with the golden figures, and read as it is meant.
#include "core/catalog/calendar.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

using namespace mj;

namespace {

const Catalog& real() {
    static const CatalogCheck check = load_catalog(embedded_catalog());
    for (const Problem& problem : check.problems) FAIL_CHECK(problem.text());
    REQUIRE(check.problems.empty());
    return check.catalog;
}

const Indicator& indicator(const char* id) {
    const int at = real().find_indicator(id);
    INFO(id);
    REQUIRE(at >= 0);
    return real().indicators[size_t(at)];
}

const Register& reg(const Formula& f) { return real().registers.at(size_t(f.reg)); }

std::string field(const Formula& f, int at) { return at < 0 ? "" : reg(f).fields.at(size_t(at)).id; }

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out;
    std::stringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) out.push_back(cell);
    return out;
}

} // namespace

TEST_CASE("the registers that saved data knows keep their ids") {
    const std::set<std::string> wanted = {
        "employer", "training",      "award",        "goal",       "power",       "service_package",
        "staff",    "service_event", "outreach",     "inspection", "campaign",    "lead",
        "penalty",  "warning",       "credit",       "discipline", "draw",        "mediation",
        "petition", "arbitration",   "organisation", "litigation", "work_injury", "consultation",
        "harmony",  "disclosure",    "proposal",     "referral",   "mechanism",   "lesson",
        "calendar"};
    for (const std::string& id : wanted)
        CHECK_MESSAGE(real().find_register(id) >= 0,
                      id << " is gone: give the register its id back, or keep it among \"was\"");
    CHECK(real().version == "2023.2");
    for (const Register& reg : real().registers) CHECK_MESSAGE(reg.unread >= 0, reg.id);
    REQUIRE(real().find_office("fuling") == 0);
    CHECK(real().offices[0].number == 1);
}

TEST_CASE("every register says how it is listed, matched and placed in time") {
    for (const Register& r : real().registers) {
        INFO(r.id);
        CHECK_FALSE(r.key.empty());
        CHECK_FALSE(r.columns.empty());
        CHECK(r.title >= 0);
        CHECK(std::set<int>(r.key.begin(), r.key.end()).size() == r.key.size());
        CHECK(std::set<int>(r.columns.begin(), r.columns.end()).size() == r.columns.size());
        CHECK((r.date >= 0 || r.id == "employer" || r.id == "question" || r.id == "report" ||
               r.id == CalendarRegister::id));
        for (const Field& f : r.fields) {
            INFO(f.id);
            CHECK((f.type == FieldType::code) == (f.codes >= 0));
            CHECK((f.type == FieldType::link) == (f.target >= 0));
            CHECK_FALSE(f.name.zh.empty());
            CHECK_FALSE(f.name.en.empty());
        }
    }
}

TEST_CASE("published indicators keep their id, order, unit, clause, bound and decimals") {
    std::ifstream file(test::source_dir() + "/tests/files/figures-2023.csv");
    std::string line;
    REQUIRE(std::getline(file, line));
    REQUIRE(line == "id,value,unit,bound,clause");
    int last = -1;
    while (std::getline(file, line)) {
        INFO(line);
        const auto c = cells(line);
        REQUIRE(c.size() == 5);
        const Indicator& i = indicator(c[0].c_str());
        // New ones may stand between them.
        CHECK_MESSAGE(std::exchange(last, real().find_indicator(i.id)) < real().find_indicator(i.id),
                      "the report prints them in this order");
        CHECK(i.unit.zh == c[2]);
        CHECK(i.above == (c[3] == ">"));
        CHECK(i.clause == c[4]);
        const size_t point = c[1].find('.');
        CHECK(i.decimals == (point == std::string::npos ? 0 : int(c[1].size() - point - 1)));
    }
    CHECK(last >= 0);
}

TEST_CASE("a percentage is a ratio of like things times 100, and nothing else is") {
    for (const Indicator& i : real().indicators) {
        INFO(i.id);
        CHECK((i.unit.zh == "%") == i.ratio);
        CHECK(i.factor == (i.ratio ? 100 : 1));
        if (i.ratio) CHECK(i.of.measure == i.per.measure);
        const bool money =
            i.of.measure == Measure::sum && reg(i.of).fields[size_t(i.of.field)].type == FieldType::money;
        CHECK(i.divisor == (money ? 1'000'000 : 1));
        const auto placed = [](const Formula& f) { return (f.when == When::clock ? f.clock : f.from) >= 0; };
        CHECK(placed(i.of));
        CHECK((!i.ratio || placed(i.per)));
        CHECK_FALSE(i.of.sentence.zh.empty());
        CHECK((i.ratio ? !i.per.sentence.en.empty() : i.per.reg < 0));
    }
}

TEST_CASE("the clauses are all used, and every indicator stands in one of them") {
    std::set<std::string> named, used;
    for (const Clause& c : real().clauses) named.insert(c.id);
    for (const Indicator& i : real().indicators) used.insert(i.clause);
    CHECK(used == named);
}

TEST_CASE("formulas are read as they are meant: a stock, a sum of money, a yearly target") {
    const Indicator& powers = indicator("powers.administrative");
    CHECK(powers.of.when == When::in_force);
    CHECK(field(powers.of, powers.of.from) == "in_force_from");
    CHECK(field(powers.of, powers.of.to) == "in_force_to");

    const Indicator& wages = indicator("inspection.wages_recovered");
    CHECK(reg(wages.of).id == "lead");
    CHECK(field(wages.of, wages.of.field) == "wages_recovered");
    CHECK(wages.of.when == When::date);
    CHECK(field(wages.of, wages.of.from) == "closed");
    CHECK(wages.unit.zh == "万元");

    const Indicator& target = indicator("outreach.target_completion");
    CHECK(reg(target.of).id == "outreach");
    CHECK(field(target.of, target.of.field) == "entities");
    CHECK(reg(target.per).id == "goal");
    CHECK(field(target.per, target.per.field) == "target");
    CHECK(target.per.when == When::year);
    CHECK(field(target.per, target.per.from) == "year");
    CHECK(target.decimals == 2);
}

TEST_CASE("formulas are read as they are meant: conditions and limits") {
    const Indicator& rate = indicator("petition.signed_rate");
    REQUIRE(rate.of.where.size() == 2);
    const Condition& within = rate.of.where[1];
    CHECK(within.test == Test::within_days);
    CHECK(field(rate.of, within.field) == "signed");
    CHECK(field(rate.of, within.other) == "received");
    CHECK(within.days == 15);

    const Indicator& closed = indicator("petition.on_time_rate");
    for (const Formula* formula : {&closed.of, &closed.per}) {
        CHECK(formula->when == When::clock);
        CHECK(real().clocks[size_t(formula->clock)].id == "petition.close");
        CHECK(formula->kept == (formula == &closed.of));
    }

    const Indicator& leads = indicator("inspection.leads_closed");
    REQUIRE(leads.of.where.size() == 2);
    CHECK(leads.of.where[0].test == Test::yes);
    const Condition& outcome = leads.of.where[1];
    CHECK(outcome.test == Test::is);
    const int list = reg(leads.of).fields[size_t(outcome.field)].codes;
    REQUIRE(list == real().find_code_list("lead_outcome"));
    const CodeList& codes = real().code_lists[size_t(list)];
    CHECK(outcome.codes == std::vector<uint16_t>{uint16_t(codes.find("case_filed") + 1),
                                                 uint16_t(codes.find("coordinated") + 1)});

    const Indicator& due = indicator("training.participation_rate");
    REQUIRE(due.of.where.size() == 2);
    CHECK(due.of.where[0].test == Test::is_not);
    CHECK(due.of.where[1].test == Test::present);
}

TEST_CASE("days in an order are compared also where the one between them is not filled in") {
    for (int reg = 0; reg < int(real().registers.size()); ++reg) {
        std::set<std::pair<int, int>> order;
        for (const Check& check : real().checks)
            if (check.of.reg == reg)
                for (const Condition& c : check.must)
                    if (c.test == Test::not_after) order.insert({c.field, c.other});
        for (const auto& one : order)
            for (const auto& next : order) {
                if (one.second != next.first) continue;
                const auto& fields = real().registers[size_t(reg)].fields;
                CAPTURE(real().registers[size_t(reg)].id);
                CAPTURE(fields[size_t(one.first)].id);
                CAPTURE(fields[size_t(next.second)].id);
                CHECK(order.count({one.first, next.second}) == 1);
            }
    }
}

TEST_CASE("what is not there is not found") {
    CHECK(real().find_register("mediations") == -1);
    CHECK(real().find_indicator("") == -1);
    CHECK(real().find_code_list("nowhere") == -1);
    CHECK(real().find_office("elsewhere") == -1);
    CHECK(real().registers[0].find("no_such_field") == -1);
    CHECK(real().code_lists[0].find("no_such_code") == -1);
}
