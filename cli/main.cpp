#include "cli/run.hpp"

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    try {
        return mj::cli::run({argv + (argc > 0), argv + argc}, {std::cin, std::cout, std::cerr});
    } catch (const std::exception& e) { // out of memory, mostly
        std::cerr << "mingjing: " << e.what() << '\n';
        return mj::cli::exit_failed;
    }
}
