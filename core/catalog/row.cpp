#include "core/catalog/row.hpp"

#include "core/base/nearest.hpp"
#include "core/base/utf8.hpp"

namespace mj::catalog_file {
namespace {

bool fits(IdKind kind, std::string_view id) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool dots = kind == IdKind::dotted || kind == IdKind::clause;
    bool starts = true;
    for (const char c : id) {
        if (c == '.' && dots && !starts) {
            starts = true;
            continue;
        }
        const bool letter = lower(c) || (kind == IdKind::code && c >= 'A' && c <= 'Z');
        const bool first = kind == IdKind::clause ? digit(c) : letter || (kind == IdKind::code && digit(c));
        const bool later = first || digit(c) || c == '_';
        if (starts || kind == IdKind::clause ? !first : !later) return false;
        starts = false;
    }
    return !starts;
}

const char* wanted(IdKind kind) {
    switch (kind) {
    case IdKind::plain: return "use lower-case letters, digits and _, a letter first";
    case IdKind::code: return "use letters, digits and _";
    case IdKind::dotted: return "use lower-case words joined by dots";
    case IdKind::clause: return "use numbers joined by dots";
    }
    return "";
}

} // namespace

bool fresh(const std::string& id, const Place& place) {
    const auto [first, added] = place.seen->emplace(id, place.text);
    if (added || id.empty()) return true;
    place.at("id").bad("the id is used twice", "rename one; the first is " + first->second);
    return false;
}

Saying meant(std::string_view id, const std::vector<std::string_view>& known, std::string_view otherwise) {
    const std::string_view found = slip_of(id, known);
    return found.empty() ? say(Said::words, otherwise) : say(Said::meant, in_quotes(found));
}

Row::Row(const Json& json, Place place) : json_(json), place_(std::move(place)) {}

Row::~Row() {
    if (place_.full()) return; // what may have been meant is not looked for when nobody will read it
    for (const auto& item : json_.items()) {
        if (asked_.contains(item.key())) continue;
        const std::string_view near = slip_of(item.key(), {asked_.begin(), asked_.end()});
        place_.at(item.key())
            .bad(say(Said::unknown_key),
                 near.empty() ? say(Said::remove_it) : say(Said::meant, in_quotes(near)));
    }
}

const Json* Row::find(const char* key) {
    asked_.insert(key);
    const auto it = json_.find(key);
    return it == json_.end() ? nullptr : &*it;
}

bool Row::has(const char* key) { return find(key) != nullptr; }

std::string Row::text(const char* key, bool required) {
    const Json* value = find(key);
    if (!value) {
        if (required) place_.at(key).bad(Said::key_missing, Said::add_it);
        return {};
    }
    if (!value->is_string() || trimmed(value->get_ref<const std::string&>()).empty()) {
        place_.at(key).bad(Said::words_expected, Said::write_words);
        return {};
    }
    std::string out = value->get<std::string>();
    if (!unclean(out)) return out;
    place_.at(key).bad(say(Said::words_hidden, in_quotes(out)), say(Said::remove_them));
    return {};
}

std::string Row::id(IdKind kind) {
    std::string out = text("id");
    if (out.empty() || fits(kind, out)) return out;
    place_.at("id").bad("an id cannot be written like this", wanted(kind));
    return {};
}

int64_t Row::number(const char* key, int64_t otherwise, int64_t least, int64_t most) {
    const Json* value = find(key);
    if (!value) return otherwise;
    const bool fits = value->is_number_integer() &&
                      !(value->is_number_unsigned() && value->get<uint64_t>() > uint64_t(INT64_MAX)) &&
                      value->get<int64_t>() >= least && value->get<int64_t>() <= most;
    if (fits) return value->get<int64_t>();
    place_.at(key).bad(say(Said::number_between, least, most), say(Said::correct_it));
    return otherwise;
}

bool Row::flag(const char* key) {
    const Json* value = find(key);
    if (!value) return false;
    if (!value->is_boolean()) place_.at(key).bad(Said::flag_needed, Said::correct_it);
    return value->is_boolean() && value->get<bool>();
}

std::vector<std::string> Row::texts(const char* key) {
    std::vector<std::string> out;
    const Json* value = array(key);
    if (!value) return out;
    for (const Json& item : *value) {
        if (item.is_string() && !item.get_ref<const std::string&>().empty())
            out.push_back(item.get<std::string>());
        else
            place_.at(key).bad(Said::texts_expected, Said::write_texts);
    }
    return out;
}

Name Row::name() { return {text("zh"), text("en")}; }

Name Row::name_at(const char* key, bool required) {
    const Json* value = object(key, required);
    if (!value) return {};
    Row inner(*value, place_.at(key));
    return inner.name();
}

const Json* Row::object(const char* key, bool required) {
    const Json* value = find(key);
    if (value && value->is_object()) return value;
    if (value)
        place_.at(key).bad(Said::object_expected, Said::write_object);
    else if (required)
        place_.at(key).bad(Said::key_missing, Said::add_it);
    return nullptr;
}

const Json* Row::array(const char* key) {
    const Json* value = find(key);
    if (!value) return nullptr;
    if (value->is_array()) return value;
    place_.at(key).bad(Said::list_expected, Said::write_list);
    return nullptr;
}

} // namespace mj::catalog_file
