// Apart from the sentences: a program that names no code holds no names.
#include "core/base/said.hpp"

#include <iterator>

namespace mj {

std::string_view said_id(Said code) {
    static constexpr std::string_view ids[] = {
        "",
#define X(code, zh, en) #code,
#include "core/base/said_records.def"
#undef X
    };
    return size_t(code) < std::size(ids) ? ids[size_t(code)] : "";
}

} // namespace mj
