// A table on its way in: what is chosen, how it was understood, what it would do. Nothing is changed before it is taken.
#pragma once
#include "core/intake/plan.hpp"
#include "core/intake/table_service.hpp"

namespace mj {

struct Intake {
    std::string file;                    ///< its name
    std::vector<SheetOffer> sheets = {}; ///< none: the file is being opened
    uint32_t sheet = 0;
    int reg = -1;        ///< -1: to be chosen
    bool drafts = false; ///< rows with errors too, as drafts
    MissingLinks links = MissingLinks::ask;
    std::optional<Problem> problem = {};  ///< why nothing can come of it as it is
    std::optional<Reading> reading = {};  ///< what the plan is for
    std::unique_ptr<Plan> plan = nullptr; ///< of that reading and the records as they were at `revision`
    uint64_t revision = 0;
    bool planned = false;                  ///< the plan is whole
    bool writing = false;                  ///< the file of rejected rows is being written
    std::string written = {};              ///< its name, when it was given
    std::optional<Problem> unwritten = {}; ///< why it was not
    float part = 0;                        ///< 0..1 of what is under way

    bool planning() const { return plan && !planned; }
    uint32_t count(PlannedRow::Kind kind) const { return plan->count(kind); }
    /// Rows that would come in, records made for their links left out.
    uint32_t coming() const {
        return count(PlannedRow::Kind::fresh) + count(PlannedRow::Kind::changed) + plan->drafts();
    }
};

} // namespace mj
