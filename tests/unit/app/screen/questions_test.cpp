// The questions leaders ask, each in at most three clicks, the answers checked against the command line.
#include "tests/unit/app/action/desk.hpp"
#include "tests/unit/app/screen/asked.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <set>

using namespace mj;
using namespace mj::test;

namespace {

std::string grouped_digits(double n) {
    std::string out = std::to_string(int64_t(n));
    for (int at = int(out.size()) - 3; at > 0; at -= 3) out.insert(size_t(at), ",");
    return out;
}

void check_chart(Screen& app, const std::string& chart, const std::map<std::string, Counted>& counts) {
    for (const auto& counted : counts) {
        const std::string id = chart + "." + counted.first;
        if (!counted.first.empty() && counted.second.now > 0)
            CHECK_MESSAGE(number(app.scroll_to(id).value) == counted.second.now, id);
    }
}

double value_of(const Screen& app, std::string_view indicator) {
    for (const ProbeFigure& figure : app.figures())
        if (figure.id == indicator) return std::stod(figure.value);
    FAIL("no figure ", std::string(indicator));
    return 0;
}

} // namespace

TEST_CASE("question 1: how many disputes this year, against last year, by street, cause and sector") {
    Screen app{sample()};
    const auto street = count("mediation", "street");
    app.click("nav.disputes"); // the only click
    const std::string total = app.item("total").value;
    CHECK(number(total) == sum(street));
    double before = 0;
    for (const auto& [key, counted] : street) before += counted.before;
    CHECK(has(total, "上年同期 " + grouped_digits(before)));
    check_chart(app, "chart.street", street);
    check_chart(app, "chart.cause", count("mediation", "cause"));
    check_chart(app, "chart.sector", count("mediation", "sector"));
}

TEST_CASE("question 3: wages recovered, for how many workers, construction against other") {
    Screen app{sample()};
    auto wages = count("lead", "sector", {"--sum", "wages_recovered", "--like", "inspection.leads_closed"});
    auto workers =
        count("lead", "sector", {"--sum", "workers_recovered", "--like", "inspection.leads_closed"});
    app.click("nav.inspection"); // the only click
    CHECK(number(app.item("total.wages_recovered").value) * 100 == sum(wages));
    CHECK(number(app.item("total.workers_recovered").value) == sum(workers));
    for (const std::string sector : {"construction", "other"}) {
        CHECK(std::round(number(app.scroll_to("chart.sector.wages_recovered." + sector).value) * 100) ==
              wages[sector].now);
        CHECK(number(app.scroll_to("chart.sector.workers_recovered." + sector).value) == workers[sector].now);
    }
}

TEST_CASE("question 4: which employers come up again and again, and everything about one") {
    Screen app{sample()};
    std::vector<std::map<std::string, Counted>> by;
    std::map<std::string, double> all;
    for (const char* reg : {"lead", "mediation", "arbitration", "penalty", "warning"}) {
        by.push_back(count(reg, "employer"));
        if (by.size() < 5) // warnings are not added to the others
            for (const auto& [employer, counted] : by.back())
                if (!employer.empty()) all[employer] += counted.now;
    }
    const auto most = [](const auto& counts, auto of) {
        double out = 0;
        for (const auto& [employer, n] : counts)
            if (!employer.empty()) out = std::max(out, of(n));
        return out;
    };
    app.click("nav.employers");
    const std::string first = app.item("employer.0").value;
    const auto numbers = [&] {
        std::vector<double> out;
        for (const std::string& part : parts(app.item("employer.0").value, " "))
            out.push_back(std::stod(part));
        return out;
    };
    const std::vector<double> shown = numbers();
    CHECK(shown[0] == most(all, [](double n) { return n; }));
    app.click("head.mediation");
    CHECK(numbers()[2] == most(by[1], [](const Counted& n) { return n.now; }));
    app.click("head.total");
    CHECK(app.item("employer.0").value == first);
    app.click("employer.0"); // the second click, without the two that sort
    const std::string id = app.scroll_to("value.id").value;
    std::vector<double> wanted{all[id]};
    for (auto& counts : by) wanted.push_back(counts[id].now);
    CHECK(shown == wanted);
    app.scroll_to("event.3");
}

