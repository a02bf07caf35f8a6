#include "app/page/guide_words.hpp"

#include "app/text/texts.hpp"

namespace mj {

std::string channels_words(const Catalog& catalog, const Guide& guide) {
    std::string out;
    for (const int code : guide.channels)
        out += (out.empty() ? "" : tr(T::list_and)) +
               pick(catalog.code_lists[size_t(guide.list)].codes[size_t(code)].name);
    return out;
}

std::string limit_words(const ClockRule& rule) {
    return tr(rule.working ? T::rights_working : T::rights_calendar, {std::to_string(rule.limit)});
}

std::string own_words(const Guide::Own& own) { return pick(own.name) + tr(T::unit_behind, {own.source}); }

std::string bring_words(const Guide& guide) {
    std::string out;
    for (const Name& name : guide.bring) out += (out.empty() ? "" : tr(T::bring_and)) + pick(name);
    return out.empty() ? out : tr(T::rights_bring, {out});
}

std::string where_words(const Catalog& catalog, const Guide& guide) {
    if (guide.window < 0) return {};
    const ServiceWindow& window = catalog.offices.front().windows[size_t(guide.window)];
    return tr(T::rights_where, {pick(window.name), pick(window.address), pick(window.hours), window.phone});
}

std::string guide_words(const Catalog& catalog, const Guide& guide) {
    std::string out = pick(guide.name) + "\n" + pick(guide.text);
    const auto line = [&out](const std::string& words) {
        if (!words.empty()) out += "\n" + words;
    };
    line(bring_words(guide));
    for (const Guide::Own& own : guide.own) line(own_words(own));
    for (const int clock : guide.clocks) {
        const ClockRule& rule = catalog.clocks[size_t(clock)];
        line(pick(rule.name) + tr(T::colon) + limit_words(rule));
    }
    line(where_words(catalog, guide));
    line(pick(catalog.offices.front().name));
    return out;
}

} // namespace mj
