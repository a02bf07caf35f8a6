#include "tests/unit/cli/command.hpp"

#include <algorithm>

using namespace mj::test;

namespace {

/// The last line's cells.
std::vector<std::string> last_line(const std::string& csv) {
    const size_t end = csv.find_last_not_of('\n'), begin = csv.rfind('\n', end);
    std::vector<std::string> out{""};
    for (const char c : csv.substr(begin + 1, end - begin))
        if (c == ',')
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

} // namespace

TEST_CASE("ask: the same numbers as figures, whole and in groups") {
    const Folder folder;
    const std::string file = folder.file("sample.json");
    REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", file}).code == 0);
    const std::string figures = run({"figures", file, "--year", "2023", "--csv"}).out;
    const auto figure = [&](const std::string& id) {
        const size_t at = figures.find("\n" + id + ",") + id.size() + 2;
        return figures.substr(at, figures.find(',', at) - at);
    };
    const auto ask = [&](const std::string& question) {
        const Result got = run({"ask", file, question, "--on", "2024-06-30", "--csv"});
        CAPTURE(got.err);
        REQUIRE(got.code == 0);
        return got.out;
    };
    CHECK(last_line(ask("mediation?in=2023")) == std::vector{figure("mediation.cases")});
    CHECK(last_line(ask("lead?on=closed&where=valid:yes;outcome:case_filed,coordinated&in=2023")) ==
          std::vector{figure("inspection.leads_closed")});
    CHECK(last_line(ask("litigation?where=kind:lawsuit&in=2023")) == std::vector{figure("litigation.cases")});
    // Of its groups, months without a record too.
    const std::string months = ask("mediation?by=received.month&of=count&of=share&in=2023");
    CHECK(months.find("received,count,share\n2023-01,") == 0);
    int64_t all = 0, lines = 0;
    for (size_t at = months.find('\n') + 1; at < months.size(); at = months.find('\n', at) + 1, ++lines)
        all += std::stoll(months.substr(months.find(',', at) + 1));
    CHECK(lines == 12);
    CHECK(std::to_string(all) == figure("mediation.cases"));
    // What has not come, or was before the first record, is not known; that is not nought.
    CHECK(ask("mediation?in=2025") == "count\n\n");
    CHECK(ask("mediation?in=1999") == "count\n\n");
    const std::string compared = ask("mediation?by=street&of=count&of=mean(received..closed)&in=2023-Q4&"
                                     "versus=before&order=-change&limit=3");
    CHECK(compared.find("street,count,before,mean(received..closed),before\n") == 0);
    CHECK(std::count(compared.begin(), compared.end(), '\n') == 4);
}

TEST_CASE("ask: what cannot be understood is said, with its place and what can be written") {
    const Result got = run({"ask", files + "none.json", "mediation?by=strret"});
    CHECK(got.code == 2);
    CHECK(has(got.err, "there is no field \"strret\""));
    CHECK(run({"ask", files + "none.json", "mediation?of=mean(received..closed)&in=2023-Q9"}).code == 2);
}

TEST_CASE("export: the records that fulfil conditions as a table that comes back, personal data only when "
          "asked for") {
    const Folder folder;
    const std::string file = folder.file("sample.json");
    REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", file}).code == 0);
    const Result all = run({"export", file, "--register", "mediation", "--where",
                            "where=outcome:failed&in=2023", "--to", "csv"});
    REQUIRE(all.code == 0);
    CHECK(all.out.starts_with("\xEF\xBB\xBF"));
    const auto lines = std::count(all.out.begin(), all.out.end(), '\n') - 1;
    CHECK(
        last_line(run({"ask", file, "mediation?where=outcome:failed&in=2023", "--on", "2024-06-30", "--csv"})
                      .out) == std::vector{std::to_string(lines)});
    CHECK_FALSE(has(all.out, ",劳动者,"));
    CHECK(has(
        run({"export", file, "--register", "mediation", "--where", "in=2023", "--to", "csv", "--personal"})
            .out,
        ",劳动者,"));
    const std::string book = folder.file("out.xlsx"), back = folder.file("back.json");
    REQUIRE(run({"export", file, "--register", "petition", "--to", "xlsx", "--personal", "-o", book}).code ==
            0);
    const Result again = run({"import", file, book, "--register", "petition", "--json", "-o", back});
    CHECK(again.code == 0);
    CHECK(has(again.out, "\"new\":0"));
    CHECK(has(again.out, "\"changed\":0"));
    CHECK(run({"export", file, "--register", "mediation", "--where", "where=x:1", "--to", "csv"}).code == 2);
}
