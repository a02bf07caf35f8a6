// A data file of any bytes is imported whole or refused with a reason, the same in pieces.
#include "core/exchange/json.hpp"
#include "tests/fuzz/pieces.hpp"
#include "tests/unit/core/small_catalog.hpp"

using namespace mj;

namespace {

std::string import(const Catalog& catalog, ByteView text, uint32_t most) {
    const auto task = JsonImport::start(catalog, text.size());
    fuzz::pieces(text, most, [&](ByteView piece) {
        task->feed(piece);
        return !task->step(Deadline::never());
    });
    task->finish();
    while (!task->step(Deadline::never())) {
    }
    return task->problem() ? task->problem()->text() : std::to_string(task->take().records());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Catalog catalog = test::small_catalog();
    if (size == 0) return 0;
    const ByteView text(data + 1, size - 1);
    fuzz::must(import(catalog, text, UINT32_MAX) == import(catalog, text, data[0]),
               "pieces change the answer");
    return 0;
}
