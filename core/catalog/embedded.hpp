// The files of assets/catalog as they were when the program was built (the build writes the .cpp).
#pragma once
#include <string>
#include <vector>

namespace mj {

struct CatalogFile {
    std::string name; ///< "registers.json"
    std::string text; ///< UTF-8
};

std::vector<CatalogFile> embedded_catalog();

} // namespace mj
