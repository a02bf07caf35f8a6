#include "core/exchange/rows.hpp"

#include "core/base/bits.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace mj {
namespace {

/// First separator, quote or end of line at or after `at`, or a place in the padding.
const char* cell_end(const char* at, const char* end, char separator) {
#if defined(__wasm_simd128__)
    const v128_t split = wasm_i8x16_splat(separator);
    for (; at < end; at += 16) {
        const v128_t bytes = wasm_v128_load(at);
        const v128_t stop = wasm_v128_or(
            wasm_v128_or(wasm_i8x16_eq(bytes, split), wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('"'))),
            wasm_v128_or(wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('\n')),
                         wasm_i8x16_eq(bytes, wasm_i8x16_const_splat('\r'))));
        const uint32_t bits = uint32_t(wasm_i8x16_bitmask(stop));
        if (bits) return at + lowest_bit(bits);
    }
    return at;
#else
    while (at < end && *at != separator && *at != '"' && *at != '\n' && *at != '\r') ++at;
    return at;
#endif
}

/// Reads line by line; when the bytes end within one, it goes back to the line's beginning and waits for more.
class CsvRows final : public RowReader {
  public:
    CsvRows(Ledger& ledger, int reg, uint16_t office, uint32_t desk) : RowReader(ledger, reg, office, desk) {}

  protected:
    const char* read(const char* at, const char* end, bool last) override {
        while (at < end) {
            if (at == end - 1 && !last && *at == '\r') return at; // its \n may follow
            if (*at == '\n' || *at == '\r') {                     // an empty line
                at += at + 1 < end && *at == '\r' && at[1] == '\n' ? 2 : 1;
                continue;
            }
            if (!separator_ && !find_separator(at, end, last)) return at;
            const char* stop = columns_.empty() ? head(at, end, last) : line(at, end, last);
            if (!stop) return nullptr;
            if (stop == cut) return at;
            at = stop;
        }
        return at;
    }

    bool complete() override {
        if (columns_.empty()) bad(nullptr, Said::file_empty, Said::first_line_names);
        return !problem();
    }

  private:
    static constexpr char cut_mark = 0;
    static constexpr const char* cut = &cut_mark; // the bytes end within the line

    /// The sign that stands most often in the first line.
    bool find_separator(const char* at, const char* end, bool last) {
        const char* stop = std::find(at, end, '\n');
        if (stop == end && !last) return false;
        constexpr std::string_view signs = ",;\t";
        ptrdiff_t most = -1;
        for (const char sign : signs)
            if (const ptrdiff_t n = std::count(at, stop, sign); n > most) most = n, separator_ = sign;
        return true;
    }

    /// One cell; returns the separator or line end behind it, or the end of the file.
    const char* cell(const char* at, const char* end, bool last, std::string_view& out) {
        if (*at != '"' || at == end) {
            const char* stop = cell_end(at, end, separator_);
            if (stop >= end) {
                if (!last) return cut;
                stop = end;
            } else if (*stop == '"') {
                return bad(stop, Said::quote_within, Said::quote_cell);
            }
            out = {at, size_t(stop - at)};
            return stop;
        }
        scratch_.clear();
        const char* begin = at + 1;
        for (;;) {
            const char* quote = static_cast<const char*>(std::memchr(begin, '"', size_t(end - begin)));
            if (!quote) return last ? bad(at, Said::quote_unclosed, Said::close_or_double) : cut;
            if (quote + 1 == end && !last) return cut; // a second one may follow
            scratch_.append(begin, quote);
            begin = quote + 1;
            if (begin == end || *begin != '"') break;
            scratch_ += '"';
            ++begin;
        }
        if (begin < end && *begin != separator_ && *begin != '\n' && *begin != '\r')
            return bad(begin, Said::behind_quote, Said::double_quote);
        const size_t size = scratch_.size();
        scratch_.append(CellWriter::padding, '\0');
        out = std::string_view(scratch_).substr(0, size);
        return begin;
    }

    /// Past the end of a line; `cut` when \n may still follow \r.
    static const char* past(const char* at, const char* end, bool last) {
        if (at == end) return at;
        if (*at == '\r' && at + 1 == end && !last) return cut;
        return at + (*at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1);
    }

    const char* head(const char* at, const char* end, bool last) {
        std::vector<int> found;
        for (;; ++at) {
            std::string_view name;
            const char* stop = cell(at, end, last, name);
            if (!stop || stop == cut) return stop;
            name = trimmed(name);
            int field = register_.find(name);
            for (int f = 0; field < 0 && f < int(register_.fields.size()); ++f)
                if (register_.fields[size_t(f)].name.zh == name ||
                    register_.fields[size_t(f)].name.en == name)
                    field = f;
            if (field < 0)
                return bad(at, say(Said::head_unknown, in_quotes(name)), say(Said::remove_or_rename));
            if (std::find(found.begin(), found.end(), field) != found.end())
                return bad(at, Said::head_twice, Said::remove_column, field);
            found.push_back(field);
            at = stop;
            if (at == end || *at != separator_) {
                const char* next = past(at, end, last);
                if (next == cut) return cut;
                columns_ = std::move(found);
                return next;
            }
        }
    }

    const char* line(const char* at, const char* end, bool last) {
        const size_t wide = columns_.size();
        for (size_t i = 0;; ++i) {
            if (i == wide) return bad(at, Said::cells_more, Said::find_separator);
            std::string_view content;
            const char* stop = cell(at, end, last, content);
            if (!stop || stop == cut) return stop;
            if (!cells_.put(columns_[i], content)) return bad_cell(at, columns_[i]);
            at = stop;
            if (at < end && *at == separator_) {
                ++at;
                continue;
            }
            const char* next = past(at, end, last);
            if (next == cut) return cut;
            if (i + 1 != wide) return bad(at, Said::cells_fewer, Said::find_missing_separator);
            cells_.end_row();
            return next;
        }
    }

    char separator_ = 0;
    std::vector<int> columns_; // field of each
    std::string scratch_;
};

} // namespace

std::unique_ptr<RowReader> read_csv_rows(Ledger& ledger, int reg, uint16_t office, uint32_t desk) {
    return std::make_unique<CsvRows>(ledger, reg, office, desk);
}

} // namespace mj
