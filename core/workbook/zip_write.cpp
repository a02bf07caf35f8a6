#include "core/workbook/zip_write.hpp"

#include "core/base/bytes.hpp"
#include "core/workbook/deflate.hpp"

#include <utility>

namespace mj {
namespace {

constexpr uint16_t version = 20, sizes_follow = 1 << 3, names_are_utf8 = 1 << 11;
constexpr uint16_t midnight = 0,
                   first_day = 1 << 5 | 1; // 1980-01-01: the time of writing would change the bytes

void put_common(ByteWriter& head, uint32_t crc, uint64_t packed, uint64_t size, std::string_view name) {
    head.put<uint16_t>(version);
    head.put<uint16_t>(sizes_follow | names_are_utf8);
    head.put<uint16_t>(Z_DEFLATED);
    head.put(midnight);
    head.put(first_day);
    head.put(crc);
    head.put(uint32_t(packed));
    head.put(uint32_t(size));
    head.put(uint16_t(name.size()));
    head.put<uint16_t>(0); // extra fields
}

void append(std::string& out, const ByteWriter& bytes) {
    out.append(reinterpret_cast<const char*>(bytes.view().data()), bytes.size());
}

} // namespace

ZipWriter::ZipWriter() : zlib_(std::make_unique<z_stream>()) {
    deflateInit2(zlib_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

ZipWriter::~ZipWriter() { deflateEnd(zlib_.get()); }

std::string ZipWriter::take() {
    taken_ += out_.size();
    return std::exchange(out_, {});
}

void ZipWriter::begin(std::string name) {
    ByteWriter head;
    head.put<uint32_t>(0x04034B50);
    put_common(head, 0, 0, 0, name);
    entries_.push_back({name, taken_ + out_.size()});
    append(out_, head);
    out_ += name;
    deflateReset(zlib_.get());
}

void ZipWriter::write(std::string_view bytes) {
    Written& entry = entries_.back();
    entry.size += bytes.size();
    entry.crc = uint32_t(crc32(entry.crc, reinterpret_cast<const Bytef*>(bytes.data()), uInt(bytes.size())));
    deflate_into(*zlib_, bytes, Z_NO_FLUSH, out_);
}

void ZipWriter::end() {
    deflate_into(*zlib_, {}, Z_FINISH, out_);
    Written& entry = entries_.back();
    entry.packed = zlib_->total_out;
    ByteWriter sizes;
    sizes.put<uint32_t>(0x08074B50);
    sizes.put(entry.crc);
    sizes.put(uint32_t(entry.packed));
    sizes.put(uint32_t(entry.size));
    append(out_, sizes);
}

void ZipWriter::finish() {
    const uint64_t begin = taken_ + out_.size();
    for (const Written& entry : entries_) {
        ByteWriter head;
        head.put<uint32_t>(0x02014B50);
        head.put(version);
        put_common(head, entry.crc, entry.packed, entry.size, entry.name);
        head.put<uint16_t>(0); // comment
        head.put<uint16_t>(0); // disk
        head.put<uint16_t>(0); // attributes
        head.put<uint32_t>(0);
        head.put(uint32_t(entry.at));
        append(out_, head);
        out_ += entry.name;
    }
    ByteWriter end;
    end.put<uint32_t>(0x06054B50);
    end.put<uint32_t>(0); // disks
    end.put(uint16_t(entries_.size()));
    end.put(uint16_t(entries_.size()));
    end.put(uint32_t(taken_ + out_.size() - begin));
    end.put(uint32_t(begin));
    end.put<uint16_t>(0); // comment
    append(out_, end);
}

} // namespace mj
