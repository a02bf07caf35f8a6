#include "app/keeper/keeper.hpp"
#include "app/keeper/settings.hpp"
#include "core/base/crc32c.hpp"
#include "core/ledger/codec.hpp"

namespace mj {
namespace {

constexpr size_t most_bytes = 1 << 20; // settings are small

std::string text_of(ByteView bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const uint8_t byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

Bytes bytes_of(std::string_view text) {
    const auto digit = [](char c) { return uint8_t(c <= '9' ? c - '0' : c - 'a' + 10); };
    Bytes out(text.size() / 2);
    for (size_t i = 0; i < out.size(); ++i)
        out[i] = uint8_t(digit(text[2 * i]) << 4 | digit(text[2 * i + 1]));
    return out;
}

} // namespace

void Keeper::leave() {
    if (!loaded_ || follows_ || !vault_->waiting() || !storage_.lasting()) return;
    if (!storage_.writer()) return; // another window has gone on from where this one stood
    ByteWriter out;
    out.put(vault_->database());
    out.put(vault_->sequence() + 1);
    for (size_t i = 0; i < vault_->waiting(); ++i) {
        const ByteView payload = vault_->waiting(i);
        out.varint(payload.size());
        out.raw(payload.data(), payload.size());
    }
    if (out.size() > most_bytes) return;
    out.put(crc32c(out.view()));
    prefs_.put(setting::waiting, text_of(out.view()));
}

/// What leave() put aside and the storage did not get: it is done again, as if it were done now.
void Keeper::take_up() {
    const auto text = prefs_.get(setting::waiting);
    if (!text || follows_ || damage_) return;
    const Bytes bytes = bytes_of(*text);
    prefs_.remove(setting::waiting); // what is taken up waits again, and is put aside again if need be
    if (bytes.size() < 20) return;
    const ByteView body = ByteView(bytes).first(bytes.size() - 4);
    ByteReader sum(ByteView(bytes).subspan(body.size()));
    if (crc32c(body) != sum.get<uint32_t>()) return;
    ByteReader in(body);
    const uint64_t database = in.get<uint64_t>();
    const bool fresh = vault_->state() == VaultState::empty; // it had no name yet that was kept
    if (database != vault_->database() && !fresh) return;
    for (uint64_t sequence = in.get<uint64_t>(), kept = vault_->sequence(); in.left(); ++sequence) {
        const ByteView payload = in.take(in.varint());
        if (sequence <= kept) continue;
        const auto entry = decode_entry(catalog_, payload);
        if (!entry || !ledger_.possible(entry->change).empty()) return;
        ledger_.apply(entry->change);
        append(Bytes(payload.begin(), payload.end()));
    }
}

} // namespace mj
