// Every mistake in a catalogue is named with its file, row and key, and only that mistake.
#include "tests/unit/core/catalog/broken_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("the small catalogue has no mistake until it is broken") {
    const CatalogCheck whole = load_catalog(
        {{"base.json", sound_base}, {"indicators.json", sound_indicators}, {"things.json", sound_things}});
    for (const Problem& problem : whole.problems) FAIL_CHECK(problem.text());
    const Catalog& c = whole.catalog;
    CHECK(c.version == "1");
    REQUIRE(c.offices.size() == 2);
    CHECK(c.offices[1].number == 8);
    REQUIRE(c.code_lists.size() == 1);
    CHECK(c.code_lists[0].source == "本局");
    CHECK_FALSE(c.code_lists[0].codes.at(0).retired);
    CHECK(c.code_lists[0].codes.at(1).retired);
    REQUIRE(c.registers.size() == 2);
    CHECK(c.registers[0].help.zh == "说明");
    REQUIRE(c.registers[0].fields.size() == 9);
    CHECK(c.registers[0].fields[0].required);
    CHECK(c.registers[0].fields[7].personal);
    CHECK(c.registers[0].fields[8].target == 1);
    REQUIRE(c.indicators.size() == 3);
    CHECK(c.indicators[0].ratio);
    CHECK(c.indicators[1].of.where.at(0).test == Test::missing);
    CHECK(c.indicators[1].above);
    CHECK(c.indicators[2].of.when == When::year);
}

TEST_CASE("no file at all") {
    const CatalogCheck none = load_catalog({});
    REQUIRE(none.problems.size() == 2);
    CHECK(none.problems[0].text() == "catalogue: no file names the catalogue's version (add \"version\")");
    CHECK(none.problems[1].text() == "catalogue: no office (add \"offices\")");
}

TEST_CASE("files that cannot be read are named by line and column, and nothing that follows from them") {
    const CatalogCheck check = load_catalog(
        {{"a.json", "{\n  \"version\": 1 2\n}"}, {"b.json", ""}, {"c.json", "[]"}, {"d.json", sound_things}});
    REQUIRE(check.problems.size() == 3);
    CHECK(check.problems[0].where.text() == "a.json: line 2 column 16");
    CHECK(check.problems[0].what.text() == "not valid JSON here");
    CHECK(check.problems[1].where.text() == "b.json: line 1 column 1");
    CHECK(check.problems[2].text() == "c.json: an object is expected (write { … })");
    CHECK(check.catalog.registers.empty());
}

TEST_CASE("all mistakes are reported, not only the first") {
    std::string text = sound_things;
    for (const char* snippet : {"\"Number\"", "\"Kind\"", "\"Open\""})
        text.replace(text.find(snippet), std::string(snippet).size(), "5");
    const CatalogCheck check = load_catalog({{"base.json", sound_base}, {"things.json", text}});
    REQUIRE(check.problems.size() == 3);
    CHECK(check.problems[0].where.text() == "things.json: registers[0] thing: fields[0] no: en");
    CHECK(check.problems[1].where.text() == "things.json: registers[0] thing: fields[1] kind: en");
    CHECK(check.problems[2].where.text() == "things.json: registers[0] thing: fields[2] open: en");
}

TEST_CASE("broken files, offices, code lists and clauses") {
    check_breaks({
        {"unknown key of a file",
         R"("clauses": [)",
         R"("claws": [)",
         {R"(base.json: claws: unknown key (use version, offices, code_lists, registers, clauses, indicators, clocks, calendars, warnings, grades, guides, slides, checks, questions or reports))"},
         true},
        {"version is a number",
         R"("version": "1")",
         R"("version": 1)",
         {R"(base.json: version: a text is expected (write "2023.1"))"},
         true},
        {"clauses are no list",
         R"([{"id": "1.1", "zh": "学法", "en": "Study"}])",
         R"({})",
         {R"(base.json: clauses: a list is expected (write [ … ]))"},
         true},
        {"office without a number",
         R"("number": 7, )",
         R"()",
         {R"(base.json: offices[0] here: number: an office needs a number (give it one from 1 to 4095))"}},
        {"office number too large",
         R"("number": 8)",
         R"("number": 4096)",
         {R"(base.json: offices[1] there: number: a whole number from 1 to 4095 is expected (correct it))"},
         true},
        {"office number is text",
         R"("number": 8)",
         R"("number": "8")",
         {R"(base.json: offices[1] there: number: a whole number from 1 to 4095 is expected (correct it))"},
         true},
        {"office number twice",
         R"("number": 8)",
         R"("number": 7)",
         {R"(base.json: offices[1] there: number: the number is used twice (record ids would collide with those of "here": change one))"}},
        {"office id twice",
         R"("id": "there")",
         R"("id": "here")",
         {R"(base.json: offices[1] here: id: the id is used twice (rename one; the first is base.json: offices[0] here))"}},
        {"unknown key of an office",
         R"("number": 7,)",
         R"("number": 7, "nr": 7,)",
         {R"(base.json: offices[0] here: nr: unknown key (remove it))"}},
        {"empty Chinese name",
         R"("zh": "颜色")",
         R"("zh": "")",
         {R"(base.json: code_lists[0] colour: zh: a text that is not empty is expected (write "…"))"}},
        {"missing English name",
         R"("zh": "红", "en": "Red")",
         R"("zh": "红")",
         {R"(base.json: code_lists[0] colour: codes[0] red: en: missing (add it))"}},
        {"name is null",
         R"("en": "Colour")",
         R"("en": null)",
         {R"(base.json: code_lists[0] colour: en: a text that is not empty is expected (write "…"))"}},
        {"code id twice",
         R"("id": "old")",
         R"("id": "red")",
         {R"(base.json: code_lists[0] colour: codes[1] red: id: the id is used twice (rename one; the first is base.json: code_lists[0] colour: codes[0] red))"}},
        {"retired is text",
         R"("retired": true)",
         R"("retired": "true")",
         {R"(base.json: code_lists[0] colour: codes[1] old: retired: true or false is expected (correct it))"}},
        {"a former id is used",
         R"("retired": true)",
         R"("was": ["red"])",
         {R"(base.json: code_lists[0] colour: codes[1] old: was: "red" names something else (name former ids only))"}},
        {"an id that was another's",
         R"({"id": "red", "zh": "红", "en": "Red"})",
         R"({"id": "red", "zh": "红", "en": "Red", "was": ["old"]})",
         {R"(base.json: code_lists[0] colour: codes[1] old: id: the id was one of "red" (choose another))"}},
        {"code is no object",
         R"({"id": "red", "zh": "红", "en": "Red"}, {"id": "old")",
         R"("red", {"id": "red", "zh": "红", "en": "Red"}, {"id": "old")",
         {R"(base.json: code_lists[0] colour: codes[0]: an object is expected (write { … }))"}},
        {"misspelt key of a code",
         R"("retired": true)",
         R"("retierd": true)",
         {R"(base.json: code_lists[0] colour: codes[1] old: retierd: unknown key (did you mean "retired"?))"}},
    });
}

