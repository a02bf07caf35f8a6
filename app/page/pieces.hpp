// What several pages are made of.
#pragma once
#include "app/page/page.hpp"
#include "app/widget/controls.hpp"

#include <algorithm>

namespace mj {

inline bool is_number(const Field& field) {
    return field.type == FieldType::count || field.type == FieldType::money;
}

inline int columns_for(float width, float least) {
    return std::max(2, int((width + space::m) / (least + space::m)));
}

/// Lays out n items in rows of `columns`, as wide as there is room or `width`, calling draw(i, size).
template <class F> void grid(int n, int columns, float high, F draw, float width = 0) {
    if (width == 0) width = ImGui::GetContentRegionAvail().x;
    const float each = (width - space::m * float(columns - 1)) / float(columns);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    for (int i = 0; i < n; ++i) {
        ImGui::SetCursorScreenPos({start.x + (each + space::m) * float(i % columns),
                                   start.y + (high + space::m) * float(i / columns)});
        draw(i, ImVec2{each, high});
    }
    const int rows = (n + columns - 1) / columns;
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({width, (high + space::m) * float(rows)});
}

/// Lays out n items of their own heights, each in the column that is the shortest so far.
template <class H, class F> void stack(int n, int columns, H high, F draw) {
    const float width = ImGui::GetContentRegionAvail().x,
                each = (width - space::m * float(columns - 1)) / float(columns);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float ends[4] = {};
    for (int i = 0; i < n; ++i) {
        const int column = int(std::min_element(ends, ends + columns) - ends);
        const ImVec2 size{each, high(i)};
        ImGui::SetCursorScreenPos({start.x + (each + space::m) * float(column), start.y + ends[column]});
        draw(i, size);
        ends[column] += size.y + space::m;
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({width, *std::max_element(ends, ends + columns)});
}

/// The tile of an indicator for the chosen year, which opens its records.
void figure_at(const PageContext& p, int indicator, ImVec2 size, bool large);
/// What the figure leaves open, by the field that is not filled in; "" when nothing.
std::string unsaid_words(const PageContext& p, int indicator, T words);
/// Opens these records; false: there are none.
bool unsaid_button(const PageContext& p, int indicator);
float title_width(std::string_view title);
/// `right`: room kept free at the end of the line.
void page_title(const PageContext& p, std::string_view title, std::string_view sentence, float right = 0);
/// The inside of a tile 76 high: a stripe of the tone, a label, a large number, faint without `some`. Returns the number's width.
float tone_tile(ImVec2 at, float width, ImU32 tone, std::string_view label, std::string_view value,
                bool some);
/// Of a page that does not scroll as a whole: its right edge is that of those that do.
float page_width(const PageContext& p);
/// True in a ledger without records: says what to do next.
/// Day and time of the last copy in the folder, or that there is none.
std::string copied_at(const PageContext& p);
bool nothing_yet(const PageContext& p);

/// Day and minute, here.
std::string local_time(const PageContext& p, int64_t at);

/// Midnight so many days before today, here.
int64_t days_ago(const Clock& clock, int days);

constexpr float button_line_high = 46;
/// A line with a name, grey words below it and a button at its end, whose id is the line's with `suffix`, at most so wide. True when pressed.
bool line_with_button(const std::string& id, std::string name, const std::string& words, ImU32 tone,
                      const char* suffix, const char* label, bool enabled, float width = FLT_MAX);

/// Today, or the last day on which a clock began or was stopped, where that is another one; false: there is nothing to choose.
bool as_of_choice(const PageContext& p, Date day);

/// Fields side by side: as many columns as fit, row by row.
struct Columns {
    explicit Columns(float least, float most = FLT_MAX) {
        room = std::min(ImGui::GetContentRegionAvail().x, most);
        count = std::max(1, int((room + space::xl) / (least + space::xl)));
        width = crisp((room - space::xl * float(count - 1)) / float(count));
        start = ImGui::GetCursorScreenPos();
    }
    /// `row`: on a line of its own.
    void begin(bool row = false) {
        if (row) n += (count - n % count) % count;
        if (n % count == 0) {
            start.y += row_high;
            row_high = 0;
        }
        ImGui::SetCursorScreenPos({start.x + (width + space::xl) * float(n % count), start.y});
        top = start.y;
        n += row ? count : 1;
    }
    void end() { row_high = std::max(row_high, ImGui::GetCursorScreenPos().y - top + space::s); }
    void finish() {
        ImGui::SetCursorScreenPos(start);
        ImGui::Dummy({room, row_high});
    }
    float room, width, row_high = 0, top = 0;
    int count, n = 0;
    ImVec2 start;
};

/// A white card of this size; what is drawn while it lives lies in it.
class Card {
  public:
    Card(const char* id, ImVec2 size);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

  private:
    ImVec2 at_, size_;
};

} // namespace mj
