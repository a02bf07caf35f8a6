#include "core/vault/head.hpp"

#include "core/base/crc32c.hpp"

#include <charconv>
#include <cstdio>

namespace mj {
namespace {

constexpr char magic[8] = {'m', 'i', 'n', 'g', 'j', 'i', 'n', 'g'};

std::string numbered(const char* prefix, uint64_t n) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%s%016llx", prefix, static_cast<unsigned long long>(n));
    return buffer;
}

uint32_t seed_of(const Head& head) {
    ByteWriter out;
    out.put(head.database);
    out.put(head.epoch);
    return crc32c(out.view());
}

} // namespace

std::string segment_name(uint64_t id) { return numbered("seg-", id); }
uint64_t segment_id(std::string_view name) {
    uint64_t id = 0;
    if (name.starts_with("seg-")) std::from_chars(name.data() + 4, name.data() + name.size(), id, 16);
    return id;
}
std::string chunk_name(uint64_t first_sequence) { return numbered("j-", first_sequence); }

Bytes encode_head(const Head& head) {
    ByteWriter out;
    out.raw(magic, sizeof magic);
    out.put(Head::format);
    out.put(head.database);
    out.put(head.epoch);
    out.put(head.journal_from);
    out.put(head.next_segment);
    out.put(head.settled);
    for (const auto* list : {&head.segments, &head.archive}) {
        out.put(uint32_t(list->size()));
        for (const SegmentEntry& segment : *list) {
            out.put(segment.id);
            out.put(segment.length);
            out.put(segment.crc);
        }
    }
    out.put(crc32c(out.view()));
    return out.take();
}

std::optional<uint32_t> head_format(ByteView bytes) {
    if (bytes.size() < sizeof magic + 8 || std::memcmp(bytes.data(), magic, sizeof magic) != 0)
        return std::nullopt;
    uint32_t format, crc;
    std::memcpy(&format, bytes.data() + sizeof magic, 4);
    std::memcpy(&crc, bytes.data() + bytes.size() - 4, 4);
    if (crc32c(bytes.first(bytes.size() - 4)) != crc) return std::nullopt;
    return format;
}

Outcome<Head> decode_head(ByteView bytes) {
    const Problem damaged{say(Said::head_damaged), say(Said::at_head, head_file), say(Said::restore_backup)};
    const auto format = head_format(bytes);
    if (!format) return damaged;
    if (*format > Head::format)
        return Problem{say(Said::store_newer, *format), say(Said::at_head, head_file),
                       say(Said::reload_newer)};
    ByteReader in(bytes.first(bytes.size() - 4));
    in.take(sizeof magic + sizeof *format);
    Head head;
    head.database = in.get<uint64_t>();
    head.epoch = in.get<uint32_t>();
    head.journal_from = in.get<uint64_t>();
    head.next_segment = in.get<uint64_t>();
    head.settled = *format == 1 ? head.journal_from - 1 : in.get<uint64_t>();
    const auto read = [&in](std::vector<SegmentEntry>& list) {
        const uint32_t count = in.get<uint32_t>();
        if (count > in.left() / 16) return false;
        for (uint32_t i = 0; i < count; ++i) {
            SegmentEntry segment;
            segment.id = in.get<uint64_t>();
            segment.length = in.get<uint32_t>();
            segment.crc = in.get<uint32_t>();
            list.push_back(segment);
        }
        return true;
    };
    if (!read(head.segments) || (*format > 1 && !read(head.archive))) return damaged;
    if (!in.ok() || in.left() || head.database == 0) return damaged;
    return head;
}

void put_record(Bytes& out, const Head& head, uint64_t sequence, uint8_t type, ByteView payload) {
    ByteWriter front, sizes;
    front.put(type);
    front.put(uint8_t(0));
    front.put(record_schema);
    front.put(sequence);
    sizes.put(uint32_t(payload.size()));
    sizes.put(crc32c(payload, crc32c(front.view(), seed_of(head))));
    out.reserve(out.size() + record_overhead + payload.size()); // a whole table is copied once
    for (const ByteView part : {sizes.view(), front.view(), payload})
        out.insert(out.end(), part.begin(), part.end());
}

ChunkReading read_chunk(const Head& head, ByteView bytes, const std::string& name) {
    ChunkReading out;
    const uint32_t seed = seed_of(head);
    ByteReader in(bytes);
    while (in.left()) {
        const size_t at = bytes.size() - in.left();
        const uint32_t length = in.get<uint32_t>();
        const uint32_t crc = in.get<uint32_t>();
        const ByteView body = in.take(uint64_t(length) + record_overhead - 8);
        if (!in.ok() || crc32c(body, seed) != crc) {
            out.problem =
                Problem{say(Said::journal_damaged), say(Said::at_chunk, name, at), say(Said::restore_backup)};
            return out;
        }
        ByteReader fields(body);
        const uint8_t type = fields.get<uint8_t>();
        fields.get<uint8_t>();
        const uint16_t schema = fields.get<uint16_t>();
        const uint64_t sequence = fields.get<uint64_t>();
        if (schema > record_schema) {
            out.problem =
                Problem{say(Said::journal_unknown), say(Said::at_chunk, name, at), say(Said::reload_newer)};
            return out;
        }
        out.records.push_back({sequence, type, body.subspan(record_overhead - 8)});
    }
    return out;
}

} // namespace mj
