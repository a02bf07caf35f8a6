#include "core/exchange/rows.hpp"

#include <algorithm>
#include <cstring>

namespace mj {

bool RowReader::run(const char* at, size_t size, bool last) {
    if (base_at_ == 0 && size < 3 && !last) { // too little to tell
        rest_.assign(at, size);
        return true;
    }
    if (base_at_ == 0 && size >= 3 && std::memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        base_at_ = 3, at += 3, size -= 3;
    base_ = at;
    const char* stop = read(at, at + size, last);
    if (!stop) return false;
    base_at_ += uint64_t(stop - at);
    rest_.assign(stop, size_t(at + size - stop));
    return true;
}

bool RowReader::feed(ByteView piece) {
    if (problem_) return false;
    // A piece is copied only to give it a border that can be read beyond; 64 KB of it stay in the nearest cache.
    constexpr size_t part = 64 * 1024;
    const char* at = reinterpret_cast<const char*>(piece.data());
    for (size_t left = piece.size(); left;) {
        const size_t now = std::min(left, part), begun = rest_.size();
        if (begun > longest_row) {
            bad(base_, "a row is longer than 1 MB", "check the quotes and brackets before it");
            return false;
        }
        std::string text = std::move(rest_);
        text.append(at, now);
        text.append(CellWriter::padding, '\0');
        if (!run(text.data(), begun + now, false)) return false;
        if (!expected_ && bytes_ > base_at_ && cells_.rows() >= 256) {
            expected_ = true;
            const double share = double(bytes_ - base_at_) / double(base_at_);
            cells_.expect(uint32_t(std::min(4e9, double(cells_.rows()) * share * 1.02)),
                          size_t(bytes_ - base_at_));
        }
        at += now;
        left -= now;
    }
    return true;
}

bool RowReader::finish() {
    if (problem_) return false;
    std::string text = std::move(rest_);
    const size_t size = text.size();
    text.append(CellWriter::padding, '\0');
    if (!run(text.data(), size, true) || !complete()) return false;
    cells_.finish();
    return true;
}

const char* RowReader::bad(const char* at, std::string what, std::string fix, int field) {
    place_.byte = base_at_ + (at ? uint64_t(at - base_) : 0);
    place_.row = uint64_t(cells_.rows()) + 1;
    place_.field = field >= 0 ? register_.fields[size_t(field)].id : std::string();
    std::string where = "row " + std::to_string(place_.row);
    if (field >= 0) where += ", field " + place_.field;
    where += ", byte " + std::to_string(place_.byte);
    problem_ = Problem{std::move(what), std::move(where), std::move(fix)};
    cells_.drop();
    return nullptr;
}

const char* RowReader::bad_cell(const char* at, int field) {
    const Problem problem = cells_.problem();
    return bad(at, problem.what, problem.fix, field);
}

} // namespace mj
