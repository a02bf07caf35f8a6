#include "app/chart/mark_words.hpp"

namespace mj {

int64_t sum_of(std::span<const Mark> marks, const ChartUnit& unit) {
    int64_t out = 0;
    for (const Mark& mark : marks) out = plus(out, unit.drawn(mark.now));
    return out;
}

std::string share_text(int64_t part, int64_t whole) { return grouped(percent(part, whole)) + "%"; }

std::vector<std::string> share_texts(std::span<const Mark> marks, const ChartUnit& unit) {
    std::vector<int64_t> parts;
    for (const Mark& mark : marks) parts.push_back(unit.drawn(mark.now));
    std::vector<std::string> out;
    for (const Decimal& share : shares_of(parts))
        out.push_back(unit.hides(marks[out.size()].now) ? std::string() : grouped(share) + "%");
    return out;
}

std::string change_words(int64_t now, int64_t before, const ChartUnit& unit) {
    return unit.hides(now) || unit.hides(before) ? std::string() : change_text(change_of(now, before));
}

void mark_tip(std::string_view label, int64_t now, int64_t before, std::string_view share,
              const ChartUnit& unit, std::string_view change) {
    std::string words = unit.exact(now);
    if (!share.empty()) words += " · " + tr(T::board_share, {std::string(share)});
    if (before >= 0) words += "\n" + tr(T::board_before, {unit.exact(before)});
    if (before > 0) words += "  " + (change.empty() ? change_words(now, before, unit) : std::string(change));
    tooltip(label, words);
}

void chart_empty(ImVec2 at, ImVec2 size) {
    draw_text({at.x, at.y + size.y / 2 - 8}, size.x, tr(masking() ? T::chart_few : T::chart_none),
              colours().soft, 0.5f);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
}

ChartUnit short_unit(int64_t most, const char* base, bool fen) {
    const int64_t one = fen ? 100 : 1;
    ChartUnit out{one, 0, base, one, base};
    const auto [small, large] = scales();
    if (most >= large * one)
        out = {large * one, 2, fen ? tr(T::unit_yi) : tr(T::unit_yi_count), one, base};
    else if (most >= 100'000 * one)
        out = {small * one, fen ? 0 : 1, fen ? tr(T::unit_wan) : tr(T::unit_wan_count), one, base};
    return out;
}

} // namespace mj
