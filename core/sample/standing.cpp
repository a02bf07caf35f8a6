// What stands for years: staff, organisations, powers, mechanisms, packages; and the employers of a batch.
#include "core/catalog/calendar.hpp"
#include "core/sample/names.hpp"
#include "core/sample/plan.hpp"

#include <cstdlib>

namespace mj {
namespace {

// One throw a statement here and everywhere in this room: C++ leaves the order of arguments and operands open.
Date start_before(int year, SampleDice& d) {
    const int from = year - d.between(1, 5), month = d.between(1, 12), day = d.between(1, 28);
    return Date::of(from, month, day);
}

void make_staff(Maker& make, int year, SampleDice& d, Pool& pool) {
    const auto person = [&](const char* role, const char* organisation, int number, Date from) {
        auto row = make.row("staff", from, d);
        row.text("person", person_name(d)).code("role", role).text("organisation", organisation);
        row.text("certificate_no", std::string("示例证") + std::to_string(10000 + number))
            .date("in_force_from", from);
        row.limit("certificate_expiry", from.plus(d.between(200, 900)));
        return row.id();
    };
    int n = 0;
    const auto several = [&](int count, const char* role, const char* organisation) {
        for (int i = 0; i < count; ++i) person(role, organisation, n++, start_before(year, d));
    };
    several(12, "inspector", "区劳动保障监察支队");
    several(2, "township_inspector", "片区监察站");
    for (int i = 0; i < 2; ++i) person("township_inspector", "片区监察站", n++, Date::of(year, 3, 6));
    several(2, "counsel", "示例律师事务所");
    several(1, "public_lawyer", "政策法规科");
    several(2, "procurator", "检察服务站");
    several(3, "law_officer", "政策法规科");
    for (int i = 0; i < 64; ++i)
        pool.mediators.push_back(person("mediator", "基层调解组织", n++, start_before(year, d)));
}

void make_powers(Maker& make, int year, SampleDice& d) {
    int n = 0;
    const auto power = [&](const char* kind, Date from, Date to, bool penalty, bool no_application) {
        const bool administrative = std::string_view(kind) == "administrative";
        auto row = make.row("power", from, d);
        row.text("code", (administrative ? "示例权-" : "示例服-") + std::to_string(1001 + n));
        row.text("name", (penalty          ? "劳动保障行政处罚事项"
                          : administrative ? "行政权力事项"
                                           : "公共服务事项") +
                             std::to_string(++n));
        row.code("kind", kind).text("statute", penalty ? "劳动保障监察条例" : "权责清单");
        row.date("in_force_from", from).date("in_force_to", to);
        row.flag("penalty", penalty).flag("delegated", penalty).flag("no_application", no_application);
    };
    for (int i = 0; i < 42; ++i) power("administrative", start_before(year, d), {}, i < 10, false);
    for (int i = 0; i < 2; ++i) power("administrative", Date::of(year, 4, 10), {}, false, false);
    for (int i = 0; i < 3; ++i)
        power("administrative", start_before(year - 1, d), Date::of(year, 4, 10), false, false);
    for (int i = 0; i < 112; ++i) power("public_service", start_before(year, d), {}, false, i < 2);
    for (int i = 0; i < 5; ++i) power("public_service", Date::of(year, 6, 1), {}, false, i < 1);
}

void make_mechanisms(Maker& make, int year, SampleDice& d) {
    const auto mechanism = [&](const char* name, const char* family, int members, Date from) {
        make.row("mechanism", from, d)
            .text("name", name)
            .code("family", family)
            .number("members", members)
            .date("in_force_from", from);
    };
    constexpr const char* injury[] = {"工伤纠纷一次办机制", "工伤联席会议机制", "工伤疑难会商机制",
                                      "工伤一体化解机制",   "工伤民行衔接机制", "工伤预防诚信机制"};
    for (const char* name : injury) mechanism(name, "work_injury", 6, Date::of(year, 4, 18));
    constexpr const char* response[] = {"欠薪欠保预警响应机制", "重大劳动纠纷应急机制",
                                        "劳动关系和谐稳定工作机制", "欠薪突出事件处置机制"};
    for (int i = 0; i < 4; ++i)
        mechanism(response[i], "response", 5, i < 3 ? start_before(year, d) : Date::of(year, 2, 20));
    mechanism("劳动关系三方协调机制", "tripartite", 4, start_before(year, d));
    mechanism("检察服务站协作机制", "liaison", 2, start_before(year, d));
    constexpr const char* packages[] = {"退休一件事",       "录用一件事",     "灵活就业一件事",
                                        "大学生创业一件事", "人才创业一件事", "人才引进一件事"};
    for (int i = 0; i < 6; ++i) {
        const Date from = i < 4 ? start_before(year, d) : Date::of(year, 5, 15);
        make.row("service_package", from, d)
            .text("name", packages[i])
            .number("departments", d.between(3, 6))
            .number("steps", d.between(2, 5))
            .number("copies_saved", d.between(4, 12))
            .date("in_force_from", from);
    }
}

void make_organisations(Maker& make, int year, SampleDice& d, Pool& pool) {
    const CodeList& streets =
        make.ledger.catalog().code_lists[size_t(make.ledger.catalog().find_code_list("street"))];
    const auto organisation = [&](std::string name, const char* kind, int street) {
        const Date from = start_before(year, d);
        auto row = make.row("organisation", from, d);
        row.text("name", std::move(name))
            .code("kind", kind)
            .number("gold_mediators", d.roll(3))
            .date("established", from);
        if (street >= 0) row.code("street", street);
        pool.organisations.push_back(row.id());
    };
    for (int i = 0; i < int(streets.codes.size()); ++i)
        organisation(streets.codes[size_t(i)].name.zh + "调解委员会", "street", i);
    for (const char* name : {"东园区", "西园区", "港口园区"})
        organisation(std::string(name) + "调解中心", "park", -1);
    for (const char* name : {"建筑业", "物流业", "餐饮业", "制造业", "家政业"})
        organisation(std::string(name) + "调解委员会", "industry", -1);
    for (int i = 1; i <= 8; ++i)
        organisation("示例企业" + std::to_string(i) + "调解委员会", "enterprise", -1);
}

} // namespace

void make_standing(Maker& make, int year, SampleDice dice, Pool& pool) {
    make_staff(make, year, dice, pool);
    make_powers(make, year, dice);
    make_mechanisms(make, year, dice);
    make_organisations(make, year, dice, pool);
}

void make_employers(Maker& make, int year, int batch, SampleDice d, Pool& pool) {
    constexpr const char* sizes[] = {"large", "medium", "small", "micro"};
    constexpr int size_weights[] = {2, 10, 48, 40};
    constexpr int street_weights[28] = {9, 10, 9, 8, 8, 9, 6, 5, 6, 4, 4, 3, 3, 3,
                                        2, 2,  1, 1, 1, 3, 2, 2, 1, 2, 1, 1, 1, 1};
    constexpr int trade_weights[trade_count] = {10, 14, 12, 8, 14, 10, 12, 8, 6, 6};
    for (int i = 0; i < 1200; ++i) {
        const int trade = d.weighted(trade_weights, trade_count);
        const Date from = Date::of(year - 1, 1, 4).plus(-d.roll(600));
        auto row = make.row("employer", from, d);
        row.text("credit_code", credit_code(uint32_t(batch) * 1200 + uint32_t(i)))
            .text("name", company_name(d, trade));
        row.code("industry", trade_industry(trade)).code("size", sizes[d.weighted(size_weights, 4)]);
        row.code("street", d.weighted(street_weights, 28)).flag("construction", trade < 2);
        row.text("contact", person_name(d)).text("phone", phone_number(d));
        if (trade == 1 && i > 20) { // labour subcontractors stand below a builder
            const size_t parent = size_t(d.roll(i));
            if (pool.construction[parent]) row.link("parent", pool.employers[parent]);
        }
        pool.employers.push_back(row.id());
        pool.construction.push_back(trade < 2);
    }
}

/// The catalogue's own calendars of these years, as an office would record them.
void make_calendars(Maker& make, int year, SampleDice d) {
    for (const Calendar& calendar : make.ledger.catalog().calendars) {
        if (std::abs(calendar.year - year) > 1) continue;
        make.row("calendar", Date::of(calendar.year, 1, 1), d)
            .number("year", calendar.year)
            .text("off", calendar_days_text(calendar.off))
            .text("worked", calendar_days_text(calendar.worked))
            .text("source", calendar.source);
    }
}

} // namespace mj
