// The whole program over its ports: draw, apply, keep.
#pragma once
#include "app/action/actor.hpp"
#include "app/port/host.hpp"
#include "app/port/probe.hpp"

#include <memory>

namespace mj {

class App {
  public:
    /// The ImGui context exists and the ports work. Starts reading the store.
    explicit App(const Host& host, Catalog catalog = *whole_catalog(embedded_catalog()));
    ~App();
    /// Between NewFrame and Render. True: draw another frame at once; false: idle until something wakes the host.
    bool frame();
    bool
    working() const; ///< long work is under way or its outcome being kept, and no action waits for a frame
    bool work();     ///< A slice of it, between frames. True when more can be done at once.
    bool check();    ///< Reads back a little of what is kept, in an idle moment. False: all has been read.
    void leave();    ///< The page may be gone the next moment: what waits for the storage is put aside.
    float opened_part() const; ///< 0..1 of the store, while it is read
    std::string
    paper(); ///< report_json() of the page that is open; empty: it has no form on paper, or nobody may have it
    bool loaded() const;                      ///< the store was read; before that there is nothing to draw
    bool ready() const;                       ///< the store was read and a page of it drawn
    bool figures_painted() const;             ///< the last frame showed figures
    std::vector<ProbeFigure> figures() const; ///< none before the public
    ProbeSaved saved() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace mj
