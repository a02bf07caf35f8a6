#include "app/action/actions.hpp"

#include <tuple>
#include <utility>

namespace mj {

Queue::Queue() = default;
Queue::~Queue() = default;

template <class A> void Queue::push(A action) { actions_.emplace_back(std::move(action)); }
template void Queue::push(Action);

std::vector<Action> Queue::take() { return std::exchange(actions_, {}); }

// Asked for by address: `push` of every kind is compiled here.
template <class Kinds> struct Pushes;
template <class... A> struct Pushes<std::variant<A...>> {
    std::tuple<void (Queue::*)(A)...> all{&Queue::push<A>...};
};
extern const Pushes<Action> pushes;
const Pushes<Action> pushes;

} // namespace mj
