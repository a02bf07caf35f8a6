// Names and contents that somebody chose, and files that must not be lost while they are written anew.
#include "tests/unit/cli/command.hpp"

#include <csignal>
#include <nlohmann/json.hpp>
#ifndef __EMSCRIPTEN__
#include <sys/resource.h>
#endif
#include <sys/stat.h>
#include <unistd.h>

using namespace mj;
using namespace mj::test;

namespace {

namespace fs = std::filesystem;

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

size_t entries(const fs::path& folder) {
    return size_t(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

/// Nothing but line ends and characters that can be seen and stay where they are.
void harmless(const std::string& text) {
    CAPTURE(text);
    for (const char c : text) {
        const bool fine = uint8_t(c) >= 0x20 || c == '\n';
        CHECK(fine);
    }
    for (const char* bad : {"\x7F", "\u202E", "\u2066", "\u200B", "\uFEFF"}) CHECK_FALSE(has(text, bad));
}

const std::string table = "date,kind,title\n2023-05-06,lecture,普法\n";

int convert(const std::string& to, const std::string& input = table) {
    return run({"convert", "-", "--register", "training", "--to", "csv", "-o", to}, input).code;
}

} // namespace

TEST_CASE("hostile names: every JSON of the command line is UTF-8, whatever the file is called and holds") {
    const Folder folder;
    std::string cut = "ab"; // 4,000 bytes of it end within a character
    for (int i = 0; i < 1500; ++i) cut += "甲";
    const std::string begin = "{\"format\":\"mingjing\",\"version\":1,";
    const std::string contents[] = {begin + "\"" + cut + "\":1}", begin + "\"office\":\"\\u0000\\u202E\"}",
                                    "\xFF\xFE", begin + "\"\xC0\xAF\":1}",
                                    content(files + "three-records.json")};
    for (const char* name : {"a.json",
                             "a\xFF"
                             "b.json",
                             "\x1B[31m\u202Egnp.json", "\"\\\n.json"})
        for (const std::string& text : contents) {
            const std::string path = folder.file(name);
            write(path, text);
            const Result r = run({"check", path, "--json"});
            CAPTURE(r.out);
            nlohmann::json tree;
            CHECK_NOTHROW(tree = nlohmann::json::parse(r.out)); // which wants UTF-8
            CHECK(tree["ok"] == (r.code == 0));
        }
    CHECK(nlohmann::json::accept(
        run({"figures", files + "three-records.json", "--year", "2023", "--json"}).out));
}

TEST_CASE("hostile names: nothing printed steers a terminal") {
    const Folder folder;
    const std::string path = folder.file("\x1B[31m\u202Egnp\n.json");
    const std::string long_name(300, 'x'), evil = "\x1B]0;x\x07\u202E\u200B\xFF";
    for (const std::string& text : {"{\"" + evil + "\":1}", content(files + "three-records.json"), evil}) {
        write(path, text);
        for (const auto& args : std::vector<std::vector<std::string>>{
                 {"check", path},
                 {"figures", path, "--year", "2023"},
                 {"convert", path, "--register", "training", "--to", "csv", "-o", path + ".csv"},
                 {"clocks", path, "--on", evil},
                 {"count", path, "--register", "training", "--by", evil, "--year", "2023"},
                 {evil},
                 {"check", path, evil},
                 {"check", path, "-" + evil},
                 {"convert", path, "--register", evil, "--to", evil},
                 {"figures", path, "--year", evil}}) {
            const Result r = run(args);
            harmless(r.out);
            harmless(r.err);
        }
    }
    const Result r = run({"convert", "-", "--register", "training", "--to", "csv"},
                         evil.substr(0, 9) + long_name + ",date\n");
    CHECK(r.code == 1);
    harmless(r.err);
    CHECK(r.err.size() < 250);
}

TEST_CASE("hostile names: what cannot be seen is taken out of a table, and that is said") {
    const Result r = run({"convert", "-", "--register", "training", "--to", "csv"},
                         "date,title\n2023-05-06,普\u202E法\u200B\n2023-05-07,普法\n2023-05-08,\u2060\n");
    CHECK(r.code == 0);
    CHECK(has(r.out, "普法"));
    CHECK_FALSE(has(r.out, "\u202E"));
    CHECK_FALSE(has(r.out, "\u200B"));
    CHECK(has(r.err, "2 texts have characters that cannot be seen"));
    CHECK_FALSE(
        has(run({"convert", "-", "--register", "training", "--to", "csv"}, table).err, "cannot be seen"));
}

TEST_CASE("written files: mode, links and the former file are kept; nothing is left beside it") {
    const Folder folder;
    const std::string file = folder.file("out.csv"), link = folder.file("link.csv");
    REQUIRE(convert(file) == 0);
    const std::string whole = content(file);
    CHECK(has(whole, "普法"));
    write(file, "former");
    fs::permissions(file, fs::perms(0640));
    REQUIRE(convert(file) == 0);
    CHECK(content(file) == whole);
    CHECK(fs::status(file).permissions() == fs::perms(0640));

    fs::create_symlink("out.csv", link);
    fs::create_symlink(link, folder.file("twice.csv"));
    write(file, "former");
    REQUIRE(convert(folder.file("twice.csv")) == 0);
    CHECK(fs::is_symlink(link));
    CHECK(fs::is_symlink(folder.file("twice.csv")));
    CHECK(content(file) == whole);
    fs::create_symlink("new.csv", folder.file("to-nothing.csv"));
    REQUIRE(convert(folder.file("to-nothing.csv")) == 0);
    CHECK(content(folder.file("new.csv")) == whole);
    fs::create_symlink("round.csv", folder.file("round.csv"));
    CHECK(convert(folder.file("round.csv")) == 2);

    // A name that was guessed, and a file that stands in the way, do no harm.
    write(file + ".part", "somebody else's");
    REQUIRE(convert(file) == 0);
    CHECK(content(file + ".part") == "somebody else's");
    // The file that is read can be the one that is written.
    CHECK(run({"convert", file, "--register", "training", "--to", "csv", "-o", file}).code == 0);
    CHECK(content(file) == whole);
    CHECK(entries(folder.path) == 7);
}

TEST_CASE("written files: after a failure the former file is there, and nothing beside it") {
    const Folder folder;
    const std::string file = folder.file("out.csv");
    write(file, "former");
    CHECK(convert(file, "date\n2023-13-40\n") == 1);
    CHECK(content(file) == "former");
    CHECK(convert("/dev/full") == 2);
#ifndef __EMSCRIPTEN__
    struct rlimit before {};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small { 20, before.rlim_max };
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    const int code = convert(file);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    CHECK(code == 2);
#endif
    CHECK(content(file) == "former");
    CHECK(entries(folder.path) == 1);
    if (geteuid() != 0) { // who may do everything is not stopped by a mode
        fs::permissions(file, fs::perms(0444));
        CHECK(convert(file) == 2);
        CHECK(content(file) == "former");
    }
}
