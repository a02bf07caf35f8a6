// The figures of a text, each with the words that tell what it is of.
#pragma once
#include "core/verify/amount.hpp"

namespace mj {

/// No clause and no sentence is longer: what is said farther away tells nothing.
constexpr size_t clause_most = 400, sentence_most = 1200;

/// Words near a figure, by how near they are.
struct Zones {
    std::u32string near;   ///< right before it, since the last figure or comma
    std::u32string after;  ///< right behind its unit
    std::u32string beside; ///< of what is enumerated together with it
    std::u32string before; ///< of the sentence, before that
    std::u32string behind; ///< of the sentence, after that
    std::u32string far;    ///< of the lines before
};

struct Mention {
    size_t from = 0, to = 0;
    size_t clause_from = 0, clause_to = 0; ///< the words around it
    size_t sentence = 0;                   ///< where its sentence begins
    size_t line = 0;
    Amount amount;
    std::u32string unit;
    Zones zones;
    /// Nobody wrote a number: titles that are listed, a prize that was won, "all".
    bool unwritten = false;
    bool prize = false; ///< zones.near ends with its rank: 三等奖
    /// Of another year, a change, an aim: it is not compared.
    bool other = false;
    /// It is so plainly a number of something that a reader should know if nothing speaks for it.
    bool plain = false;
};

std::vector<Mention> mentions_of(const Prose& prose, int year);

/// Without words that say nothing of what is counted (共计, 约, 2023年), at both ends.
std::u32string_view without_filling(std::u32string_view words);

} // namespace mj
