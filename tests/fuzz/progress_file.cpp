// A progress file is refused with a reason, or is written and read again as it was.
#include "core/exchange/progress_file.hpp"
#include "tests/fuzz/pieces.hpp"

using namespace mj;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    const auto read = read_progress(catalog, {reinterpret_cast<const char*>(data), size});
    if (!read) {
        fuzz::must(!read.problem().what.empty() && !read.problem().fix.empty(), "no reason");
        return 0;
    }
    for (const ProgressLine& line : read->lines) (void)reading_of(catalog, *read, line, read->made);
    const std::string written = write_progress(catalog, *read);
    const auto again = read_progress(catalog, written);
    fuzz::must(again.ok() && write_progress(catalog, *again) == written, "written and read as another");
    return 0;
}
