// The file HEAD, kept twice: which segments and journal chunks make up the store, and who may read it.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mj {

struct SegmentEntry {
    uint64_t id = 0;
    uint32_t length = 0, crc = 0;
    bool operator==(const SegmentEntry&) const = default;
};

struct Head {
    static constexpr uint32_t format =
        3; ///< readers of a smaller number refuse; 1 had neither settled nor archive, 2 segments of another form
    uint64_t database = 0;     ///< drawn once, never zero
    uint32_t epoch = 0;        ///< grows with every generation
    uint64_t journal_from = 1; ///< first sequence number of the journal
    uint64_t next_segment = 1;
    uint64_t settled =
        0; ///< the segments may hold what actions up to this one did, though the journal has them too
    std::vector<SegmentEntry> segments;
    std::vector<SegmentEntry> archive; ///< segments of another kind: what the journal was
    bool operator==(const Head&) const = default;
};

Bytes encode_head(const Head& head);
std::optional<uint32_t> head_format(ByteView bytes); ///< Whoever wrote it; nothing when it is damaged.
Outcome<Head> decode_head(ByteView bytes);

constexpr const char *head_file = "HEAD", *head_copy_file = "HEAD-copy";
constexpr std::string_view former_prefix = "former-"; ///< of the names of a copy's files
std::string segment_name(uint64_t id);                ///< "seg-0000000000000001"
uint64_t segment_id(std::string_view name);           ///< of a segment's name; 0 of another
std::string chunk_name(uint64_t first_sequence);      ///< "j-0000000000000001"

/// One journal record: u32 length, u32 CRC-32C (seeded with database and epoch) of all that follows, u8 type, u8 flags,
/// u16 schema, u64 sequence, payload.
constexpr uint16_t record_schema = 1;
constexpr size_t record_overhead = 20;
void put_record(Bytes& out, const Head& head, uint64_t sequence, uint8_t type, ByteView payload);

struct RecordView {
    uint64_t sequence = 0;
    uint8_t type = 0; ///< as the writer of the payload says
    ByteView payload;
};
/// Reads all records of a chunk; stops at the first that is not whole and says where.
struct ChunkReading {
    std::vector<RecordView> records;
    std::optional<Problem> problem;
};
ChunkReading read_chunk(const Head& head, ByteView bytes, const std::string& name);

} // namespace mj
