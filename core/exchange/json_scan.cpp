#include "core/exchange/json_scan.hpp"

#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <array>
#include <utility>

namespace mj {
namespace {

constexpr size_t longest_word = 400; // numbers, true, false, null

bool word_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '+' || c == '.';
}

/// Ends the run of bytes that mean themselves inside a text.
constexpr auto special = [] {
    std::array<bool, 256> t{};
    for (size_t c = 0; c < 0x20; ++c) t[c] = true;
    t['"'] = t['\\'] = true;
    return t;
}();

/// -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
bool is_number(std::string_view w) {
    size_t i = 0;
    const auto digits = [&] {
        const size_t from = i;
        while (i < w.size() && w[i] >= '0' && w[i] <= '9') ++i;
        return i > from;
    };
    if (i < w.size() && w[i] == '-') ++i;
    if (i < w.size() && w[i] == '0')
        ++i;
    else if (!digits())
        return false;
    if (i < w.size() && w[i] == '.') {
        ++i;
        if (!digits()) return false;
    }
    if (i < w.size() && (w[i] == 'e' || w[i] == 'E')) {
        ++i;
        if (i < w.size() && (w[i] == '+' || w[i] == '-')) ++i;
        if (!digits()) return false;
    }
    return i == w.size();
}

uint64_t characters(const char* from, const char* to) {
    return from < to ? utf8_count({from, size_t(to - from)}) : 0;
}

Saying character(char c) {
    const uint8_t u = uint8_t(c);
    if (u >= 0x80) return say(Said::a_foreign_character);
    if (u > 0x20 && u < 0x7F) return say(Said::words, std::string("'") + c + "'");
    return say(Said::a_control, std::string("0x") + "0123456789abcdef"[u >> 4] + "0123456789abcdef"[u & 15]);
}

} // namespace

bool JsonScanner::feed(std::string_view piece) {
    if (stopped_) return false;
    begin_ = at_ = line_begin_ = token_begin_ = piece.data();
    end_ = begin_ + piece.size();
    bool ok = true;
    while (ok && at_ < end_) {
        switch (lex_) {
        case Lex::none:
            switch (const char c = *at_) {
            case ' ':
            case '\t': ++at_; break;
            case '\r':
                carriage_returns_ = true;
                ++at_;
                break;
            case '\n':
                ++line_;
                line_begin_ = ++at_;
                line_columns_ = 0;
                break;
            default: ok = structure(c);
            }
            break;
        case Lex::text: ok = read_text(); break;
        case Lex::escape:
        case Lex::hex: ok = read_escape(); break;
        case Lex::word: ok = read_word(); break;
        }
    }
    if (!ok) {
        if (!place_known_) token_place_ = place();
        place_known_ = stopped_ = true;
        return false;
    }
    if (open()) {
        if (!place_known_) token_place_ = place();
        if (lex_ == Lex::text || lex_ == Lex::word) buffer_.append(token_begin_, end_);
        buffered_ = true;
        if (buffer_.size() > longest_text) ok = fail(Said::json_long_text);
    } else {
        token_place_ = place_of(end_);
    }
    place_known_ = true;
    line_columns_ += characters(line_begin_, end_);
    piece_at_ += piece.size();
    begin_ = at_ = end_ = line_begin_ = token_begin_ = nullptr;
    return ok;
}

bool JsonScanner::finish() {
    if (stopped_) return false;
    if (lex_ == Lex::word && depth_ == 0 && !end_word()) return false;
    if (want_ == Want::nothing) return true;
    return fail(Said::json_cut);
}

JsonPlace JsonScanner::place() const {
    return place_known_ ? token_place_ : place_of(begin_ + (token_at_ - piece_at_));
}

JsonPlace JsonScanner::place_of(const char* at) const {
    return {line_, line_columns_ + characters(line_begin_, at) + 1};
}

bool JsonScanner::fail(SaidWith<0> mistake) { return fail(say(mistake)); }

bool JsonScanner::fail(Saying mistake) {
    mistake_ = std::move(mistake);
    token_place_ = place_of(at_);
    place_known_ = stopped_ = true;
    return false;
}

Saying JsonScanner::expected() const {
    switch (want_) {
    case Want::value: return say(Said::a_value);
    case Want::value_or_end: return say(Said::a_value_or_end);
    case Want::key: return say(Said::a_name);
    case Want::key_or_end: return say(Said::a_name_or_end);
    case Want::colon: return say(Said::a_colon);
    case Want::comma_or_end:
        return objects_ & 1 ? say(Said::a_comma_or_brace) : say(Said::a_comma_or_bracket);
    case Want::nothing: break;
    }
    return say(Said::end_of_file);
}

void JsonScanner::begin_token() {
    token_at_ = piece_at_ + uint64_t(at_ - begin_);
    place_known_ = false;
}

