#include "app/state/reckon.hpp"

#include <algorithm>

namespace mj {
namespace {

struct Kind {
    size_t digits;   ///< before the point
    size_t decimals; ///< behind it
};

Kind kind_of(int fact) {
    switch (fact) {
    case Reckon::monthly:
    case Reckon::local: return {7, 2};
    case Reckon::years: return {2, 1};
    case Reckon::months: return {2, 0};
    case Reckon::workday:
    case Reckon::restday:
    case Reckon::holiday: return {4, 1};
    default: return {3, 1};
    }
}

constexpr int64_t most_months = 11; // the twelfth is a year

/// In units of its last decimal.
int64_t units_of(const std::string& text, size_t decimals) {
    int64_t out = 0;
    size_t behind = 0;
    bool point = false;
    for (const char c : text) {
        if (c == '.') point = true;
        if (c < '0' || c > '9') continue;
        out = out * 10 + (c - '0');
        behind += point;
    }
    for (; behind < decimals; ++behind) out *= 10;
    return out;
}

} // namespace

void Reckon::take(char key) {
    std::string& text = texts[size_t(chosen)];
    const Kind kind = kind_of(chosen);
    const size_t point = text.find('.');
    if (key == '<') {
        if (!text.empty()) text.pop_back();
    } else if (key == '.') {
        if (kind.decimals && point == text.npos) text += text.empty() ? "0." : ".";
    } else if (key >= '0' && key <= '9') {
        if (text == "0") text.clear(); // nobody writes 07
        const bool room =
            point == text.npos ? text.size() < kind.digits : text.size() - point - 1 < kind.decimals;
        if (!room) return;
        text += key;
        if (chosen == months && units_of(text, 0) > most_months) text.pop_back();
    }
}

bool Reckon::written() const {
    return std::any_of(texts.begin(), texts.end(), [](const std::string& t) { return !t.empty(); });
}

WorkFacts Reckon::facts() const {
    const auto units = [&](Fact fact) { return units_of(texts[fact], kind_of(fact).decimals); };
    WorkFacts out;
    out.monthly = units(monthly), out.local = units(local);
    const int64_t tenths = units(years); // three and a half years are three years and six months
    out.years = tenths / 10, out.months = units(months) + tenths % 10 * 12 / 10;
    out.owed_months = units(owed_months), out.owed_days = units(owed_days);
    out.workday = units(workday), out.restday = units(restday), out.holiday = units(holiday);
    out.leave = units(leave);
    return out;
}

} // namespace mj
