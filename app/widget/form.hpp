// One field of a record to fill in, its text in the exchange form (codes by id, ISO dates, yuan, record ids).
#pragma once
#include "app/widget/draw.hpp"
#include "core/catalog/catalog.hpp"

#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mj {

struct LinkChoices {
    std::string shown; ///< the linked record's title, "" when none
    /// At most a few dozen (record id text, title) that fit what is typed.
    std::function<std::vector<std::pair<std::string, std::string>>(std::string_view)> find;
    std::function<void(const std::string&)>
        add; ///< makes a record of that name and links to it; may be missing
};

/// Label above, input, below it the problem in cinnabar or else what the text is `taken` for. True when the text changed.
/// `width` includes everything.
bool form_field(const Catalog& catalog, const Field& field, std::string& text, const std::string& problem,
                const std::string& taken, Date today, float width, const LinkChoices& links = {});

/// A label and a value to read. `pressable`: looks and works as a link.
bool read_field(const char* id, std::string_view label, std::string_view value, float width,
                bool pressable = false);

/// Likewise a text of several lines, whole.
void read_lines(const char* id, std::string_view label, std::string_view text, float width);

/// One of several (id, label) in a list that opens; true when `chosen` changed.
bool choice(const char* id, std::string_view label,
            const std::vector<std::pair<std::string, std::string>>& options, std::string& chosen,
            float width);
struct Option {
    std::string id, label;
    bool closed = false; ///< shown, not to be taken
};
/// Likewise; the options are made only while the list is open.
bool choice(const char* id, std::string_view label, const std::string& shown,
            const std::function<std::vector<Option>()>& options, std::string& chosen, float width);
/// One of a few: side by side, or as a list to choose from where they have no room. Returns the chosen one.
int segments_or_list(const char* id, std::string_view label, std::span<const char* const> labels, int chosen);
float choice_width(std::string_view shown); ///< in which it is not cut

} // namespace mj
