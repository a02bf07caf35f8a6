#include "app/text/problem_words.hpp"
#include "app/text/texts.hpp"
#include "core/workbook/read.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/source_dir.hpp"

#include <cstring>
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

/// Latin words, but names of formats, of columns and of parts of a file.
std::string latin_words(const std::string& words) {
    const std::set<std::string> formats = {"UTF",          "GB",    "CSV", "xlsx", "xls", "xlsb", "XML",
                                           "PDF",          "Excel", "ods", "doc",  "wps", "docx", "pptx",
                                           "OpenDocument", "rtf",   "rar", "gz",   "et",  "MB"};
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

/// Sentences as a source has them: literals, and 7 for each expression that is added to them.
std::vector<std::string> sentences_in(const std::string& path) {
    std::ifstream in(source_dir() + "/" + path, std::ios::binary);
    REQUIRE(in);
    std::string text, line;
    while (std::getline(in, line))
        if (const size_t first = line.find_first_not_of(' ');
            first != line.npos && line.compare(first, 2, "//") != 0 && line.compare(first, 1, "#") != 0)
            text += line + '\n';
    for (const char* mark : {"\\\\", "'\"'", "\\\""}) // no ends of literals
        for (size_t at; (at = text.find(mark)) != text.npos;) text.replace(at, strlen(mark), "'");
    std::vector<std::string> out;
    for (size_t at = 0; (at = text.find('"', at)) != text.npos;) {
        std::string sentence;
        bool more = true;
        while (more) {
            const size_t end = text.find('"', at + 1);
            REQUIRE(end != text.npos);
            sentence += text.substr(at + 1, end - at - 1);
            at = text.find_first_not_of(" \n", end + 1);
            more = at != text.npos && text[at] == '"';
            if (at == text.npos || text[at] != '+') continue;
            size_t next = text.find_first_not_of(" \n", at + 1);
            if (text[next] != '"') {
                sentence += '7';
                int deep = 0;
                for (; deep > 0 ||
                       (text[next] != '+' && text[next] != ',' && text[next] != ';' && text[next] != ')');
                     ++next)
                    deep += (text[next] == '(') - (text[next] == ')');
                if (text[next] == '+') next = text.find_first_not_of(" \n", next + 1);
            }
            at = next;
            more = text[at] == '"';
        }
        if (sentence.starts_with(' ') && !sentence.ends_with(' ')) sentence.insert(0, "byte 7");
        if (std::count(sentence.begin(), sentence.end(), ' ') > 1 && !sentence.starts_with(' '))
            out.push_back(sentence);
    }
    return out;
}

} // namespace

TEST_CASE("all that a reader of tables can say is said in Chinese") {
    set_language(Language::zh);
    size_t said = 0;
    const Catalog& catalog = real_catalog();
    std::vector<std::string> sources = {"core/base/encoding.cpp", "core/base/encoding_detect.cpp",
                                        "core/intake/table_service.cpp", "web/bridge/tables.cpp"};
    const std::filesystem::path root(source_dir());
    for (const auto& entry : std::filesystem::directory_iterator(root / "core" / "workbook"))
        if (entry.path().extension() == ".cpp" && entry.path().string().find("_write") == std::string::npos)
            sources.push_back(std::filesystem::relative(entry.path(), root).string());
    for (const std::string& source : sources)
        for (const std::string& sentence : sentences_in(source)) {
            ++said;
            // What is wrong, what to do, or where.
            const bool chinese_words = latin_words(sentence_words(sentence)).empty() ||
                                       latin_words(problem_words(catalog, {"", sentence, ""})).empty();
            CHECK_MESSAGE(chinese_words, source, ": ", sentence);
        }
    CHECK(said > 60);
    // And what they do say of files that are none, or damaged.
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
