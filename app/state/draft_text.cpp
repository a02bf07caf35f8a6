#include "app/state/draft_text.hpp"

#include "app/state/word_list.hpp"

#include <charconv>
#include <optional>

namespace mj {
namespace {

/// The first one did not say on which day a text was typed.
constexpr std::string_view draft_format = "drafts 2", first_format = "drafts 1";

std::optional<size_t> take_count(std::string_view& text) {
    const auto word = take_word(text);
    size_t n = 0;
    if (!word || std::from_chars(word->data(), word->data() + word->size(), n).ec != std::errc()) return {};
    return n;
}

struct WrittenDraft {
    std::string_view reg, id;
    bool fresh = false;
    size_t state = 0;
    struct Altered {
        std::string_view field, text, typed;
    };
    std::vector<Altered> altered;
};

std::optional<WrittenDraft> take_draft(std::string_view& text, bool days) {
    WrittenDraft out;
    const auto reg = take_word(text), id = take_word(text);
    const auto fresh = take_count(text), state = take_count(text), fields = take_count(text);
    if (!reg || !id || !fresh || !state || *state > size_t(State::void_) || !fields) return {};
    out.reg = *reg, out.id = *id, out.fresh = *fresh != 0, out.state = *state;
    for (size_t i = 0; i < *fields; ++i) {
        const auto field = take_word(text), value = take_word(text),
                   typed = days ? take_word(text) : std::string_view();
        if (!field || !value || !typed) return {};
        out.altered.push_back({*field, *value, *typed});
    }
    return out;
}

/// Nothing when it is no longer to be written.
std::optional<Draft> draft_as_written(const Ledger& ledger, const WrittenDraft& written) {
    const Catalog& catalog = ledger.catalog();
    const int reg = catalog.find_register(written.reg);
    const auto id = RecordId::parse(written.id);
    if (reg < 0 || !id) return {};
    const int64_t row = ledger.table(reg).find(*id);
    if (written.fresh ? row >= 0 : row < 0) return {};
    Draft draft = written.fresh ? draft_of_new(catalog, reg, *id) : draft_of(ledger, reg, uint32_t(row));
    for (const auto& [field, value, typed] : written.altered)
        if (const int at = catalog.registers[size_t(reg)].find(field); at >= 0)
            draft.type(at, std::string(value), Date::parse(typed).value_or(Date()));
    draft.state = State(written.state);
    draft.continued = true;
    if (!draft.altered()) return {};
    return draft;
}

} // namespace

std::string drafts_text(const Catalog& catalog, const std::map<uint64_t, Draft>& drafts) {
    std::string out;
    for (const auto& [bits, draft] : drafts) {
        if (!draft.altered()) continue;
        if (out.empty()) put_word(out, draft_format);
        const Register& reg = catalog.registers[size_t(draft.reg)];
        put_word(out, reg.id);
        put_word(out, draft.id.text());
        put_word(out, draft.fresh ? "1" : "0");
        put_word(out, std::to_string(int(draft.state)));
        size_t fields = 0;
        for (size_t f = 0; f < reg.fields.size(); ++f) fields += draft.texts[f] != draft.first[f];
        put_word(out, std::to_string(fields));
        for (size_t f = 0; f < reg.fields.size(); ++f) {
            if (draft.texts[f] == draft.first[f]) continue;
            put_word(out, reg.fields[f].id);
            put_word(out, draft.texts[f]);
            put_word(out, draft.typed[f].has() ? draft.typed[f].text() : "");
        }
    }
    return out;
}

std::vector<Draft> read_drafts(const Ledger& ledger, std::string_view text) {
    std::vector<Draft> out;
    const auto format = take_word(text);
    if (format != draft_format && format != first_format) return out;
    while (const auto written = take_draft(text, format == draft_format))
        if (auto draft = draft_as_written(ledger, *written)) out.push_back(std::move(*draft));
    return out;
}

} // namespace mj
