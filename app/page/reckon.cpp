// What somebody whose employer owes him may claim, reckoned from a few numbers: with fingers at a stand, or on a keyboard.
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/widget/finger.hpp"
#include "core/reckon/claims.hpp"

namespace mj {
namespace {

constexpr float fact_high = 58, key_high = 48;
constexpr T fact_names[] = {T::reckon_monthly,     T::reckon_local,     T::reckon_years,   T::reckon_months,
                            T::reckon_owed_months, T::reckon_owed_days, T::reckon_workday, T::reckon_restday,
                            T::reckon_holiday,     T::reckon_leave};
constexpr const char* fact_ids[] = {"monthly",   "local",   "years",   "months",  "owed_months",
                                    "owed_days", "workday", "restday", "holiday", "leave"};

void fact(const PageContext& p, int i, ImVec2 size) {
    const Palette& c = colours();
    const Reckon& reckon = p.state.reckon;
    const std::string& text = reckon.texts[size_t(i)];
    const bool chosen = reckon.chosen == i;
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const Press box =
        press((std::string("fact.") + fact_ids[i]).c_str(), at, size, tr(fact_names[i]), "field", text);
    draw_card(at, {at.x + size.x, at.y + size.y}, box.hovered, box.focused || chosen);
    const float inner = size.x - 2 * space::s;
    draw_text({at.x + space::s, at.y + 5}, inner, tr(fact_names[i]), chosen ? c.blue : c.soft);
    const bool hint = text.empty() && i == Reckon::local;
    Typed typed(hint ? type::body : type::title, Weight::semibold);
    const std::string shown = hint ? tr(T::reckon_optional) : text + (chosen ? "_" : "");
    draw_text({at.x + space::s, at.y + 28}, inner, shown, hint ? c.faint : c.ink);
    if ((box.pressed || box.focused) && !chosen) // Tab goes from one to the next
        p.queue.push(act::ReckonField{i});
}

/// Three keys a line, and the same on a keyboard.
void pad(const PageContext& p, float width) {
    constexpr char keys[] = "123456789.0<";
    const float each = (width - 2 * space::s) / 3;
    const bool typing = !ImGui::GetIO().WantTextInput &&
                        !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    const auto down = [&](ImGuiKey one, ImGuiKey other) {
        return typing && (ImGui::IsKeyPressed(one) || ImGui::IsKeyPressed(other));
    };
    for (int i = 0; i < 12; ++i) {
        const char key = keys[i];
        const bool digit = key >= '0' && key <= '9';
        const std::string name = digit        ? std::string(1, key)
                                 : key == '.' ? "point"
                                              : "erase",
                          label = key == '<' ? tr(T::pin_erase) : std::string(1, key);
        const bool finger = finger_button(("reckon." + name).c_str(), label.c_str(), false, each, key_high);
        const bool typed =
            digit        ? down(ImGuiKey(ImGuiKey_0 + (key - '0')), ImGuiKey(ImGuiKey_Keypad0 + (key - '0')))
            : key == '.' ? down(ImGuiKey_Period, ImGuiKey_KeypadDecimal)
                         : down(ImGuiKey_Backspace, ImGuiKey_Delete);
        if (i % 3 < 2) ImGui::SameLine(0, space::s);
        if (finger || typed) p.queue.push(act::ReckonKey{key});
    }
    if (finger_button("reckon.clear", tr(T::reckon_clear), false, width, key_high))
        p.queue.push(act::ClearReckon{});
}

struct Claim {
    const char* id;
    T name;
    int64_t amount;
    std::string how;
    T article;
};

std::vector<Claim> claims(const Reckon& reckon, const Claims& c, int64_t monthly) {
    const std::string wage = yuan(monthly);
    const auto text = [&](Reckon::Fact of) { return reckon.texts[of].empty() ? "0" : reckon.texts[of]; };
    std::vector<Claim> out;
    const auto add = [&](const char* id, T name, int64_t amount, std::string how, T article) {
        if (amount > 0) out.push_back({id, name, amount, std::move(how), article});
    };
    const auto overtime = [&](Reckon::Fact of, const char* percent) {
        return tr(T::reckon_overtime_how, {wage, text(of), percent});
    };
    add("owed", T::reckon_owed, c.owed,
        tr(T::reckon_owed_how, {wage, text(Reckon::owed_months), text(Reckon::owed_days)}),
        T::reckon_owed_article);
    add("workday", T::reckon_workday_is, c.workday, overtime(Reckon::workday, "150"),
        T::reckon_workday_article);
    add("restday", T::reckon_restday_is, c.restday, overtime(Reckon::restday, "200"),
        T::reckon_restday_article);
    add("holiday", T::reckon_holiday_is, c.holiday, overtime(Reckon::holiday, "300"),
        T::reckon_holiday_article);
    add("leave", T::reckon_leave_is, c.leave, tr(T::reckon_leave_how, {wage, text(Reckon::leave)}),
        T::reckon_leave_article);
    if (!c.severance) return out;
    std::string n = tr(T::reckon_n_how, {yuan(c.base), Decimal{c.halves * 5, 1}.text()});
    if (c.capped) n += "\n" + std::string(tr(T::reckon_capped));
    add("n", T::reckon_n, c.severance, std::move(n), T::reckon_n_article);
    add("n1", T::reckon_n1, c.with_notice, tr(T::reckon_n1_how, {yuan(c.severance), wage}),
        T::reckon_n1_article);
    add("2n", T::reckon_2n, c.doubled, tr(T::reckon_2n_how, {yuan(c.severance)}), T::reckon_2n_article);
    return out;
}

/// A line of the sums that are to be seen while one types.
void sum_line(const char* id, T name, int64_t amount, float width) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const std::string words = yuan(amount);
    float used;
    {
        Typed typed(type::title, Weight::semibold);
        used = draw_text({at.x, at.y + 2}, width, words, amount ? colours().ink : colours().faint, 1);
    }
    draw_text({at.x, at.y + 8}, width - used - space::s, tr(name), colours().soft);
    probe_note(id, tr(name), "total", at, {at.x + width, at.y + 30}, words);
    ImGui::Dummy({width, 32});
}

void claim(const Claim& of, float width) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const std::string amount = yuan(of.amount);
    float used;
    {
        Typed typed(type::title, Weight::semibold);
        used = draw_text({at.x, at.y + 8}, width, amount, c.ink, 1);
        draw_text({at.x, at.y + 8}, width - used - space::m, tr(of.name), c.ink);
    }
    probe_note(std::string("claim.") + of.id, tr(of.name), "total", at, {at.x + width, at.y + 38}, amount);
    ImGui::SetCursorScreenPos({at.x, at.y + 40});
    paragraph(of.how, c.ink, width);
    paragraph(tr(of.article), c.soft, width);
    ImGui::Dummy({width, space::s});
    const float y = ImGui::GetCursorScreenPos().y;
    ImGui::GetWindowDrawList()->AddLine({at.x, y}, {at.x + width, y}, c.hair);
    ImGui::Dummy({width, space::s});
}

} // namespace

