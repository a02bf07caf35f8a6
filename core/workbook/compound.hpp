// A compound file in memory ([MS-CFB]): old workbooks, protected new ones and much else are kept in one. Streams at its root.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mj {

class CompoundFile {
  public:
    static constexpr std::string_view signature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

    /// `file` must stay where it is.
    static Outcome<CompoundFile> open(ByteView file);
    /// Names that are not ASCII do not matter here. Case does not count.
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// In one piece: a view into the file where it lies so, as it mostly does, else into `room`.
    Outcome<ByteView> stream(std::string_view name, Bytes& room) const;

  private:
    struct Entry {
        std::string name;
        uint32_t first = 0;
        uint64_t size = 0;
        bool stream = false;
    };
    explicit CompoundFile(ByteView file) : file_(file) {}
    const Entry* find(std::string_view name) const;
    ByteView sector(uint32_t number) const;
    /// The bytes of a chain of sectors, at most `size`; fewer if it ends, breaks or turns in a circle.
    ByteView chain(uint32_t first, uint64_t size, Bytes& room) const;
    bool read_table();
    bool read_directory(uint32_t first);
    ByteView small_chain(uint32_t first, uint64_t size, Bytes& room) const;

    ByteView file_;
    size_t sector_size_ = 512;
    std::vector<uint32_t> next_, next_small_;
    Bytes small_room_;
    ByteView small_;
    std::vector<Entry> entries_;
};

} // namespace mj
