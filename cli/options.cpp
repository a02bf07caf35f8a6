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
            return Problem{say(Said::option_unknown, shown(name, longest_quote)),
                           {},
                           say(Said::meant, nearest(name, names))};
        }
        if (out.has(name))
            return Problem{say(Said::option_twice), say(Said::in_named, name), say(Said::give_once)};
        if (rule->value.empty()) {
            if (equals != std::string::npos)
                return Problem{say(Said::option_valueless), say(Said::in_named, name),
                               say(Said::write_alone)};
            out.given_[name];
        } else if (equals != std::string::npos) {
            out.given_[name] = word.substr(equals + 1);
        } else if (i + 1 < args.size()) {
            out.given_[name] = args[++i];
        } else {
            return Problem{say(Said::value_missing), say(Said::in_named, name),
                           say(Said::write_option, name, rule->value)};
        }
    }
    for (const OptionRule& rule : rules)
        if (rule.required && !out.has(rule.name))
            return Problem{
                say(Said::option_missing, rule.name), {}, say(Said::add_option, rule.name, rule.value)};
    if (out.files_.size() < files) return Problem{say(Said::no_file), {}, say(Said::name_file)};
    if (out.files_.size() > files && !more)
        return Problem{say(Said::unexpected, in_quotes(out.files_[files])),
                       {},
                       files ? say(Said::name_files, files) : say(Said::reads_none)};
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
    if (!given)
        return Problem{say(Said::not_date, "\"" + text("--on") + "\""), say(Said::in_named, "--on"),
                       say(Said::write_date)};
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
        return Problem{say(Said::not_between, low, high, in_quotes(text)), say(Said::in_named, name),
                       say(Said::correct_it)};
    return n;
}

} // namespace mj::cli
