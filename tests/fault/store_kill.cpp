// A store in a folder, to be killed at any time. The state after n actions is known from n alone, so that it can be checked:
//   store_kill work FOLDER    goes on from what is there, and writes the number of each action when it is acknowledged
//   store_kill check FOLDER   writes the number of actions that are there, or what is wrong and ends with 1
//   store_kill old FOLDER     makes a store of 40 actions in the first format
#include "app/keeper/keeper.hpp"
#include "core/base/crc32c.hpp"
#include "core/ledger/codec.hpp"
#include "core/vault/folder_storage.hpp"
#include "tests/unit/app/fake_host.hpp"

#include <cstdio>

using namespace mj;
using namespace mj::test;

namespace {

constexpr uint32_t records = 61;                    // action n is about record n % records
constexpr Keeper::Limits limits{3000, 1 << 20, 25}; // many small segments, a checkpoint every 25 actions

const Catalog& catalog() {
    static const Catalog it = load_catalog(embedded_catalog()).catalog;
    return it;
}
const int reg = catalog().find_register("petition");
const int field = catalog().registers[size_t(reg)].find("no");

RecordId id_of(uint64_t n) {
    return RecordId::of(catalog().offices.front().number, 7, 1 + uint32_t(n % records));
}
std::string text_of(uint64_t n) { return std::to_string(n) + std::string(200, 'x'); }

struct Desk {
    FakeHost machine;
    FolderStorage storage;
    Host host{storage,        machine.picker, machine.tables, machine.download, machine.clipboard,
              machine.clock,  machine.prefs,  machine.fonts,  machine.window,   machine.updates,
              machine.folder, machine.lock,   machine.keys};
    Keeper keeper{catalog(), host, limits};
    explicit Desk(const char* folder) : storage(folder) {
        keeper.open();
        storage.run();
    }
    /// The number of actions whose outcome this is; -1 when it is none.
    int64_t actions() const {
        const Table& table = keeper.ledger().table(reg);
        int64_t last = -1;
        for (uint32_t row = 0; row < table.rows(); ++row)
            last = std::max<int64_t>(last, std::atoll(std::string(table.column(field).text(row)).c_str()));
        if (table.records() != std::min<uint64_t>(uint64_t(last + 1), records)) return -1;
        for (int64_t n = std::max<int64_t>(0, last + 1 - records); n <= last; ++n) {
            const int64_t row = table.find(id_of(uint64_t(n)));
            if (row < 0 || table.column(field).text(uint32_t(row)) != text_of(uint64_t(n))) return -1;
        }
        return last + 1;
    }
    Change action(uint64_t n) const {
        Edit edit{Edit::Kind::add, reg, {}, {{field, text_of(n)}}};
        edit.head.id = id_of(n);
        if (keeper.ledger().table(reg).find(edit.head.id) >= 0) edit.kind = Edit::Kind::update;
        return {{edit}};
    }
};

int check(const char* folder) {
    Desk desk(folder);
    const SaveStatus status = desk.keeper.status();
    if (status.problem) {
        std::printf("%s\n", status.problem->text().c_str());
        return 1;
    }
    const int64_t n = desk.actions();
    std::printf(n < 0 ? "a state that never was\n" : "%lld\n", static_cast<long long>(n));
    return n < 0;
}

int work(const char* folder) {
    Desk desk(folder);
    const int64_t from = desk.actions();
    if (!desk.keeper.writable() || from < 0) return 1;
    for (uint64_t n = uint64_t(from);; ++n) {
        desk.keeper.commit(desk.action(n), [n] {
            std::printf("%llu\n", static_cast<unsigned long long>(n + 1));
            std::fflush(stdout);
        });
        desk.storage.run();
        desk.keeper.keep();
        desk.storage.run();
    }
}

int old(const char* folder) {
    Desk desk(folder);
    Vault vault(desk.storage);
    vault.open("", 9, [](Opened) {});
    desk.storage.run();
    for (uint64_t n = 0; n < 40; ++n) {
        const Change change = desk.action(n);
        vault.append(1, encode_change(catalog(), change), [](Outcome<>) {});
        desk.storage.run();
    }
    Head head;
    desk.storage.load([&](Outcome<Files> files) { head = *decode_head((*files)["HEAD"]); });
    desk.storage.run();
    ByteWriter first; // as format 1 wrote it
    first.raw("mingjing", 8);
    first.put(uint32_t(1));
    first.put(head.database);
    first.put(head.epoch);
    first.put(head.journal_from);
    first.put(head.next_segment);
    first.put(uint32_t(0));
    first.put(crc32c(first.view()));
    const Bytes bytes = first.take();
    bool good = false;
    desk.storage.commit({{{"HEAD", bytes}, {"HEAD-copy", bytes}}, {}, false},
                        [&](Outcome<> done) { good = done.ok(); });
    desk.storage.run();
    return good ? 0 : 1;
}

} // namespace

int main(int count, char** args) {
    const std::string_view what = count == 3 ? args[1] : "";
    return what == "work"    ? work(args[2])
           : what == "check" ? check(args[2])
           : what == "old"   ? old(args[2])
                             : 2;
}
