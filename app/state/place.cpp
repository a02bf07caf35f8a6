#include "app/state/place.hpp"

#include <algorithm>

namespace mj {
namespace {
constexpr size_t most_places = 200;
}

bool BoardFilter::has(int field, int code) const {
    return std::binary_search(codes.begin(), codes.end(), std::pair(field, code));
}

bool BoardFilter::limits(int field) const {
    return std::any_of(codes.begin(), codes.end(), [&](const auto& c) { return c.first == field; });
}

void BoardFilter::turn(int field, int code) {
    const std::pair<int, int> it{field, code};
    const auto at = std::lower_bound(codes.begin(), codes.end(), it);
    if (at != codes.end() && *at == it)
        codes.erase(at);
    else
        codes.insert(at, it);
}

int Place::part() const {
    if (const auto* figure = std::get_if<FigureFilter>(&filter)) return figure->part;
    const auto* shown = std::get_if<PartFilter>(&filter);
    return shown ? shown->part : 0;
}

void History::open(Place place) {
    if (place == current()) return;
    places_.resize(at_ + 1);
    if (places_.size() == most_places) places_.erase(places_.begin());
    places_.push_back(std::move(place));
    at_ = places_.size() - 1;
}

bool History::go_to(int step) {
    if (step < 0 || size_t(step) >= places_.size()) return false;
    at_ = size_t(step);
    return true;
}

void History::restart(Place place) {
    places_.assign(1, std::move(place));
    at_ = 0;
}

} // namespace mj
