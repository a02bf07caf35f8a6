#include "app/page/story.hpp"

#include "app/page/pieces.hpp"
#include "app/widget/form.hpp"

#include <algorithm>

namespace mj {
namespace {

T event_verb(const Event& event) {
    switch (event.cause) {
    case Cause::undo: return event.kind == Edit::Kind::add ? T::story_restored : T::story_undo;
    case Cause::redo: return T::story_redo;
    case Cause::merge: return T::story_merge;
    case Cause::replace: return T::story_replace;
    case Cause::withdraw: return T::story_withdraw;
    case Cause::edit: break;
    }
    return event.kind == Edit::Kind::add      ? T::story_add
           : event.kind == Edit::Kind::remove ? T::story_remove
                                              : T::story_update;
}

std::string event_text(const PageContext& p, int r, const Event& event) {
    const Register& reg = p.catalog.registers[size_t(r)];
    std::string out;
    for (const Event::Altered& altered : event.fields) {
        const bool state = altered.field < 0;
        const auto shown = [&](const Value& value) { return value_words(p, r, altered.field, value); };
        const std::string name = state ? tr(T::field_state) : pick(reg.fields[size_t(altered.field)].name);
        if (!out.empty()) out += tr(T::story_join);
        out += altered.from.index() ? tr(T::story_field, {name, shown(altered.from), shown(altered.to)})
                                    : tr(T::story_first, {name, shown(altered.to)});
    }
    return out;
}

} // namespace

void draw_story(const PageContext& p, const Place& place) {
    constexpr size_t most = 20;
    ImGui::Dummy({1, space::m});
    heading(tr(T::story));
    ImGui::Dummy({1, space::s});
    const auto& events = p.derived.story(p.keeper.chronicle(), place.reg, place.record);
    const float width = ImGui::GetContentRegionAvail().x;
    for (size_t i = 0; i < std::min(events.size(), most); ++i) {
        std::string label =
            (events[i].at ? local_time(p, events[i].at) + "  " : std::string()) + tr(event_verb(events[i]));
        const Byline& by = events[i].by;
        for (const std::string* text : {&by.file, &by.sheet, &by.who})
            if (!text->empty()) label += " · " + *text;
        read_field(("story." + std::to_string(i)).c_str(), label, event_text(p, place.reg, events[i]), width);
    }
    if (events.size() > most)
        paragraph(tr(T::story_more, {grouped(int64_t(events.size() - most))}), colours().soft);
    if (events.empty()) paragraph(tr(T::story_none), colours().soft);
}

} // namespace mj
