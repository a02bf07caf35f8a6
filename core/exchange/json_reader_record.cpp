// JsonReader: one record, and the checks that need all of them.
#include "core/base/shown.hpp"
#include "core/exchange/json_reader.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mj {

bool JsonReader::record_token(JsonToken token, std::string_view text) {
    if (token == JsonToken::key) return record_key(text);
    if (token == JsonToken::end_object) return end_record();
    return key_ >= 0 ? field_value(token, text) : head_value(token, text);
}

bool JsonReader::record_key(std::string_view key) {
    const auto& fields = catalog_.registers[size_t(reg_)].fields;
    const int n = int(fields.size());
    const int h = int(std::find(std::begin(head_names), std::end(head_names), key) - std::begin(head_names));
    if (h < int(std::size(head_names))) {
        key_ = -1 - h;
        return !(heads_ >> h & 1) || bad(say(Said::field_twice), say(Said::keep_one_of));
    }
    // Names come in the catalogue's order, mostly: look first where the next one should be.
    int f = -1;
    for (int i = 1; i <= n && f < 0; ++i) {
        const int next = last_field_ + i < n ? last_field_ + i : last_field_ + i - n;
        if (fields[size_t(next)].id == key) f = next;
    }
    if (f < 0) f = catalog_.registers[size_t(reg_)].find(key); // by a former id
    if (f < 0) {
        key_ = no_key;
        return unknown(Said::unknown_field, key);
    }
    key_ = last_field_ = f;
    if (std::exchange(seen_[size_t(f)], record_stamp_) != record_stamp_) return true;
    return bad(say(Said::field_twice), say(Said::keep_one_of));
}

bool JsonReader::head_value(JsonToken token, std::string_view text) {
    const int which = -1 - key_;
    if (token != JsonToken::text) return found(token, text, Said::a_text);
    if (which == 0) {
        RecordId id;
        if (!read_id(text, id)) return false;
        if (ledger_.table(reg_).find(id) >= 0)
            return bad(say(Said::id_before, id.text()), say(Said::keep_one_of), text);
        head_.id = id;
    } else if (which == 3 ? !read_state(text, head_.state)
                          : !read_time(text, which == 1 ? head_.created : head_.changed)) {
        return false;
    }
    heads_ |= 1u << which;
    return true;
}

bool JsonReader::read_id(std::string_view text, RecordId& out) {
    const auto id = RecordId::parse(text);
    if (!id) return bad(say(Said::not_id, in_quotes(text)), say(Said::id_digits), text);
    if (id->sequence() > RecordId::last_sequence)
        return bad(say(Said::id_last, id->text()), say(Said::id_ends), text);
    out = *id;
    return true;
}

bool JsonReader::read_state(std::string_view text, State& out) {
    const auto* const state = std::find(std::begin(state_ids), std::end(state_ids), text);
    if (state == std::end(state_ids))
        return bad(say(Said::unknown_state, in_quotes(text)), say(Said::write_state), text);
    out = State(state - std::begin(state_ids));
    return true;
}

bool JsonReader::read_time(std::string_view text, int64_t& out) {
    const auto time = parse_json_time(text);
    if (!time) return bad(say(Said::not_time, in_quotes(text)), say(Said::write_time), text);
    out = *time;
    return true;
}

bool JsonReader::field_value(JsonToken token, std::string_view text) {
    const Field& field = catalog_.registers[size_t(reg_)].fields[size_t(key_)];
    if (used_ == values_.size()) values_.push_back({});
    FieldValue& slot = values_[used_];
    slot.field = key_;
    if (!read_cell(field, token, text, slot.value)) return false;
    const auto* cell = std::get_if<std::string>(&slot.value);
    used_ += !cell || !cell->empty(); // it had nothing but hidden characters
    return true;
}

