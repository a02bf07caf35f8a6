// check_catalog FOLDER: the build's gate before the catalogue is put into the program. Reads the folder's *.json as the
// program does and says every mistake. Exit 0: none; 1: printed; 2: not read.
#include "core/catalog/catalog.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    std::vector<mj::CatalogFile> files;
    std::error_code error;
    for (fs::directory_iterator at(argc > 1 ? argv[1] : ".", error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() != ".json") continue;
        std::ifstream in(at->path(), std::ios::binary);
        files.push_back({at->path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
        if (!in) error = std::make_error_code(std::errc::io_error);
    }
    if (error) {
        std::cerr << "check_catalog: " << error.message() << '\n';
        return 2;
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    const auto problems = mj::load_catalog(files).problems;
    for (const mj::Problem& problem : problems) std::cerr << problem.text() << '\n';
    if (!problems.empty()) std::cerr << "The catalogue has mistakes; nothing is built with it.\n";
    return problems.empty() ? 0 : 1;
}
