#include "core/ledger/blocks.hpp"

#include <algorithm>

namespace mj {

void Blocks::stored(int reg, uint32_t from, uint32_t to, size_t bytes) {
    blocks_.push_back({reg, from, to, bytes, false});
    registers_[size_t(reg)].end = to;
}

void Blocks::loaded(const Ledger& ledger) {
    for (size_t r = 0; r < registers_.size(); ++r) registers_[r].seen = ledger.table(int(r)).touched().size();
}

void Blocks::begin(const Ledger& ledger) {
    for (size_t r = 0; r < registers_.size(); ++r) {
        const Table& table = ledger.table(int(r));
        Of& of = registers_[r];
        std::vector<Block*> own; // by rows: later segments of a register hold later rows
        for (Block& block : blocks_)
            if (block.reg == int(r)) own.push_back(&block);
        const auto& touched = table.touched();
        for (; of.seen < touched.size(); ++of.seen) {
            const uint32_t row = touched[of.seen];
            const auto it = std::partition_point(own.begin(), own.end(),
                                                 [row](const Block* block) { return block->to <= row; });
            if (it != own.end() && (*it)->from <= row) (*it)->due = true;
        }
        of.goal = table.rows();
    }
}

std::optional<Blocks::Part> Blocks::next(const Ledger& ledger) {
    const auto encode = [&](size_t index, int reg, uint32_t from, uint32_t limit, size_t most) {
        Part part{index, encode_rows(ledger, reg, from, limit, most, registers_[size_t(reg)].row_bytes), 0};
        part.size = part.rows.bytes.size();
        return part;
    };
    // The last block of a register grows until it is a segment's size.
    const auto grows = [&](const Block& block) {
        const Of& of = registers_[size_t(block.reg)];
        return block.to == of.end && of.end < of.goal && block.bytes < target_ / 2;
    };
    for (size_t i = 0; i < blocks_.size(); ++i) {
        const Block& block = blocks_[i];
        if (grows(block))
            return encode(i, block.reg, block.from, registers_[size_t(block.reg)].goal, target_);
        if (block.due) return encode(i, block.reg, block.from, block.to, SIZE_MAX);
    }
    for (size_t r = 0; r < registers_.size(); ++r) {
        Of& of = registers_[r];
        if (of.end >= of.goal) continue;
        Part part = encode(blocks_.size(), int(r), of.end, of.goal, target_);
        if (part.size) return part;
        of.end = part.rows.to; // all of them have been removed
    }
    return std::nullopt;
}

void Blocks::wrote(const Part& part) {
    const RowSegment& rows = part.rows;
    Of& of = registers_[size_t(rows.reg)];
    of.end = std::max(of.end, rows.to);
    const auto at = blocks_.begin() + ptrdiff_t(part.index);
    if (part.size == 0)
        blocks_.erase(at);
    else if (part.index == blocks_.size())
        blocks_.push_back({rows.reg, rows.from, rows.to, part.size, false});
    else
        *at = {rows.reg, rows.from, rows.to, part.size, false};
}

uint64_t Blocks::rows() const {
    uint64_t n = 0;
    for (const Block& block : blocks_) n += block.to - block.from;
    return n;
}

std::function<std::optional<Bytes>()> due_segments(const Ledger& ledger, Blocks& blocks) {
    return [&ledger, &blocks]() -> std::optional<Bytes> {
        auto part = blocks.next(ledger);
        if (!part) return std::nullopt;
        blocks.wrote(*part);
        return std::move(part->rows.bytes);
    };
}

} // namespace mj
