#include "core/base/bits.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "core/exchange/rows.hpp"

#include <cstring>

namespace mj {
namespace {

bool blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// First '"', '\\' or control character at or after `at`, or a place in the padding.
const char* text_end(const char* at, const char* end) {
#if defined(__wasm_simd128__)
    for (; at < end; at += 16) {
        const v128_t bytes = wasm_v128_load(at);
        const v128_t stop = wasm_v128_or(wasm_v128_or(wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('"')),
                                                      wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('\\'))),
                                         wasm_u8x16_lt(bytes, wasm_u8x16_const_splat(0x20)));
        const uint32_t bits = uint32_t(wasm_i8x16_bitmask(stop));
        if (bits) return at + lowest_bit(bits);
    }
    return at;
#else
    while (at < end && *at != '"' && *at != '\\' && uint8_t(*at) >= 0x20) ++at;
    return at;
#endif
}

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Reads row by row; when the bytes end within one, it goes back to the row's beginning and waits for more.
class JsonRows final : public RowReader {
  public:
    JsonRows(Ledger& ledger, int reg, uint16_t office, uint32_t desk) : RowReader(ledger, reg, office, desk) {
        for (const Field& field : register_.fields) {
            std::string key = '"' + field.id + "\":";
            const size_t size = key.size();
            key.append(CellWriter::padding, '\0');
            keys_.push_back({std::move(key), size});
        }
        seen_.assign(keys_.size(), 0);
    }

  protected:
    const char* read(const char* at, const char* end, bool last) override {
        for (;;) {
            while (at < end && blank(*at)) ++at;
            if (at == end) return at;
            if (where_ == Where::start) {
                where_ = Where::row;
                if (*at == '[') {
                    array_ = true;
                    where_ = Where::first;
                    ++at;
                    continue;
                }
            }
            if (where_ == Where::done) return bad(at, Said::rows_behind, Said::remove_it);
            if (array_ && *at == ']' && where_ != Where::row) {
                where_ = Where::done;
                ++at;
                continue;
            }
            if (array_ && where_ == Where::comma) {
                if (*at != ',') return bad(at, Said::bracket_needed, Said::find_bracket);
                where_ = Where::row;
                ++at;
                continue;
            }
            const char* stop = row(at, end);
            if (!stop) return nullptr;
            if (stop == cut) {
                if (last) return bad(at, Said::rows_cut, Said::get_whole);
                return at;
            }
            cells_.end_row();
            where_ = array_ ? Where::comma : Where::row;
            at = stop;
        }
    }

    bool complete() override {
        if (where_ == Where::done || (!array_ && where_ == Where::row)) return true;
        bad(nullptr, where_ == Where::start ? SaidWith<0>(Said::file_empty) : Said::rows_unclosed,
            Said::get_whole);
        return false;
    }

  private:
    /// A key as it stands in a compact file, "id": with padding.
    struct Key {
        std::string text;
        size_t size;
    };
    /// Both can be read beyond their ends.
    static bool begins_with(const char* at, const Key& key) {
        uint64_t a, b;
        size_t i = 0;
        for (; i + 8 <= key.size; i += 8) {
            std::memcpy(&a, at + i, 8);
            std::memcpy(&b, key.text.data() + i, 8);
            if (a != b) return false;
        }
        std::memcpy(&a, at + i, 8);
        std::memcpy(&b, key.text.data() + i, 8);
        const uint64_t rest = (uint64_t(1) << (key.size - i) * 8) - 1;
        return ((a ^ b) & rest) == 0;
    }

    enum class Where : uint8_t { start, first, row, comma, done };
    static constexpr char cut_mark = 0;
    static constexpr const char* cut = &cut_mark; // the bytes end within the row

    /// After the row at `at`; `cut`, or nullptr after a mistake.
    const char* row(const char* at, const char* end) {
        if (*at != '{') return bad(at, Said::object_expected, Said::write_rows);
        ++at;
        ++stamp_;
        size_t next = 0; // the field whose key is expected
        for (bool first = true;; first = false) {
            while (at < end && blank(*at)) ++at;
            if (at == end) return cut;
            if (*at == '}' && first) return at + 1;
            if (!first) {
                if (*at == '}') return at + 1;
                if (*at != ',') return bad(at, Said::brace_needed, Said::find_comma_quote);
                ++at;
                while (at < end && blank(*at)) ++at;
                if (at == end) return cut;
            }
            int field = -1;
            at = key(at, end, next, field);
            if (!at || at == cut) return at;
            if (seen_[size_t(field)] == stamp_)
                return bad(at, Said::row_field_twice, Said::remove_one, field);
            seen_[size_t(field)] = stamp_;
            next = size_t(field) + 1;
            while (at < end && blank(*at)) ++at;
            if (at == end) return cut;
            at = value(at, end, field);
            if (!at || at == cut) return at;
        }
    }

