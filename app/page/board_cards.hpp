// Cards of a dashboard that are not one of its charts: sums since January, days, steps, what is left of an amount.
#pragma once
#include "app/chart/chart.hpp"
#include "app/page/page.hpp"

namespace mj {

/// In which amounts of a chart up to `most` are written.
ChartUnit board_unit(const PageContext& p, const Board& board, const BoardChart& chart, int64_t most);

/// What a chart had a year before; nothing where nothing was kept then.
std::span<const int64_t> before_of(const PageContext& p, const Board& board, const Board::Marks& of);

/// Those the section has, each by its number; the sums since January are the first.
class BoardCards {
  public:
    BoardCards(const PageContext& p, Board& board, const BoardFilter& choice);
    int count() const { return count_; }
    float height(int i) const;
    void draw(int i, ImVec2 size) const;
    bool sums(int i) const { return kinds_[i] == Kind::climb; }

  private:
    enum class Kind : uint8_t { climb, days, fall, steps };
    bool climb_tells_enough() const;
    void climb(ImVec2 size) const;
    void days(ImVec2 size) const;
    void fall(ImVec2 size) const;
    void steps(ImVec2 size) const;
    void choose_months(int from, int to) const;

    const PageContext& p_;
    Board& board_;
    const BoardFilter& choice_;
    const BoardSection& section_;
    Kind kinds_[4];
    int count_ = 0;
};

} // namespace mj
