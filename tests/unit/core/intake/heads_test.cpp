// Heads as offices write them: each means one field of its register.
#include "core/base/key_text.hpp"
#include "core/intake/columns.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>

using namespace mj;

TEST_CASE("everyday heads are the fields they are meant for") {
    const Catalog& catalog = test::real_catalog();
    const std::map<std::string, std::map<std::string, std::string>> heads = {
        {"arbitration",
         {{"收案日期", "applied"},
          {"案件编号", "case_no"},
          {"被申请人", "employer"},
          {"结案方式", "outcome"},
          {"兑现金额", ""}}},
        {"mediation",
         {{"收案日期", "received"},
          {"兑现金额（元）", "amount_agreed"},
          {"案件编号", "case_no"},
          {"欠薪金额", "amount_claimed"}}},
        {"lead",
         {{"欠薪单位", "employer"},
          {"欠薪金额", "amount_claimed"},
          {"已追回金额", "wages_recovered"},
          {"收案日期", "received"},
          {"兑现金额", "wages_recovered"}}},
        {"training",
         {{"培训时间", "date"}, {"培训形式", "kind"}, {"主办科室", "department"}, {"培训内容", "title"}}},
        {"work_injury", {{"案件编号", "case_no"}, {"认定时间", "decided"}}},
        {"penalty", {{"决定书文号", "case_no"}, {"处罚种类", "decision"}}},
        {"petition", {{"信访人数", "persons"}, {"办理时限", "due"}}},
        {"employer", {{"名称", "name"}, {"手机号", "phone"}}},
        {"inspection", {{"检查家数", "units"}, {"受检单位", "employer"}}},
        {"staff", {{"所在科室", "organisation"}, {"执法证编号", "certificate_no"}}}};
    for (const auto& [id, expected] : heads) {
        const std::string& of = id;
        const Register& reg = catalog.registers[size_t(catalog.find_register(id))];
        const HeadNames names(reg, {});
        for (const auto& [head, field] : expected) {
            CAPTURE(of);
            const std::string& written = head;
            CAPTURE(written);
            CHECK(names.find(head).field == (field.empty() ? Meaning::no_field : reg.find(field)));
        }
    }
}

TEST_CASE("no head of the catalogue means two fields of a register, in whatever width and case") {
    for (const Register& reg : test::real_catalog().registers) {
        CAPTURE(reg.id);
        std::map<std::string, std::string> meant;
        size_t words = 0;
        for (const Field& field : reg.fields) {
            std::vector<std::string> all = field.also;
            words += all.size();
            for (const std::string* name : {&field.id, &field.name.zh, &field.name.en}) all.push_back(*name);
            for (const std::string& word : all) {
                CAPTURE(word);
                const auto [it, fresh] = meant.try_emplace(key_text(word), field.id);
                CHECK(it->second == field.id);
            }
        }
        CHECK(words >= std::min(size_t(10), 2 * reg.asked()));
    }
}
