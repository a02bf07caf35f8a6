#include "core/exchange/application.hpp"

#include "core/base/sha256.hpp"
#include "core/base/shown.hpp"
#include "core/base/sort.hpp"
#include "core/base/utf8.hpp"
#include "core/exchange/json_file.hpp"
#include "core/exchange/json_texts.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view application_format = "mingjing-application";
constexpr int application_version = 2;
constexpr const char* byte_order_mark = "\xEF\xBB\xBF";

// Receipt codes: characters are elements of the field of 32 elements (x^5 + x^2 + 1). The sum of each times its own power of x is
// zero, and the powers differ, so neither one wrong character nor two exchanged ones keep it zero.
constexpr std::string_view alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
static_assert(alphabet.size() == 32);

uint8_t times_x(uint8_t n) { return uint8_t(n & 16 ? (n << 1 ^ 0x25) : n << 1); }

std::string grouped_code(std::string_view plain) {
    return std::string(plain.substr(0, 4)) + "-" + std::string(plain.substr(4, 4)) + "-" +
           std::string(plain.substr(8));
}

const Field& field_of(const Catalog& catalog, const Application& a, int field) {
    return catalog.registers[size_t(catalog.guides[size_t(a.guide)].form.reg)].fields[size_t(field)];
}

/// The first bits of a hash as a code.
std::string code_of(uint64_t bits) {
    std::string code;
    uint8_t sum = 0;
    for (int shift = 59; shift > 59 - 5 * int(receipt_characters - 1); shift -= 5) {
        const uint8_t n = bits >> shift & 31;
        code += alphabet[n];
        sum = uint8_t(times_x(sum) ^ n);
    }
    code += alphabet[times_x(sum)];
    return grouped_code(code);
}

/// Of version 1: FNV-1a, its bits mixed once more.
std::string former_code(const Catalog& catalog, const Application& a) {
    std::string all = a.office + '\n' + catalog.guides[size_t(a.guide)].id + '\n' + a.made.text() + '\n';
    for (const FieldValue& v : a.values) {
        const Field& field = field_of(catalog, a, v.field);
        all += field.id + '=' + value_text(catalog, field, v.value) + '\n';
    }
    uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : all) hash = (hash ^ uint8_t(c)) * 0x100000001B3u;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
    return code_of(hash ^ hash >> 32);
}

/// What the code is made of: the file up to it.
std::string content(const Catalog& catalog, const Application& a) {
    std::string out;
    const auto member = [&](std::string_view name, std::string_view text) {
        put_json_text(out, name);
        out += ':';
        put_json_text(out, text);
    };
    out += '{';
    member("format", application_format);
    out += ",\"version\":" + std::to_string(application_version) + ',';
    member("office", a.office);
    out += ',';
    member("guide", catalog.guides[size_t(a.guide)].id);
    out += ',';
    member("made", a.made.text());
    out += ",\n\"fields\":{";
    for (size_t i = 0; i < a.values.size(); ++i) {
        const Field& field = field_of(catalog, a, a.values[i].field);
        if (i) out += ',';
        member(field.id, value_text(catalog, field, a.values[i].value));
    }
    return out + "},\n";
}

Problem damaged(const JsonPlace& place) {
    return {say(Said::application_damaged),
            {say(Said::at_line, place.line), say(Said::at_column, place.column)},
            say(Said::ask_sender)};
}

int find_guide(const Catalog& catalog, std::string_view id) {
    const auto it = std::find_if(catalog.guides.begin(), catalog.guides.end(),
                                 [&](const Guide& g) { return g.id == id && g.form.reg >= 0; });
    return it == catalog.guides.end() ? -1 : int(it - catalog.guides.begin());
}

/// The code was made of the text as it is; hidden characters are taken out afterwards.
Outcome<Value> as_it_is(const Catalog& catalog, const Field& field, std::string_view text) {
    Value value = std::string(text);
    if (auto problem = check_value(catalog, field, value)) return *problem;
    return value;
}

/// The one employer with this name, or none.
RecordId employer_named(const Ledger& ledger, int reg, std::string_view name) {
    const Table& table = ledger.table(reg);
    const Column& names = table.column(ledger.catalog().registers[size_t(reg)].title);
    RecordId found;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.stands(row) || names.text(row) != name) continue;
        if (found.has()) return {};
        found = table.head(row).id;
    }
    return found;
}

} // namespace

int guide_with_form(const Catalog& catalog) {
    for (size_t i = 0; i < catalog.guides.size(); ++i)
        if (catalog.guides[i].form.reg >= 0) return int(i);
    return -1;
}

