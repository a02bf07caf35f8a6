// Where the repository is. Only source_dir.cpp is compiled with the folder's name, so that every other test's object is
// the same for every folder and the compiler cache can give it to all of them.
#pragma once
#include <string>

namespace mj::test {

std::string source_dir();

} // namespace mj::test
