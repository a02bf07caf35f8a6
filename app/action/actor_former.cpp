// What was kept here before the format changed: given as a file, or given up.
#include "app/action/actor.hpp"
#include "core/exchange/rescue.hpp"

namespace mj {

template <> void Actor::on(act::GiveFormer&) {
    if (busy() || former_ || !keeper_.has_former()) return;
    const std::string file = tr(T::former_file, {host_.clock.today().text()}) + ".mjrescue";
    former_ = host_.download.begin(file, "application/octet-stream", {}, true);
    keeper_.read_former([this, file](Outcome<Files> files) {
        queue_.push(act::FormerRead{file, std::move(files)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::FormerRead& a) {
    if (!a.files) {
        act::FormerGiven failed{a.file, a.files.problem()};
        return on(failed);
    }
    former_->write(rescue_of(*a.files));
    former_->finish([this, file = a.file](Outcome<Given> given) {
        queue_.push(act::FormerGiven{file, std::move(given)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::FormerGiven& a) {
    former_.reset();
    Notice notice;
    notice.name = a.file;
    notice.kind = kind_of(a.outcome, Notice::Kind::former_handed, Notice::Kind::former_handed);
    if (!a.outcome) notice.problem = a.outcome.problem();
    if (!a.outcome || *a.outcome != Given::declined) notify(std::move(notice));
}

} // namespace mj
