#include "core/catalog/row.hpp"

namespace mj::catalog_file {

void read_guide(Row& row, Catalog& catalog) {
    Guide out;
    out.id = row.id();
    out.name = row.name();
    out.text = row.name_at("text", true);
    const std::string list = row.text("list", false);
    const auto channels = row.texts("channels");
    if (!list.empty()) out.list = catalog.find_code_list(list);
    if (!list.empty() && out.list < 0)
        row.place().at("list").bad("there is no code list \"" + list + "\"", "use one of the catalogue");
    if (list.empty() && !channels.empty())
        row.place().at("channels").bad("channels need a code list", "add \"list\"");
    for (const std::string& id : channels) {
        if (out.list < 0) break;
        const int code = catalog.code_lists[size_t(out.list)].find(id);
        if (code < 0)
            row.place().at("channels").bad("the code list has no \"" + id + "\"", "use one of its codes");
        else
            out.channels.push_back(code);
    }
    for (const std::string& id : row.texts("clocks")) {
        int clock = -1;
        for (size_t i = 0; i < catalog.clocks.size(); ++i)
            if (catalog.clocks[i].id == id) clock = int(i);
        if (clock < 0)
            row.place().at("clocks").bad("there is no clock \"" + id + "\"", "use one of the catalogue");
        else
            out.clocks.push_back(clock);
    }
    if (fresh(catalog.guides, out.id, row.place())) catalog.guides.push_back(std::move(out));
}

} // namespace mj::catalog_file