std::string receipt_code(const Catalog& catalog, const Application& a) {
    uint64_t bits = 0;
    const std::string text = content(catalog, a);
    const Digest hash = sha256({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    for (size_t i = 0; i < 8; ++i) bits = bits << 8 | hash[i];
    return code_of(bits);
}

std::optional<std::string> parse_receipt(std::string_view text) {
    std::string code;
    uint8_t sum = 0;
    for (const char c : text) {
        if (c == '-' || c == ' ') continue;
        const char upper = c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
        const size_t n = alphabet.find(upper);
        if (n == alphabet.npos || code.size() == receipt_characters) return std::nullopt;
        code += upper;
        sum = uint8_t(times_x(sum) ^ uint8_t(n));
    }
    if (code.size() != receipt_characters || sum) return std::nullopt;
    return grouped_code(code);
}

std::string write_application(const Catalog& catalog, const Application& a) {
    std::string out = content(catalog, a) + "\"code\":";
    put_json_text(out, receipt_code(catalog, a));
    return out + "}\n";
}

bool looks_like_application(ByteView head) { return names_format(head, application_format); }

Outcome<Application> read_application(const Catalog& catalog, ByteView file) {
    std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    if (text.starts_with(byte_order_mark)) text.remove_prefix(3);
    JsonTexts members;
    JsonScanner scanner(members);
    if (!scanner.feed(text) || !scanner.finish()) return damaged(scanner.place());
    if (members.take("format") != application_format)
        return Problem{say(Said::not_application), {}, say(Said::ask_sender)};
    const std::string version = members.take("version");
    if (auto problem = other_version(version, 1, application_version)) return *problem;
    Application out;
    out.office = members.take("office");
    if (catalog.offices.empty() || out.office != catalog.offices.front().id)
        return Problem{say(Said::application_elsewhere, in_quotes(out.office)), {}, say(Said::send_on)};
    const std::string guide = members.take("guide"), code = members.take("code");
    out.guide = find_guide(catalog, guide);
    if (out.guide < 0)
        return Problem{say(Said::application_kind, in_quotes(guide)), {}, say(Said::newer_mingjing)};
    if (const auto made = Date::parse(members.take("made"))) out.made = *made;
    const GuideForm& form = catalog.guides[size_t(out.guide)].form;
    for (const GuideForm::Asked& asked : form.asked) {
        const Field& field = catalog.registers[size_t(form.reg)].fields[size_t(asked.field)];
        const std::string given = members.take("." + field.id);
        if (given.empty()) continue;
        auto value = field.type == FieldType::text ? as_it_is(catalog, field, given)
                                                   : parse_value(catalog, field, given);
        if (!value) {
            Problem problem = value.problem();
            problem.where = {say(Said::at_register, catalog.registers[size_t(form.reg)].id),
                             say(Said::at_field, field.id)};
            return problem;
        }
        out.values.push_back({asked.field, std::move(*value)});
    }
    if (!members.texts.empty())
        return Problem{say(Said::unknown_member, in_quotes(members.texts.begin()->first)),
                       {},
                       say(Said::newer_mingjing)};
    const bool former = whole_number(version) < application_version;
    if (!out.made.has() || code != (former ? former_code(catalog, out) : receipt_code(catalog, out)))
        return Problem{say(Said::application_changed), {}, say(Said::ask_sender)};
    out.code = code;
    for (FieldValue& v : out.values)
        if (auto* text = std::get_if<std::string>(&v.value); text && clean(*text)) {
            ++out.cleaned;
            *text = trimmed(*text);
        }
    std::erase_if(out.values, [](const FieldValue& v) { return v.value == Value(std::string()); });
    return out;
}

std::vector<uint32_t> find_receipts(const Ledger& ledger, const Guide& guide, std::string_view code) {
    const Table& table = ledger.table(guide.form.reg);
    const Column& codes = table.column(guide.form.receipt);
    std::vector<uint32_t> out;
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.alive(row) && codes.text(row) == code) out.push_back(row);
    return out;
}

std::vector<int> differing_fields(const Ledger& ledger, uint32_t row, const Application& a) {
    const GuideForm& form = ledger.catalog().guides[size_t(a.guide)].form;
    std::vector<int> out;
    for (const GuideForm::Asked& asked : form.asked) {
        const auto given = std::find_if(a.values.begin(), a.values.end(),
                                        [&](const FieldValue& v) { return v.field == asked.field; });
        if (ledger.table(form.reg).column(asked.field).get(row) !=
            (given == a.values.end() ? Value{} : given->value))
            out.push_back(asked.field);
    }
    return out;
}

Change application_change(const Ledger& ledger, const Application& a, RecordId id, int64_t now, Date today) {
    const Catalog& catalog = ledger.catalog();
    const GuideForm& form = catalog.guides[size_t(a.guide)].form;
    const Register& reg = catalog.registers[size_t(form.reg)];
    const std::string code = a.code.empty() ? receipt_code(catalog, a) : a.code;
    Edit edit;
    edit.kind = Edit::Kind::add;
    edit.reg = form.reg;
    edit.head = {id, now, now, State::draft};
    edit.values = a.values;
    edit.values.push_back({reg.title, code});
    edit.values.push_back({form.receipt, code});
    edit.values.push_back({reg.date, int64_t(std::min(a.made, today).days)});
    for (const auto& [field, number] : form.set) edit.values.push_back({field, int64_t(number)});
    const auto named = std::find_if(a.values.begin(), a.values.end(),
                                    [&](const FieldValue& v) { return v.field == form.named; });
    if (named != a.values.end())
        if (const RecordId employer = employer_named(ledger, reg.fields[size_t(form.employer)].target,
                                                     *std::get_if<std::string>(&named->value));
            employer.has())
            edit.values.push_back({form.employer, int64_t(employer.bits)});
    sort_stable(edit.values, [](const FieldValue& x, const FieldValue& y) { return x.field < y.field; });
    return {{std::move(edit)}};
}

} // namespace mj
