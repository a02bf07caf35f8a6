// The catalogue the program ships, read once for all tests.
#pragma once
#include "core/catalog/catalog.hpp"

#include <doctest/doctest.h>

namespace mj::test {

inline const Catalog& real_catalog() {
    static const CatalogCheck check = load_catalog(embedded_catalog());
    for (const Problem& problem : check.problems) FAIL_CHECK(problem.text());
    return check.catalog;
}

} // namespace mj::test
