#include "core/catalog/catalog.hpp"

namespace mj {
namespace {

template <class T> int position(const std::vector<T>& items, std::string_view id) {
    for (size_t i = 0; i < items.size(); ++i)
        if (items[i].id == id) return int(i);
    return -1;
}

} // namespace

int CodeList::find(std::string_view wanted) const { return position(codes, wanted); }
int Register::find(std::string_view wanted) const { return position(fields, wanted); }
int Catalog::find_register(std::string_view wanted) const { return position(registers, wanted); }
int Catalog::find_indicator(std::string_view wanted) const { return position(indicators, wanted); }
int Catalog::find_code_list(std::string_view wanted) const { return position(code_lists, wanted); }
int Catalog::find_office(std::string_view wanted) const { return position(offices, wanted); }

} // namespace mj