TEST_CASE("question 5: what is 100 % of what") {
    Screen app{sample()};
    app.click("nav.training");
    CHECK(number(app.item("figure.training.participation_rate").value) == 100);
    app.click("figure.training.participation_rate");
    CHECK(number(app.item("part.0").label) / number(app.item("part.1").label) == 1);
    app.click("part.1"); // the third click
    app.item("row.0");
    app.click("part.2"); // 100 %: nothing is lacking
    CHECK_FALSE(app.find("row.0"));
    CHECK(value_of(app, "litigation.head_appearance_rate") == 100);
    // Two of the three parts: what is left over is the third.
    app.click("nav.disputes");
    app.click("section.2");
    app.click("figure.work_injury.withdrawal_rate");
    const double withdrawn = number(app.item("part.0").label), lawsuits = number(app.item("part.1").label);
    app.click("part.2");
    CHECK(lawsuits > withdrawn);
    app.scroll_to("row." + std::to_string(int(lawsuits - withdrawn) - 1));
    CHECK_FALSE(app.find("row." + std::to_string(int(lawsuits - withdrawn))));
}

TEST_CASE("question 6: is the target of the year reached, and where should we be by now") {
    Screen app{sample()};
    const auto goal = [&] {
        const std::string said = app.scroll_to("goal.mediation.cases").value;
        const auto both = parts(said, " / ");
        REQUIRE(both.size() >= 2);
        return std::tuple(said, number(both[0]), number(both[1]));
    };
    const auto [said, value, target] = goal();
    CHECK(value == value_of(app, "mediation.cases"));
    CHECK(has(said, value >= target ? "已达成" : "落后"));
    app.click("goal.mediation.cases"); // the only click
    CHECK(has(app.item("filter").label, "调解案件"));
    // A year that is not over: by the middle of it half is due.
    app.click("nav.overview");
    app.click("year.2");
    const auto [running, now, whole] = goal();
    CHECK(has(running, now >= whole ? "已达成" : now >= whole * 182 / 366 ? "进度正常" : "落后"));
}

TEST_CASE("question 7: which figures do not add up") {
    Screen app{sample(), {1280, 2600}}; // no click
    int checks = 0;
    for (const ProbeItem& check : app.items()) {
        if (!check.id.starts_with("check.")) continue;
        ++checks;
        const char* const signs[] = {" = ", " ≠ ", " ≤ ", " > "};
        for (size_t i = 0; i < std::size(signs); ++i) {
            const auto sides = parts(check.label, signs[i]);
            if (sides.size() != 2) continue;
            double added = 0;
            for (const std::string& part : parts(sides[0], " + ")) added += number(part);
            const double whole = number(sides[1]);
            const bool holds = i < 2 ? added == whole : added <= whole;
            CHECK_MESSAGE(holds == (check.value == "holds"), check.label);
        }
    }
    CHECK(checks >= 5);
}

TEST_CASE("question 8: who has not handed in data") {
    Screen app{sample()};
    const auto cases = count("mediation", "organisation");
    app.click("nav.handed");
    // Those that lack the last month of the data stand first: they had cases in ten months or more of 2023, and none in June.
    // Organisations by their cases, registers by their records.
    std::map<std::string, std::set<std::string>> by;
    const auto file = nlohmann::json::parse(exported());
    for (const Register& reg : real_catalog().registers) {
        if (reg.date < 0) continue;
        const std::string& date = reg.fields[size_t(reg.date)].id;
        for (const auto& record : file["registers"][reg.id]) {
            if (!record.contains(date) || record["state"] == "pending") continue;
            const std::string month = record[date].get<std::string>().substr(0, 7);
            by[reg.id].insert(month);
            if (reg.id == "mediation" && record.contains("organisation"))
                by[record["organisation"]].insert(month);
        }
    }
    std::set<std::string> lacking, shown;
    for (const auto& [id, months] : by) {
        const auto regular = std::count_if(
            months.begin(), months.end(), [](const std::string& month) { return month.starts_with("2023"); });
        if (regular >= 10 && !months.contains("2024-06")) lacking.insert(id);
    }
    std::vector<ProbeItem> lines;
    for (const ProbeItem& item : app.items()) {
        if (item.id.starts_with("lately.handed.")) shown.insert(item.id.substr(14));
        if (item.id.starts_with("handed.") && std::isdigit(item.id[7])) lines.push_back(item);
    }
    REQUIRE(!lacking.empty());
    CHECK(shown == lacking);
    CHECK(number(app.item("handed.lately").value) >= double(lacking.size())); // and those that never had any
    REQUIRE(lines.size() > 3);
    std::vector<double> missing;
    for (const ProbeItem& line : lines) {
        const auto numbers = parts(line.value, " ");
        missing.push_back(std::stod(numbers[1]));
        const auto counted = cases.find(line.id.substr(7));
        CHECK_MESSAGE(std::stod(numbers[0]) == (counted == cases.end() ? 0 : counted->second.now),
                      line.label);
    }
    CHECK(std::is_sorted(missing.rbegin(), missing.rend()));
    CHECK(has(app.item("handed.organisations").value, missing[0] > 0 ? "缺记录" : "没有缺"));
    app.click(lines[0].id); // the second click
    app.item("filter");
}

