#include "core/workbook/xlsx_parts.hpp"

#include "core/base/utf8.hpp"
#include "core/workbook/number.hpp"

#include <algorithm>
#include <charconv>

namespace mj {

Problem text_too_long(Spot where) {
    return {say(Said::cell_long, CellTexts::longest), std::move(where), say(Said::shorten)};
}

Problem too_many_cells(Spot where) {
    return {say(Said::cells_many), std::move(where), say(Said::divide_file)};
}

Problem too_many_sheets() { return {say(Said::sheets_many, most_tabs), {}, say(Said::divide_file)}; }

void decode_escapes(std::string& text) {
    for (size_t at = 0; (at = text.find("_x", at)) != text.npos;) {
        const auto* digits = text.data() + at + 2;
        uint32_t unit = 0;
        const bool whole = text.size() - at >= 7 && text[at + 6] == '_' &&
                           std::from_chars(digits, digits + 4, unit, 16).ptr == digits + 4;
        if (!whole || (unit >= 0xD800 && unit <= 0xDFFF) || unit == 0) {
            at += 2;
            continue;
        }
        char utf8[4];
        const size_t n = put_utf8(char32_t(unit), utf8);
        text.replace(at, 7, utf8, n);
        at += n;
    }
}

std::string part_path(std::string_view from, std::string_view target) {
    std::string out;
    if (!target.starts_with('/')) out = from.substr(0, from.rfind('/') + 1);
    while (!target.empty()) {
        const size_t end = std::min(target.find_first_of("/\\"), target.size());
        const std::string_view step = target.substr(0, end);
        target.remove_prefix(std::min(end + 1, target.size()));
        if (step == "..") {
            if (!out.empty()) out.pop_back();
            out.resize(out.rfind('/') + 1);
        } else if (!step.empty() && step != ".") {
            out += step;
            if (!target.empty()) out += '/';
        }
    }
    return out;
}

std::string relations_path(std::string_view part) {
    const size_t name = part.rfind('/') + 1;
    return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

void RelationsPart::open(std::string_view name, const XmlAttributes& attributes) {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    if (relations_.size() > 100'000) return fail({say(Said::relations_many)});
    relations_.push_back({std::string(attributes.get("Id")), std::string(attributes.get("Type")),
                          std::string(attributes.get("Target"))});
}

std::string_view RelationsPart::by_type(std::string_view ending) const {
    for (const Relation& r : relations_)
        if (r.type.ends_with(ending)) return r.target;
    return {};
}

std::string_view RelationsPart::by_id(std::string_view id, std::string_view type) const {
    for (const Relation& r : relations_)
        if (r.id == id && r.type.ends_with(type)) return r.target;
    return {};
}

void BookPart::open(std::string_view name, const XmlAttributes& attributes) {
    if (root.empty()) root = name;
    if (name == "workbookPr") from_1904 = attributes.flag("date1904");
    if (name != "sheet") return;
    if (tabs.size() >= most_tabs) return fail(too_many_sheets());
    const std::string_view state = attributes.get("state");
    tabs.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                    state == "hidden" || state == "veryHidden"});
}

void StylesPart::open(std::string_view name, const XmlAttributes& attributes) {
    const auto number = [&](std::string_view key) {
        const std::string_view text = attributes.get(key);
        uint32_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    ++depth_;
    if (depth_ == 2) in_ = name == "numFmts" ? formats : name == "cellXfs" ? styles : other;
    if (depth_ != 3 || in_ == other) return;
    if (formats_.size() + styles_.size() > 1'000'000) return fail({say(Said::styles_many)});
    if (in_ == formats && name == "numFmt")
        formats_.emplace_back(number("numFmtId"), number_format(attributes.get("formatCode")));
    if (in_ == styles && name == "xf") {
        const uint32_t id = number("numFmtId");
        const NumberFormat* own = format_of(formats_, id);
        styles_.push_back(own ? *own : builtin_format(id));
    }
}

void StylesPart::close() {
    if (--depth_ == 1 && in_ == formats) sort_formats(formats_);
}

void StringsPart::open(std::string_view name, const XmlAttributes&) {
    ++depth_;
    if (depth_ == 2) text_.clear();
    if (depth_ == 3) run_ = name == "r"; // beside it rPh: how a text is read aloud
    taken_ = name == "t" && (depth_ == 3 || (depth_ == 4 && run_));
}

void StringsPart::text(std::string_view piece) {
    if (!taken_) return;
    if (text_.size() + piece.size() > 2 * CellTexts::longest) return fail(text_too_long({}));
    text_ += piece;
}

void StringsPart::close() {
    taken_ = false;
    if (--depth_ != 1) return;
    decode_escapes(text_);
    if (text_.size() > CellTexts::longest) return fail(text_too_long({}));
    if (strings_.size() >= limits_.cells || texts_.bytes() > limits_.text_bytes)
        return fail(too_many_cells({}));
    strings_.push_back(texts_.keep(text_));
}

} // namespace mj
