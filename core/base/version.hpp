// The one version number: of the page, the command line and what they export. CMakeLists.txt says it; the build writes the .cpp.
#pragma once
#include <string_view>

namespace mj {

extern const std::string_view program_version; ///< "1.2.3"

} // namespace mj
