// The command line cannot ask the pages which of them may be slides: both lists are one.
#include "app/state/pages.hpp"
#include "tests/unit/cli/command.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("the slides that mingjing pack names are those of the program") {
    std::string names;
    for (const PageWords& page : named_pages())
        if (page.slide) names += " " + std::string(page.id);
    const Folder folder;
    const std::string err = run({"pack", folder.file("none.json"), "-o", "-", "--slides", "20 nothing"}).err;
    CHECK(err.find("then pages of" + names + ")") != std::string::npos);
}
