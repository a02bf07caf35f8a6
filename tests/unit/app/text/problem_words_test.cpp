#include "app/text/problem_words.hpp"
#include "app/text/texts.hpp"
#include "core/workbook/read.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using namespace mj;
using namespace mj::test;

namespace {

/// In Chinese, whole: no two English words in a row are left.
bool chinese(const std::string& words) {
    int run = 0;
    for (size_t at = 0; at < words.size();) {
        size_t end = at;
        while (end < words.size() && words[end] >= 'a' && words[end] <= 'z') ++end;
        if (end - at > 1) {
            if (++run > 1) return false;
        } else if (words[at] != ' ') {
            run = 0;
        }
        at = std::max(end, at + 1);
    }
    return !words.empty();
}

/// Latin words, but names of formats, of what a data file writes, and of parts of a file.
std::string latin_words(const std::string& words) {
    const std::set<std::string> formats = {
        "UTF",   "GB",     "CSV",     "xlsx",     "xls",   "xlsb",    "XML",     "PDF",      "Excel",
        "ods",   "doc",    "wps",     "docx",     "pptx",  "rtf",     "rar",     "gz",       "et",
        "MB",    "Office", "gzip",    "JSON",     "true",  "false",   "null",    "id",       "void",
        "state", "draft",  "checked", "approved", "https", "created", "changed", "efffffff", "OpenDocument"};
    std::string out;
    for (size_t at = 0; at < words.size();) {
        size_t end = at;
        while (end < words.size() && isalpha(uint8_t(words[end])) && uint8_t(words[end]) < 0x80) ++end;
        std::string word = words.substr(at, end - at);
        if (word == "xl" && words.substr(end, 1) == "/") {
            while (end < words.size() && uint8_t(words[end]) < 0x80) ++end;
            word.clear();
        }
        if (std::all_of(word.begin(), word.end(), [](char c) { return isupper(uint8_t(c)); })) word.clear();
        if (word.size() > 1 && !formats.count(word)) out += word + ' ';
        at = std::max(end, at + 1);
    }
    return out;
}

/// A code with something in every hole.
Saying full(Said code) {
    Saying out;
    out.code = code;
    for (int hole = 0; hole < 9; ++hole) out.add(hole);
    return out;
}

constexpr std::pair<Said, std::string_view> of_the_page[] = {
#define X(code, zh, en) {Said::code, en},
#include "core/base/said_files.def"
#include "core/base/said_places.def"
#include "core/base/said_records.def"
#include "core/base/said_store.def"
#include "core/base/said_tables.def"
#undef X
};

} // namespace

TEST_CASE("every code is said in both languages, in Chinese without words that are none") {
    for (int code = 1; code < int(Said::count); ++code) {
        const Name words = full(Said(code)).both();
        CAPTURE(words.en);
        CHECK_FALSE(words.en.empty());
        if (words.zh.find_first_not_of("0123456789") == std::string::npos) continue; // others' words
        CHECK(std::any_of(words.zh.begin(), words.zh.end(), [](char c) { return c & 0x80; }));
    }
    for (const auto& [code, english] : of_the_page) {
        const std::string words = full(code).both().zh;
        CHECK_MESSAGE(chinese(words), words);
        CHECK_MESSAGE(latin_words(words) == "", words);
        if (english.find('{') == english.npos) CHECK(full(code).text() == english);
    }
}

TEST_CASE("what is said of records has an id, each its own") {
    std::set<std::string_view> ids;
    for (int code = 1; !said_id(Said(code)).empty(); ++code) CHECK(ids.insert(said_id(Said(code))).second);
    CHECK(ids.size() > 60);
    CHECK(said_id(Said::required) == "required");
    CHECK(said_id(Said::holidays_few) == "holidays_few");
    CHECK(said_id(Said::nothing) == "");
    CHECK(said_id(Said::file_empty) == "");
}

