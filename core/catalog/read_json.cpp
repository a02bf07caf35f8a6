#include "core/catalog/row.hpp"

namespace mj::catalog_file {
namespace {

/// Line and column (from 1; columns count characters) of a byte offset.
std::string position(const std::string& text, size_t offset) {
    size_t line = 1, column = 1;
    for (size_t i = 0; i + 1 < offset && i < text.size(); ++i) {
        if ((uint8_t(text[i]) & 0xC0) != 0x80) ++column;
        if (text[i] == '\n') ++line, column = 1;
    }
    return "line " + std::to_string(line) + " column " + std::to_string(column);
}

/// What nlohmann's parser calls. It builds the value itself because the library's own builder throws, and keeps the
/// last of two equal keys in silence.
class Builder {
  public:
    Builder(const std::string& text, const Place& place, Json& root)
        : text_(text), place_(place), root_(root) {}

    bool null() { return put(nullptr); }
    bool boolean(bool value) { return put(value); }
    bool number_integer(int64_t value) { return put(value); }
    bool number_unsigned(uint64_t value) { return put(value); }
    bool number_float(double value, const std::string&) { return put(value); }
    bool string(std::string& value) { return put(std::move(value)); }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(size_t) { return open(Json::object()); }
    bool start_array(size_t) { return open(Json::array()); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        const auto added = open_.back().value->emplace(name, nullptr);
        open_.back().slot = &*added.first;
        if (!added.second) open_.back().twice.insert(name);
        return true;
    }
    bool end_object() {
        if (!open_.back().twice.empty()) {
            Place at = place_;
            for (const Open& one : open_)
                if (one.value->is_object() && one.value->contains("id") && (*one.value)["id"].is_string())
                    at = at.at((*one.value)["id"].get<std::string>());
            for (const std::string& name : open_.back().twice)
                at.at(name).bad(Said::key_twice, Said::remove_one);
        }
        return close();
    }
    bool parse_error(size_t byte, const std::string&, const Json::exception& error) {
        constexpr int too_large = 406; // the library's id: a number beyond any double
        if (error.id == too_large)
            place_.bad(Said::number_large, Said::write_smaller);
        else
            place_.at(position(text_, byte)).bad(Said::json_invalid, Said::find_comma);
        return false;
    }

  private:
    struct Open {
        Json* value;
        Json* slot = nullptr; ///< of the last key
        std::set<std::string> twice;
    };

    Json* place_value(Json&& value) {
        if (open_.empty()) return &(root_ = std::move(value));
        Open& parent = open_.back();
        if (!parent.value->is_array()) return &(*parent.slot = std::move(value));
        parent.value->push_back(std::move(value));
        return &parent.value->back();
    }
    bool put(Json value) {
        place_value(std::move(value));
        return true;
    }
    bool open(Json value) {
        constexpr size_t deepest = 32;
        if (open_.size() == deepest) {
            place_.bad(Said::nested_deep, Said::ten_levels);
            return false;
        }
        open_.push_back({place_value(std::move(value)), nullptr, {}});
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    const std::string& text_;
    const Place& place_;
    Json& root_;
    std::vector<Open> open_;
};

} // namespace

bool read_json(const std::string& text, const Place& place, Json& out) {
    Builder builder(text, place, out);
    return Json::sax_parse(text, &builder);
}

} // namespace mj::catalog_file
