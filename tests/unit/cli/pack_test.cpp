// A page with records in it, made by the command line. (What the page does with them: tests/journey/single.journey.mjs.)
#include "core/exchange/json.hpp"
#include "core/exchange/page_file.hpp"
#include "core/exchange/rescue.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <nlohmann/json.hpp>
#include <zlib.h>

using namespace mj;
using namespace mj::test;

namespace {

constexpr std::string_view before = "<html><script type=\"text/plain\" id=\"data\">", after = "</script>more";

std::string page(std::string_view data = {}) {
    return std::string(before) + std::string(data) + std::string(after);
}

/// base64 as its definition says it: six bits a digit, from the left.
Bytes plain(std::string_view base64) {
    Bytes out;
    uint32_t bits = 0, have = 0;
    for (const char c : base64) {
        if (c == '=') break;
        const uint32_t digit = c >= 'a'               ? (c <= 'z' ? uint32_t(c - 'a' + 26) : 99)
                               : c >= 'A'             ? (c <= 'Z' ? uint32_t(c - 'A') : 99)
                               : c >= '0' && c <= '9' ? uint32_t(c - '0' + 52)
                               : c == '+'             ? 62
                               : c == '/'             ? 63
                                                      : 99;
        REQUIRE(digit < 64);
        bits = bits << 6 | digit;
        if ((have += 6) < 8) continue;
        have -= 8;
        out.push_back(uint8_t(bits >> have));
    }
    return out;
}

/// The sample in a page that holds nothing else.
struct Packed {
    Folder folder;
    std::string data = folder.file("d.json"), one = folder.file("one.html"), out = folder.file("o.html");
    Packed() {
        REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", data}).code ==
                0);
        std::ofstream(one) << "<!doctype html>" + page();
        REQUIRE(run({"pack", data, "-o", out, "--page", one}).code == 0);
    }
};

} // namespace

TEST_CASE("data of any length go into a page, in place of others, and end no script") {
    for (size_t n = 0; n < 70; ++n) {
        PageLoad load;
        load.name = "</script>\"<!--\n" + std::string(n % 3, 'x');
        for (size_t i = 0; i < n; ++i) load.file.push_back(uint8_t(i * 37));
        const auto first = page_with(page(), load);
        REQUIRE(first);
        CHECK(*page_with(*first, load) == *first);
        CHECK(first->starts_with(before));
        CHECK(first->ends_with(after));
        const std::string data = first->substr(before.size(), first->size() - before.size() - after.size());
        CHECK(data.find('<') == data.npos);
        const size_t line = data.find('\n');
        const Bytes packed = plain(std::string_view(data).substr(line + 1));
        Bytes out(n + 1);
        z_stream zlib{};
        inflateInit2(&zlib, -MAX_WBITS);
        zlib.next_in = const_cast<Bytef*>(packed.data());
        zlib.avail_in = uInt(packed.size());
        zlib.next_out = out.data();
        zlib.avail_out = uInt(out.size());
        CHECK(inflate(&zlib, Z_FINISH) == Z_STREAM_END);
        out.resize(zlib.total_out);
        inflateEnd(&zlib);
        CHECK(out == load.file);
    }
    CHECK_FALSE(page_with("<html>", {}));
    CHECK_FALSE(page_with(page().substr(0, before.size()), {}));
    CHECK_FALSE(page_with(page() + page(), {}));
}

