// What the canvas shows, so that a frame that would look the same is not painted: of the frames after an event most are drawn only
// for what may appear late, and without a graphics card painting is the dearest part of a frame.
#pragma once
#include <cstdint>
#include <vector>

struct ImDrawData;

namespace mj {

class Painted {
  public:
    /// Whether the canvas shows this already; if not, it is kept as what it shows from now on.
    bool shows(const ImDrawData& data);
    void forget() { bytes_.clear(); } ///< The canvas was lost.

  private:
    std::vector<uint8_t> bytes_; // of what was painted, end to end; the memory is used again
};

} // namespace mj
