// A table with heads of its own in the page's check, for its tests.
#pragma once
#include "tests/unit/app/screen/asked.hpp"

#include <nlohmann/json.hpp>

namespace mj::test {

inline void open_own(Screen& app, std::string content, const char* reg = "mediation",
                     const char* name = "本街道.csv") {
    app.click("nav.registers");
    app.click("register." + std::string(reg));
    app.machine.picker.named = name;
    app.machine.picker.chosen = std::move(content);
    app.click("import");
}

/// Turns the wheel over the dialogue's list, from its top, until the item is to be seen.
inline ProbeItem list_to(Screen& app, const std::string& id) {
    app.move({640, 300});
    app.wheel(-200);
    for (int turns = 0; turns < 80 && !app.find(id); ++turns) app.wheel(1);
    return app.item(id);
}

inline void choose(Screen& app, const std::string& list, const std::string& option) {
    list_to(app, list);
    app.click(list);
    for (int turns = 0; turns < 20 && !app.find(list + "." + option); ++turns) {
        app.move(app.middle([&](const ProbeItem& i) { return i.id.starts_with(list + "."); }));
        app.wheel(1);
    }
    app.click(list + "." + option);
}

inline nlohmann::json records_of(Screen& app, const char* reg) { return records_in(app.exported(), reg); }

inline std::string count_of(Screen& app, const char* id) { return app.item(id).value; }

} // namespace mj::test
