#include "core/ledger/pack.hpp"

#include <cstring>
#include <limits>

namespace mj {
namespace {

constexpr size_t word = 16;

/// Texts are short, and code just loaded runs slowly: few large copies, a word past the end where that is allowed.
void paste(char* to, const char* from, size_t n) {
    for (size_t i = 0; i < n; i += word) {
        char some[word];
        std::memcpy(some, from + i, word);
        std::memcpy(to + i, some, word);
    }
}

} // namespace

void put_texts(ByteWriter& out, const std::vector<std::string_view>& texts) {
    std::vector<uint32_t> shared, own;
    shared.reserve(texts.size());
    own.reserve(texts.size());
    std::string_view before;
    for (const std::string_view text : texts) {
        const auto same = std::mismatch(before.begin(), before.end(), text.begin(), text.end()).first;
        shared.push_back(uint32_t(same - before.begin()));
        own.push_back(uint32_t(text.size() - shared.back()));
        before = text;
    }
    out.varint(texts.size());
    put_numbers(out, shared);
    put_numbers(out, own);
    for (size_t i = 0; i < texts.size(); ++i) out.raw(texts[i].data() + shared[i], own[i]);
}

bool get_texts(ByteReader& in, TextRun& to) {
    constexpr uint32_t most = std::numeric_limits<uint32_t>::max();
    const uint64_t n = in.varint();
    if (n > in.left()) return false;
    std::vector<uint32_t> shared(n), own(n);
    if (!get_numbers<uint32_t>(in, shared.data(), uint32_t(n), 0, most) ||
        !get_numbers<uint32_t>(in, own.data(), uint32_t(n), 0, most))
        return false;
    uint64_t before = 0, end = 0, bytes = 0;
    to.ends.resize(n + 1);
    for (size_t i = 0; i < n; ++i) {
        if (shared[i] > before) return false;
        before = uint64_t(shared[i]) + own[i];
        bytes += own[i];
        end += before;
        if (bytes > in.left() || end > most) return false;
        to.ends[i + 1] = uint32_t(end);
    }
    const char* from = reinterpret_cast<const char*>(in.take(bytes).data());
    char *at = to.arena.extend(end, word), *former = at;
    for (size_t i = 0; i < n; ++i) {
        char* const begin = at;
        paste(at, former, shared[i]);
        at += shared[i];
        if (const size_t more = own[i]; more > 0) {
            if (bytes >= more + word)
                paste(at, from, more);
            else
                std::memcpy(at, from, more);
            at += more, from += more, bytes -= more;
        }
        former = begin;
    }
    return in.ok();
}

} // namespace mj
