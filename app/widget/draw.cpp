#include "app/widget/draw.hpp"

#include "app/port/probe.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

namespace mj {

float text_width(std::string_view text) {
    return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

namespace {

std::string cut_text;       // what is cut where the pointer is, whole
bool tooltip_shown = false; // in this frame

/// `whole`: what the text is the last line of.
float fit_text(ImDrawList& list, ImVec2 at, float width, std::string_view text, ImU32 colour, float align,
               std::string_view whole) {
    // Line ends, which spreadsheets have inside of cells, would lead into the row below.
    if (text.find_first_of("\r\n") != text.npos) {
        std::string line;
        for (size_t i = 0; i < text.size(); ++i)
            if (text[i] != '\r' && text[i] != '\n')
                line += text[i];
            else if (text.compare(i, 2, "\r\n") != 0)
                line += "⏎";
        return fit_text(list, at, width, line, colour, align, whole);
    }
    const float full = text_width(text), high = ImGui::GetFontSize();
    const bool cut = full > width + 1; // rounded up, of a line that just fits too
    float used = full;
    if (!cut) {
        at.x += (width - full) * align;
        list.AddText(crisp(at), colour, text.data(), text.data() + text.size());
    } else {
        constexpr std::string_view dots = "…";
        const char* end = text.data();
        const float room = std::max(width - text_width(dots), 0.f);
        used = ImGui::GetFont()->CalcTextSizeA(high, room, 0, text.data(), text.data() + text.size(), &end).x;
        list.AddText(crisp(at), colour, text.data(), end);
        list.AddText(crisp({at.x + used, at.y}), colour, dots.data(), dots.data() + dots.size());
        used = width;
        if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + high}))
            cut_text = whole;
    }
    probe_text(at, {at.x + used, at.y + high}, text, cut);
    return used;
}

} // namespace

float draw_text(ImVec2 at, float width, std::string_view text, ImU32 colour, float align) {
    return fit_text(*ImGui::GetWindowDrawList(), at, width, text, colour, align, text);
}

float draw_text(ImDrawList& list, ImVec2 at, float width, std::string_view text, ImU32 colour) {
    return fit_text(list, at, width, text, colour, 0, text);
}

void show_cut_text() {
    if (!cut_text.empty() && !tooltip_shown) tooltip(cut_text, {});
    cut_text.clear();
    tooltip_shown = false;
}

namespace {

/// Marks that begin no line of Chinese, and those that end none (GB/T 15834); some stand in Latin text too.
constexpr char32_t never_first[] = {0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0xFF09,
                                    0x300B, 0x300D, 0x3011, 0x201D, 0x2019, 0x00B7, 0x2026};
constexpr char32_t never_last[] = {0xFF08, 0x300A, 0x300C, 0x3010, 0x201C, 0x2018};
constexpr std::u32string_view never_first_latin = U")]},.;:!?%", never_last_latin = U"([{";

template <size_t n> bool one_of(const char32_t (&marks)[n], char32_t c) {
    return std::find(std::begin(marks), std::end(marks), c) != std::end(marks);
}

bool letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool digit(char32_t c) { return c >= '0' && c <= '9'; }
/// Han, what stands among it, and wide forms: a line may end on either side.
bool han(char32_t c) { return c >= 0x2E80; }

/// Whether a line may end between two characters, neither of them a blank; `one`: the first is a letter by itself.
bool may_part(char32_t before, char32_t c, bool one) {
    if (!han(before) && !han(c)) return false;
    if (one_of(never_first, c) || never_first_latin.find(c) != never_first_latin.npos) return false;
    if (one_of(never_last, before) || never_last_latin.find(before) != never_last_latin.npos) return false;
    return !one || !han(c); // U盘
}

char32_t next_character(const char* at, const char* end, int& bytes) {
    unsigned int c = 0;
    bytes = std::max(1, ImTextCharFromUtf8(&c, at, end));
    return c;
}

/// Where the line that begins at `at` ends; no line end stands before `end`. Blanks behind it take no room. What no line can
/// hold is cut where it is full.
const char* line_stop(const char* at, const char* end, float width) {
    const float size = ImGui::GetFontSize();
    ImFontBaked& font = *ImGui::GetFont()->GetFontBaked(size);
    const float scale = size / font.Size;
    const char* may = at;                   // where it may end
    char32_t before = 0, before_that = ' '; // the last two characters
    float used = 0;
    for (const char* here = at; here < end;) {
        int bytes;
        const char32_t c = next_character(here, end, bytes);
        used += font.GetCharAdvance(ImWchar(c)) * scale;
        if (c == ' ') {
            const char* next = here;
            while (next < end && *next == ' ') ++next;
            int n;
            if (here > at && before != ' ' && next < end &&
                !one_of(never_first, next_character(next, end, n)))
                may = here;
        } else {
            const bool one = letter(before) && !letter(before_that) && !digit(before_that);
            if (here > at && before != ' ' && may_part(before, c, one)) may = here;
            if (used > width) return may > at ? may : here > at ? here : here + bytes;
        }
        before_that = std::exchange(before, c);
        here += bytes;
    }
    return end;
}

/// Breaks the text into lines, with room between them as print has; calls f(y, line). Returns the height.
template <class F> float lines_of(std::string_view text, float width, F f) {
    const float size = ImGui::GetFontSize(), line_high = crisp(size * 1.5f);
    const char *at = text.data(), *end = at + text.size();
    float y = 0;
    while (at < end) {
        const char* const line = std::find(at, end, '\n');
        const char* const stop = line_stop(at, line, width);
        f(y + (line_high - size) / 2, {at, size_t(stop - at)});
        y += line_high;
        at = stop;
        while (at < line && *at == ' ') ++at;
        if (at == line && at < end) ++at;
        while (at < end && *at == ' ') ++at;
    }
    return std::max(y, line_high);
}

} // namespace