void draw_reckon(const PageContext& p) {
    page_title(p, tr(T::nav_reckon), tr(T::reckon_sentence));
    const Reckon& reckon = p.state.reckon;
    const WorkFacts facts = reckon.facts();
    const Claims sums = claims_of(facts);
    const float width = std::min(ImGui::GetContentRegionAvail().x, space::page), aside = 216;
    const bool beside = width > 2.4f * aside;
    const float left = beside ? width - aside - space::l : width;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::BeginGroup();
    grid(
        Reckon::count, 2, fact_high, [&](int i, ImVec2 size) { fact(p, i, size); }, left);
    ImGui::EndGroup();
    const float below = ImGui::GetCursorScreenPos().y;
    if (beside) ImGui::SetCursorScreenPos({start.x + left + space::l, start.y});
    ImGui::BeginGroup();
    pad(p, beside ? aside : width);
    sum_line("sum.wages", T::reckon_wages,
             sums.owed + sums.workday + sums.restday + sums.holiday + sums.leave, beside ? aside : width);
    sum_line("sum.severance", T::reckon_n, sums.severance, beside ? aside : width);
    ImGui::EndGroup();
    ImGui::SetCursorScreenPos({start.x, std::max(below, ImGui::GetCursorScreenPos().y) + space::m});
    if (!facts.monthly) paragraph(tr(T::reckon_first), colours().soft, width);
    for (const Claim& of : claims(reckon, sums, facts.monthly)) claim(of, width);
    paragraph(tr(T::reckon_note), colours().soft, width);
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
