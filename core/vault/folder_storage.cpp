#include "core/vault/folder_storage.hpp"

#include "core/base/crc32c.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace mj {
namespace {

namespace fs = std::filesystem;

constexpr const char *batch_name = ".batch", *fresh_name = ".fresh"; // no file of a store begins with a dot

Problem failed(SaidWith<0> what, const std::string& path) {
    return {say(what),
            {say(Said::in_named, path), say(Said::at_words, std::strerror(errno))},
            say(Said::check_folder_space)};
}

Outcome<Bytes> read_file(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return failed(Said::path_unread, path);
    Bytes out;
    ssize_t got = 0;
    do {
        const size_t at = out.size();
        out.resize(at + (256 << 10));
        got = ::read(file, out.data() + at, out.size() - at);
        out.resize(at + size_t(std::max<ssize_t>(got, 0)));
    } while (got > 0);
    const bool good = got == 0;
    close(file);
    if (!good) return failed(Said::path_unread, path);
    return out;
}

Bytes encode_batch(const Batch& batch) {
    ByteWriter out;
    out.put(uint8_t(batch.whole));
    out.varint(batch.deletes.size());
    for (const std::string& name : batch.deletes) out.text(name);
    out.varint(batch.puts.size());
    for (const auto& [name, bytes] : batch.puts) {
        out.text(name);
        out.varint(bytes.size());
        out.raw(bytes.data(), bytes.size());
    }
    out.put(crc32c(out.view()));
    return out.take();
}

std::optional<Batch> decode_batch(ByteView bytes) {
    if (bytes.size() < 4) return std::nullopt;
    const ByteView body = bytes.first(bytes.size() - 4);
    ByteReader sum(bytes.subspan(body.size()));
    if (crc32c(body) != sum.get<uint32_t>()) return std::nullopt;
    ByteReader in(body);
    Batch out;
    out.whole = in.get<uint8_t>() != 0;
    for (uint64_t n = in.varint(); n && in.ok(); --n) out.deletes.emplace_back(in.text());
    for (uint64_t n = in.varint(); n && in.ok(); --n) {
        std::string name(in.text());
        const ByteView content = in.take(in.varint());
        out.puts.emplace_back(std::move(name), Bytes(content.begin(), content.end()));
    }
    return in.ok() ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

/// Under another name first, so that a file is whole or not there.
Outcome<> FolderStorage::write(const std::string& name, ByteView bytes, bool durable) {
    const std::string fresh = folder_ + "/" + fresh_name, path = folder_ + "/" + name;
    const int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return failed(Said::store_path_unwritten, path);
    bool good = true;
    for (ByteView left = bytes; good && !left.empty();) {
        const ssize_t wrote = ::write(file, left.data(), left.size());
        good = wrote > 0;
        if (good) left = left.subspan(size_t(wrote));
    }
    good = good && (!durable || fsync(file) == 0);
    const int reason = errno;
    close(file);
    errno = reason;
    if (!good || rename(fresh.c_str(), path.c_str()) != 0) return failed(Said::store_path_unwritten, path);
    if (!durable) return Done{};
    const int folder = open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    good = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0) close(folder);
    if (!good) return failed(Said::store_folder_unwritten, folder_);
    return Done{};
}

Outcome<> FolderStorage::perform(const Batch& batch) {
    std::error_code ignored;
    if (batch.whole)
        for (const auto& entry : fs::directory_iterator(folder_))
            if (!entry.path().filename().string().starts_with(".")) fs::remove(entry.path(), ignored);
    for (const std::string& name : batch.deletes) fs::remove(folder_ + "/" + name, ignored);
    // Durable as well: the batch goes when they are there.
    for (const auto& [name, bytes] : batch.puts)
        if (auto done = write(name, bytes, true); !done) return done;
    fs::remove(folder_ + "/" + batch_name, ignored);
    return Done{};
}

Outcome<> FolderStorage::finish_batch() {
    std::error_code none;
    if (!fs::exists(folder_ + "/" + batch_name, none)) return Done{};
    auto bytes = read_file(folder_ + "/" + batch_name);
    if (!bytes) return bytes.problem();
    auto batch = decode_batch(*bytes);
    if (!batch)
        return Problem{say(Said::batch_damaged), say(Said::in_named, folder_ + "/" + batch_name),
                       say(Said::restore_backup)};
    return perform(*batch);
}

Outcome<> FolderStorage::keep(const Batch& batch) {
    if (auto done = finish_batch(); !done) return done; // one that could not be performed at once
    if (auto done = write(batch_name, encode_batch(batch), true); !done) return done;
    (void)perform(batch); // durable by now; what could not be done is done before the next commit or reading
    return Done{};
}

Outcome<Files> FolderStorage::read_all() {
    if (auto done = finish_batch(); !done) return done.problem();
    Files out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(".")) continue;
        auto bytes = read_file(entry.path().string());
        if (!bytes) return bytes.problem();
        out.emplace(name, std::move(*bytes));
    }
    if (error)
        return Problem{say(Said::store_folder_unread),
                       {say(Said::in_named, folder_), say(Said::at_words, error.message())},
                       say(Said::check_folder)};
    return out;
}

void FolderStorage::load(std::function<void(Outcome<Files>)> loaded) {
    jobs_.push_back([this, loaded = std::move(loaded)] { loaded(read_all()); });
}

void FolderStorage::commit(Batch batch, std::function<void(Outcome<>)> done) {
    jobs_.push_back([this, batch = std::move(batch), done = std::move(done)] { done(keep(batch)); });
}

void FolderStorage::read(std::string name, std::function<void(Outcome<std::optional<Bytes>>)> done) {
    jobs_.push_back([this, name = std::move(name), done = std::move(done)] {
        if (auto finished = finish_batch(); !finished) return done(finished.problem());
        auto bytes = read_file(folder_ + "/" + name);
        done(bytes ? std::optional(std::move(*bytes)) : std::nullopt);
    });
}

bool FolderStorage::run() {
    const bool some = !jobs_.empty();
    while (!jobs_.empty()) {
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        job();
    }
    return some;
}

} // namespace mj
