#include "core/ledger/unread.hpp"

#include "core/base/shown.hpp"

#include <algorithm>
#include <utility>

namespace mj {
namespace {

struct UnreadLine {
    int field;
    std::string_view text; ///< behind the field, with what follows it
};

/// Takes one with its further lines from the front.
UnreadLine take_line(const Register& reg, std::string_view& text) {
    size_t end = text.find('\n');
    while (end != text.npos && text.substr(end + 1).starts_with('\t')) end = text.find('\n', end + 1);
    end = std::min(end, text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t colon = line.find(": ");
    const int field = colon == line.npos ? -1 : reg.find(line.substr(0, colon));
    if (field < 0 || field == reg.unread) return {reg.unread, line};
    return {field, line.substr(colon + 2)};
}

} // namespace

std::string unread_in(const Register& reg, std::string_view text, int field) {
    std::string out;
    while (!text.empty()) {
        const UnreadLine line = take_line(reg, text);
        if (line.field != field || line.text.empty()) continue;
        if (!out.empty()) out += '\n';
        for (size_t i = 0; i < line.text.size(); ++i) {
            out += line.text[i];
            if (line.text[i] == '\n') ++i; // the tab behind it
        }
    }
    return out;
}

std::string with_unread(const Register& reg, std::string_view text, int field, std::string_view words) {
    std::string own, out;
    if (!words.empty()) {
        if (field != reg.unread) own = reg.fields[size_t(field)].id + ": ";
        for (const char c : words) {
            own += c;
            if (c == '\n') own += '\t';
        }
    }
    const auto add = [&out](std::string_view line) {
        if (line.empty()) return;
        if (!out.empty()) out += '\n';
        out += line;
    };
    while (!text.empty()) {
        const char* const begin = text.data();
        const UnreadLine line = take_line(reg, text);
        if (line.field != field)
            add({begin, size_t(line.text.data() + line.text.size() - begin)});
        else
            add(std::exchange(own, {})); // where it stood before
    }
    add(own);
    return out;
}

Problem unread_problem(std::string_view words) {
    return {say(Said::unread, shown(words, longest_quote)), {}, say(Said::fill_or_discard)};
}

} // namespace mj
