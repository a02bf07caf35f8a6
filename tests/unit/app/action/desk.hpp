// The program without its pages: state, records, actions, on a machine that may outlive it.
#pragma once
#include "app/action/actor.hpp"
#include "app/text/texts.hpp"
#include "tests/unit/app/fake_host.hpp"

namespace mj::test {

inline const Catalog& real_catalog() {
    static const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    return catalog;
}

struct Desk {
    FakeHost& machine;
    Queue queue;
    AppState state;
    Derived derived;
    Keeper keeper;
    Actor actor;

    explicit Desk(FakeHost& m, const Catalog& catalog = real_catalog())
        : machine(m),
          derived(catalog),
          keeper(catalog, m.host),
          actor(m.host, state, keeper, derived, queue) {
        actor.recall_settings();
        keeper.open();
        machine.between_frames();
        actor.settle_year();
    }
    ~Desk() {
        set_masking(false);
    } // of the whole process: a presentation left running would reach the next test

    const Ledger& ledger() const { return keeper.ledger(); }

    /// One frame; what happens between this and the next is left to the caller.
    bool frame(std::chrono::milliseconds budget = std::chrono::milliseconds(8)) {
        const bool applied = actor.apply();
        keeper.keep();
        const bool more = actor.work(budget);
        derived.look_at(keeper.ledger(), keeper.revision(), machine.clock.today());
        return applied || more;
    }

    /// Frames, and what happens between them, until nothing moves.
    void settle() {
        for (bool moved = true; moved;) {
            moved = frame(std::chrono::milliseconds(50));
            moved = machine.between_frames() || moved;
        }
    }

    template <class A> void act(A action) { queue.push(std::move(action)); }
    /// Asks for it and applies it, but lets nothing reach the storage yet.
    template <class A> void act_now(A action) {
        act(std::move(action));
        frame();
    }
    template <class A> void act_and_settle(A action) {
        act(std::move(action));
        settle();
    }

    const Notice* notice(Notice::Kind kind) const {
        for (const Notice& n : state.notices)
            if (n.kind == kind) return &n;
        return nullptr;
    }
    std::string text(int reg, RecordId id, std::string_view field) const {
        const Register& r = real_catalog().registers[size_t(reg)];
        const int f = r.find(field);
        const int64_t row = ledger().table(reg).find(id);
        return row < 0 ? "(gone)"
                       : value_text(real_catalog(), r.fields[size_t(f)],
                                    ledger().table(reg).column(f).get(uint32_t(row)));
    }
};

/// Opens a draft, fills in one field and saves it, so far as that goes without the storage.
inline void edit(Desk& desk, int reg, RecordId id, std::string_view field, std::string text) {
    desk.act_now(act::StartDraft{reg, id});
    desk.act_now(act::EditField{id, real_catalog().registers[size_t(reg)].find(field), std::move(text)});
    desk.act_now(act::UpdateRecord{id});
}

/// Chooses a file with this text as the one to import.
inline void import(Desk& desk, std::string text) {
    desk.machine.picker.chosen = std::move(text);
    desk.act_and_settle(act::ImportFile{});
}

/// The file that an export gives.
inline std::string exported(Desk& desk) {
    desk.machine.download.files.clear();
    desk.act_and_settle(act::ExportFile{});
    return desk.machine.download.files.size() == 1 ? desk.machine.download.files.begin()->second : "";
}

inline int reg_of(std::string_view id) { return real_catalog().find_register(id); }

/// Begins a record that needs no more than what a test writes into it.
inline RecordId begin_draft(Desk& desk, int reg) {
    desk.act_now(act::NewDraft{reg});
    const RecordId id = desk.state.history.current().record;
    desk.act_now(act::EditState{id, State::draft});
    return id;
}

/// A new employer with this name, a draft, saved so far as that goes without the storage.
inline RecordId add_employer(Desk& desk, std::string name) {
    const int reg = reg_of("employer");
    const RecordId id = begin_draft(desk, reg);
    desk.act_now(act::EditField{id, real_catalog().registers[size_t(reg)].find("name"), std::move(name)});
    desk.act_now(act::AddRecord{id});
    return id;
}

inline constexpr const char* pin = "2580";

inline void present(Desk& desk) {
    desk.act_now(act::Present{true});
    desk.act_now(act::GivePin{pin});
}

/// Asks to end the presentation, and gives this PIN. True when that ended it.
inline bool ends(Desk& desk, std::string digits) {
    desk.act_now(act::Present{false});
    desk.act_now(act::GivePin{std::move(digits)});
    return !desk.state.show;
}

} // namespace mj::test
