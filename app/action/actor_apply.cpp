// Applications: the file that somebody takes away, and the record it becomes in the office.
#include "app/action/actor.hpp"

namespace mj {

template <> void Actor::on(act::EditApplication& a) {
    Apply& apply = state_.apply;
    const auto& asked = keeper_.ledger().catalog().guides[size_t(a.guide)].form.asked;
    apply.texts.resize(asked.size());
    apply.problems.resize(asked.size());
    apply.texts[size_t(a.at)] = std::move(a.text);
    apply.problems[size_t(a.at)].reset();
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::AskReceipt& a) {
    state_.apply.asked = std::move(a.text);
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::ClearApplication&) { state_.apply = {}; }

template <> void Actor::on(act::MakeApplication&) {
    Apply& apply = state_.apply;
    const Catalog& catalog = keeper_.ledger().catalog();
    if (apply.making || guide_with_form(catalog) < 0) return;
    const auto application = application_of(catalog, apply, host_.clock.today());
    if (!application) return;
    const std::string code = receipt_code(catalog, *application), name = "mingjing-apply-" + code + ".json",
                      text = write_application(catalog, *application);
    apply.making = code;
    apply.failed.reset();
    application_ = host_.download.begin(name, "application/json", {});
    application_->write({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    application_->finish([this, code, name](Outcome<> done) {
        queue_.push(act::ApplicationMade{code, name, std::move(done)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::ApplicationMade& a) {
    Apply& apply = state_.apply;
    if (apply.making != a.code) return; // whoever made it has gone
    apply.making.reset();
    if (!a.outcome) {
        apply.failed = a.outcome.problem();
        return;
    }
    apply = {};
    apply.receipt = std::move(a.code);
    apply.file = std::move(a.file);
}

/// As a draft, which can be undone like any edit; one that was taken in before is opened.
void Actor::take_in(const Application& application, Notice notice) {
    const Ledger& ledger = keeper_.ledger();
    const Guide& guide = ledger.catalog().guides[size_t(application.guide)];
    const int reg = guide.form.reg;
    notice.name = receipt_code(ledger.catalog(), application);
    act::OpenRecord open{reg, {}};
    if (const int64_t row = find_receipt(ledger, guide, notice.name); row >= 0) {
        notice.kind = Notice::Kind::application_known;
        open.id = ledger.table(reg).head(uint32_t(row)).id;
        notify(std::move(notice));
        return on(open);
    }
    if (!keeper_.writable()) {
        notice.kind = Notice::Kind::import_failed;
        notice.problem = Problem{"the store is damaged and read-only", "", "restore a backup file"};
        return notify(std::move(notice));
    }
    open.id = keeper_.new_id();
    const Change change =
        application_change(ledger, application, open.id, host_.clock.now(), host_.clock.today());
    if (auto problems = ledger.check(change); !problems.empty()) {
        notice.kind = Notice::Kind::import_failed;
        notice.problem = std::move(problems.front().problem);
        return notify(std::move(notice));
    }
    notice.kind = Notice::Kind::application_taken;
    commit(
        change, {{}, {}, reg, open.id, {}}, [this, notice] { queue_.push(act::Tell{notice}); }, Cause::merge);
    on(open);
}

} // namespace mj
