#include "core/exchange/rows.hpp"

#include <algorithm>
#include <cstring>

namespace mj {

/// Reads what stands in work_ (its last bytes are padding) and leaves the unfinished row.
bool RowReader::run(bool last) {
    const char* at = work_.data();
    size_t size = work_.size();
    work_.append(CellWriter::padding, '\0');
    at = work_.data();
    const bool unknown = base_at_ == 0 && size < 3 && !last; // too little to see a mark
    if (base_at_ == 0 && size >= 3 && std::memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        base_at_ = 3, at += 3, size -= 3;
    base_ = at;
    const char* stop = unknown ? at : read(at, at + size, last);
    if (!stop) return false;
    base_at_ += uint64_t(stop - at);
    work_.resize(work_.size() - CellWriter::padding);
    work_.erase(0, size_t(stop - work_.data()));
    return true;
}

bool RowReader::feed(ByteView piece) {
    if (problem_) return false;
    // A piece is copied only to give it a border that can be read beyond; 64 KB of it stay in the nearest cache.
    constexpr size_t part = 64 * 1024;
    const char* at = reinterpret_cast<const char*>(piece.data());
    for (size_t left = piece.size(); left;) {
        const size_t now = std::min(left, part);
        if (work_.size() > longest_row) {
            bad(nullptr, Said::rows_long, Said::check_before);
            return false;
        }
        work_.append(at, now);
        if (!run(false)) return false;
        expect_rows();
        at += now;
        left -= now;
    }
    return true;
}

/// Room for the rest: in the columns when the first rows are known, for texts when it is clear which come again.
void RowReader::expect_rows() {
    constexpr uint32_t first = 256, clear = 65'536;
    const uint32_t rows = cells_.rows();
    if (expected_ == 2 || bytes_ <= base_at_ || rows < (expected_ ? clear : first)) return;
    const double share = double(bytes_ - base_at_) / double(base_at_) * 1.02;
    cells_.expect(uint32_t(std::min(4e9, double(rows) * share)), expected_ == 1);
    ++expected_;
}

bool RowReader::finish() {
    if (problem_ || !run(true) || !complete()) return false;
    cells_.finish();
    return true;
}

const char* RowReader::bad(const char* at, SaidWith<0> what, SaidWith<0> fix, int field) {
    return bad(at, say(what), say(fix), field);
}

const char* RowReader::bad(const char* at, Saying what, Saying fix, int field) {
    place_.byte = base_at_ + (at ? uint64_t(at - base_) : 0);
    place_.row = uint64_t(cells_.rows()) + 1;
    place_.field = field >= 0 ? register_.fields[size_t(field)].id : std::string();
    Spot where = say(Said::at_row, place_.row);
    if (field >= 0) where.add(say(Said::at_field, place_.field));
    where.add(say(Said::at_byte, place_.byte));
    problem_ = Problem{std::move(what), std::move(where), std::move(fix)};
    cells_.drop();
    return nullptr;
}

const char* RowReader::bad_cell(const char* at, int field) {
    const Problem problem = cells_.problem();
    return bad(at, problem.what, problem.fix, field);
}

} // namespace mj
