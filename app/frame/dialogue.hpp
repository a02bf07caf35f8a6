// Windows in the middle that must be answered first.
#pragma once
#include "app/page/page.hpp"
#include "app/page/signer_words.hpp"

#include <initializer_list>

namespace mj {

/// True while it is drawn; then end_dialogue() must follow. `middle`: where its own lies, as a part of the screen's height.
bool begin_dialogue(const char* id, float width, ImGuiWindowFlags more = 0, float middle = 0.42f);
void end_dialogue();
/// Whether Escape is to close it. A list that is open in it takes the key for itself. Once a frame, before end_dialogue().
bool dialogue_left();
void settle_dialogue(); ///< At the end of a window of its own that takes the size of what is in it.
/// Whether one has become larger or smaller than it was drawn: another frame is due. Once.
bool dialogue_outgrown();

// What dialogues are made of.
void small_heading(T title);
/// What is known of who signed a file; and of a key that nobody knows what the office says of it can be typed, so that it is known from then on.
void noted_signer(const PageContext& p, const FileSigner& signer);
/// A paragraph that tests and readers can find.
void noted(const std::string& id, const std::string& text, ImU32 colour);
struct CountShown {
    const char* id;
    T label;
    uint64_t count;
    bool wrong = false;  ///< when there are any
    bool leads = false;  ///< it can be pressed, when there are any
    bool chosen = false; ///< its rows are listed
};
/// Returns the position of the one that was pressed, or -1.
int count_row(std::initializer_list<CountShown> all);

void ask_passphrase(const PageContext& p); ///< when one is asked for
void check_table(const PageContext& p);    ///< when one is coming in
void ask_merge(const PageContext& p);      ///< when a data file may be merged or may replace
void show_compared(const PageContext& p);  ///< when a backup stands beside what is here
void ask_pin(const PageContext& p);        ///< likewise

} // namespace mj
