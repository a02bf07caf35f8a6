// The name of a record for all time and in every office.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mj {

/// office number (12 bits, 1..4095) | desk (20 bits: 0 for samples, else drawn once per store) | sequence (32 bits).
/// Two stores of one office never meet because their desks differ. Zero is "no record".
struct RecordId {
    /// No record from elsewhere has a higher sequence: a store always has numbers left to give.
    static constexpr uint32_t last_sequence = 0xEFFFFFFF;
    uint64_t bits = 0;

    static RecordId of(uint32_t office, uint32_t desk, uint32_t sequence) {
        return {uint64_t(office & 0xFFF) << 52 | uint64_t(desk & 0xFFFFF) << 32 | sequence};
    }
    static std::optional<RecordId>
    parse(std::string_view text); ///< Exactly 16 lower-case hexadecimal digits, not zero.
    std::string text() const;     ///< 16 digits, or "" for none.
    uint32_t office() const { return uint32_t(bits >> 52); }
    uint32_t desk() const { return uint32_t(bits >> 32) & 0xFFFFF; }
    uint32_t sequence() const { return uint32_t(bits); }
    bool has() const { return bits != 0; }
    auto operator<=>(const RecordId&) const = default;
};

} // namespace mj
