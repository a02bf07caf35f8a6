// A newer version of the program, kept here whole beside the one that runs.
#pragma once
#include <array>
#include <functional>
#include <string>

namespace mj {

class Updates {
  public:
    virtual ~Updates() = default;
    /// `waits` is called between frames with the version that waits, "" when none does any more, and what is new in it: lines in Chinese
    /// and in English, "" when it does not say. `free` is asked when a window,
    /// this one or another, wants to change over: whether this one may be loaded anew now.
    virtual void watch(std::function<void(std::string version, std::array<std::string, 2> news)> waits,
                       std::function<bool()> free) = 0;
    /// All windows are loaded anew with the version that waits, when each of them is free; else `refused` is called.
    virtual void change(std::function<void()> refused) = 0;
};

} // namespace mj
