#include "app/state/palette.hpp"

#include "app/state/boards.hpp"
#include "app/state/name.hpp"
#include "app/state/pages.hpp"
#include "core/base/fold.hpp"
#include "core/ledger/find_text.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr T action_names[] = {T::undo,
                              T::redo,
                              T::import_title,
                              T::export_title,
                              T::language_chinese,
                              T::language_english,
                              T::slides_start,
                              T::go_lock,
                              T::go_report,
                              T::go_checks,
                              T::go_look_system,
                              T::go_look_light,
                              T::go_look_dark,
                              T::go_look_contrast};
static_assert(std::size(action_names) == size_t(PaletteAction::count));

class Search {
  public:
    Search(std::string_view text, std::vector<PaletteHit>& out) : needle_(text), out_(out) {
        fold(text, folded_);
    }
    bool blank() const { return needle_.empty(); }
    /// Takes it when any of its names fits; `shown` is the one in use.
    void look(PaletteHit hit, std::initializer_list<std::string_view> names, std::string_view shown) {
        bool fits = blank(), first = false;
        for (const std::string_view name : names) {
            fits = fits || needle_.in(name);
            folded_name_.clear();
            fold(name, folded_name_);
            first = first || (!blank() && folded_name_.starts_with(folded_));
        }
        if (!fits) return;
        hit.name = shown;
        if (first)
            out_.insert(out_.begin() + ptrdiff_t(begun_++), std::move(hit));
        else
            out_.push_back(std::move(hit));
    }
    void next_kind() { begun_ = out_.size(); }

  private:
    Needle needle_;
    std::string folded_, folded_name_;
    std::vector<PaletteHit>& out_;
    size_t begun_ = 0; // where the next that begins with the text goes
};

} // namespace

std::vector<PaletteHit> find_hits(const Ledger& ledger, std::string_view text, size_t most) {
    const Catalog& catalog = ledger.catalog();
    std::vector<PaletteHit> out;
    Search search(text, out);
    using Kind = PaletteHit::Kind;
    for (const PageWords& page : named_pages())
        search.look({Kind::page, int(page.page), {}, {}},
                    {tr_in(Language::zh, page.name), tr_in(Language::en, page.name),
                     tr_in(Language::zh, page.also), tr_in(Language::en, page.also)},
                    tr(page.name));
    if (!search.blank()) {
        const auto sections = board_sections();
        for (size_t i = 0; i < sections.size(); ++i) {
            const BoardSection& section = sections[i];
            const std::string zh = section_name(catalog, section, Language::zh),
                              en = section_name(catalog, section, Language::en),
                              page = tr(page_words(section.page)->name),
                              own = section_name(catalog, section, language());
            search.look({Kind::section, int(i), {}, {}},
                        {zh, en, tr_in(Language::zh, section.also), tr_in(Language::en, section.also)},
                        own == page ? page : page + " · " + own);
        }
    }
    search.next_kind();
    const PaletteAction end = search.blank() ? PaletteAction::look_system : PaletteAction::count;
    for (int i = 0; i < int(end); ++i)
        search.look({Kind::action, i, {}, {}},
                    {tr_in(Language::zh, action_names[i]), tr_in(Language::en, action_names[i])},
                    tr(action_names[i]));
    if (search.blank()) return out;
    search.next_kind();
    for (size_t i = 0; i < catalog.registers.size(); ++i) {
        const Name& name = catalog.registers[i].name;
        search.look({Kind::reg, int(i), {}, {}}, {name.zh, name.en}, pick(name));
    }
    search.next_kind();
    for (size_t i = 0; i < catalog.indicators.size(); ++i) {
        const Name& name = catalog.indicators[i].name;
        search.look({Kind::figure, int(i), {}, {}}, {name.zh, name.en}, pick(name));
    }
    const int employers = catalog.find_register("employer");
    if (out.size() < most && employers >= 0) {
        const Table& table = ledger.table(employers);
        const int title = catalog.registers[size_t(employers)].title;
        std::vector<uint8_t> hits;
        const Column& names = table.column(title);
        Needle(text).mark(names.pool(), hits);
        for (uint32_t row = 0; row < table.rows() && out.size() < most; ++row)
            if (table.alive(row) && hits[names.texts()[row]])
                out.push_back(
                    {Kind::employer, int(row), table.head(row).id, record_name(ledger, employers, row)});
    }
    if (out.size() > most) out.resize(most);
    return out;
}

} // namespace mj
