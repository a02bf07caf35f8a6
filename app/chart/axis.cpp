#include "app/chart/axis.hpp"

#include "app/chart/hush.hpp"
#include "app/text/texts.hpp"

#include <algorithm>

namespace mj {

bool ChartUnit::hides(int64_t amount) const { return amount == not_said || (base == 1 && too_few(amount)); }

std::string ChartUnit::text(int64_t amount) const {
    if (hides(amount)) return amount == not_said ? "—" : tr(T::few);
    return at_least(amount) + grouped(quotient(amount, 1, divisor, 1, decimals));
}

std::string ChartUnit::exact(int64_t amount) const {
    if (base_unit.empty() || hides(amount))
        return text(amount) + " " + (base_unit.empty() ? unit : base_unit);
    const int decimals = base == 100 && amount % 100 ? 2 : 0;
    return at_least(amount) + grouped(Decimal{decimals ? amount : amount / base, decimals}) + " " + base_unit;
}

std::string ChartUnit::fitted(int64_t amount, float width) const {
    std::string out = text(amount);
    if (text_width(out) <= width) return out;
    out = divisor == base && amount / base ? short_number(amount / base) : std::string();
    return text_width(out) <= width ? out : std::string();
}

int64_t nice_step(int64_t most) {
    const int64_t rough = std::max<int64_t>(1, (most + 3) / 4);
    int64_t power = 1;
    while (power * 10 <= rough) power *= 10;
    for (const int64_t factor : {1, 2, 5, 10})
        if (factor * power >= rough) return factor * power;
    return 10 * power;
}

void draw_ground(ImVec2 at, float width) {
    ImGui::GetWindowDrawList()->AddRectFilled(crisp({at.x - 2, at.y}),
                                              crisp({at.x + width + 2, at.y + ImGui::GetFontSize() + 1}),
                                              colours().card, 3);
}

void draw_amount(float middle, float top, float width, const std::string& text) {
    const float wide = text_width(text);
    draw_ground({middle - wide / 2, top - 15}, wide);
    draw_text({middle - width / 2, top - 15}, width, text, colours().ink, 0.5f);
}

Axis draw_axis(ImVec2 at, ImVec2 size, int64_t most, const ChartUnit& unit) {
    const Palette& c = colours();
    Typed typed(type::axis);
    const int64_t scaled = std::max<int64_t>(1, (most + unit.divisor - 1) / unit.divisor),
                  step = nice_step(scaled);
    const int64_t marks = (scaled + step - 1) / step;
    float left = 0;
    for (int64_t i = 0; i <= marks; ++i) left = std::max(left, text_width(grouped(Decimal{i * step, 0})));
    Axis f{at, size, crisp(left + 10), 24, 18, marks * step * unit.divisor};
    for (int64_t i = 0; i <= marks; ++i) {
        const float y = crisp(f.y(i * step * unit.divisor));
        ImGui::GetWindowDrawList()->AddLine({at.x + f.left, y}, {at.x + size.x, y}, c.hair);
        draw_text({at.x, y - 7}, f.left - 8, grouped(Decimal{i * step, 0}), c.soft, 1);
    }
    return f;
}

} // namespace mj
