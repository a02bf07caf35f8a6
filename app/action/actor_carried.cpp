// What lies in the page itself.
#include "app/action/actor.hpp"

namespace mj {

template <> void Actor::on(act::PickCarried&) {
    if (busy() || !keeper_.replaceable()) return;
    const auto carried = host_.picker.carried();
    if (!carried) return;
    carrying_ = carried->mark;
    host_.picker.pick_carried([this](std::unique_ptr<PickedFile> file) {
        queue_.push(act::FilePicked{std::move(file), -1, act::FilePicked::From::carried});
        host_.window.wake();
    });
}

/// Until it was taken in, or somebody has said no: an empty ledger takes it in, over another one it is asked.
void Actor::offer_carried() {
    const auto carried = host_.picker.carried();
    state_.makes_pages = host_.download.makes_pages();
    state_.carried = carried ? carried->name : std::string();
    if (!carried || state_.show || !keeper_.writable() || host_.prefs.get(carried_key) == carried->mark)
        return;
    queue_.push(act::PickCarried{});
}

void Actor::carried_done() {
    if (!carrying_.empty()) host_.prefs.put(carried_key, std::exchange(carrying_, {}));
}

} // namespace mj