bool JsonReader::read_cell(const Field& field, JsonToken token, std::string_view text, Value& value) {
    std::optional<Problem> problem;
    switch (field.type) {
    case FieldType::flag:
        if (token != JsonToken::yes && token != JsonToken::no) return found(token, text, Said::true_or_false);
        value = int64_t(token == JsonToken::yes);
        break;
    case FieldType::count:
        if (token != JsonToken::number) return found(token, text, Said::a_number);
        problem = read_json_number(value, catalog_, field, text);
        break;
    default:
        if (token != JsonToken::text)
            return found(token, text,
                         field.type == FieldType::money ? SaidWith<0>(Said::an_amount) : Said::a_text);
        problem = read_json_text(value, catalog_, field, text);
    }
    if (problem && field.type == FieldType::code && !catalog_version_.empty() &&
        catalog_version_ != catalog_.version)
        return unknown(Said::unknown_code, text);
    if (problem) return bad(std::move(problem->what), std::move(problem->fix), text);
    if (auto* cell = std::get_if<std::string>(&value); cell && clean(*cell)) ++cleaned_;
    return true;
}

bool JsonReader::end_record() {
    constexpr uint32_t all_heads = (1u << std::size(head_names)) - 1;
    key_ = no_key;
    if (heads_ != all_heads) {
        size_t h = 0;
        while (heads_ >> h & 1) ++h;
        bad_at(record_place_, say(Said::record_lacks, in_quotes(head_names[h])), say(Said::every_record_has));
        return false;
    }
    const uint32_t row = ledger_.append(reg_, head_);
    for (size_t i = 0; i < used_; ++i) ledger_.set(reg_, row, values_[i].field, values_[i].value);
    level_ = Level::list;
    return true;
}

bool JsonReader::check_rows(uint32_t rows) {
    if (ids_.empty()) {
        size_t slots = 64;
        while (slots < ledger_.records() * 2) slots *= 2;
        ids_.resize(slots);
    }
    for (; check_reg_ < int(catalog_.registers.size()); ++check_reg_, check_row_ = 0)
        for (; check_row_ < ledger_.table(check_reg_).rows(); ++check_row_) {
            if (rows-- == 0) return false;
            if (!check_row(check_reg_, check_row_)) return true;
        }
    ids_ = {};
    if (broken_ > said_broken_) {
        const Saying first = first_broken_->what;
        first_broken_->what = broken_ == 1 ? say(Said::target_and_one, first, broken_)
                                           : say(Said::target_and_more, first, broken_);
        place_ = first_broken_place_;
        problem_ = std::move(first_broken_);
    } else if (broken_ < said_broken_) {
        place_ = {};
        problem_ = Problem{say(Said::links_announced, said_broken_, broken_), say(Said::at_broken_links),
                           say(Said::export_again)};
    }
    return true;
}

bool JsonReader::check_row(int reg, uint32_t row) {
    const Table& table = ledger_.table(reg);
    const auto wrong = [&](std::string field, std::string value, Saying what, Saying fix) {
        ImportPlace place;
        place.reg = catalog_.registers[size_t(reg)].id;
        place.record = uint64_t(row) + 1;
        Problem problem{std::move(what),
                        {say(Said::at_register, place.reg),
                         say(Said::at_record_with, place.record, table.head(row).id.text()),
                         say(Said::at_field, field)},
                        std::move(fix)};
        place.field = std::move(field);
        place.value = std::move(value);
        return std::pair(std::move(problem), std::move(place));
    };
    const uint64_t bits = table.head(row).id.bits;
    if (!new_id(bits)) {
        std::tie(problem_, place_) =
            wrong("id", RecordId{bits}.text(), say(Said::id_elsewhere), say(Said::id_other));
        return false;
    }
    for (int f = 0; f < table.fields(); ++f) {
        const Field& field = catalog_.registers[size_t(reg)].fields[size_t(f)];
        if (field.type != FieldType::link || !table.column(f).has(row)) continue;
        const RecordId target{table.column(f).links()[row]};
        if (ledger_.table(field.target).find(target) >= 0) continue;
        if (broken_++) continue;
        const Register& in = catalog_.registers[size_t(field.target)];
        auto [problem, place] =
            wrong(field.id, target.text(), say(Said::target_missing, target.text(), Name{in.name.zh, in.id}),
                  say(Said::incomplete_export_again));
        first_broken_ = std::move(problem);
        first_broken_place_ = std::move(place);
    }
    return true;
}

bool JsonReader::new_id(uint64_t bits) {
    const size_t mask = ids_.size() - 1;
    size_t at = IdHash()(bits) & mask;
    for (; ids_[at]; at = (at + 1) & mask)
        if (ids_[at] == bits) return false;
    ids_[at] = bits;
    return true;
}

} // namespace mj
