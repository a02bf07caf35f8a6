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

std::string meant(std::string_view id, const std::vector<std::string_view>& known, std::string otherwise) {
    const std::string_view found = slip_of(id, known);
    return found.empty() ? otherwise : "did you mean " + in_quotes(found) + "?";
}

Row::Row(const Json& json, Place place) : json_(json), place_(std::move(place)) {}

Row::~Row() {
    for (const auto& item : json_.items())
        if (!asked_.contains(item.key()))
            place_.at(item.key())
                .bad("unknown key", meant(item.key(), {asked_.begin(), asked_.end()}, "remove it"));
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
        if (required) place_.at(key).bad("missing", "add it");
        return {};
    }
    if (!value->is_string() || trimmed(value->get_ref<const std::string&>()).empty()) {
        place_.at(key).bad("a text that is not empty is expected", "write \"…\"");
        return {};
    }
    std::string out = value->get<std::string>();
    if (!unclean(out)) return out;
    place_.at(key).bad("the text has characters that cannot be seen: " + in_quotes(out), "remove them");
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
    place_.at(key).bad("a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                           " is expected",
                       "correct it");
    return otherwise;
}

bool Row::flag(const char* key) {
    const Json* value = find(key);
    if (!value) return false;
    if (!value->is_boolean()) place_.at(key).bad("true or false is expected", "correct it");
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
            place_.at(key).bad("a list of texts is expected", "write [\"…\"]");
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
        place_.at(key).bad("an object is expected", "write { … }");
    else if (required)
        place_.at(key).bad("missing", "add it");
    return nullptr;
}

const Json* Row::array(const char* key) {
    const Json* value = find(key);
    if (!value) return nullptr;
    if (value->is_array()) return value;
    place_.at(key).bad("a list is expected", "write [ … ]");
    return nullptr;
}

} // namespace mj::catalog_file
