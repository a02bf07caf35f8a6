// One JSON object of a catalogue file, read key by key; every error names file, row and key.
#pragma once
#include "core/base/shown.hpp"
#include "core/catalog/catalog.hpp"

#include <nlohmann/json.hpp>
#include <set>

namespace mj::catalog_file {

using Json = nlohmann::json;

/// Where each id of a list stands first.
using Seen = std::map<std::string, std::string>;

/// "registers-disputes.json: registers[2] mediation", as shown() makes it.
struct Place {
    std::string text;
    std::vector<Problem>* problems;
    Seen* seen = nullptr; ///< of the list a row belongs to
    Place at(const std::string& key) const { return {text + ": " + shown(key, longest_quote), problems}; }
    bool full() const { return problems->size() >= most_problems; }
    void bad(Saying what, Saying fix) const {
        if (!full()) problems->push_back({std::move(what), say(Said::in_named, text), std::move(fix)});
    }
    void bad(SaidWith<0> what, SaidWith<0> fix) const { bad(say(what), say(fix)); }
    /// What only whoever writes a catalogue can get wrong, and reads in English.
    void bad(std::string_view what, const Saying& fix) const { bad(say(Said::words, what), fix); }
    void bad(std::string_view what, std::string_view fix) const { bad(what, say(Said::words, fix)); }
    static constexpr size_t most_problems = 100; ///< nobody reads more, and a file may have a million
};

/// Parses `text`; false after a problem that says where. Keys that stand twice in one object are problems too.
bool read_json(const std::string& text, const Place& place, Json& out);

enum class IdKind : uint8_t {
    plain,  ///< registers, fields, lists, offices: lower-case letters, digits and _, a letter first
    code,   ///< letters, digits and _
    dotted, ///< indicators: plain ids joined by dots
    clause, ///< numbers joined by dots
};

class Row {
  public:
    Row(const Json& json, Place place);
    ~Row(); ///< Reports the keys nobody asked for: a typo must not pass in silence.
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    const Place& place() const { return place_; }
    bool has(const char* key);
    std::string text(const char* key,
                     bool required = true);      ///< when present neither empty nor with hidden characters
    std::string id(IdKind kind = IdKind::plain); ///< key id; empty after a problem
    int64_t number(const char* key, int64_t otherwise, int64_t least, int64_t most);
    bool flag(const char* key); ///< false when absent
    std::vector<std::string> texts(const char* key);
    Name name(); ///< keys zh and en
    Name name_at(const char* key, bool required);
    const Json* object(const char* key, bool required);
    const Json* array(const char* key); ///< may be absent

  private:
    const Json* find(const char* key);
    const Json& json_;
    Place place_;
    std::set<std::string> asked_;
};

/// Calls f(row) for each object of an array, its place named by position and id. `seen`: of a list that goes on in
/// several arrays.
template <class F>
void each_row(const Json& array, const Place& parent, const char* what, F f, Seen* seen = nullptr) {
    Seen own;
    for (size_t i = 0; i < array.size(); ++i) {
        std::string name = std::string(what) + "[" + std::to_string(i) + "]";
        if (array[i].is_object() && array[i].contains("id") && array[i]["id"].is_string())
            name += " " + array[i]["id"].get<std::string>();
        Place place = parent.at(name);
        place.seen = seen ? seen : &own;
        if (!array[i].is_object()) {
            place.bad(Said::object_expected, Said::write_object);
            continue;
        }
        Row row(array[i], place);
        f(row);
    }
}

/// Whether no row of the list had this id before; else a problem that names the first.
bool fresh(const std::string& id, const Place& place);

/// What to do about an id that nothing has: say which one was meant, if one is near, else `otherwise`.
Saying meant(std::string_view id, const std::vector<std::string_view>& known, std::string_view otherwise);
template <class T>
Saying meant(std::string_view id, const std::vector<T>& items, std::string_view otherwise) {
    std::vector<std::string_view> known;
    for (const T& item : items) known.push_back(item.id);
    return meant(id, known, otherwise);
}

/// The position of a register, or -1 with a problem; none for an id that is missing, which has been said.
int register_of(const Catalog& catalog, const std::string& id, const Place& place);
/// The position of a field of one of the given types (of any, when none is given), or -1 with a problem.
int field_of(const Register& reg, const std::string& id, std::initializer_list<FieldType> types,
             const Place& place);
/// The conditions of key "where", or of `key`; none when it is absent.
std::vector<Condition> read_where(const Json* where, const Register& reg, const Catalog& catalog,
                                  const Place& place, const char* key = "where");
/// How its records belong to a period: key "when".
void read_when(Row& row, const Catalog& catalog, Formula& out);

void read_indicator(Row& row, Catalog& catalog);
void read_check(Row& row, Catalog& catalog);
void read_clock(Row& row, Catalog& catalog);
void read_calendar(Row& row, Catalog& catalog);
void read_warning(Row& row, Catalog& catalog);
void read_grade(Row& row, Catalog& catalog);
void read_guide(Row& row, Catalog& catalog);
void read_slide(Row& row, Catalog& catalog);
void read_report(Row& row, Catalog& catalog);

} // namespace mj::catalog_file
