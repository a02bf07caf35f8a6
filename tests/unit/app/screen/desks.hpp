// Two machines, each with its records, and the files that go between them.
#pragma once
#include "tests/unit/app/screen/own_table.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <nlohmann/json.hpp>

namespace mj::test::desks {

inline void take(Screen& app, const std::string& text, const char* name = "backup.json") {
    app.machine.picker.named = name;
    app.machine.picker.chosen = text;
    app.click("nav.data");
    app.click("import");
}

/// Into both fields of the dialogue that asks for a new passphrase, and gives it.
inline void new_passphrase(Screen& app, const std::string& words) {
    for (const char* field : {"passphrase.text", "passphrase.again"}) {
        app.click(field);
        app.type(words);
    }
    app.click("passphrase.yes");
    app.settle();
}

/// Two machines, of which one is open at a time: what each has kept goes on when it is opened again.
struct Desks {
    mj::test::Kept a = few().kept, b = {};
    static void at(mj::test::Kept& kept, const std::function<void(Screen&)>& does) {
        Screen app{kept};
        app.machine.clock.time += 400 * 86400; // after everything that is kept
        does(app);
        kept = {app.machine.storage.files, app.machine.prefs.kept};
    }
    void at_a(const std::function<void(Screen&)>& does) { at(a, does); }
    void at_b(const std::function<void(Screen&)>& does) { at(b, does); }
};

inline nlohmann::json record_of(const std::string& text, const std::string& id) {
    return nlohmann::json::parse(by_id(text).at(id));
}

/// Sets a field of the petition at that place of the list; returns its id.
inline std::string edit(Screen& app, const char* row, const char* field, const char* text) {
    app.advance(100);
    app.click("nav.petition");
    app.click(row);
    app.click("edit");
    app.click(field);
    app.key("Control+A");
    app.type(text);
    app.click("save");
    app.advance(60);
    return app.scroll_to("value.id").value;
}

/// A lead with an id of this desk.
inline void add_lead(Screen& app, const std::string& no, const std::string& subject = "工资支付") {
    open_own(app, "编号,接收日期,渠道,事项,领域\n" + no + ",2023-05-06,来访," + subject + ",建设领域\n",
             "lead");
    app.click("intake.take");
    app.advance(60);
}

inline bool merge_told(Screen& app, std::string_view words) {
    return app.find(
        [words](const ProbeItem& i) { return i.id.starts_with("notice.") && has(i.label, words); });
}

inline std::vector<nlohmann::json> leads_of(const std::string& text, const std::string& no) {
    std::vector<nlohmann::json> out;
    for (const nlohmann::json& lead : records_in(text, "lead"))
        if (lead["no"] == no) out.push_back(lead);
    return out;
}

inline void fill(Screen& app, const std::string& record, const char* field, const char* text,
                 bool save = true) {
    app.go_to("/record/" + record);
    app.advance(100);
    app.click("edit");
    app.scroll_to(field);
    app.click(field);
    app.key("Control+A");
    app.type(text);
    if (save) app.click("save");
    app.advance(1);
}

} // namespace mj::test::desks
