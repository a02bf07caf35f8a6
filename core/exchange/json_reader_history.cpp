// JsonReader: the history, one action after the other.
#include "core/base/shown.hpp"
#include "core/exchange/json_reader.hpp"

#include <algorithm>
#include <iterator>

namespace mj {
namespace {

constexpr std::string_view action_parts[] = {"at", "cause", "who", "file", "sheet", "done", "before"};
constexpr std::string_view edit_parts[] = {"id", "created", "changed", "state", "fields"};
constexpr uint32_t has_id = 1, has_created = 2, has_changed = 4, has_state = 8;

template <size_t n> size_t position(const std::string_view (&names)[n], std::string_view name) {
    return size_t(std::find(std::begin(names), std::end(names), name) -
                  std::begin(names)); // n: it is none of them
}

/// Whether an edit of that kind has such a part.
bool says(Edit::Kind kind, std::string_view part) {
    return kind == Edit::Kind::add || part == "id" || (kind == Edit::Kind::update && part != "created");
}

} // namespace

bool JsonReader::history_token(JsonToken token, std::string_view text) {
    using In = ReadAction::Level;
    if (!action_ && token == JsonToken::end_array) {
        level_ = Level::top;
        return true;
    }
    if (!action_) {
        action_.emplace();
        shape_.begin();
        return token == JsonToken::begin_object || found(token, text, Said::an_action);
    }
    switch (action_->level) {
    case In::action: return action_token(token, text);
    case In::edits:
        if (token == JsonToken::end_array) {
            action_->level = In::action;
            return true;
        }
        if (token != JsonToken::begin_object) return found(token, text, Said::a_change);
        action_->edit = {};
        action_->parts = 0;
        action_->level = In::edit;
        return true;
    case In::edit: return edit_token(token, text);
    case In::fields: return edit_field(token, text);
    }
    return false;
}

bool JsonReader::action_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::end_object) return end_action();
    if (token != JsonToken::key) return action_part(token, text);
    action_->part = text;
    const auto at = position(action_parts, text);
    if (at == std::size(action_parts)) return unknown(Said::unknown_member, text);
    if (action_->named >> at & 1)
        return bad(say(Said::member_twice, in_quotes(text)), say(Said::export_again), text);
    action_->named |= 1u << at;
    return true;
}

bool JsonReader::action_part(JsonToken token, std::string_view text) {
    const std::string& part = action_->part;
    if (part == "done" || part == "before") {
        auto& list = part == "done" ? action_->done : action_->before;
        if (token != JsonToken::begin_array) return found(token, text, Said::a_list);
        list.emplace(catalog_);
        action_->takes_back = part == "before";
        action_->level = ReadAction::Level::edits;
        return true;
    }
    if (token != JsonToken::text) return found(token, text, Said::a_text);
    if (part == "at") return read_time(text, action_->at.emplace());
    if (part == "cause") {
        const auto* const cause = std::find(std::begin(cause_ids), std::end(cause_ids), text);
        // A file tells what was done since all records were replaced: not of that itself.
        if (cause == std::end(cause_ids) || Cause(cause - std::begin(cause_ids)) == Cause::replace)
            return unknown(Said::unknown_word, text);
        action_->cause = Cause(cause - std::begin(cause_ids));
        return true;
    }
    std::string& to = part == "who" ? action_->by.who : part == "file" ? action_->by.file : action_->by.sheet;
    to = text;
    cleaned_ += clean(to);
    return true;
}

bool JsonReader::end_action() {
    for (const auto& [name, there] : {std::pair<const char*, bool>{"at", action_->at.has_value()},
                                      {"cause", action_->cause.has_value()},
                                      {"done", action_->done.has_value()},
                                      {"before", action_->before || shape_.only_adds()}})
        if (!there) return bad(say(Said::member_missing, in_quotes(name)), say(Said::export_again));
    if (!action_->before) {
        action_->before.emplace(catalog_);
        for (const Edit& edit : shape_.removals()) action_->before->add(edit);
    } else if (!shape_.whole()) {
        return bad(say(Said::not_opposite), say(Said::export_again));
    }
    history_.add(encode_entry(*action_->at, *action_->cause, action_->by, action_->done->take(),
                              action_->before->take()));
    action_.reset();
    return true;
}

bool JsonReader::edit_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::end_object) return end_edit();
    if (token != JsonToken::key) return edit_part(token, text);
    action_->part = text;
    // What is done, and in which register, comes first: the fields are that register's.
    const bool known = action_->edit.reg < 0 ? position(kind_ids, text) < std::size(kind_ids)
                                             : position(edit_parts, text) < std::size(edit_parts) &&
                                                   says(action_->edit.kind, text);
    return known || unknown(Said::unknown_member, text);
}

