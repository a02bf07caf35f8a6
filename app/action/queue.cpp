#include "app/action/actor.hpp"

namespace mj {
namespace {

template <class Kind> constexpr bool everybodys = false;
constexpr bool everybody = true, office = false;
#define X(kind, who) template <> constexpr bool everybodys<act::kind> = who;
#include "app/action/actions.def"
#undef X

} // namespace

template <class Kind> struct Action::HeldKind final : Held {
    explicit HeldKind(Kind&& k) : kind(std::move(k)) {}
    bool for_everybody() const override { return everybodys<Kind>; }
    void carry_out(Actor& actor) override { actor.on(kind); }
    Kind kind;
};

template <class Kind> std::unique_ptr<Action::Held> Action::hold(Kind&& kind) {
    return std::make_unique<HeldKind<Kind>>(std::move(kind));
}
#define X(kind, who) template std::unique_ptr<Action::Held> Action::hold(act::kind&&);
#include "app/action/actions.def"
#undef X

} // namespace mj