TEST_CASE("what readers of tables say of files that are none, or damaged, is said in Chinese") {
    set_language(Language::zh);
    const Catalog& catalog = real_catalog();
    const std::filesystem::path root(source_dir());
    size_t wrong = 0;
    const auto tell = [&](std::string file) {
        const auto book = read_workbook({reinterpret_cast<const uint8_t*>(file.data()), file.size()});
        if (book) return;
        ++wrong;
        const std::string words = problem_words(catalog, book.problem());
        CHECK_MESSAGE(latin_words(words) == "", words);
    };
    for (const auto& entry : std::filesystem::directory_iterator(root / "tests" / "files" / "tables")) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        tell(std::string{std::istreambuf_iterator<char>(in), {}});
    }
    tell("");
    tell("a,b\n1,\"2\n3,4\n");
    tell("a,\"" + std::string(600'000, 'x'));
    tell(std::string(20'000, ','));
    tell(std::string("\x00\x01\x1B\x5B\xFF\xFE", 6));
    tell("\xEF\xBB\xBF"
         "a,b\n\xFF,1\n");
    tell("\xEF\xBB\xBF"
         "a,b\n\xE6\xB1");
    tell(std::string("\xFF\xFE"
                     "a\0\x00\xDC"
                     "b\0",
                     8));
    CHECK(wrong > 15);
}

TEST_CASE("what is wrong with a field is said in the language of the screen") {
    set_language(Language::zh);
    const Catalog& catalog = real_catalog();
    const Register& reg = catalog.registers[size_t(catalog.find_register("mediation"))];
    int wrong = 0;
    for (const Field& field : reg.fields)
        for (const char* text : {"2023-02-30", "1,5", "?", "-7", "99999999999999", "1850-01-01"}) {
            const auto value = parse_value(catalog, field, text);
            if (value) continue;
            ++wrong;
            CHECK_MESSAGE(chinese(field_problem_words(value.problem())), value.problem().text());
        }
    CHECK(wrong > 30);
    const Problem date =
        parse_value(catalog, reg.fields[size_t(reg.find("received"))], "2023-02-30").problem();
    CHECK(field_problem_words(date) == "\"2023-02-30\" 不是有效日期。请写成 2023-05-06 的样子");
    set_language(Language::en);
    CHECK(field_problem_words(date) == "not a date: \"2023-02-30\" – write it as 2023-05-06");
    set_language(Language::zh);
}

TEST_CASE("what is wrong with a file is said in Chinese, with registers and fields by name") {
    Catalog own = real_catalog();
    own.version = "2023.1"; // the files' own, whatever the program's is now
    int wrong = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(test::source_dir()) / "tests" / "files")) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const auto task = imported(own, std::string{std::istreambuf_iterator<char>(in), {}});
        if (!task->problem()) continue;
        ++wrong;
        CHECK_MESSAGE(chinese(problem_words(own, *task->problem())), task->problem()->text());
    }
    CHECK(wrong > 50);
    const Problem deep{say(Said::not_date, "\"x\""),
                       {say(Said::at_line, 3), say(Said::at_column, 9), say(Said::at_register, "mediation"),
                        say(Said::at_record_with, 2, "00ff"), say(Said::at_field, "received")},
                       say(Said::write_date)};
    const Catalog& catalog = real_catalog();
    const Register& reg = catalog.registers[size_t(catalog.find_register("mediation"))];
    CHECK(problem_words(catalog, deep) == "第 3 行，第 9 列，台账“" + reg.name.zh +
                                              "”，第 2 条（00ff），栏目“" +
                                              reg.fields[size_t(reg.find("received"))].name.zh +
                                              "”：\"x\" 不是有效日期（请写成 2023-05-06 的样子）");
    // For machines and the command line by their ids.
    CHECK(deep.text() == "line 3, column 9, register mediation, record 2 (00ff), field received: "
                         "not a date: \"x\" (write it as 2023-05-06)");
    Problem unknown = deep;
    unknown.where = {say(Said::at_register, "moons"), say(Said::at_field, "received")};
    CHECK(problem_words(catalog, unknown).starts_with("台账“moons”，栏目“received”："));
}

TEST_CASE("what a hole holds is said in the same language, and holes may change places") {
    const Saying found = say(Said::expected_found, say(Said::a_comma_or_brace), say(Said::the_number, 7));
    CHECK(found.both() ==
          Name{"这里应为逗号或 }，却是数字 7", "a comma or } is expected, found the number 7"});
    CHECK(say(Said::target_missing, "12", Name{"工资", "wages"}).both() ==
          Name{"台账“工资”里没有记录 12", "no record 12 in register wages"});
    CHECK(Problem{}.text() == "");
    CHECK(Spot{say(Said::in_named, "a.csv"), say(Said::at_line, 2), say(Said::at_column, "B")}.both() ==
          Name{"a.csv：第 2 行，第 B 列", "a.csv: line 2, column B"});
    // A text that looks like a hole is none.
    CHECK(say(Said::unknown_word, "{0}{1}").text() == "unknown word {0}{1}");
}
