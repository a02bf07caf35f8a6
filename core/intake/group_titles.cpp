#include "core/intake/group_titles.hpp"

#include "core/base/key_text.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
constexpr std::string_view formal_numerals[] = {"壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾"};
constexpr std::string_view circled_numerals[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"};
constexpr std::string_view kinds[] = {"批", "部分", "类", "组", "期", "章", "季度"};
constexpr std::string_view periods[] = {"季度", "月", "月份"};
constexpr std::string_view whole[] = {"续表",   "续上表", "接上表",   "接上页",    "转下页",
                                      "上半年", "下半年", "以下空白", "此页无正文"};

/// Takes away what stands in front, when it is one of these.
template <size_t n> bool take(std::string_view& text, const std::string_view (&words)[n]) {
    for (const std::string_view word : words)
        if (text.starts_with(word)) {
            text.remove_prefix(word.size());
            return true;
        }
    return false;
}

bool take(std::string_view& text, std::string_view word) {
    const bool there = text.starts_with(word);
    if (there) text.remove_prefix(word.size());
    return there;
}

bool take_numeral(std::string_view& text) {
    const size_t before = text.size();
    while (take(text, numerals)) {
    }
    return text.size() < before;
}

bool take_digits(std::string_view& text) {
    const size_t before = text.size();
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') text.remove_prefix(1);
    return text.size() < before;
}

/// "一、", "壹、", "(二)", with its marks, "①"; what follows is left.
bool take_mark(std::string_view& text) {
    if (take(text, circled_numerals)) return true;
    const bool bracket = take(text, "(");
    if (!take_numeral(text) && !take(text, formal_numerals)) return false;
    return bracket ? take(text, ")") : take(text, "、") || take(text, ".") || take(text, ",");
}

/// "第四批", "二季度", "3月份".
bool counted(std::string_view text) {
    const bool nth = take(text, "第");
    if (!take_numeral(text) && !take_digits(text)) return false;
    return (nth ? take(text, kinds) : take(text, periods)) && text.empty();
}

} // namespace

GroupTitles::GroupTitles(const Catalog& catalog, const Register& reg) {
    for (const Field& field : reg.fields) {
        if (field.type != FieldType::code) continue;
        for (const Code& code : catalog.code_lists[size_t(field.codes)].codes) {
            words_.push_back(key_text(code.name.zh));
            english_.push_back(key_text(code.name.en));
            for (const std::string& also : code.also) words_.push_back(key_text(also));
        }
    }
    std::sort(words_.begin(), words_.end());
    std::sort(english_.begin(), english_.end());
}

bool GroupTitles::code(std::string_view key) const {
    return std::binary_search(words_.begin(), words_.end(), key);
}

bool GroupTitles::number(std::string_view key) {
    std::string_view rest = key;
    if (take_mark(rest) && rest.empty()) return true;
    rest = key;
    return (take_numeral(rest) && rest.empty()) || counted(key);
}

bool GroupTitles::has(std::string_view key) const {
    if (std::string_view rest = key; take_mark(rest)) return true;
    if (key.ends_with("(续)") || key.starts_with("(续") || key.starts_with("续表")) return true;
    if (key.starts_with("【") && key.ends_with("】")) return true;
    if (key.starts_with('(') && key.ends_with(')')) key = key.substr(1, key.size() - 2);
    key = key.substr(0, key.find_first_of("(:")); // how many follow
    return counted(key) || std::find(std::begin(whole), std::end(whole), key) != std::end(whole) ||
           code(key) || std::binary_search(english_.begin(), english_.end(), key);
}

} // namespace mj
