#include "core/base/crc32c.hpp"
#include "tests/unit/app/screen/screen.hpp"

#include <cstdio>
#include <doctest/doctest.h>

namespace mj::test {
namespace {

struct Made {
    Kept kept;
    std::string exported;
};

/// By the buttons, once.
const Made& made() {
    static const Made made = [] {
        Screen app;
        app.click("empty.3");
        REQUIRE(app.saved().state == "saved");
        Made out{{app.machine.storage.files, app.machine.prefs.kept}, {}};
        app.click("nav.data");
        app.click("export");
        REQUIRE(app.machine.download.files.size() == 1);
        out.exported = app.machine.download.files.begin()->second;
        return out;
    }();
    return made;
}

} // namespace

const Kept& sample() { return made().kept; }
const std::string& exported() { return made().exported; }

const Few& few() {
    static const Few few = [] {
        const std::string& all = exported();
        const size_t from = all.find("\n\"petition\":[");
        size_t to = from;
        for (int lines = 0; lines <= 60; ++lines) to = all.find('\n', to + 1);
        std::string text = all.substr(0, all.find('\n')) +
                           "\n\"counts\":{\"petition\":60},\n\"registers\":{" +
                           all.substr(from, to - 1 - from) + "\n]\n},\n"; // without the last comma
        char sum[40];
        std::snprintf(sum, sizeof sum, "\"checksum\":\"crc32c:%08x\"}",
                      crc32c({reinterpret_cast<const uint8_t*>(text.data()), text.size()}));
        text += sum;
        Screen app;
        app.machine.picker.named = "backup.json";
        app.machine.picker.next = text;
        app.click("nav.data");
        app.click("import");
        REQUIRE(app.saved().state == "saved");
        return Few{{app.machine.storage.files, app.machine.prefs.kept}, app.exported()};
    }();
    return few;
}

} // namespace mj::test
