// What is said of records, files and the store, as a code and what its holes hold: in both languages of the program, from one table.
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

/// The same in both languages of the program.
struct Name {
    std::string zh, en;
    bool operator==(const Name&) const = default;
};

enum class Said : uint16_t {
    nothing,
#define X(code, zh, en) code,
#include "core/base/said.def"
#undef X
    count ///< of all codes, none itself
};

/// "required": for machines, and the same in later versions. Of what is said of records; "" of other codes.
std::string_view said_id(Said code);

/// How many holes the sentence of a code has. Asked when compiling only, so that no program holds this table.
consteval size_t holes_of(Said code) {
    constexpr const char* english[] = {
        "",
#define X(code, zh, en) en,
#include "core/base/said.def"
#undef X
    };
    size_t holes = 0;
    for (const char* at = english[size_t(code)]; *at; ++at)
        if (at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}' && size_t(at[1] - '0') >= holes)
            holes = size_t(at[1] - '0') + 1;
    return holes;
}

void not_its_number_of_holes(); ///< called nowhere: what calls it when compiling does not compile

/// A code whose sentence has this many holes; of any other it does not compile.
template <size_t holes> struct SaidWith {
    Said code;
    consteval SaidWith(Said code) : code(code) {
        if (holes_of(code) != holes) not_its_number_of_holes();
    }
};

/// A sentence that is not yet put into words. What a hole holds is a sentence too, or words as they are.
struct Saying {
    Said code = Said::nothing;
    std::vector<Saying> holes;
    Name words; ///< where there is no code: in a hole

    Saying();
    Saying(const Saying&);
    Saying(Saying&&) noexcept;
    Saying& operator=(const Saying&);
    Saying& operator=(Saying&&) noexcept;
    ~Saying();
    void add(std::string_view words); ///< a hole with the same words in both languages
    void add(const Name& words);
    void add(const Saying& part);
    void add(std::integral auto number) { add(std::string_view(std::to_string(number))); }

    bool empty() const { return code == Said::nothing && words.en.empty(); }
    Name both() const;        ///< the whole sentence; "" for nothing
    std::string text() const; ///< in English
    bool operator==(const Saying&) const;
};

/// say(Said::not_date, "2023-02-30"): the holes are texts, numbers, names, or sayings themselves.
template <class... Holes> Saying say(SaidWith<sizeof...(Holes)> code, const Holes&... holes) {
    Saying out;
    out.code = code.code;
    (out.add(holes), ...);
    return out;
}

/// Where something is, from the outer to the inner: a file, a line of it, a register, its field.
struct Spot {
    std::vector<Saying> parts;

    Spot();
    Spot(Saying part);
    Spot(std::initializer_list<Saying> parts);
    Spot(const Spot&);
    Spot(Spot&&) noexcept;
    Spot& operator=(const Spot&);
    Spot& operator=(Spot&&) noexcept;
    ~Spot();
    bool empty() const { return parts.empty(); }
    void add(Saying part); ///< further in
    void add(const Spot& inner);
    void within(Saying outer); ///< further out than all
    Name both() const;
    std::string text() const; ///< in English: "line 3, column 2"
    bool operator==(const Spot&) const;
};

} // namespace mj
