// A keeper on a machine that may outlive it, and the change most tests make.
#pragma once
#include "app/keeper/keeper.hpp"
#include "tests/unit/app/fake_host.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

namespace mj::test {

struct Started {
    Keeper keeper;
    Started(const Catalog& catalog, FakeHost& machine) : keeper(catalog, machine.host) {
        keeper.open();
        CHECK(keeper.status().state == SaveState::loading);
        machine.between_frames();
    }
};

inline Change adding(uint32_t n, const char* no = "A") {
    return {{add(n, {{f_no, std::string(no)}, {f_money, int64_t(5)}})}};
}

} // namespace mj::test
