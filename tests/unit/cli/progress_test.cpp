// How applications stand, as a file that the command line makes, and that goes into a page.
#include "core/exchange/application.hpp"
#include "core/exchange/json.hpp"
#include "core/exchange/progress_file.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/real_catalog.hpp"

using namespace mj;
using namespace mj::test;

namespace {

/// A data file with one application, "EEEE-EEEE-E", and the phone number 000-0000-6543.
std::string with_application(const Folder& folder) {
    const Catalog& catalog = real_catalog();
    Ledger ledger(catalog);
    const Guide& guide = catalog.guides[size_t(guide_with_form(catalog))];
    const Register& reg = catalog.registers[size_t(guide.form.reg)];
    const uint32_t row =
        ledger.append(guide.form.reg, {RecordId::of(1, 1, 1), 1700000000, 1700000000, State::draft});
    for (const auto& [field, text] :
         std::initializer_list<std::pair<const char*, const char*>>{{"receipt", "EEEE-EEEE-E"},
                                                                    {"contact", "000-0000-6543"},
                                                                    {"received", "2026-11-02"},
                                                                    {"worker", "何某"}})
        ledger.set(guide.form.reg, row, reg.find(field),
                   *parse_value(catalog, reg.fields[size_t(reg.find(field))], text));
    std::ofstream out(folder.file("data.json"), std::ios::binary);
    const auto task = JsonExport::start(ledger, catalog.offices.front().id, [&](ByteView piece) {
        out.write(reinterpret_cast<const char*>(piece.data()), std::streamsize(piece.size()));
    });
    CHECK(task->step(Deadline::never()));
    return folder.file("data.json");
}

} // namespace

TEST_CASE("progress: the command line writes the file a stand asks, and a page of pack carries it") {
    const Folder folder;
    const std::string data = with_application(folder), file = folder.file("progress.json");
    const Result made = run({"progress", data, "-o", file, "--on", "2026-11-20"});
    CHECK(made.code == 0);
    CHECK(made.out.find("1 applications as of 2026-11-20") != std::string::npos);
    const auto read = read_progress(real_catalog(), content(file));
    REQUIRE(read);
    const ProgressLine* line = find_progress(*read, "EEEE-EEEE-E", "6543");
    REQUIRE(line);
    CHECK(line->came.text() == "2026-11-02");

    std::ofstream(folder.file("page.html"))
        << "<!doctype html><script type=\"text/plain\" id=\"data\"></script>";
    const auto pack = [&](const std::string& progress) {
        return run({"pack", data, "-o", folder.file("demo.html"), "--page", folder.file("page.html"),
                    "--progress", progress});
    };
    CHECK(pack(file).code == 0);
    const std::string page = content(folder.file("demo.html"));
    CHECK(page.find("\"progress\":\"{\\\"format\\\":\\\"mingjing-progress\\\"") != std::string::npos);
    CHECK(page.find("000-0000") == std::string::npos);
    CHECK(run({"check", folder.file("demo.html")}).code == 0);
    CHECK(pack(data).code == 2); // no progress file
    CHECK(run({"progress", files + "blank.json", "-o", folder.file("none.json")}).code == 2);
    CHECK_FALSE(std::filesystem::exists(folder.file("none.json")));
}