bool JsonScanner::structure(char c) {
    const bool value = want_ == Want::value || want_ == Want::value_or_end;
    const bool key = want_ == Want::key || want_ == Want::key_or_end;
    begin_token();
    switch (c) {
    case '"':
        if (!value && !key) break;
        is_key_ = key;
        lex_ = Lex::text;
        token_begin_ = ++at_;
        buffer_.clear();
        buffered_ = high_bytes_ = false;
        return true;
    case '{':
    case '[':
        if (value) return open_bracket(c == '{');
        break;
    case '}':
        if (depth_ > 0 && (objects_ & 1) && (want_ == Want::key_or_end || want_ == Want::comma_or_end))
            return close_bracket(true);
        break;
    case ']':
        if (depth_ > 0 && !(objects_ & 1) && (want_ == Want::value_or_end || want_ == Want::comma_or_end))
            return close_bracket(false);
        break;
    case ',':
        if (want_ != Want::comma_or_end) break;
        want_ = objects_ & 1 ? Want::key : Want::value;
        ++at_;
        return true;
    case ':':
        if (want_ != Want::colon) break;
        want_ = Want::value;
        ++at_;
        return true;
    default:
        if (!value || !word_char(c)) break;
        lex_ = Lex::word;
        token_begin_ = at_;
        buffer_.clear();
        buffered_ = false;
        return true;
    }
    return fail(say(Said::json_stands, character(c), expected()));
}

bool JsonScanner::emit(JsonToken token, std::string_view text) {
    if (token != JsonToken::begin_object && token != JsonToken::begin_array && token != JsonToken::key)
        want_ = depth_ == 0 ? Want::nothing : Want::comma_or_end;
    return out_.token(token, text);
}

bool JsonScanner::open_bracket(bool object) {
    if (depth_ == deepest) return fail(Said::nested_deep);
    ++at_;
    ++depth_;
    objects_ = objects_ << 1 | uint32_t(object);
    want_ = object ? Want::key_or_end : Want::value_or_end;
    return emit(object ? JsonToken::begin_object : JsonToken::begin_array, {});
}

bool JsonScanner::close_bracket(bool object) {
    ++at_;
    --depth_;
    objects_ >>= 1;
    return emit(object ? JsonToken::end_object : JsonToken::end_array, {});
}

bool JsonScanner::read_text() {
    if (high_surrogate_ && *at_ != '\\') return fail(Said::json_surrogate);
    uint8_t high = 0;
    while (at_ < end_ && !special[uint8_t(*at_)]) high |= uint8_t(*at_++);
    high_bytes_ |= high >= 0x80;
    if (at_ == end_) return true;
    if (*at_ == '"') return end_text();
    if (*at_ != '\\') return fail(say(Said::json_inside, character(*at_)));
    buffer_.append(token_begin_, at_++);
    buffered_ = true;
    lex_ = Lex::escape;
    return true;
}

bool JsonScanner::read_escape() {
    const char c = *at_;
    if (lex_ == Lex::escape) {
        if (high_surrogate_ && c != 'u') return fail(Said::json_surrogate);
        if (c == 'u') {
            ++at_;
            hex_ = 0;
            hex_digits_ = 0;
            lex_ = Lex::hex;
            return true;
        }
        constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        const size_t which = from.find(c);
        if (which == std::string_view::npos) return fail(Said::json_escape);
        buffer_ += to[which];
    } else {
        const uint32_t digit = c >= '0' && c <= '9'   ? uint32_t(c - '0')
                               : c >= 'a' && c <= 'f' ? uint32_t(c - 'a' + 10)
                               : c >= 'A' && c <= 'F' ? uint32_t(c - 'A' + 10)
                                                      : 16u;
        if (digit == 16) return fail(Said::json_hex);
        hex_ = hex_ << 4 | digit;
        if (++hex_digits_ == 4 && !put_code_point(hex_)) return false;
        if (hex_digits_ < 4) {
            ++at_;
            return true;
        }
    }
    token_begin_ = ++at_;
    lex_ = Lex::text;
    return true;
}

bool JsonScanner::put_code_point(uint32_t c) {
    const bool low = c >= 0xDC00 && c <= 0xDFFF;
    if (low != (high_surrogate_ != 0)) return fail(Said::json_surrogate);
    if (c >= 0xD800 && c <= 0xDBFF) {
        high_surrogate_ = c;
        return true;
    }
    if (low) c = 0x10000 + ((std::exchange(high_surrogate_, 0) - 0xD800) << 10) + (c - 0xDC00);
    char bytes[4];
    buffer_.append(bytes, put_utf8(c, bytes));
    return true;
}

bool JsonScanner::end_text() {
    std::string_view text(token_begin_, size_t(at_ - token_begin_));
    if (buffered_) text = buffer_.append(text);
    if (text.size() > longest_text) return fail(Said::json_long_text);
    if (high_bytes_ && !valid_utf8(text)) return fail(Said::text_encoding);
    ++at_;
    lex_ = Lex::none;
    if (!is_key_) return emit(JsonToken::text, text);
    want_ = Want::colon;
    return emit(JsonToken::key, text);
}

bool JsonScanner::read_word() {
    while (at_ < end_ && word_char(*at_)) ++at_;
    if (buffer_.size() + size_t(at_ - token_begin_) > longest_word)
        return fail_at_start(say(Said::json_long_number));
    return at_ == end_ || end_word();
}

/// Where the word begins: how far it goes on is not known when it comes in pieces.
bool JsonScanner::fail_at_start(Saying mistake) {
    const JsonPlace start = place();
    fail(std::move(mistake));
    token_place_ = start;
    return false;
}

bool JsonScanner::end_word() {
    std::string_view word(token_begin_, size_t(at_ - token_begin_));
    if (buffered_) word = buffer_.append(word);
    lex_ = Lex::none;
    if (word == "true") return emit(JsonToken::yes, {});
    if (word == "false") return emit(JsonToken::no, {});
    if (word == "null") return emit(JsonToken::null, {});
    if (is_number(word)) return emit(JsonToken::number, word);
    return fail_at_start(say(Said::json_word, in_quotes(word)));
}

} // namespace mj
