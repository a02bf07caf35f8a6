// Stores that programs have left, one for each form they have had: every later program must open them.
#include "core/exchange/rescue.hpp"
#include "tests/unit/app/action/desk.hpp"
#include "tests/unit/source_dir.hpp"

#include <fstream>
#include <sstream>

using namespace mj;
using namespace mj::test;

TEST_CASE(
    "a store that version 0.2.0 left is opened with its records, its history and its journal, and goes on") {
    std::ostringstream text;
    text << std::ifstream(source_dir() + "/tests/files/stores/format-3.mjrescue", std::ios::binary).rdbuf();
    const std::string bytes = text.str();
    const auto files = files_of_rescue(view_of(bytes));
    REQUIRE(files);
    FakeHost machine;
    machine.storage.files = *files;
    RecordId second;
    {
        Desk desk(machine);
        CHECK(desk.keeper.status().state == SaveState::saved);
        CHECK(desk.ledger().records() == 3);
        const int reg = reg_of("mediation");
        second = desk.ledger().table(reg).head(1).id;
        CHECK(desk.text(reg, second, "case_no") == "示例调字〔2023〕第9号");
        CHECK(desk.derived.story(desk.keeper.chronicle(), reg, second).size() ==
              2); // it came with a file and was edited
        desk.act_and_settle(act::RemoveRecord{reg, second});
    }
    Desk again(machine);
    CHECK(again.ledger().records() == 2);
    again.act_and_settle(act::OpenPage{PageId::bin}); // what was removed can be brought back
    again.act_and_settle(act::RestoreRecord{second});
    CHECK(again.ledger().records() == 3);
}
