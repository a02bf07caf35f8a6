// Pages that turn by themselves before people who stand there, and may be touched.
#pragma once
#include "app/state/pages.hpp"
#include "app/state/stand.hpp"

#include <string>
#include <vector>

namespace mj {

struct Slides {
    /// Seconds without a touch, after which they begin anew; when somebody fills in a form; when paused.
    static constexpr int idle = 60, writing = 180, held = 600;
    std::vector<PageId> pages; ///< in the order of the navigation, none twice
    int seconds = 20;          ///< that a screenful is shown
    bool has(PageId page) const;
    void turn(PageId page); ///< in or out
    /// Whether people may come there while they are shown: a slide, or what a slide leads to. No list of records is.
    bool leads_to(PageId page) const;
    bool operator==(const Slides&) const = default;
};

Slides usual_slides();
std::string slides_text(const Slides& slides); ///< "20 overview disputes"
/// What it does not know is left out; without a page: the usual ones.
Slides parse_slides(std::string_view text);

/// While they are shown. Nothing can be changed, no single record is shown, and no number of few (app/text/texts.hpp).
struct Show {
    StandLock lock; ///< as it was last kept
    size_t at = 0;  ///< of the pages
    int part = 0;   ///< screenful of a page that is longer
    bool paused = false;
    bool touched = false; ///< somebody looks at it by himself
    bool counted = false; ///< and is in the log
    int64_t due = 0;      ///< ticks: when it turns, or begins anew
    uint64_t turns = 0;   ///< each shows from a known place on
    History history;      ///< of before, to go back to
    Language language{};  ///< likewise
};

} // namespace mj
