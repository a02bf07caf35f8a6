#include "core/workbook/compound.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint32_t last_sector = 0xFFFFFFFA; ///< above: the end of a chain and other marks
constexpr size_t head_bytes = 512, numbers_in_head = 109, entry_bytes = 128, small_sector = 64;
constexpr uint64_t small_below = 4096; // shorter streams lie in small sectors, within the root's own stream

uint32_t number_at(ByteView bytes, size_t at) {
    uint32_t value = 0;
    if (at + 4 <= bytes.size()) std::memcpy(&value, bytes.data() + at, 4);
    return value;
}

Problem damaged() { return {say(Said::book_damaged), {}, say(Said::copy_or_xlsx)}; }

} // namespace

Outcome<CompoundFile> CompoundFile::open(ByteView file) {
    CompoundFile out(file);
    if (file.size() < head_bytes) return damaged();
    const unsigned shift = file[30];
    if (shift != 9 && shift != 12) return damaged();
    out.sector_size_ = size_t(1) << shift;
    if (!out.read_table() || !out.read_directory(number_at(file, 48))) return damaged();
    Bytes room;
    const ByteView small_table = out.chain(number_at(file, 60), UINT64_MAX, room);
    out.next_small_.resize(small_table.size() / 4);
    for (size_t i = 0; i < out.next_small_.size(); ++i) out.next_small_[i] = number_at(small_table, i * 4);
    return out;
}

ByteView CompoundFile::sector(uint32_t number) const {
    const uint64_t at = (uint64_t(number) + 1) * sector_size_;
    if (number >= last_sector || at >= file_.size()) return {};
    return file_.subspan(size_t(at), std::min<size_t>(sector_size_, file_.size() - size_t(at)));
}

/// Which sector follows which. Its own sectors are listed in the head, and in further sectors that form a chain.
bool CompoundFile::read_table() {
    const size_t sectors = file_.size() / sector_size_;
    std::vector<uint32_t> parts;
    for (size_t i = 0; i < numbers_in_head; ++i) parts.push_back(number_at(file_, 76 + 4 * i));
    uint32_t more = number_at(file_, 68);
    for (size_t turns = 0; more < last_sector && turns <= sectors; ++turns) {
        const ByteView list = sector(more);
        if (list.size() < sector_size_) return false;
        for (size_t i = 0; i + 4 < sector_size_; i += 4) parts.push_back(number_at(list, i));
        more = number_at(list, sector_size_ - 4);
    }
    for (const uint32_t part : parts) {
        if (part >= last_sector || next_.size() > sectors) continue;
        const ByteView list = sector(part);
        for (size_t i = 0; i + 4 <= list.size(); i += 4) next_.push_back(number_at(list, i));
    }
    return !next_.empty();
}

ByteView CompoundFile::chain(uint32_t first, uint64_t size, Bytes& room) const {
    room.clear();
    bool whole = true; // so far one sector lies behind the other
    const uint8_t* begin = nullptr;
    uint64_t n = 0;
    size_t turns = 0;
    for (uint32_t at = first; n < size && at < next_.size() && turns <= next_.size();
         at = next_[at], ++turns) {
        ByteView piece = sector(at);
        piece = piece.first(size_t(std::min<uint64_t>(piece.size(), size - n)));
        if (piece.empty()) break;
        if (!begin) begin = piece.data();
        if (whole && piece.data() != begin + n) {
            whole = false;
            room.assign(begin, begin + n);
        }
        if (!whole) room.insert(room.end(), piece.begin(), piece.end());
        n += piece.size();
    }
    return whole ? ByteView(begin, size_t(n)) : ByteView(room);
}

bool CompoundFile::read_directory(uint32_t first) {
    Bytes room;
    const ByteView directory = chain(first, UINT64_MAX, room);
    const size_t count = directory.size() / entry_bytes;
    if (!count) return false;
    const auto entry = [&](uint32_t i) { return directory.subspan(i * entry_bytes, entry_bytes); };
    const ByteView root = entry(0);
    small_ = chain(number_at(root, 116), number_at(root, 120), small_room_);
    // The entries at the root form a tree; those of folders below it, embedded documents among them, form their own.
    std::vector<uint32_t> open{number_at(root, 76)};
    std::vector<bool> seen(count);
    while (!open.empty()) {
        const uint32_t i = open.back();
        open.pop_back();
        if (i >= count || seen[i]) continue;
        seen[i] = true;
        const ByteView bytes = entry(i);
        Entry read;
        const size_t name_bytes = std::min<size_t>(bytes[64] | bytes[65] << 8, 64);
        for (size_t c = 0; c + 3 < name_bytes; c += 2)
            read.name += bytes[c + 1] || bytes[c] >= 0x80 ? '?' : char(bytes[c]);
        read.stream = bytes[66] == 2;
        read.first = number_at(bytes, 116);
        read.size = number_at(bytes, 120);
        entries_.push_back(std::move(read));
        open.push_back(number_at(bytes, 68));
        open.push_back(number_at(bytes, 72));
    }
    return true;
}

const CompoundFile::Entry* CompoundFile::find(std::string_view name) const {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
    for (const Entry& e : entries_)
        if (e.stream && std::equal(e.name.begin(), e.name.end(), name.begin(), name.end(),
                                   [&](char a, char b) { return lower(a) == lower(b); }))
            return &e;
    return nullptr;
}

ByteView CompoundFile::small_chain(uint32_t first, uint64_t size, Bytes& room) const {
    room.clear();
    size_t turns = 0;
    for (uint32_t at = first; room.size() < size && at < next_small_.size() && turns <= next_small_.size();
         at = next_small_[at], ++turns) {
        const uint64_t from = uint64_t(at) * small_sector;
        if (from >= small_.size()) break;
        const ByteView rest = small_.subspan(size_t(from));
        const ByteView piece =
            rest.first(size_t(std::min<uint64_t>({rest.size(), small_sector, size - room.size()})));
        room.insert(room.end(), piece.begin(), piece.end());
    }
    return room;
}

Outcome<ByteView> CompoundFile::stream(std::string_view name, Bytes& room) const {
    const Entry* entry = find(name);
    if (!entry) return damaged();
    const ByteView bytes = entry->size < small_below ? small_chain(entry->first, entry->size, room)
                                                     : chain(entry->first, entry->size, room);
    if (bytes.size() < entry->size) return damaged();
    return bytes;
}

} // namespace mj
