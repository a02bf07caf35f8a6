// Export and import in one call each, for tests.
#pragma once
#include "core/exchange/json.hpp"
#include "tests/unit/core/small_catalog.hpp"

namespace mj::test {

inline std::string exported(const Ledger& ledger, const std::string& office = "here") {
    std::string out;
    auto task = JsonExport::start(ledger, office, [&](ByteView piece) {
        out.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    });
    while (!task->step(Deadline::never())) {
    }
    return task->problem() ? "problem: " + task->problem()->text() : out;
}

inline ByteView view(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

/// Fed in pieces of this size, 0: whole.
inline std::unique_ptr<JsonImport> imported(const Catalog& catalog, std::string_view text, size_t piece = 0) {
    auto task = JsonImport::start(catalog, text.size());
    if (piece == 0) piece = text.size() + 1;
    for (size_t at = 0; at < text.size(); at += piece) {
        task->feed(view(text.substr(at, piece)));
        task->step(Deadline::never());
    }
    task->finish();
    while (!task->step(Deadline::never())) {
    }
    return task;
}

/// "" when the text can be imported.
inline std::string import_error(const Catalog& catalog, std::string_view text, size_t piece = 0) {
    const auto task = imported(catalog, text, piece);
    return task->problem() ? task->problem()->text() : "";
}

/// The text with the checksum its content has.
inline std::string with_checksum(std::string text) {
    const size_t at = text.rfind("\"checksum\"");
    uint32_t c = ~0u; // the sum bit by bit, from its definition
    for (const char byte : text.substr(0, at)) {
        c ^= uint8_t(byte);
        for (int k = 0; k < 8; ++k) c = c & 1 ? c >> 1 ^ 0x82F63B78u : c >> 1;
    }
    char sum[16];
    std::snprintf(sum, sizeof sum, "%08x", ~c);
    const size_t digits = text.find("crc32c:", at) + 7;
    return text.replace(digits, 8, sum);
}

/// The small catalogue with a second register, so that ids can meet across registers.
inline Catalog two_registers() {
    Catalog c = small_catalog();
    Register more = c.registers[0];
    more.id = "more";
    more.fields.resize(f_kind + 1);
    c.registers.push_back(more);
    return c;
}

} // namespace mj::test
