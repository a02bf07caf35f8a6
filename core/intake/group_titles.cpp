#include "core/intake/group_titles.hpp"

#include "core/base/key_text.hpp"

#include <algorithm>

namespace mj {
namespace {

/// What stands in front, or nothing when none of them does.
template <class... Words> std::string_view begins_with(std::string_view text, Words... words) {
    std::string_view found;
    ((found = found.empty() && text.starts_with(words) ? std::string_view(words) : found), ...);
    return found;
}

} // namespace

GroupTitles::GroupTitles(const Catalog& catalog, const Register& reg) {
    for (const Field& field : reg.fields) {
        if (field.type != FieldType::code) continue;
        for (const Code& code : catalog.code_lists[size_t(field.codes)].codes) {
            words_.push_back(key_text(code.name.zh));
            words_.push_back(key_text(code.name.en));
            for (const std::string& also : code.also) words_.push_back(key_text(also));
        }
    }
    std::sort(words_.begin(), words_.end());
}

bool GroupTitles::numbered(std::string_view key) {
    const bool bracket = key.starts_with('('), nth = key.starts_with("第");
    if (bracket) key.remove_prefix(1);
    if (nth) key.remove_prefix(std::string_view("第").size());
    bool numeral = false;
    for (std::string_view next;
         !(next = begins_with(key, "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")).empty();
         numeral = true)
        key.remove_prefix(next.size());
    if (!numeral) return false;
    if (nth) return !begins_with(key, "批", "部分", "类", "组").empty();
    return bracket ? key.starts_with(')') : !begins_with(key, "、", ".", ",").empty();
}

bool GroupTitles::has(const std::string& key) const {
    return numbered(key) || key.starts_with("续表") || key.starts_with("(续") || key.ends_with("(续)") ||
           std::binary_search(words_.begin(), words_.end(), key);
}

} // namespace mj
