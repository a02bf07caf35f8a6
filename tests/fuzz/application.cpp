// An application is refused with a reason, or is written and read again as it was; a receipt code that is taken is its own form.
#include "core/exchange/application.hpp"
#include "tests/fuzz/pieces.hpp"

using namespace mj;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto code = parse_receipt(text))
        fuzz::must(parse_receipt(*code) == code, "a receipt code is read as another");
    const auto read = read_application(catalog, {data, size});
    if (!read) {
        fuzz::must(!read.problem().what.empty() && !read.problem().fix.empty(), "no reason");
        return 0;
    }
    const std::string written = write_application(catalog, *read);
    const auto again =
        read_application(catalog, {reinterpret_cast<const uint8_t*>(written.data()), written.size()});
    fuzz::must(again.ok() && again->values == read->values && again->made == read->made,
               "written and read as another");
    return 0;
}