TEST_CASE("broken registers and fields") {
    check_breaks({
        {"unknown code list",
         R"("codes": "colour")",
         R"("codes": "colours")",
         {R"(things.json: registers[0] thing: fields[1] kind: codes: unknown code list "colours" (did you mean "colour"?))"}},
        {"code field without a list",
         R"("type": "code", "codes": "colour")",
         R"("type": "code")",
         {R"(things.json: registers[0] thing: fields[1] kind: codes: missing (add it))"}},
        {"unknown type",
         R"("type": "money")",
         R"("type": "fen")",
         {R"(things.json: registers[0] thing: fields[6] paid: type: unknown type "fen" (use code, flag, date, count, money, text or link))"},
         true},
        {"type missing",
         R"("en": "Open", "type": "flag")",
         R"("en": "Open")",
         {R"(things.json: registers[0] thing: fields[2] open: type: missing (add it))"},
         true},
        {"unknown target",
         R"("target": "owner")",
         R"("target": "owners")",
         {R"(things.json: registers[0] thing: fields[8] owner: target: unknown register "owners" (did you mean "owner"?))"}},
        {"link without a target",
         R"("type": "link", "target": "owner")",
         R"("type": "link")",
         {R"(things.json: registers[0] thing: fields[8] owner: target: missing (add it))"}},
        {"field id twice",
         R"({"id": "person")",
         R"({"id": "open")",
         {R"(things.json: registers[0] thing: fields[7] open: id: the id is used twice (rename one; the first is things.json: registers[0] thing: fields[2] open))"},
         true},
        {"field id is built in",
         R"({"id": "owner", "zh": "责任人")",
         R"({"id": "state", "zh": "责任人")",
         {R"(things.json: registers[0] thing: fields[8] state: id: every record has "state" already (rename the field))"}},
        {"misspelt key of a field",
         R"("required": true)",
         R"("requierd": true)",
         {R"(things.json: registers[0] thing: fields[0] no: requierd: unknown key (did you mean "required"?))"}},
        {"required is a number",
         R"("required": true)",
         R"("required": 1)",
         {R"(things.json: registers[0] thing: fields[0] no: required: true or false is expected (correct it))"}},
        {"no key",
         R"("key": ["no"], )",
         R"()",
         {R"(things.json: registers[0] thing: key: no field is named (name at least one))"}},
        {"unknown field in the key",
         R"("key": ["name"])",
         R"("key": ["nam"])",
         {R"(things.json: registers[1] owner: key: unknown field "nam" (did you mean "name"?))"},
         true},
        {"unknown field in the columns",
         R"("columns": ["no", "received"])",
         R"("columns": ["no", "recieved"])",
         {R"(things.json: registers[0] thing: columns: unknown field "recieved" (did you mean "received"?))"}},
        {"columns are text",
         R"("columns": ["name"])",
         R"("columns": "name")",
         {R"(things.json: registers[1] owner: columns: a list is expected (write [ … ]))"},
         true},
        {"unknown title",
         R"("title": "no")",
         R"("title": "number")",
         {R"(things.json: registers[0] thing: title: unknown field "number" (use a field of this register))"}},
        {"title missing",
         R"("title": "name", )",
         R"()",
         {R"(things.json: registers[1] owner: title: missing (add it))"}},
        {"date is not a date",
         R"("date": "received", "columns")",
         R"("date": "no", "columns")",
         {R"(things.json: registers[0] thing: date: this field is not a date (use a date field))"}},
        {"no fields",
         R"("fields": [{"id": "name", "zh": "名称", "en": "Name", "type": "text"}])",
         R"("fields": [])",
         {R"(things.json: registers[1] owner: fields: the register has no fields (add at least one))"},
         true},
        {"half a help",
         R"("help": {"zh": "说明", "en": "Help"})",
         R"("help": {"zh": "说明"})",
         {R"(things.json: registers[0] thing: help: en: missing (add it))"}},
        {"register without an id",
         R"({"id": "owner", "zh": "单位")",
         R"({"zh": "单位")",
         {R"(things.json: registers[1]: id: missing (add it))"},
         true},
    });
}