size_t line_end(std::string_view text, size_t from, float width) {
    const char *at = text.data() + from, *end = std::find(at, text.data() + text.size(), '\n');
    if (at == end) return from;
    return size_t(line_stop(at, end, width) - text.data());
}

void draw_card(ImVec2 min, ImVec2 max, bool hovered, bool focused) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    min = crisp(min);
    max = crisp(max);
    list.AddRectFilled(min, max, hovered ? blend(c.card, c.tint, 0.6f) : c.card, space::radius);
    list.AddRect(min, max,
                 focused   ? c.blue
                 : hovered ? c.blue_rest
                           : c.line,
                 space::radius, 0, c.stroke + (focused ? 1.f : 0.f));
}

void draw_mark(ImVec2 min, ImVec2 max, ImU32 colour, float rounding, ImDrawFlags corners) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    min = crisp(min);
    max = crisp(max);
    list.AddRectFilled(min, max, colour, rounding, corners);
    if (const ImU32 edge = colours().mark_edge) list.AddRect(min, max, edge, rounding, corners);
}

void draw_ghost(ImVec2 min, ImVec2 max) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    min = crisp(min);
    max = crisp(max);
    list.AddRectFilled(min, max, c.ghost, 2);
    list.AddRect(min, max, c.ghost_edge, 2);
}

void draw_chosen(ImVec2 min, ImVec2 max, float rounding) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, max, c.tint, rounding);
    if (c.mark_edge) list.AddRect(min, max, c.blue, rounding, 0, c.stroke);
}

Press press(const char* id, ImVec2 min, ImVec2 size, std::string_view label, std::string_view kind,
            std::string_view value) {
    ImGui::SetCursorScreenPos(min);
    Press out;
    out.pressed = ImGui::InvisibleButton(id, {std::max(size.x, 1.f), std::max(size.y, 1.f)},
                                         ImGuiButtonFlags_EnableNav);
    out.hovered = ImGui::IsItemHovered();
    out.focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (out.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    probe_item(id, label, kind, value);
    return out;
}

float paragraph_height(std::string_view text, float width) {
    return lines_of(text, width, [](float, std::string_view) {});
}

void paragraph(std::string_view text, ImU32 colour, float width, float align) {
    if (width <= 0) width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    float widest = 0;
    const float high = lines_of(text, width, [&](float y, std::string_view line) {
        widest = std::max(widest, draw_text({at.x, at.y + y}, width, line, colour, align));
    });
    ImGui::Dummy({align > 0 ? width : widest, high});
}

bool paragraph_at(ImVec2 at, float width, int most, std::string_view text, ImU32 colour) {
    int lines = 0;
    lines_of(text, width, [&](float y, std::string_view line) {
        if (++lines > most) return;
        if (lines == most) line = {line.data(), size_t(text.data() + text.size() - line.data())};
        fit_text(*ImGui::GetWindowDrawList(), {at.x, at.y + y}, width, line, colour, 0, text);
    });
    return lines <= most;
}

void tooltip(std::string_view title, std::string_view text) {
    if (!ImGui::BeginTooltip()) return;
    tooltip_shown = true;
    {
        Typed typed(type::note);
        paragraph(title, colours().soft, 280);
    }
    if (!text.empty()) {
        Typed typed(type::body, Weight::semibold);
        paragraph(text, colours().ink, 280);
    }
    ImGui::EndTooltip();
}

} // namespace mj
