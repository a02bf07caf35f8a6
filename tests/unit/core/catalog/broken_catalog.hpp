// A small catalogue without a mistake, to be broken in one place at a time.
#pragma once
#include "core/catalog/catalog.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace mj::test {

inline const char* const sound_base = R"({
  "version": "1",
  "offices": [{"id": "here", "number": 7, "zh": "本局", "en": "Here"},
              {"id": "there", "number": 8, "zh": "他局", "en": "There"}],
  "code_lists": [{"id": "colour", "zh": "颜色", "en": "Colour", "source": "本局",
    "codes": [{"id": "red", "zh": "红", "en": "Red"}, {"id": "old", "zh": "旧", "en": "Old", "retired": true}]}],
  "clauses": [{"id": "1.1", "zh": "学法", "en": "Study"}]
})";

inline const char* const sound_things = R"({
  "registers": [
    {"id": "thing", "zh": "事项", "en": "Things", "help": {"zh": "说明", "en": "Help"},
     "key": ["no"], "title": "no", "date": "received", "columns": ["no", "received"], "fields": [
      {"id": "no", "zh": "编号", "en": "Number", "type": "text", "required": true},
      {"id": "kind", "zh": "类别", "en": "Kind", "type": "code", "codes": "colour"},
      {"id": "open", "zh": "公开", "en": "Open", "type": "flag"},
      {"id": "received", "zh": "收到", "en": "Received", "type": "date"},
      {"id": "closed", "zh": "办结", "en": "Closed", "type": "date"},
      {"id": "people", "zh": "人数", "en": "People", "type": "count"},
      {"id": "paid", "zh": "金额", "en": "Paid", "type": "money"},
      {"id": "person", "zh": "联系人", "en": "Person", "type": "text", "personal": true},
      {"id": "owner", "zh": "责任人", "en": "Owner", "type": "link", "target": "owner"}]},
    {"id": "owner", "zh": "单位", "en": "Owners", "key": ["name"], "title": "name", "columns": ["name"],
     "fields": [{"id": "name", "zh": "名称", "en": "Name", "type": "text"}]}
  ]
})";

inline const char* const sound_indicators = R"({
  "indicators": [
    {"id": "thing.rate", "zh": "办结率", "en": "Closed in time", "unit": {"zh": "%", "en": "%"}, "clause": "1.1",
     "of": {"register": "thing", "measure": "count", "when": {"date": "received", "plus_days": 15},
       "where": [{"field": "kind", "is": ["red"]}, {"field": "closed", "within_days": 15, "of": "received"}],
       "sentence": {"zh": "按时办结", "en": "Closed in time"}},
     "per": {"register": "thing", "measure": "count", "when": {"date": "received", "plus_days": 15},
       "where": [{"field": "open", "yes": true}, {"field": "closed", "not_after": "received"}],
       "sentence": {"zh": "应办结", "en": "Due"}},
     "factor": 100, "decimals": 2},
    {"id": "thing.paid", "zh": "金额", "en": "Paid", "unit": {"zh": "万元", "en": "10,000 yuan"}, "clause": "1.1",
     "of": {"register": "thing", "measure": "sum", "field": "paid", "when": {"in_force": ["received", "closed"]},
       "where": [{"field": "person", "missing": true}], "sentence": {"zh": "金额", "en": "Paid"}},
     "divisor": 1000000, "above": true},
    {"id": "thing.people", "zh": "人数", "en": "People", "unit": {"zh": "人", "en": "persons"}, "clause": "1.1",
     "of": {"register": "thing", "measure": "sum", "field": "people", "when": {"year": "people"},
       "sentence": {"zh": "人数", "en": "People"}}}
  ]
})";

/// Where a snippet is replaced, and what must be said about it.
struct Break {
    const char* name;
    const char* from; ///< stands exactly once in the three files
    const char* to;
    std::vector<std::string> said;
    bool followed = false; ///< what no longer fits elsewhere may be said too; else nothing but `said`
};

/// How often the snippet stood in the files, and what was said after every place was replaced.
struct Broken {
    int found = 0;
    std::vector<std::string> said;
};

inline Broken broken(const Break& b) {
    std::vector<CatalogFile> files = {
        {"base.json", sound_base}, {"indicators.json", sound_indicators}, {"things.json", sound_things}};
    Broken out;
    const std::string from = b.from;
    for (CatalogFile& file : files)
        for (size_t at = 0; (at = file.text.find(from, at)) != std::string::npos; ++out.found) {
            file.text.replace(at, from.size(), b.to);
            at += std::string(b.to).size();
        }
    for (const Problem& problem : load_catalog(files).problems) out.said.push_back(problem.text());
    return out;
}

inline void check_breaks(const std::vector<Break>& table) {
    for (const Break& b : table) {
        INFO(b.name);
        const Broken result = broken(b);
        CHECK(result.found == 1);
        CHECK_FALSE(b.said.empty());
        std::string all;
        for (const std::string& line : result.said) all += line + "\n";
        INFO(all);
        for (const std::string& line : b.said) {
            INFO("wanted: " << line);
            CHECK(std::count(result.said.begin(), result.said.end(), line) == 1);
        }
        if (!b.followed) CHECK(result.said.size() == b.said.size());
    }
}

} // namespace mj::test
