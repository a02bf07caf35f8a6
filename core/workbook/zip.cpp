#include "core/workbook/zip.hpp"

#include "core/base/shown.hpp"

#include <algorithm>
#include <zlib.h>

namespace mj {
namespace {

constexpr size_t end_of_directory = 22, most_comment = 0xFFFF;

Problem cut_off() { return {say(Said::directory_missing), {}, say(Said::copy_again)}; }

struct Directory {
    uint64_t entries, bytes, at;
};

/// Where the last of these signatures stands, or npos.
size_t last_of(ByteView file, std::string_view signature, size_t from, size_t until) {
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    const size_t at = text.substr(0, until).rfind(signature);
    return at == text.npos || at < from ? text.npos : at;
}

Outcome<Directory> find_directory(ByteView file) {
    const size_t from =
        file.size() > end_of_directory + most_comment ? file.size() - end_of_directory - most_comment : 0;
    const size_t end = last_of(file, "PK\5\6", from, file.size());
    if (end == std::string_view::npos || file.size() - end < end_of_directory) return cut_off();
    ByteReader record(file.subspan(end + 8));
    (void)record.get<uint16_t>(); // entries on this disk
    Directory found{record.get<uint16_t>(), 0, 0};
    found.bytes = record.get<uint32_t>();
    found.at = record.get<uint32_t>();
    if (found.entries != 0xFFFF && found.bytes != 0xFFFFFFFF && found.at != 0xFFFFFFFF) return found;
    // Zip64: a larger record, of which a locator right before the small one says where it is.
    if (end < 20 || last_of(file, "PK\6\7", end - 20, end) != end - 20) return found;
    ByteReader locator(file.subspan(end - 20 + 8));
    const uint64_t at = locator.get<uint64_t>();
    if (at > file.size() || file.size() - at < 56) return cut_off();
    ByteReader large(file.subspan(size_t(at)));
    if (large.get<uint32_t>() != 0x06064B50) return cut_off();
    large.take(28);
    found.entries = large.get<uint64_t>();
    found.bytes = large.get<uint64_t>();
    found.at = large.get<uint64_t>();
    return found;
}

/// Sizes and places that did not fit into four bytes, in the order in which they are missing.
void read_zip64(ByteView extra, uint64_t& size, uint64_t& packed, uint64_t& at) {
    ByteReader fields(extra);
    while (fields.left() >= 4) {
        const uint16_t id = fields.get<uint16_t>(), bytes = fields.get<uint16_t>();
        ByteReader field(fields.take(bytes));
        if (id != 1) continue;
        for (uint64_t* value : {&size, &packed, &at})
            if (*value == 0xFFFFFFFF) *value = field.get<uint64_t>();
    }
}

std::string_view text_of(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

Outcome<std::vector<ZipEntry>> zip_entries(ByteView file) {
    const auto found = find_directory(file);
    if (!found) return found.problem();
    if (found->at > file.size() || found->bytes > file.size() - found->at) return cut_off();
    ByteReader directory(file.subspan(size_t(found->at), size_t(found->bytes)));
    std::vector<ZipEntry> entries;
    const Problem broken{say(Said::directory_damaged), {}, say(Said::copy_again)};
    for (uint64_t i = 0; i < found->entries; ++i) {
        if (directory.get<uint32_t>() != 0x02014B50) return broken;
        ZipEntry entry;
        directory.take(4); // versions
        entry.encrypted = directory.get<uint16_t>() & 1;
        entry.method = directory.get<uint16_t>();
        directory.take(4); // time
        entry.crc = directory.get<uint32_t>();
        uint64_t packed = directory.get<uint32_t>();
        entry.size = directory.get<uint32_t>();
        const uint16_t name = directory.get<uint16_t>(), extra = directory.get<uint16_t>(),
                       comment = directory.get<uint16_t>();
        directory.take(8); // disk and attributes
        uint64_t at = directory.get<uint32_t>();
        entry.name = text_of(directory.take(name));
        read_zip64(directory.take(extra), entry.size, packed, at);
        directory.take(comment);
        if (!directory.ok()) return broken;
        std::replace(entry.name.begin(), entry.name.end(), '\\', '/'); // some writers' mistake
        if (entry.name.starts_with('/')) entry.name.erase(0, 1);
        // Its own head repeats name and extra fields, not always the same ones.
        ByteReader head(at > file.size() ? ByteView() : file.subspan(size_t(at)));
        const uint32_t signature = head.get<uint32_t>();
        head.take(22);
        const uint16_t own_name = head.get<uint16_t>(), own_extra = head.get<uint16_t>();
        head.take(uint64_t(own_name) + own_extra);
        entry.packed = head.take(packed);
        if (signature != 0x04034B50 || !head.ok()) return broken;
        entries.push_back(std::move(entry));
    }
    return entries;
}

ZipStream::ZipStream(const ZipEntry& entry, uint64_t most) : entry_(entry) {
    if (entry.encrypted) {
        fail(say(Said::protected_file), Said::save_unprotected);
    } else if (entry.size > most) {
        fail(say(Said::part_large, entry.size, most), Said::divide_or_save);
    } else if (entry.method == Z_DEFLATED) {
        zlib_ = std::make_unique<z_stream>();
        zlib_->next_in = const_cast<Bytef*>(entry.packed.data());
        zlib_->avail_in = uInt(std::min<size_t>(entry.packed.size(), UINT32_MAX));
        if (inflateInit2(zlib_.get(), -MAX_WBITS) != Z_OK) {
            zlib_.reset();
            fail(Said::memory_short);
        }
    } else if (entry.method != 0 || entry.packed.size() != entry.size) {
        fail(say(Said::part_packed, entry.method), Said::save_again);
    }
}

ZipStream::~ZipStream() {
    if (zlib_) inflateEnd(zlib_.get());
}

uint64_t ZipStream::packed_read() const { return zlib_ ? zlib_->total_in : given_; }

ByteView ZipStream::fail(Saying what, SaidWith<0> fix) {
    problem_ = {std::move(what), say(Said::at_words, shown(entry_.name, longest_quote)), say(fix)};
    return {};
}

ByteView ZipStream::fail(SaidWith<0> what) { return fail(say(what), Said::save_again); }

ByteView ZipStream::read(std::span<uint8_t> out) {
    if (problem()) return {};
    size_t n = 0;
    if (!zlib_) {
        n = size_t(std::min<uint64_t>(out.size(), entry_.size - given_));
        if (n) std::memcpy(out.data(), entry_.packed.data() + given_, n);
    } else if (!ended_) {
        zlib_->next_out = out.data();
        zlib_->avail_out = uInt(out.size());
        const int state = inflate(zlib_.get(), Z_NO_FLUSH);
        n = out.size() - zlib_->avail_out;
        ended_ = state == Z_STREAM_END;
        if (state != Z_OK && !ended_ && !(state == Z_BUF_ERROR && n)) return fail(Said::part_damaged);
        if (n == 0 && !ended_) return fail(Said::part_cut);
    }
    given_ += n;
    crc_ = uint32_t(crc32(crc_, out.data(), uInt(n)));
    // More than was said is how a bomb hides; less, or other bytes, is damage.
    if (given_ > entry_.size) return fail(Said::part_larger);
    if (n == 0 && (given_ != entry_.size || crc_ != entry_.crc)) return fail(Said::part_damaged);
    return out.first(n);
}

} // namespace mj
