#include "cli/options.hpp"

#include "core/base/nearest.hpp"
#include "core/base/shown.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>

namespace mj::cli {

Outcome<Options> Options::parse(const std::vector<OptionRule>& rules, size_t files,
                                const std::vector<std::string>& args, bool more) {
    Options out;
    bool only_files = false;
    for (size_t i = 0; i < args.size(); ++i) {
        const std::string& word = args[i];
        if (only_files || word == "-" || word.empty() || word[0] != '-') {
            out.files_.push_back(word);
            continue;
        }
        if (word == "--") {
            only_files = true;
            continue;
        }
        const size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
        const std::string name = word.substr(0, equals);
        const auto rule =
            std::find_if(rules.begin(), rules.end(), [&](const OptionRule& r) { return r.name == name; });
        if (rule == rules.end()) {
            std::vector<std::string_view> names;
            for (const OptionRule& r : rules) names.push_back(r.name);
            return Problem{"unknown option " + shown(name, longest_quote), "",
                           "did you mean " + std::string(nearest(name, names)) + "?"};
        }
        if (out.has(name)) return Problem{"given twice", name, "give it once"};
        if (rule->value.empty()) {
            if (equals != std::string::npos) return Problem{"takes no value", name, "write it alone"};
            out.given_[name];
        } else if (equals != std::string::npos) {
            out.given_[name] = word.substr(equals + 1);
        } else if (i + 1 < args.size()) {
            out.given_[name] = args[++i];
        } else {
            return Problem{"its value is missing", name, "write " + name + " " + std::string(rule->value)};
        }
    }
    for (const OptionRule& rule : rules)
        if (rule.required && !out.has(rule.name))
            return Problem{"option " + std::string(rule.name) + " is missing", "",
                           "add " + std::string(rule.name) + " " + std::string(rule.value)};
    if (out.files_.size() < files)
        return Problem{"no file is named", "", "name a file, or - for standard input"};
    if (out.files_.size() > files && !more)
        return Problem{"unexpected " + in_quotes(out.files_[files]), "",
                       files ? "name " + std::to_string(files) + " file" : "this command reads no file"};
    return out;
}

std::string Options::text(std::string_view name, std::string_view otherwise) const {
    const auto found = given_.find(name);
    return found == given_.end() ? std::string(otherwise) : found->second;
}

Outcome<Date> Options::day() const {
    if (!has("--on")) {
        const std::time_t now = std::time(nullptr);
        const std::tm local = *std::localtime(&now);
        return Date::of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    }
    const auto given = Date::parse(text("--on"));
    if (!given) return Problem{"not a date: \"" + text("--on") + "\"", "--on", "write it as 2023-05-06"};
    return *given;
}

Outcome<uint64_t> Options::number(std::string_view name, uint64_t otherwise, uint64_t low,
                                  uint64_t high) const {
    const auto found = given_.find(name);
    if (found == given_.end()) return otherwise;
    const std::string& text = found->second;
    uint64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size() || n < low || n > high)
        return Problem{"not a whole number from " + std::to_string(low) + " to " + std::to_string(high) +
                           ": " + in_quotes(text),
                       std::string(name), "correct it"};
    return n;
}

} // namespace mj::cli
