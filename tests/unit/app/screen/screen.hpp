// The whole program on a machine of fakes, used as people use it: real frames, the pointer at the rectangles the probe tells.
// What tests/journey does in a browser, in milliseconds; for a test that needs nothing only a browser knows.
//
//     Screen app{few_of_each().kept}; // some of a year of invented records, in Chinese, 1280 × 720, on 2024-06-30 at 14:02
//     app.click("nav.disputes");  // by id or by label, or by a function of the item
//     app.click("chart.street.lidu");
//     CHECK(app.item("total").value == "…");   // fails, and lists what is there, when there is no such item
//     CHECK_FALSE(app.find("undo"));
//     app.key("Control+z");       // names as in the browser: ArrowLeft, Escape, Enter, Slash
//
// Each call draws until nothing moves. `machine` holds what the program has kept, downloaded, copied and shown in the address bar.
#pragma once
#include "app/frame/app.hpp"
#include "app/port/touch.hpp"
#include "app/text/texts.hpp"
#include "tests/unit/app/fake_host.hpp"

#include <concepts>
#include <functional>

namespace mj::test {

/// What a machine has kept: lets a program begin with it.
struct Kept {
    Files files;
    std::map<std::string, std::string, std::less<>> prefs;
};
/// The sample, loaded by its button, and as the Data page exports it; made once.
const Kept& sample();
const std::string& exported();
/// Some of its records, as a machine keeps them and as its Data page exports them.
struct Records {
    Kept kept;
    std::string exported;
};
/// 60 petitions alone, for tests that go over all records many times.
const Records& few();
/// Every 25th record of each register, and what those name.
const Records& few_of_each();

/// Which item: by its id or label, or by a function.
struct Want {
    std::string name = "(a function)";
    std::function<bool(const ProbeItem&)> fits;
    Want(const char* id_or_label) : Want(std::string(id_or_label)) {}
    Want(std::string id_or_label);
    template <class F>
    requires std::predicate<F, const ProbeItem&> Want(F f) : fits(std::move(f)) {}
};

class Screen {
  public:
    explicit Screen(const Kept& kept = {}, ImVec2 size = {1280, 720});
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    FakeHost machine;

    /// What is to be seen now, also what a window above covers.
    const std::vector<ProbeItem>& items();
    /// The first that fits and is not covered; null when there is none. Valid until the next call.
    const ProbeItem* find(const Want& want);
    ProbeItem item(const Want& want);
    /// Its middle.
    ImVec2 middle(const Want& want);

    void click(const Want& want) { click_at(middle(want)); }
    void click_at(ImVec2 at);
    void move(ImVec2 at);
    void button(bool down); ///< the left one, where the pointer is
    void drag(ImVec2 from, ImVec2 to);
    /// Notches, down and to the right positive, where the pointer is.
    void wheel(float down, float right = 0);
    /// Turns the wheel over the page, down first, until the item is to be seen; each step is a notch.
    ProbeItem scroll_to(const Want& want);
    void tap(const Want& want);
    /// One finger from here to there in 8 steps of 16 ms; `rest`: seconds it stays before it leaves.
    void swipe(ImVec2 from, ImVec2 to, double rest = 0);
    void finger(Touch::Phase phase, ImVec2 at, double seconds); ///< after so long; draws, but does not settle
    void type(std::string_view text);
    void key(std::string_view name); ///< "a", "Control+A", "Shift+Slash", "Alt+ArrowLeft"
    void paste(std::string_view text);
    void go_to(const std::string& address); ///< as the browser's address bar does
    std::string exported(); ///< all records now, as "导出" gives them on the page of the data
    void give_pin();        ///< of a presentation, once; both begin and end ask for it
    /// One that holds these words; null when there is none. Valid until the next call.
    const ProbeItem* notice(std::string_view words);
    void replace_by_file(); ///< types the word that the question wants, and answers it
    void resize(ImVec2 size);
    void language(Language language);
    /// So much time passes, seconds, in one step: caret, tooltips and notices see it too.
    void advance(double seconds);

    /// Goes away and comes again, as a browser's page is loaded anew.
    void reload();
    /// One frame and what happens before the next. True when something moves.
    bool frame(double seconds = 1.0 / 60);
    void settle();
    /// How high each open one is.
    std::vector<float> dialogues() const;

    std::vector<ProbeFigure> figures() const { return app_->figures(); }
    ProbeSaved saved() const { return app_->saved(); }
    App& app() { return *app_; }

  private:
    void open();
    void close();
    bool draw(double seconds, bool record);
    ImVec2 size_;
    Touch touch_;
    double finger_time_ = 0; // seconds
    std::unique_ptr<App> app_;
    ImGuiContext* gui_ = nullptr;
};

} // namespace mj::test
