#include "core/sample/sample.hpp"

#include "core/base/shown.hpp"
#include "core/sample/plan.hpp"

namespace mj {
namespace {

class Making : public SampleTask {
  public:
    Making(const Catalog& catalog, uint16_t office, const SampleWish& wish)
        : make_(catalog, office, wish.until), wish_(wish), dice_(wish.seed) {}

    bool step(const Deadline& deadline) override {
        while (done_ < steps()) {
            one(done_++);
            if (done_ == steps()) make_calendars(make_, wish_.year, dice_.fork("calendars", 0));
            if (make_.problem) return true;
            if (deadline.passed()) break;
        }
        return done_ == steps();
    }
    float progress() const override { return float(done_) / float(steps()); }
    const std::optional<Problem>& problem() const override { return make_.problem; }
    Ledger take() override { return std::move(make_.ledger); }

  private:
    static constexpr int families = 11, years = 3, per_batch = 1 + families * years;
    int steps() const { return per_batch * wish_.scale; }

    /// Small steps in a fixed order: a batch's employers, then each family of each year.
    void one(int step) {
        const int batch = step / per_batch, at = step % per_batch;
        if (step == 0) make_standing(make_, wish_.year, dice_.fork("standing", 0), pool_);
        if (at == 0) {
            pool_.employers.clear();
            pool_.construction.clear();
            make_employers(make_, wish_.year, batch, dice_.fork("employers", uint64_t(batch)), pool_);
            return;
        }
        const int kind = (at - 1) / families - 1, year = wish_.year + kind;
        Year y{year,
               kind,
               batch,
               Date::of(year, 1, 1),
               Date::of(year, 12, 31),
               dice_.fork("year", uint64_t(batch) * 3 + uint64_t(kind + 1))};
        if (kind == 1) y.to = std::min(y.to, wish_.until);
        if (y.from > y.to) return;
        switch ((at - 1) % families) {
        case 0: make_study(make_, y); break;
        case 1: make_service(make_, y); break;
        case 2: make_warnings(make_, y, pool_); break;
        case 3: make_inspections(make_, y, pool_); break;
        case 4: make_leads(make_, y, pool_); break;
        case 5: make_credit(make_, y, pool_); break; // by what was found in the year
        case 6: make_mediations(make_, y, pool_); break;
        case 7: make_arbitrations(make_, y, pool_); break;
        case 8: make_injuries(make_, y, pool_); break;
        case 9: make_litigation(make_, y, pool_); break;
        case 10: make_petitions(make_, y); break;
        }
    }

    Maker make_;
    SampleWish wish_;
    SampleDice dice_;
    Pool pool_;
    int done_ = 0;
};

} // namespace

Outcome<std::unique_ptr<SampleTask>> SampleTask::start(const Catalog& catalog, const SampleWish& wish) {
    const int office = catalog.find_office(wish.office);
    if (office < 0)
        return Problem{say(Said::unknown_office, in_quotes(wish.office)), say(Said::at_sample),
                       say(Said::office_of_catalogue)};
    if (wish.year < 1990 || wish.year > 2100)
        return Problem{say(Said::sample_year), say(Said::at_sample), say(Said::other_year)};
    if (wish.scale < 1 || wish.scale > 1000)
        return Problem{say(Said::sample_scale), say(Said::at_sample), say(Said::other_scale)};
    if (wish.until.year() != wish.year && wish.until.year() != wish.year + 1)
        return Problem{say(Said::sample_until), say(Said::at_sample), say(Said::other_day)};
    return std::unique_ptr<SampleTask>(
        std::make_unique<Making>(catalog, catalog.offices[size_t(office)].number, wish));
}

} // namespace mj
