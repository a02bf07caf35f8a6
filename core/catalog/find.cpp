#include "core/catalog/catalog.hpp"

namespace mj {
namespace {

template <class T> int position(const std::vector<T>& items, std::string_view id) {
    for (size_t i = 0; i < items.size(); ++i)
        if (items[i].id == id) return int(i);
    return -1;
}

template <class T> int position_now_or_then(const std::vector<T>& items, std::string_view id) {
    if (const int now = position(items, id); now >= 0) return now;
    for (size_t i = 0; i < items.size(); ++i)
        for (const std::string& former : items[i].was)
            if (former == id) return int(i);
    return -1;
}

} // namespace

int CodeList::find(std::string_view wanted) const { return position_now_or_then(codes, wanted); }
int Register::find(std::string_view wanted) const { return position_now_or_then(fields, wanted); }
int Catalog::find_register(std::string_view wanted) const { return position_now_or_then(registers, wanted); }
int Catalog::find_indicator(std::string_view wanted) const { return position(indicators, wanted); }
int Catalog::find_code_list(std::string_view wanted) const { return position(code_lists, wanted); }
int Catalog::find_office(std::string_view wanted) const { return position(offices, wanted); }

} // namespace mj
