#include "app/port/clipboard.hpp"

#include <imgui_internal.h>

#include <algorithm>

namespace mj {
namespace {

/// In one line each run of tabs and line breaks becomes a space; of `lines` each line break a line feed, each tab a space.
std::string broken(std::string_view text, bool lines) {
    constexpr std::string_view breaks[] = {"\r\n",   "\n",     "\v",     "\f", "\r",
                                           "\u0085", "\u2028", "\u2029", "\t"};
    std::string out;
    bool after = false; // a break, in a field of one line
    while (!text.empty()) {
        size_t length = 0;
        for (const std::string_view b : breaks)
            if (!length && text.starts_with(b)) length = b.size();
        if (length && lines) out += text.front() == '\t' ? ' ' : '\n';
        if (!length) {
            if (after && !out.empty()) out += ' ';
            out += text.front();
        }
        after = length && !lines;
        text.remove_prefix(length ? length : 1);
    }
    return out;
}

} // namespace

std::string one_line(std::string_view text) { return broken(text, false); }

std::string field_text(std::string_view text) {
    const ImGuiInputTextState& state = GImGui->InputTextState;
    return broken(text, GImGui->ActiveId && GImGui->ActiveId == state.ID &&
                            (state.Flags & ImGuiInputTextFlags_Multiline));
}

std::string without_soft_breaks(std::string_view text) {
    std::string out;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(soft_break, at), text.size());
        out += text.substr(at, end - at);
        at = end + soft_break.size();
    }
    return out;
}

} // namespace mj
