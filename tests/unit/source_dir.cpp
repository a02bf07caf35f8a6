#include "tests/unit/source_dir.hpp"

std::string mj::test::source_dir() { return MJ_SOURCE_DIR; }
