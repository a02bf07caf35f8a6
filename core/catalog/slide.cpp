#include "core/catalog/row.hpp"

namespace mj::catalog_file {
namespace {

/// Each {n} of a sentence is one of the figures, and the first of them is said.
void check_sentence(const std::string& text, size_t figures, const Place& place) {
    bool first = false;
    for (size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
        const std::string hole = text.substr(at, text.find('}', at) - at + 1);
        if (hole == "{year}") continue;
        const bool digit = hole.size() == 3 && hole[1] >= '0' && hole[1] <= '9';
        if (!digit || size_t(hole[1] - '0') >= figures)
            place.bad("no figure stands for " + in_quotes(hole), "write {0} for the first of \"figures\"");
        first |= hole == "{0}";
    }
    if (!first) place.bad("the sentence says no figure", "write {0} where the first of them stands");
}

} // namespace

void read_slide(Row& row, Catalog& catalog) {
    PassingSlide out;
    out.id = row.id();
    out.name = row.name();
    out.sentence = row.name_at("sentence", true);
    out.means = row.name_at("means", true);
    out.where = row.name_at("where", true);
    for (const std::string& id : row.texts("figures")) {
        const int at = catalog.find_indicator(id);
        if (at < 0)
            row.place().at("figures").bad("there is no indicator " + in_quotes(id),
                                          meant(id, catalog.indicators, "use one of the catalogue"));
        else
            out.figures.push_back(at);
    }
    if (out.figures.empty()) {
        row.place().at("figures").bad("a slide shows a figure", "name an indicator");
        return;
    }
    for (const std::string* text : {&out.sentence.zh, &out.sentence.en})
        check_sentence(*text, out.figures.size(), row.place().at("sentence"));
    if (fresh(out.id, row.place())) catalog.slides.push_back(std::move(out));
}

} // namespace mj::catalog_file
