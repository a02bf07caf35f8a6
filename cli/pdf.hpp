// A web document as PDF, by the Chromium of this machine.
#pragma once
#include "core/base/outcome.hpp"

#include <string>

namespace mj::cli {

/// Waits at most a minute. The browser gets no network, a profile of its own, and is ended with it.
Outcome<std::string> pdf_of(const std::string& html);

} // namespace mj::cli
