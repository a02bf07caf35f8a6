// How well the words near a figure fit the words of an indicator.
#pragma once
#include "core/verify/mentions.hpp"

#include <map>

namespace mj {

/// Two neighbouring characters, or one word of Latin letters (AA), which must be there as a whole.
using Gram = uint64_t;
struct Grams {
    struct One {
        Gram gram;
        size_t from, to; ///< characters of the text it is of
    };
    std::vector<One> all;
    explicit Grams(std::u32string_view text);
};
bool is_word(Gram gram);

/// All ways in which a catalogue's indicators are named.
class Wording {
  public:
    explicit Wording(const Catalog& catalog);

    /// 0: not this one; 1: word for word. By indicator.
    std::vector<double> scores(const Mention& mention) const;

  private:
    struct Phrase {
        std::vector<Gram> grams; ///< each once
        std::u32string text;
    };
    struct Named {
        std::vector<Phrase> phrases;
        std::vector<Gram> shared; ///< what all its names have: of 调解案件 and 调解劳动争议, 调解
        std::u32string unit;
    };
    struct Near;
    double score(const Named& named, const Phrase& phrase, const Near& near) const;
    double weight(Gram gram) const;
    std::vector<Named> indicators_;
    std::map<Gram, double> weights_;
};

} // namespace mj
