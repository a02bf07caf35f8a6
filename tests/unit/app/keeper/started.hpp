// A keeper on a machine that may outlive it, and the change most tests make.
#pragma once
#include "app/keeper/keeper.hpp"
#include "tests/unit/app/fake_host.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

#include <algorithm>

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

/// The records as one text, by id: a checkpoint and a replay may order them anew.
inline std::string picture(const Ledger& ledger) {
    std::vector<std::string> lines;
    const Table& table = ledger.table(0);
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.alive(row)) continue;
        const RecordHead head = table.head(row);
        std::string line = head.id.text() + " " + std::to_string(head.created) + " " +
                           std::to_string(head.changed) + " " + std::to_string(int(head.state));
        for (int f = 0; f < table.fields(); ++f)
            line += "|" + value_text(ledger.catalog(), ledger.catalog().registers[0].fields[size_t(f)],
                                     table.column(f).get(row));
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

} // namespace mj::test
