// Mistakes that a lenient reader would let through.
#include "tests/unit/core/catalog/broken_catalog.hpp"

using namespace mj;
using namespace mj::test;

TEST_CASE("a number beyond any double is a problem, not the end of the program") {
    const CatalogCheck check = load_catalog({{"a.json", "{\"version\": 1e999}"}, {"b.json", sound_base}});
    REQUIRE(check.problems.size() == 1);
    CHECK(check.problems[0].text() == "a.json: a number is too large (write a smaller one)");
}

TEST_CASE("columns count characters") {
    const CatalogCheck check = load_catalog({{"a.json", "{\n\"本局\" 1}"}, {"b.json", sound_base}});
    REQUIRE(check.problems.size() == 1);
    CHECK(check.problems[0].where.text() == "a.json: line 2 column 6");
}

TEST_CASE("a version in two files") {
    const CatalogCheck check = load_catalog({{"a.json", "{\"version\": \"2\"}"}, {"b.json", sound_base}});
    REQUIRE(check.problems.size() == 1);
    CHECK(check.problems[0].text() == "b.json: version: the version is named twice (name it in one file)");
}

TEST_CASE("keys, ids and names that pass in silence") {
    check_breaks({
        {"a key twice",
         R"("en": "Number",)",
         R"("en": "Number", "en": "No.",)",
         {R"(things.json: thing: no: en: the key stands twice in one object (remove one))"}},
        {"a blank name",
         R"("en": "Colour")",
         R"("en": "  ")",
         {R"(base.json: code_lists[0] colour: en: a text that is not empty is expected (write "…"))"}},
        {"a wide blank as name",
         R"("zh": "颜色")",
         R"("zh": "　")",
         {R"(base.json: code_lists[0] colour: zh: a text that is not empty is expected (write "…"))"}},
        {"field id with a blank",
         R"("id": "people")",
         R"("id": "peo ple")",
         {R"(things.json: registers[0] thing: fields[5] peo ple: id: an id cannot be written like this (use lower-case letters, digits and _, a letter first))"},
         true},
        {"field id in capitals",
         R"("id": "people")",
         R"("id": "People")",
         {R"(things.json: registers[0] thing: fields[5] People: id: an id cannot be written like this (use lower-case letters, digits and _, a letter first))"},
         true},
        {"code id with a comma",
         R"("id": "red")",
         R"("id": "red,")",
         {R"(base.json: code_lists[0] colour: codes[0] red,: id: an id cannot be written like this (use letters, digits and _))"},
         true},
        {"indicator id ends in a dot",
         R"("id": "thing.paid")",
         R"("id": "thing.")",
         {R"(indicators.json: indicators[1] thing.: id: an id cannot be written like this (use lower-case words joined by dots))"}},
        {"clause id in words",
         R"({"id": "1.1", "zh": "学法", "en": "Study"})",
         R"({"id": "1.1", "zh": "学法", "en": "Study"}, {"id": "one", "zh": "一", "en": "One"})",
         {R"(base.json: clauses[1] one: id: an id cannot be written like this (use numbers joined by dots))"}},
        {"register without an id",
         R"({"id": "owner", "zh": "单位")",
         R"({"zh": "单位")",
         {R"(things.json: registers[0] thing: fields[8] owner: target: unknown register "owner" (use a register of the catalogue))",
          R"(things.json: registers[1]: id: missing (add it))"}},
        {"register id twice",
         R"({"id": "owner", "zh": "单位")",
         R"({"id": "thing", "zh": "单位")",
         {R"(things.json: registers[0] thing: fields[8] owner: target: unknown register "owner" (use a register of the catalogue))",
          R"(things.json: registers[1] thing: id: the id is used twice (rename one; the first is things.json: registers[0] thing))"}},
        {"office number too large",
         R"("number": 8)",
         R"("number": 4096)",
         {R"(base.json: offices[1] there: number: a whole number from 1 to 4095 is expected (correct it))"}},
    });
}

TEST_CASE("fields and figures that contradict themselves") {
    check_breaks({
        {"codes of a text field",
         R"("en": "Number", "type": "text")",
         R"("en": "Number", "type": "text", "codes": "colour")",
         {R"(things.json: registers[0] thing: fields[0] no: codes: only a field of type code has a code list (remove it))"}},
        {"target of a flag field",
         R"("type": "flag")",
         R"("type": "flag", "target": "owner")",
         {R"(things.json: registers[0] thing: fields[2] open: target: only a field of type link has a target (remove it))"}},
        {"personal and opened to the public",
         R"("type": "text", "personal": true)",
         R"("type": "text", "personal": true, "public": true)",
         {R"(things.json: registers[0] thing: fields[7] person: public: only a text that is not personal is opened to the public (remove it))"}},
        {"a flag opened to the public, as it is already",
         R"("type": "flag")",
         R"("type": "flag", "public": true)",
         {R"(things.json: registers[0] thing: fields[2] open: public: only a text that is not personal is opened to the public (remove it))"}},
        {"what could not be read in a field of another type",
         R"("type": "flag")",
         R"("type": "flag", "unread": true)",
         {R"(things.json: registers[0] thing: fields[2] open: unread: only a text that is neither required nor public takes what could not be read (remove it))"}},
        {"lines in a field of another type",
         R"("type": "flag")",
         R"("type": "flag", "lines": true)",
         {R"(things.json: registers[0] thing: fields[2] open: lines: only a text has lines (remove it))"}},
        {"a field behind the one that takes what could not be read",
         R"("type": "text", "personal": true)",
         R"("type": "text", "personal": true, "unread": true)",
         {R"(things.json: registers[0] thing: fields[8] owner: a field behind "person", which takes what could not be read (move it before that))"}},
        {"a column twice",
         R"(["no", "received"])",
         R"(["no", "received", "no"])",
         {R"(things.json: registers[0] thing: columns: field "no" is named twice (name it once))"}},
        {"an empty text in the key",
         R"("key": ["name"])",
         R"("key": ["name", ""])",
         {R"(things.json: registers[1] owner: key: a list of texts is expected (write ["…"]))"}},
        {"end of force is empty",
         R"(["received", "closed"])",
         R"(["received", ""])",
         {R"(indicators.json: indicators[1] thing.paid: of: when: in_force: a list of texts is expected (write ["…"]))"},
         true},
        {"a code twice",
         R"("is": ["red"])",
         R"("is": ["red", "red"])",
         {R"(indicators.json: indicators[0] thing.rate: of: where[0]: is: code "red" is named twice (name it once))"}},
        {"factor without a ratio",
         R"("divisor": 1000000)",
         R"("factor": 100)",
         {R"(indicators.json: indicators[1] thing.paid: factor: only a ratio is multiplied (add "per", or remove the factor))"}},
        {"percentage without a ratio",
         R"({"zh": "人", "en": "persons"})",
         R"({"zh": "%", "en": "%"})",
         {R"(indicators.json: indicators[2] thing.people: unit: only a ratio is a percentage (add "per", or use another unit))"}},
        {"type missing",
         R"("en": "Open", "type": "flag")",
         R"("en": "Open")",
         {R"(things.json: registers[0] thing: fields[2] open: type: missing (add it))"},
         true},
    });
}
