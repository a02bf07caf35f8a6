// What the Worker web/site/tables.js runs: files into readings, beside the page.
#include "core/intake/table_service.hpp"

#define MJ_EXPORT extern "C" __attribute__((used, visibility("default")))

using namespace mj;

namespace {

constexpr std::chrono::milliseconds slice(200); // between two words of progress

struct Desk {
    Catalog catalog =
        std::move(load_catalog(embedded_catalog()).catalog); // the build lets none with mistakes through
    TableService service{catalog};
    Bytes given, answer;
};

Desk& desk() {
    static Desk made;
    return made;
}

} // namespace

/// Where `size` bytes go: a file, or what mj_tables_read is given.
MJ_EXPORT uint8_t* mj_tables_room(uint32_t size) {
    desk().given.assign(size, 0);
    return desk().given.data();
}

MJ_EXPORT void mj_tables_open() { desk().service.open(std::exchange(desk().given, {})); }

/// The map has been given; it may be empty.
MJ_EXPORT void mj_tables_read(uint32_t sheet, int reg) {
    const Bytes map = std::exchange(desk().given, {});
    desk().service.read(sheet, reg, {reinterpret_cast<const char*>(map.data()), map.size()});
}

MJ_EXPORT void mj_tables_form(int reg) { desk().answer = desk().service.form(reg); }

/// The rows have been given.
MJ_EXPORT void mj_tables_reject() {
    const Bytes rows = std::exchange(desk().given, {});
    desk().service.reject(rows);
}

/// 1: there is an answer.
MJ_EXPORT int mj_tables_step() {
    if (!desk().service.step(Deadline(slice))) return 0;
    desk().answer = desk().service.answer();
    return 1;
}

MJ_EXPORT float mj_tables_progress() { return desk().service.progress(); }
MJ_EXPORT const uint8_t* mj_tables_answer() { return desk().answer.data(); }
MJ_EXPORT uint32_t mj_tables_answer_size() { return uint32_t(desk().answer.size()); }
