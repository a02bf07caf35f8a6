// Every sentence on the screen by key, in both languages, and how numbers and dates are written in them.
#pragma once
#include "core/base/date.hpp"
#include "core/catalog/catalog.hpp"
#include "core/indicator/figures.hpp"

namespace mj {

enum class Language : uint8_t { zh, en };
Language language();
void set_language(Language language);
const char* language_tag(Language language); ///< "zh-CN", "en"

enum class T : uint16_t {
#define X(key, zh, en) key,
#include "app/text/texts.def"
#undef X
    count
};

const char* tr(T key);
const char* tr_in(Language language, T key);
/// tr() with {0}, {1} … replaced.
std::string tr(T key, std::initializer_list<std::string> values);
const std::string& pick(const Name& name);
/// While others look on: every text that the catalogue does not open to the public is dots, and whatever is personal.
bool masking();
void set_masking(bool on);
/// While it lives nothing is dots: for what a person may know of his own matter.
class Unmasked {
  public:
    Unmasked() : was_(masking()) { set_masking(false); }
    ~Unmasked() { set_masking(was_); }
    Unmasked(const Unmasked&) = delete;
    Unmasked& operator=(const Unmasked&) = delete;

  private:
    bool was_;
};

/// Before the public a count of fewer is not said: it might name somebody.
constexpr int64_t fewest_said = 3;
bool too_few(int64_t count); ///< to be said now
bool too_few(const Figure& figure);
/// Whether the catalogue lets the public read what stands in the field.
bool for_the_public(const Field& field);

const char* at_least(int64_t sum);         ///< "≥" of a sum that has stopped growing (sum_limit), else ""
std::string grouped(int64_t n);            ///< of a count: 1,015; with at_least(), and too_few()
std::string grouped(const Decimal& value); ///< 103.66, 6,187
/// What large numbers are divided by to be short: 万 and 亿, k and M.
struct Scales {
    int64_t small, large;
};
Scales scales();
std::string short_number(int64_t n);             ///< 1.2万, 3.4亿 / 12.3k, 340M; small ones as they are
std::string yuan(int64_t fen);                   ///< "1,234.56 元" / "¥1,234.56"; with at_least()
std::string long_date(Date date);                ///< 2023年5月6日 / 6 May 2023; "" when missing
const char* month_name(int month);               ///< 1..12: 1月 / Jan
const char* weekday_name(int weekday);           ///< 0..6: 一 / Mon
std::string clock_time(int64_t local_seconds);   ///< 14:02
std::string clock_second(int64_t local_seconds); ///< 14:02:09
/// "+8.2%", "−3.0%", "+2 个百分点"; "—" when it cannot be said.
std::string change_text(const Comparison& comparison);
/// As it is published: "6,000+" for figures above a bound is not invented here; the exact value is shown.
std::string figure_text(const Figure& figure);
/// The same where there is little room: short_number() of it.
std::string figure_brief(const Figure& figure);
/// A cell for reading: codes by name, yes/no in words, dates, yuan; dots while masking() hides it. Links need the
/// ledger and are not for this.
std::string cell_text(const Catalog& catalog, const Field& field, const Value& value);

} // namespace mj