TEST_CASE("question 9: which lawsuits did we lose, and why") {
    Screen app{sample()};
    auto outcome = count("litigation", "outcome");
    app.key("Control+k");
    app.item("palette.0");
    app.type("败诉");
    app.item("调解仲裁 · 复议应诉");
    app.key("Enter");
    app.item("section.2");
    check_chart(app, "chart.loss_reason", count("litigation", "loss_reason"));
    app.click("nav.disputes");
    app.click("section.2");
    const double lost = outcome["lost"].now;
    CHECK(number(app.scroll_to("chart.outcome.lost").value) == lost);
    app.click("chart.outcome.lost"); // the third click
    CHECK(number(app.item("total").value) == lost);
    app.scroll_to([](const ProbeItem& i) {
        return i.id.starts_with("chart.cause.") && !i.value.empty() && number(i.value) > 0;
    });
    app.scroll_to("open");
    app.click("open"); // and the records themselves
    app.item("row." + std::to_string(int(lost) - 1));
    CHECK_FALSE(app.find("row." + std::to_string(int(lost))));
}

TEST_CASE("question 10: from which records does each figure of the report come") {
    Screen app{sample()};
    const double value = number(app.scroll_to("figure.petition.items").value);
    app.click("figure.petition.items"); // the only click
    app.item("row.0");
    CHECK(has(app.item("filter").label, "信访"));
    CHECK(value > 0);
}

TEST_CASE("screen: what a figure means is one key away, and the palette finds everything") {
    Screen app{sample()};
    const ProbeItem tile = app.item("top.petition.on_time_rate");
    app.move({tile.min.x + 20, tile.min.y + 60});
    app.key("Shift+Slash");
    CHECK(has(app.item("explained.of").label, "÷"));
    CHECK(has(app.item("explained.clause").label, "3.3"));
    app.key("Escape");
    CHECK_FALSE(app.find("explained.of"));

    // The first that is found, or by the arrows the one of that name.
    const auto go = [&](const std::string& text, const std::string& label = "") {
        app.key("Control+K");
        app.item("palette.0");
        app.type(text);
        CHECK(app.item("palette.text").value == text);
        if (!label.empty()) {
            const ProbeItem line = app.item([&](const ProbeItem& i) {
                return i.id.starts_with("palette.") && std::isdigit(i.id[8]) && i.label == label;
            });
            for (int n = std::stoi(line.id.substr(8)); n > 0; --n) app.key("ArrowDown");
        }
        app.key("Enter");
        CHECK_FALSE(app.find("palette.text"));
    };
    go("pfxc"); // 普法宣传
    app.item("chart.date.audience.month.5");
    go("行政诉讼");
    CHECK(has(app.item("filter").label, "行政诉讼"));
    go("Disputes");
    app.scroll_to("chart.street.lidu");
    app.click("nav.employers");
    go(app.item("employer.2").label);
    app.scroll_to("event.0");
    go("tj", "调解"); // the register, after pages and their parts
    app.item("search");
    app.key("Control+K");
    app.item("palette.0");
    app.key("Escape");
    CHECK_FALSE(app.find("palette.text"));
    app.item("search"); // and nowhere else
    go("年度报告");
    app.item("figure.study.party_group"); // far down on the overview
}

TEST_CASE("screen: who is warned of, why, and by when to respond") {
    Screen app{sample()};
    const std::string red = app.item("alarm.red").value;
    app.click("alarm.red"); // just these
    const int64_t listed = number(red);
    app.scroll_to("warning." + std::to_string(listed - 1));
    app.wheel(99);
    CHECK_FALSE(app.find("warning." + std::to_string(listed)));
    app.wheel(-99);
    CHECK(app.machine.window.shown.find("level=2&of=open") != std::string::npos);
    app.click("filter.open");
    app.click("level.2"); // chosen no longer
    CHECK_FALSE(app.find("filter.level"));
    CHECK(number(app.item("level.2").value) > 0);
    const ProbeItem first = app.item("warning.0");
    app.click("warning.0");
    CHECK(app.scroll_to("value.name").value == first.label);
    app.scroll_to("event.0");
}
