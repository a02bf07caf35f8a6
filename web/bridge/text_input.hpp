// Input methods, screen keyboards and the clipboard for ImGui's text fields.
#pragma once

namespace mj {

void start_text_input();  ///< after the SDL2 backend: takes over its clipboard and input method
void update_text_input(); ///< after each frame: where the caret is, and whether text is wanted

} // namespace mj
