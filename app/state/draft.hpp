// A record while it is being written: texts in the exchange form (codes by id, ISO dates, yuan), one per field.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

struct Draft {
    int reg = -1;
    RecordId id;
    bool fresh = false; ///< the record does not exist yet
    State state = State::checked;
    std::vector<std::string> texts;     ///< one per field
    std::vector<Date> typed;            ///< when each was: "昨天" is the day before; missing: not known
    State first_state = State::checked; ///< as it was when the draft began
    std::vector<std::string> first;
    struct FieldProblem {
        int field; ///< -1: the record itself
        Problem problem;
    };
    std::vector<FieldProblem> problems; ///< found by the last attempt to save
    bool may_wait = false;              ///< the problems found keep nobody from saving it as a draft
    uint64_t saving = 0;                ///< not 0: sent to the keeper under this number, not yet durable
    bool another = false;               ///< a new record is begun when this one is saved
    bool continued = false;             ///< reopened after it was left: say so
    enum class Beneath : uint8_t { as_begun, changed, gone };
    Beneath beneath = Beneath::as_begun; ///< what became of the record meanwhile

    bool altered() const { return state != first_state || texts != first; }
    bool touched() const { return fresh || altered(); }
    bool fills(int field) const {
        return texts[size_t(field)] != first[size_t(field)] && !texts[size_t(field)].empty();
    }
    void type(int field, std::string text, Date day);
    const Problem* problem_of(int field) const;
};

Draft draft_of_new(const Catalog& catalog, int reg, RecordId id);
Draft draft_of(const Ledger& ledger, int reg, uint32_t row);

/// After the record has been changed, removed or added again by something else: what was altered stays, over what the record
/// holds now; of one that is gone the draft is a new record. `untouched`: the record is as the draft knows it; `dropped`: it is
/// gone and nothing was altered, the draft is of no use.
enum class Rebased : uint8_t { untouched, followed, dropped };
Rebased rebase(const Ledger& ledger, Draft& draft);

/// The change the draft asks for: only what was altered in it, and of what a table said and could not be read that which
/// stands for a field that is filled in now. Problems are written into the draft; then, and when
/// nothing is altered, there is no edit in the change.
Change change_of(const Ledger& ledger, Draft& draft, int64_t now, Date today);

} // namespace mj
