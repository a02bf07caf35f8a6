#include "app/state/place.hpp"

namespace mj {
namespace {
constexpr size_t most_places = 200;
}

void History::open(Place place) {
    if (place == current()) return;
    places_.resize(at_ + 1);
    if (places_.size() == most_places) places_.erase(places_.begin());
    places_.push_back(std::move(place));
    at_ = places_.size() - 1;
}

void History::restart(Place place) {
    places_.assign(1, std::move(place));
    at_ = 0;
}

} // namespace mj