bool JsonReader::edit_part(JsonToken token, std::string_view text) {
    const std::string& part = action_->part;
    Edit& edit = action_->edit;
    if (edit.reg < 0) {
        if (token != JsonToken::text) return found(token, text, Said::a_text);
        edit.kind = Edit::Kind(position(kind_ids, part));
        edit.reg = reg_ = catalog_.find_register(text);
        if (reg_ < 0) return unknown(Said::unknown_register, text);
        action_->values.assign(catalog_.registers[size_t(reg_)].fields.size(), std::nullopt);
        return true;
    }
    const size_t at = position(edit_parts, part);
    if (action_->parts >> at & 1)
        return bad(say(Said::member_twice, in_quotes(part)), say(Said::export_again), part);
    action_->parts |= 1u << at;
    if (part == "fields") {
        if (token != JsonToken::begin_object) return found(token, text, Said::an_object);
        action_->level = ReadAction::Level::fields;
        return true;
    }
    if (token != JsonToken::text) return found(token, text, Said::a_text);
    if (part == "id") return read_id(text, edit.head.id);
    if (part == "state") return read_state(text, edit.head.state);
    return read_time(text, part == "created" ? edit.head.created : edit.head.changed);
}

bool JsonReader::edit_field(JsonToken token, std::string_view text) {
    if (token == JsonToken::end_object) {
        action_->level = ReadAction::Level::edit;
        key_ = no_key;
        return true;
    }
    const Register& reg = catalog_.registers[size_t(reg_)];
    if (token == JsonToken::key) {
        key_ = reg.find(text);
        if (key_ < 0) return unknown(Said::unknown_field, text);
        return !action_->values[size_t(key_)] || bad(say(Said::field_twice), say(Said::keep_one_of));
    }
    Value& value = action_->values[size_t(key_)].emplace();
    if (token == JsonToken::null) return true;
    if (!read_cell(reg.fields[size_t(key_)], token, text, value)) return false;
    if (const auto* cell = std::get_if<std::string>(&value); cell && cell->empty()) value = {};
    return true;
}

bool JsonReader::end_edit() {
    action_->level = ReadAction::Level::edits;
    Edit& edit = action_->edit;
    if (edit.reg >= 0 && edit.kind == Edit::Kind::add) complete();
    const uint32_t needed = edit.kind == Edit::Kind::add      ? has_id | has_created | has_changed | has_state
                            : edit.kind == Edit::Kind::update ? has_id | has_changed | has_state
                                                              : has_id;
    if (edit.reg < 0) return bad(say(Said::member_missing, in_quotes(kind_ids[0])), say(Said::export_again));
    for (size_t i = 0; i + 1 < std::size(edit_parts); ++i)
        if ((needed & ~action_->parts) >> i & 1)
            return bad(say(Said::member_missing, in_quotes(edit_parts[i])), say(Said::export_again));
    for (size_t f = 0; f < action_->values.size(); ++f) {
        auto& value = action_->values[f];
        if (value && (edit.kind == Edit::Kind::update || value->index() != 0))
            edit.values.push_back({int(f), std::move(*value)});
    }
    if (!action_->takes_back && !shape_.done(ledger_, edit))
        return bad(say(Said::id_elsewhere), say(Said::id_other), edit.head.id.text());
    if (action_->takes_back && !shape_.before(edit))
        return bad(say(Said::not_opposite), say(Said::export_again), edit.head.id.text());
    (action_->takes_back ? action_->before : action_->done)->add(edit);
    reg_ = -1;
    return true;
}

/// What an addition does not say of itself stands in the record that it made.
void JsonReader::complete() {
    Edit& edit = action_->edit;
    const Table& table = ledger_.table(edit.reg);
    const int64_t row = edit.head.id.has() ? table.find(edit.head.id) : -1;
    if (row < 0) return;
    const RecordHead head = table.head(uint32_t(row));
    if (!(action_->parts & has_created)) edit.head.created = head.created;
    if (!(action_->parts & has_changed)) edit.head.changed = head.changed;
    if (!(action_->parts & has_state)) edit.head.state = head.state;
    action_->parts |= has_created | has_changed | has_state;
    for (size_t f = 0; f < action_->values.size(); ++f)
        if (!action_->values[f]) action_->values[f] = table.column(int(f)).get(uint32_t(row));
}

} // namespace mj
