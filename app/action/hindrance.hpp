// Whether the page may be loaded anew, as another version of the program must.
#pragma once
#include "app/keeper/keeper.hpp"
#include "app/state/state.hpp"

namespace mj {

enum class Hindrance : uint8_t {
    none,
    writing, ///< something is being written: a record, an application
    unsaved, ///< a change is not durable
    busy,    ///< a file is on its way, a question waits, people stand before it
};

/// There is something that would be lost with the page: what is typed into a form lies in the settings, this does not.
bool goes_with_page(const AppState& state);
Hindrance hindrance(const AppState& state, const Keeper& keeper);

} // namespace mj
