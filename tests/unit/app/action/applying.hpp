// Somebody who applies.
#pragma once
#include "tests/unit/app/action/desk.hpp"

#include <doctest/doctest.h>

namespace mj::test {

inline int guide() { return guide_with_form(real_catalog()); }

inline void answer(Desk& desk, std::string_view field, std::string text) {
    const GuideForm& form = real_catalog().guides[size_t(guide())].form;
    for (size_t i = 0; i < form.asked.size(); ++i)
        if (form.asked[i].shown.id == field)
            return desk.act_now(act::EditApplication{guide(), int(i), std::move(text)});
    FAIL("not asked");
}

inline void fill_in(Desk& desk) {
    answer(desk, "worker", "何某");
    answer(desk, "contact", "前台转");
    answer(desk, "employer_stated", "某某建筑公司");
    answer(desk, "street",
           real_catalog().code_lists[size_t(real_catalog().find_code_list("street"))].codes[0].id);
    answer(desk, "cause", "wages");
    answer(desk, "facts", "二月起没发工资");
}

/// The file somebody made, and its code.
inline std::pair<std::string, std::string> made(Desk& desk) {
    fill_in(desk);
    desk.act_and_settle(act::MakeApplication{});
    REQUIRE(desk.machine.download.files.size() == 1);
    const auto& [name, text] = *desk.machine.download.files.begin();
    CHECK(name == desk.state.apply.file);
    return {text, desk.state.apply.receipt};
}

} // namespace mj::test
