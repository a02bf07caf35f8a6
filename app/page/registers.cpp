// All registers with how many records each holds.
#include "app/page/page.hpp"
#include "app/widget/controls.hpp"

#include <algorithm>

namespace mj {

void draw_registers(const PageContext& p) {
    {
        Typed typed(type::title, Weight::semibold);
        draw_text(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x, tr(T::registers_title),
                  colours().ink);
        ImGui::Dummy({1, 30});
    }
    paragraph(tr(T::registers_sentence,
                 {std::to_string(p.catalog.registers.size()), grouped(int64_t(p.ledger.records()))}),
              colours().soft);
    ImGui::Dummy({1, space::s});
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = std::max(2, int(width / (p.narrow ? 170 : 220)));
    const float each = crisp((width - space::m * float(columns - 1)) / float(columns)), high = 76;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const int n = int(p.catalog.registers.size());
    for (int i = 0; i < n; ++i) {
        const Register& reg = p.catalog.registers[size_t(i)];
        const ImVec2 at = crisp(ImVec2{start.x + (each + space::m) * float(i % columns),
                                       start.y + (high + space::m) * float(i / columns)});
        const std::string count = grouped(int64_t(p.ledger.table(i).records()));
        const Press press_ =
            press(("register." + reg.id).c_str(), at, {each, high}, pick(reg.name), "register", count);
        draw_card(at, {at.x + each, at.y + high}, press_.hovered, press_.focused);
        draw_text({at.x + space::l, at.y + 12}, each - 2 * space::l, pick(reg.name), colours().ink);
        Typed typed(20, Weight::semibold);
        draw_text({at.x + space::l, at.y + 36}, each - 2 * space::l, count,
                  count == "0" ? colours().soft : colours().blue);
        if (press_.pressed) p.queue.push(act::OpenRegister{i});
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({width, (high + space::m) * float((n + columns - 1) / columns)});
}

} // namespace mj