TEST_CASE("a page is packed of a data file that is sound, and nothing else is written over") {
    const Folder folder;
    const std::string data = folder.file("d.json"), one = folder.file("one.html"),
                      out = folder.file("o.html");
    REQUIRE(run({"generate", "--office", "fuling", "--year", "2023", "--seed", "1", "-o", data}).code == 0);
    std::ofstream(one) << page();
    std::ofstream(out) << "former";
    const Result none = run({"pack", data, "-o", out, "--page", folder.file("absent.html")});
    CHECK(none.code == 2);
    CHECK(run({"pack", one, "-o", out, "--page", one}).code == 2);
    const Result wrong = run({"pack", data, "-o", out, "--page", data});
    CHECK(wrong.code == 2);
    CHECK(wrong.err.find("not the one-file page") != std::string::npos);
    CHECK(content(out) == "former");
    for (const char* slides :
         {"nonsense", "30", "30 passing,rights", "30 petition", "2 rights", "passing rights", ""}) {
        const bool none = !*slides;
        const Result told = run({"pack", data, "-o", out, "--page", one, "--slides", slides});
        CHECK(told.code == (none ? 0 : 2));
        if (!none) CHECK(told.err.find("passing overview disputes inspection") != std::string::npos);
    }
    const Result over = run({"pack", data, "-o", data, "--page", one});
    CHECK(over.code == 2);
    CHECK(over.err.find("another file in use") != std::string::npos);
    const Result done = run({"pack", data, "-o", out, "--page", one, "--slides", "30 passing"});
    CHECK(done.code == 0);
    CHECK(done.out.find("34266 records") != std::string::npos);
    CHECK(done.out.find("employer.name, 1200 texts") != std::string::npos);
    CHECK(content(out).find("\"slides\":\"30 passing\"") != std::string::npos);
    const std::string first = content(out);
    REQUIRE(run({"pack", data, "-o", out, "--page", one, "--slides", "30 passing"}).code == 0);
    CHECK(content(out) == first);
    // Of itself, made anew.
    REQUIRE(run({"pack", data, "-o", out, "--page", out, "--slides", "30 passing"}).code == 0);
    CHECK(content(out) == first);
}

TEST_CASE("a demo has the figures, clocks and checks of its data, and none of the texts that are not for the "
          "public") {
    const Packed packed;
    const std::string &data = packed.data, &out = packed.out;
    for (const std::vector<std::string>& what :
         {std::vector<std::string>{"figures", "", "--year", "2023", "--csv"},
          {"clocks", "", "--on", "2024-06-30", "--csv"},
          {"count", "", "--register", "lead", "--by", "sector", "--year", "2023"}}) {
        auto of_data = what, of_demo = what;
        of_data[1] = data, of_demo[1] = out;
        CHECK(run(of_demo).out == run(of_data).out);
    }
    const auto problems = [](const std::string& file) {
        const auto told = nlohmann::json::parse(run({"check", file, "--json"}).out);
        return std::pair(told.at("errors").get<int>(), told.at("warnings").get<int>());
    };
    CHECK(problems(out) == problems(data));
    const auto rescued = read_rescue(real_catalog(), *data_in_page(content(out)));
    REQUIRE(rescued);
    for (size_t r = 0; r < real_catalog().registers.size(); ++r) {
        const Register& reg = real_catalog().registers[r];
        const Table& table = rescued->ledger.table(int(r));
        for (size_t f = 0; f < reg.fields.size(); ++f) {
            if (reg.fields[f].type != FieldType::text || reg.fields[f].for_public) continue;
            for (uint32_t row = 0; row < table.rows(); ++row) {
                const std::string_view text = table.column(int(f)).text(row);
                const bool numbered = text == reg.fields[f].name.zh + " " + std::to_string(row + 1);
                CHECK((text.empty() || numbered ||
                       (text.starts_with("91000000MA") && reg.fields[f].id == "credit_code")));
            }
        }
    }
}

TEST_CASE("what a page carries is read as the file it is, and a page that is cut off or carries nothing is "
          "refused") {
    const Packed packed;
    const std::string &data = packed.data, &one = packed.one, &out = packed.out;
    CHECK(run({"figures", out, "--year", "2023", "--csv"}).out ==
          run({"figures", data, "--year", "2023", "--csv"}).out);
    PageLoad load;
    const std::string json = content(data), whole = content(out);
    load.file.assign(json.begin(), json.end());
    std::ofstream(one) << *page_with("<!doctype html>" + page(), load);
    const auto listed = [](const std::string& out) {
        return out.substr(out.find('\n'));
    }; // below the file's name
    CHECK(listed(run({"check", one}).out) == listed(run({"check", data}).out));
    std::ofstream(one) << "<!doctype html>" + page();
    CHECK(run({"check", one}).err.find("carries no data") != std::string::npos);
    for (size_t n = 20; n < whole.size(); n += whole.size() / 41) {
        std::ofstream(one) << whole.substr(0, n);
        CHECK(run({"check", one}).code == 2);
    }
    std::string spoilt = whole;
    spoilt[whole.size() / 2] ^= 1;
    std::ofstream(one) << spoilt;
    CHECK(run({"check", one}).code == 2);
}
