// window.mingjing: what a test or a screen reader may ask, as JSON.
#pragma once

namespace mj {

class App;

void start_probe(const App& app);
/// Tells the page when the first frame and the first figures were drawn. After each frame.
void update_probe();
bool probe_wanted(); ///< frames are to be recorded
void count_frame();

} // namespace mj