    const char* key(const char* at, const char* end, size_t next, int& field) {
        // As in the row before: the fields stand in their order, some left out.
        for (size_t f = next; f < keys_.size(); ++f) {
            const Key& k = keys_[f];
            if (size_t(end - at) < k.size) break;
            if (begins_with(at, k)) {
                field = int(f);
                return at + k.size;
            }
        }
        if (*at != '"') return bad(at, Said::quoted_name, Said::find_quote);
        std::string_view name;
        const char* stop = text(at, end, name);
        if (!stop || stop == cut) return stop;
        field = register_.find(name);
        if (field < 0) return bad(at, say(Said::unknown_field, in_quotes(name)), say(Said::remove_or_add));
        while (stop < end && blank(*stop)) ++stop;
        if (stop == end) return cut;
        if (*stop != ':') return bad(stop, Said::colon_needed, Said::write_colon, field);
        return stop + 1;
    }

    const char* value(const char* at, const char* end, int field) {
        std::string_view content;
        const char* stop = at;
        const char c = *at;
        if (c == '"') {
            stop = text(at, end, content);
            if (!stop || stop == cut) return stop;
        } else {
            while (stop < end && *stop != ',' && *stop != '}' && !blank(*stop)) ++stop;
            if (stop == end) return cut;
            content = {at, size_t(stop - at)};
            const FieldType type = register_.fields[size_t(field)].type;
            if (content == "null") return stop;
            const bool word = content == "true" || content == "false",
                       digits =
                           (c >= '0' && c <= '9') && !(c == '0' && content.size() > 1 && content[1] != '.');
            if (!(word && type == FieldType::flag) &&
                !(digits && (type == FieldType::count || type == FieldType::money)))
                return bad(at, say(Said::not_value, in_quotes(content)), say(Said::put_in_quotes), field);
        }
        return cells_.put(field, content) ? stop : bad_cell(at, field);
    }

    /// The text that begins at the quote `at`; returns what follows its end.
    const char* text(const char* at, const char* end, std::string_view& out) {
        const char* begin = at + 1;
        const char* stop = text_end(begin, end);
        if (stop >= end) return cut;
        if (*stop == '"') {
            out = {begin, size_t(stop - begin)};
            return stop + 1;
        }
        scratch_.clear();
        for (;;) {
            scratch_.append(begin, stop);
            if (stop >= end) return cut;
            if (*stop == '"') break;
            if (*stop != '\\') return bad(stop, Said::control_in_text, Said::write_escape);
            begin = escape(stop, end);
            if (!begin || begin == cut) return begin;
            stop = text_end(begin, end);
        }
        const size_t size = scratch_.size();
        scratch_.append(CellWriter::padding, '\0');
        out = std::string_view(scratch_).substr(0, size);
        return stop + 1;
    }

    const char* escape(const char* at, const char* end) {
        if (end - at < 2) return cut;
        constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        if (const size_t known = from.find(at[1]); known != from.npos) {
            scratch_ += to[known];
            return at + 2;
        }
        if (at[1] != 'u') return bad(at, Said::json_escape, Said::write_backslash);
        uint32_t c = 0;
        const char* stop = code_unit(at, end, c);
        if (!stop || stop == cut) return stop;
        if (c >= 0xD800 && c < 0xDC00) {
            uint32_t low = 0;
            const char* second = end - stop < 2                    ? cut
                                 : *stop == '\\' && stop[1] == 'u' ? code_unit(stop, end, low)
                                                                   : stop;
            if (!second || second == cut) return second;
            if (low < 0xDC00 || low > 0xDFFF) return bad(at, Said::half_pair, Said::write_character);
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            stop = second;
        } else if (c >= 0xDC00 && c < 0xE000) {
            return bad(at, Said::half_pair, Said::write_character);
        }
        char bytes[4];
        scratch_.append(bytes, put_utf8(c, bytes));
        return stop;
    }

    const char* code_unit(const char* at, const char* end, uint32_t& c) {
        if (end - at < 6) return cut;
        for (int i = 2; i < 6; ++i) {
            const int h = hex(at[i]);
            if (h < 0) return bad(at, Said::four_digits, Said::write_character);
            c = c << 4 | uint32_t(h);
        }
        return at + 6;
    }

    Where where_ = Where::start;
    bool array_ = false;
    std::vector<Key> keys_;
    std::vector<uint64_t> seen_; // per field: the last row that had it
    uint64_t stamp_ = 0;
    std::string scratch_;
};

} // namespace

std::unique_ptr<RowReader> read_json_rows(Ledger& ledger, int reg, uint16_t office, uint32_t desk) {
    return std::make_unique<JsonRows>(ledger, reg, office, desk);
}

} // namespace mj
