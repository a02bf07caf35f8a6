#include "core/exchange/rescue.hpp"

#include "core/exchange/json_history.hpp"
#include "core/ledger/blocks.hpp"
#include "core/ledger/codec.hpp"
#include "core/ledger/journal.hpp"
#include "core/vault/memory_storage.hpp"
#include "core/vault/vault.hpp"

#include <algorithm>
#include <string_view>

namespace mj {
namespace {

constexpr std::string_view mark = "MJRESCUE";
constexpr uint32_t version = 1;

Problem cut_off() { return {say(Said::rescue_cut), {}, say(Said::take_out_again)}; }

Rescued read_store(const Catalog& catalog, const Opened& store) {
    Rescued out{Ledger(catalog), {}, store.damage};
    std::vector<ByteView> segments = store.segments;
    for (size_t i = 0; i < segments.size();) {
        const auto rows = decode_rows(out.ledger, segments[i]);
        if (rows) {
            ++i;
            continue;
        }
        // The ledger is spoilt by a half-read segment: once more without it.
        if (!out.damage) out.damage = rows.problem();
        segments.erase(segments.begin() + ptrdiff_t(i));
        out.ledger = Ledger(catalog);
        i = 0;
    }
    Chronicle chronicle;
    for (const ByteView part : store.archive)
        if (const auto read = chronicle.read(part); !read && !out.damage) out.damage = read.problem();
    for (size_t i = 0; i < store.journal.size(); ++i) {
        const auto& [type, payload] = store.journal[i];
        if (auto problem = take_action(out.ledger, chronicle, type, payload, i < store.settled)) {
            if (!out.damage) out.damage = std::move(problem);
            break;
        }
    }
    out.history = sound_history(out.ledger, chronicle);
    return out;
}

} // namespace

bool looks_like_rescue(ByteView start) {
    return start.size() >= mark.size() && std::equal(mark.begin(), mark.end(), start.begin());
}

Outcome<Files> files_of_rescue(ByteView bytes) {
    if (!looks_like_rescue(bytes)) return cut_off();
    ByteReader in(bytes.subspan(mark.size()));
    const uint32_t written = in.get<uint32_t>(), count = in.get<uint32_t>();
    if (!in.ok()) return cut_off();
    if (written != version)
        return Problem{say(Said::store_newer, std::to_string(written)), {}, say(Said::reload_newer)};
    Files files;
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t name_size = in.get<uint32_t>(), size = in.get<uint32_t>();
        const ByteView name = in.take(name_size), contents = in.take(size);
        if (!in.ok()) return cut_off();
        files.emplace(std::string(name.begin(), name.end()), Bytes(contents.begin(), contents.end()));
    }
    if (in.left()) return cut_off();
    return files;
}

Outcome<Rescued> read_rescue(const Catalog& catalog, ByteView file) {
    auto files = files_of_rescue(file);
    if (!files) return files.problem();
    MemoryStorage storage;
    storage.files = std::move(*files);
    Vault vault(storage);
    std::optional<Rescued> out;
    vault.open("", 1, [&](Opened opened) { out = read_store(catalog, opened); });
    storage.run();
    if (out->damage && !out->ledger.records()) return *out->damage;
    return std::move(*out);
}

Bytes write_rescue(const Ledger& ledger) {
    MemoryStorage storage;
    Vault vault(storage);
    vault.open("", 1, [](const Opened&) {});
    storage.run();
    Blocks blocks(ledger.catalog());
    blocks.begin(ledger);
    vault.replace(due_segments(ledger, blocks), {}, [](const Outcome<>&) {}); // memory refuses nothing
    storage.run();
    return rescue_of(storage.files);
}

Bytes rescue_of(const Files& files) {
    ByteWriter out;
    out.raw(mark.data(), mark.size());
    out.put(version);
    out.put(uint32_t(files.size()));
    for (const auto& [name, contents] : files) {
        out.put(uint32_t(name.size()));
        out.put(uint32_t(contents.size()));
        out.raw(name.data(), name.size());
        out.raw(contents.data(), contents.size());
    }
    return out.take();
}

} // namespace mj
