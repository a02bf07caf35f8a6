#include "app/page/checks.hpp"

#include "app/page/pieces.hpp"

namespace mj {
namespace {

constexpr float row_high = 30;

std::string equation(const Check& check, const CheckResult& result) {
    std::string out;
    for (const Decimal& part : result.parts) out += (out.empty() ? "" : " + ") + grouped(part);
    const bool agrees = result.word == CheckResult::Word::agrees;
    const char* sign = check.at_most ? (agrees ? " ≤ " : " > ") : agrees ? " = " : " ≠ ";
    return out + sign + grouped(result.whole);
}

void row(const PageContext& p, const Check& check, const CheckResult& result, ImVec2 size) {
    const Palette& c = colours();
    using Word = CheckResult::Word;
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const std::string words =
        result.word == Word::empty ? std::string(tr(T::check_empty)) : equation(check, result);
    const char* state = result.word == Word::agrees    ? "holds"
                        : result.word == Word::differs ? "broken"
                                                       : "empty";
    const Press line = press(("check." + check.id).c_str(), at, size, words, "check", state);
    if (line.hovered || line.focused)
        ImGui::GetWindowDrawList()->AddRectFilled({at.x - 6, at.y}, {at.x + size.x + 6, at.y + size.y},
                                                  c.tint, 4);
    const float y = at.y + (size.y - ImGui::GetFontSize()) / 2 - 1;
    const bool differs = result.word == Word::differs;
    draw_text({at.x, y}, 18,
              differs                       ? "✗"
              : result.word == Word::agrees ? "✓"
                                            : "·",
              differs                       ? c.cinnabar
              : result.word == Word::agrees ? c.jade
                                            : c.soft);
    const float used = draw_text({at.x + 20, y}, size.x - 20, words, differs ? c.cinnabar : c.soft, 1);
    draw_text({at.x + 20, y}, size.x - 20 - used - space::m, pick(check.name), c.ink);
    if (line.pressed) p.queue.push(act::OpenFigure{check.whole});
}

} // namespace

std::string checks_verdict(const PageContext& p) {
    const auto& results = p.derived.checks(p.state.year);
    const auto count = [&](CheckResult::Word word) {
        return std::count_if(results.begin(), results.end(), [&](const auto& r) { return r.word == word; });
    };
    const auto differ = count(CheckResult::Word::differs), agree = count(CheckResult::Word::agrees);
    if (differ) return tr(T::checks_differ, {std::to_string(differ)});
    return agree ? tr(T::checks_agree, {std::to_string(agree)}) : tr(T::check_empty);
}

void draw_checks(const PageContext& p) {
    const auto& results = p.derived.checks(p.state.year);
    if (results.empty()) return;
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = width > 860 ? 2 : 1, rows = (int(results.size()) + columns - 1) / columns;
    {
        const Card card("checks", {width, 56 + row_high * float(rows)});
        heading(tr(T::identities), checks_verdict(p));
        const ImVec2 start = ImGui::GetCursorScreenPos();
        const float gap = 2 * space::xl,
                    each = (ImGui::GetContentRegionAvail().x - gap * float(columns - 1)) / float(columns);
        for (int i = 0; i < int(results.size()); ++i) {
            ImGui::SetCursorScreenPos(
                {start.x + (each + gap) * float(i / rows), start.y + row_high * float(i % rows)});
            row(p, p.catalog.checks[size_t(i)], results[size_t(i)], {each, row_high});
        }
    }
    ImGui::Dummy({1, space::xs});
}

} // namespace mj
