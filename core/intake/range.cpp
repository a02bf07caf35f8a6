#include "core/intake/range.hpp"

#include "core/base/utf8.hpp"
#include "core/intake/understand.hpp"
#include "core/ledger/ledger.hpp"

#include <initializer_list>
#include <utility>

namespace mj {

std::string range_text(const Catalog& catalog, const Field& field, std::string text) {
    const auto strip = [&](std::initializer_list<const char*> words, bool front) {
        for (const std::string_view word : words)
            if (front ? text.starts_with(word) : text.ends_with(word)) {
                text = front ? text.substr(word.size()) : text.substr(0, text.size() - word.size());
                return true;
            }
        return false;
    };
    const auto value = [&](std::string_view part) -> std::optional<std::string> {
        part = trimmed(part);
        if (part.empty()) return "";
        const Understood read = understand(catalog, field, part);
        if (read.kind != Understood::Kind::value) return std::nullopt;
        return value_text(catalog, field, read.value);
    };
    const bool from = strip({">=", "≥", ">", "大于等于", "大于", "不少于", "不低于", "超过", "自", "从"},
                            true) ||
                      strip({"及以上", "以上", "起", "以后"}, false),
               to = !from &&
                    (strip({"<=", "≤", "<", "小于等于", "小于", "不超过", "不多于", "低于", "至"}, true) ||
                     strip({"及以下", "以下", "以内", "以前", "为止"}, false));
    for (const std::string_view mark : {"..", "至", "到", "~", "～", "—", "–", "-"}) {
        if (mark == "-" && field.type == FieldType::date) continue; // stands within days
        const size_t at = text.find(mark);
        if (from || to || at == text.npos) continue;
        auto first = value(std::string_view(text).substr(0, at)),
             last = value(std::string_view(text).substr(at + mark.size()));
        if (!first || !last || (first->empty() && last->empty())) return {};
        const auto number = [&](const std::string& one) {
            return std::get<int64_t>(parse_value(catalog, field, one).value());
        };
        if (!first->empty() && !last->empty() && number(*last) < number(*first)) std::swap(first, last);
        return field.id + ":" + *first + ".." + *last;
    }
    const auto only = value(text);
    if (!only || only->empty()) return {};
    return field.id + ":" + (to ? ".." : "") + *only + (from ? ".." : "");
}

} // namespace mj
