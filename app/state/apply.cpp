#include "app/state/apply.hpp"

#include "app/state/typed.hpp"

#include <algorithm>

namespace mj {

bool Apply::written() const {
    return std::any_of(texts.begin(), texts.end(), [](const std::string& t) { return !t.empty(); });
}

bool Apply::begun() const { return !asked.empty() || !digits.empty() || !receipt.empty() || written(); }

/// Whoever gives a number gives all of it; words will do as well ("by way of the foreman").
bool can_be_called(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits == 0 || digits >= 7;
}

std::optional<Application> application_of(const Catalog& catalog, Apply& apply, Date today) {
    Application out{catalog.offices.front().id, guide_with_form(catalog), today, {}};
    const auto& asked = catalog.guides[size_t(out.guide)].form.asked;
    apply.texts.resize(asked.size());
    apply.problems.assign(asked.size(), std::nullopt);
    bool whole = true;
    for (size_t i = 0; i < asked.size(); ++i) {
        auto value = typed_value(catalog, asked[i].shown, apply.texts[i], today);
        if (!value)
            apply.problems[i] = value.problem();
        else if (asked[i].phone && !can_be_called(apply.texts[i]))
            apply.problems[i] = Problem{say(Said::phone_short), say(Said::at_some_field, asked[i].shown.id),
                                        say(Said::seven_digits)};
        else if (value->index() != 0)
            out.values.push_back({asked[i].field, std::move(*value)});
        else if (asked[i].shown.required)
            apply.problems[i] = Problem{say(Said::required), say(Said::at_some_field, asked[i].shown.id)};
        whole = whole && !apply.problems[i];
    }
    return whole ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace mj
