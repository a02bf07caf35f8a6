#include "core/intake/columns.hpp"

#include "core/base/key_text.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view sequence_heads[] = {"序号", "行号", "序", "#", "no.", "no", "顺序号", "编次"},
                           id_heads[] = {"id", "记录标识", "recordid"}, reason_heads[] = {"原因", "reason"};

} // namespace

HeadNames::HeadNames(const Register& reg, const std::vector<ColumnWish>& wishes) : said_(!wishes.empty()) {
    for (const ColumnWish& wish : wishes) {
        Meaning said{Meaning::no_field, Note::column_left_out, &wish};
        if (wish.has_field && wish.field == "id")
            said.field = Meaning::record_id_field;
        else if (wish.has_field && !wish.field.empty())
            said.field = reg.find(wish.field);
        if (said.field != Meaning::no_field) said.how = Note::by_map;
        if (wish.append) said.how = Note::to_remark;
        if (wish.has_field) names_.push_back({key_text(wish.head), said});
    }
    const auto each = [&](Note how, auto words_of) {
        for (size_t f = 0; f < reg.fields.size(); ++f)
            for (const std::string& word : words_of(reg.fields[f]))
                names_.push_back({key_text(word), Meaning{int(f), how, nullptr}});
    };
    using Words = std::vector<std::string>;
    each(Note::by_id, [](const Field& f) {
        Words out = f.was;
        out.push_back(f.id);
        return out;
    });
    each(Note::by_name, [](const Field& f) { return Words{f.name.zh, f.name.en}; });
    each(Note::by_also, [](const Field& f) { return f.also; });
    const auto plain = [&](const auto& words, int field, Note how) {
        for (const std::string_view word : words)
            names_.push_back({std::string(word), {field, how, nullptr}});
    };
    plain(id_heads, Meaning::record_id_field, Note::record_id);
    plain(sequence_heads, Meaning::no_field, Note::sequence);
    plain(reason_heads, Meaning::no_field, Note::own_reason);
    // What was said of a column without naming a field goes with the field that its head names.
    for (const ColumnWish& wish : wishes) {
        if (wish.has_field) continue;
        const std::string key = key_text(wish.head);
        Meaning said = exact(key);
        if (said.field == Meaning::no_field) said = find(wish.head);
        said.wish = &wish;
        names_.insert(names_.begin(), {key, said});
    }
}

Meaning HeadNames::exact(const std::string& key) const {
    const auto at =
        std::find_if(names_.begin(), names_.end(), [&](const auto& name) { return name.first == key; });
    return at == names_.end() ? Meaning{} : at->second;
}

Meaning HeadNames::find_letters(uint32_t column) const {
    const Meaning found = said_ ? exact(key_text(column_letters(column))) : Meaning{};
    return found.wish ? found : Meaning{};
}

Meaning HeadNames::find(std::string_view head) const {
    std::string key = key_text(head);
    if (key.empty()) return {Meaning::no_field, Note::nameless, nullptr};
    Meaning found = exact(key);
    if (found.how != Note::unknown_column) return found;
    // A star for "must", marks behind it, a unit.
    std::erase(key, '*');
    // No name begins most cells that are no heads; then none is what is left of them either.
    if (std::none_of(names_.begin(), names_.end(),
                     [&](const auto& name) { return key.starts_with(name.first); }))
        return {};
    std::string_view rest = bare_head(key);
    found = exact(std::string(rest));
    while (found.how == Note::unknown_column) {
        const size_t end = unit_part(rest);
        if (end == rest.npos) break;
        rest = bare_head(rest.substr(0, end));
        found = exact(std::string(rest));
    }
    return found;
}

} // namespace mj
