#include "core/ledger/pack.hpp"

#include <limits>

namespace mj {

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
    to.arena.reserve(end); // before views into it are taken
    for (size_t i = 0; i < n; ++i) {
        const std::string_view all = to.arena.view();
        to.arena.append(all.substr(i ? to.ends[i - 1] : 0, shared[i]));
        to.arena.append({from, own[i]});
        from += own[i];
    }
    return in.ok();
}

} // namespace mj
