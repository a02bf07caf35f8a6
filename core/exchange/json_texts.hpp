// The members of a small JSON file, all of them texts or numbers.
#pragma once
#include "core/exchange/json_scan.hpp"

#include <map>
#include <string>

namespace mj {

/// Those of the object "fields" have a dot before their name. Refused: another object, a list, a name twice.
class JsonTexts final : public JsonTokens {
  public:
    bool token(JsonToken token, std::string_view text) override {
        switch (token) {
        case JsonToken::begin_object: return ++depth_ == 1 || (depth_ == 2 && key_ == "fields");
        case JsonToken::end_object: --depth_; return true;
        case JsonToken::key: key_ = depth_ == 2 ? "." + std::string(text) : std::string(text); return true;
        case JsonToken::text:
        case JsonToken::number: return texts.emplace(key_, text).second;
        default: return false;
        }
    }
    std::string take(const std::string& key) {
        auto node = texts.extract(key);
        return node ? std::move(node.mapped()) : std::string();
    }
    std::map<std::string, std::string> texts;

  private:
    int depth_ = 0;
    std::string key_;
};

} // namespace mj
