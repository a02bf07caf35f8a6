#include "app/action/hindrance.hpp"

#include <algorithm>

namespace mj {

bool goes_with_page(const AppState& state) {
    return state.intake || state.merge || state.apply.written() || state.apply.making ||
           std::any_of(state.notices.begin(), state.notices.end(),
                       [](const Notice& n) { return n.gives_left; });
}

Hindrance hindrance(const AppState& state, const Keeper& keeper) {
    if (!state.drafts.empty() || state.apply.written() || state.apply.making) return Hindrance::writing;
    const bool asked = state.confirmation && state.confirmation->kind != Confirmation::Kind::change_over;
    if (asked || goes_with_page(state) || state.progress || state.passphrase || state.pin || state.show ||
        keeper.committing() || keeper.replacing())
        return Hindrance::busy;
    switch (keeper.status().state) {
    case SaveState::saving:
    case SaveState::loading:
    case SaveState::failed: return Hindrance::unsaved;
    case SaveState::memory: return keeper.ledger().records() ? Hindrance::unsaved : Hindrance::none;
    default: return Hindrance::none;
    }
}

} // namespace mj
