#include "app/page/checks.hpp"

#include "app/page/pieces.hpp"

namespace mj {
namespace {

constexpr float check_high = 30;

void check_row(const PageContext& p, int index, ImVec2 at, ImVec2 size) {
    const Palette& c = colours();
    const Check& check = p.catalog.checks[size_t(index)];
    const CheckResult& result = p.derived.checks(p.state.year)[size_t(index)];
    const bool holds = result.broken.empty();
    const std::string looked = grouped(int64_t(result.looked)),
                      words = holds ? tr(T::check_holds, {looked})
                                    : tr(T::check_broken, {grouped(int64_t(result.broken.size())), looked});
    const Press line =
        press(("check." + check.id).c_str(), at, size, words, "check", holds ? "holds" : "broken");
    if (line.hovered || line.focused)
        ImGui::GetWindowDrawList()->AddRectFilled({at.x - 6, at.y}, {at.x + size.x + 6, at.y + size.y},
                                                  c.tint, 4);
    const float y = at.y + (size.y - ImGui::GetFontSize()) / 2 - 1;
    draw_text({at.x, y}, 18, holds ? "✓" : "✗", holds ? c.jade : c.cinnabar);
    const float used = draw_text({at.x + 20, y}, size.x - 20, words, holds ? c.soft : c.cinnabar, 1);
    draw_text({at.x + 20, y}, size.x - 20 - used - space::m, pick(check.name), c.ink);
    if (line.hovered) tooltip(pick(check.name), words);
    if (line.pressed) p.queue.push(act::OpenCheck{index, !holds});
}

} // namespace

std::string checks_verdict(const PageContext& p) {
    int agree = 0, differ = 0;
    for (const CheckResult& result : p.derived.checks(p.state.year)) {
        differ += !result.broken.empty();
        agree += result.broken.empty() && result.looked > 0;
    }
    if (differ) return tr(T::checks_differ, {std::to_string(differ)});
    return agree ? tr(T::checks_agree, {std::to_string(agree)}) : tr(T::check_empty);
}

void draw_checks(const PageContext& p) {
    const auto& results = p.derived.checks(p.state.year);
    std::vector<int> shown; // what found nothing to look at says nothing
    for (int i = 0; i < int(results.size()); ++i)
        if (results[size_t(i)].looked || !results[size_t(i)].broken.empty()) shown.push_back(i);
    if (shown.empty()) return;
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = width > 860 ? 2 : 1, count = int(shown.size()),
              rows = (count + columns - 1) / columns;
    {
        const Card card("checks", {width, 56 + check_high * float(rows)});
        heading(tr(T::identities), checks_verdict(p) + " · " + tr(T::drafts_count));
        const ImVec2 start = crisp(ImGui::GetCursorScreenPos());
        const float gap = 2 * space::xl,
                    each = (ImGui::GetContentRegionAvail().x - gap * float(columns - 1)) / float(columns);
        for (int i = 0; i < count; ++i)
            check_row(p, shown[size_t(i)],
                      {start.x + (each + gap) * float(i / rows), start.y + check_high * float(i % rows)},
                      {each, check_high});
    }
    ImGui::Dummy({1, space::xs});
}

} // namespace mj
