// Windows in the middle that must be answered first.
#pragma once
#include "app/page/page.hpp"

namespace mj {

/// True while it is drawn; then end_dialogue() must follow.
bool begin_dialogue(const char* id, float width, ImGuiWindowFlags more = 0);
void end_dialogue();

void ask_passphrase(const PageContext& p); ///< when one is asked for
void check_table(const PageContext& p);    ///< when one is coming in
void ask_pin(const PageContext& p);        ///< likewise

} // namespace mj
