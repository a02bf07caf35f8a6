#include "app/text/problem_words.hpp"
#include "app/text/texts.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

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

} // namespace

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
    const Problem date{"not a date: \"2023-02-30\"", "received", "write it as 2023-05-06"};
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
    const Problem deep{"not a date: \"x\"",
                       "line 3, column 9, register mediation, record 2 (00ff), field received",
                       "write it as 2023-05-06"};
    const Catalog& catalog = real_catalog();
    const Register& reg = catalog.registers[size_t(catalog.find_register("mediation"))];
    CHECK(problem_words(catalog, deep) == "第 3 行，第 9 列，台账“" + reg.name.zh +
                                              "”，第 2 条（00ff），栏目“" +
                                              reg.fields[size_t(reg.find("received"))].name.zh +
                                              "”：\"x\" 不是有效日期（请写成 2023-05-06 的样子）");
}

TEST_CASE("a sentence nobody knows stays as it is; holes are looked up too and may change places") {
    CHECK(sentence_words("the moon is full") == "the moon is full");
    CHECK(sentence_words("") == "");
    CHECK(sentence_words("a comma or } is expected, found the number 7") == "这里应为逗号或 }，却是数字 7");
    CHECK(sentence_words("no record 12 in register wages") == "台账 wages 里没有记录 12");
}
