#include "app/page/list_words.hpp"

#include "app/page/board_words.hpp"
#include "app/page/pieces.hpp"
#include "app/state/name.hpp"
#include "app/state/question_words.hpp"
#include "app/text/period_words.hpp"

namespace mj {

std::string list_words(const PageContext& p) {
    const ListFilter& filter = p.state.history.current().filter;
    const std::string period = period_words(p.asked());
    if (const auto* figure = std::get_if<FigureFilter>(&filter)) {
        const Indicator& indicator = p.catalog.indicators[size_t(figure->indicator)];
        const std::string part = figure->unsaid ? unsaid_words(p, figure->indicator, T::figure_unsaid)
                                 : figure->rest ? tr(T::part_rest_words)
                                                : pick(indicator.part(figure->bottom).sentence);
        return tr(T::filter_figure, {pick(indicator.name) + " · " + part, period});
    }
    if (const auto* cell = std::get_if<CellFilter>(&filter)) {
        const Chart& chart = p.derived.charts()[size_t(cell->chart)];
        const Register& reg = p.catalog.registers[size_t(chart.by.reg)];
        std::string words = pick(reg.name);
        if (cell->code > 0)
            words += " · " + pick(p.catalog.code_lists[size_t(reg.fields[size_t(chart.by.code)].codes)]
                                      .codes[size_t(cell->code - 1)]
                                      .name);
        if (cell->code == 0) words += std::string(" · ") + tr(T::chart_unknown);
        if (cell->month >= 0) words += std::string(" · ") + month_name(cell->month + 1);
        return tr(T::filter_figure, {words, period});
    }
    if (const auto* of = std::get_if<CheckFilter>(&filter)) {
        const std::string name = pick(p.catalog.checks[size_t(of->check)].name);
        return tr(T::filter_figure, {of->broken ? tr(T::check_broken_rows, {name}) : name, period});
    }
    if (const auto* board = std::get_if<BoardFilter>(&filter)) {
        const std::string words = choice_words(p.catalog, p.state.history.current().reg, *board);
        return words.empty() ? period : tr(T::filter_figure, {words, period});
    }
    if (const auto* of = std::get_if<AheadFilter>(&filter))
        return of->early ? tr(T::early_filter, {std::to_string(first_year)}) : tr(T::ahead_filter);
    if (const auto* of = std::get_if<StateFilter>(&filter)) return tr(state_text(of->state));
    if (const auto* of = std::get_if<SettledFilter>(&filter))
        return tr(T::clock_rate_rows,
                  {pick(p.catalog.clocks[size_t(of->rule)].name), std::to_string(p.state.year)});
    if (const auto* asked = std::get_if<AskedFilter>(&filter))
        return question_words(p.ledger, asked->question);
    if (const auto* link = std::get_if<LinkFilter>(&filter)) {
        const Field& field =
            p.catalog.registers[size_t(p.state.history.current().reg)].fields[size_t(link->field)];
        return tr(T::filter_link, {pick(field.name), record_name(p.ledger, field.target, link->to)});
    }
    return {};
}

} // namespace mj
