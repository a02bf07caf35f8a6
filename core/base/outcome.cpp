#include "core/base/outcome.hpp"

namespace mj {

std::string Problem::text() const {
    std::string out = where.empty() ? what.text() : where.text() + ": " + what.text();
    if (!fix.empty()) out += " (" + fix.text() + ")";
    return out;
}

} // namespace mj
