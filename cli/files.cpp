#include "cli/files.hpp"

#include "core/base/keyed_hash.hpp"
#include "core/base/nearest.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/page_file.hpp"
#include "core/exchange/rescue.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace mj::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t piece_size = 256 * 1024;

std::string reason() { return errno ? std::string(": ") + std::strerror(errno) : std::string(); }

Outcome<std::vector<CatalogFile>> catalog_files(const std::string& folder) {
    std::error_code error;
    std::vector<fs::path> paths;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".json") paths.push_back(it->path());
    if (error)
        return Problem{say(Said::folder_unread, error.message()), say(Said::in_named, folder),
                       say(Said::name_catalogue)};
    if (paths.empty())
        return Problem{say(Said::no_catalogue), say(Said::in_named, folder), say(Said::name_catalogue)};
    std::sort(paths.begin(), paths.end());
    std::vector<CatalogFile> files;
    for (const fs::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        if (!in)
            return Problem{say(Said::path_unread), say(Said::in_named, path.string()),
                           say(Said::check_permissions)};
        files.push_back({path.filename().string(), std::move(text)});
    }
    return files;
}

} // namespace

Outcome<std::unique_ptr<Catalog>> open_catalog(const Options& options) {
    if (!options.has("--catalog")) {
        // Read once: tests give hundreds of commands to one process.
        static const auto own = whole_catalog(embedded_catalog());
        if (!own) return own.problem();
        return std::make_unique<Catalog>(*own);
    }
    const auto files = catalog_files(options.text("--catalog"));
    if (!files) return files.problem();
    auto catalog = whole_catalog(*files);
    if (!catalog) return catalog.problem();
    return std::make_unique<Catalog>(std::move(*catalog));
}

Outcome<ReportingPeriod> asked_period(const Options& options) {
    if (options.has("--period")) {
        if (options.has("--year"))
            return Problem{say(Said::exclude_each, "--year", "--period"), {}, say(Said::give_one)};
        const auto period = ReportingPeriod::parse(options.text("--period"));
        if (!period)
            return Problem{say(Said::not_period, "\"" + options.text("--period") + "\""),
                           say(Said::in_named, "--period"), say(Said::write_period)};
        return *period;
    }
    if (!options.has("--year"))
        return Problem{say(Said::option_missing, "--year"), {}, say(Said::add_option, "--year", "Y")};
    const auto year = options.number("--year", 0, 1900, 2199);
    if (!year) return year.problem();
    return ReportingPeriod(int(*year));
}

Outcome<int> asked_register(const Catalog& catalog, const Options& options) {
    const std::string id = options.text("--register");
    std::vector<std::string_view> ids;
    for (const Register& reg : catalog.registers) ids.push_back(reg.id);
    const int reg = catalog.find_register(id);
    if (reg >= 0) return reg;
    return Problem{say(Said::unknown_register, in_quotes(id)), say(Said::in_named, "--register"),
                   say(Said::meant, nearest(id, ids))};
}

Outcome<> read_pieces(const std::string& path, std::istream& in, const std::function<bool(ByteView)>& take) {
    std::ifstream file;
    if (path != "-") {
        std::error_code error;
        if (fs::is_directory(path, error))
            return Problem{say(Said::is_folder), say(Said::in_named, path), say(Said::name_data)};
        errno = 0;
        file.open(path, std::ios::binary);
        if (!file)
            return Problem{say(Said::path_unopened, reason()), say(Said::in_named, path),
                           say(Said::check_name)};
    }
    std::istream& source = path == "-" ? in : file;
    std::vector<char> piece(piece_size);
    while (source) {
        source.read(piece.data(), std::streamsize(piece.size()));
        const auto got = size_t(source.gcount());
        if (source.bad())
            return Problem{say(Said::reading_failed), say(Said::in_named, path), say(Said::try_again)};
        if (got && !take({reinterpret_cast<const uint8_t*>(piece.data()), got})) break;
    }
    return Done{};
}

Outcome<Bytes> read_whole(const std::string& path, std::istream& in) {
    Bytes out;
    const auto read = read_pieces(path, in, [&](ByteView piece) {
        out.insert(out.end(), piece.begin(), piece.end());
        return true;
    });
    if (!read) return read.problem();
    return out;
}

uint64_t file_size(const std::string& path) {
    std::error_code error;
    const auto size = path == "-" ? 0 : fs::file_size(path, error);
    return error ? 0 : size;
}

Problem in_file(Problem problem, const std::string& path) {
    problem.where.within(say(Said::in_named, path));
    return problem;
}

bool keeps_data(ByteView start) { return looks_like_rescue(start) || looks_like_page(start); }

Outcome<> feed_kept(JsonImport& task, const Catalog& catalog, Bytes whole, const std::string& path) {
    if (looks_like_page(whole)) {
        auto inside = data_in_page({reinterpret_cast<const char*>(whole.data()), whole.size()});
        if (!inside) return in_file(inside.problem(), path);
        whole = std::move(*inside);
    }
    if (!looks_like_rescue(whole)) {
        task.feed(whole);
        return Done{};
    }
    auto rescued = read_rescue(catalog, whole);
    if (rescued && rescued->damage) rescued = *rescued->damage;
    if (!rescued) return in_file(rescued.problem(), path);
    const auto written = JsonExport::start(
        rescued->ledger, catalog.offices.front().id,
        [&](ByteView piece) {
            task.feed(piece);
            task.step(Deadline::never());
        },
        false, &rescued->history);
    while (!written->step(Deadline::never())) {
    }
    if (auto problem = written->problem()) return *problem;
    return Done{};
}

Outcome<std::unique_ptr<JsonImport>> read_data(const Catalog& catalog, const std::string& path,
                                               std::istream& in) {
    auto task = JsonImport::start(catalog, file_size(path));
    Bytes whole; // of what is not read piece by piece
    bool begun = false;
    const auto read = read_pieces(path, in, [&](ByteView piece) {
        if (whole.empty() && (std::exchange(begun, true) || !keeps_data(piece))) {
            task->feed(piece);
            return !task->step(Deadline::never());
        }
        whole.insert(whole.end(), piece.begin(), piece.end());
        return true;
    });
    if (!read) return read.problem();
    if (!whole.empty())
        if (const auto fed = feed_kept(*task, catalog, std::move(whole), path); !fed) return fed.problem();
    task->finish();
    while (!task->step(Deadline::never())) {
    }
    return task;
}

Outcome<std::unique_ptr<JsonImport>> read_sound_data(const Catalog& catalog, const std::string& path,
                                                     std::istream& in) {
    auto task = read_data(catalog, path, in);
    if (!task) return task.problem();
    if (auto problem = (*task)->problem()) return in_file(std::move(*problem), path);
    if (const auto& by = (*task)->signed_by(); by && !by->fits)
        return in_file({say(Said::signature_false), {}, say(Said::export_again)}, path);
    return task;
}

namespace {

/// Where a file of this name lies: behind symbolic links, which stay.
fs::path behind_links(fs::path path) {
    constexpr int most_links = 40; // as many as Linux follows
    std::error_code error;
    for (int i = 0; i < most_links && fs::is_symlink(fs::symlink_status(path, error)); ++i) {
        const fs::path to = fs::read_symlink(path, error);
        path = path.parent_path() / to; // `to` alone where it is absolute
    }
    return path;
}

Problem not_written(const std::string& path) {
    return {say(Said::path_unwritten, reason()), say(Said::in_named, path), say(Said::check_folder_rights)};
}

} // namespace

Outcome<std::unique_ptr<Output>> Output::open(const std::string& path, std::ostream& out) {
    std::unique_ptr<Output> output(new Output(path, out));
    if (path == "-") return output;
    const fs::path target = behind_links(path);
    errno = 0;
    struct stat there {};
    const bool exists = ::stat(target.c_str(), &there) == 0;
    if (!exists && errno != ENOENT) return not_written(path);
    if (exists && S_ISDIR(there.st_mode))
        return Problem{say(Said::is_folder), say(Said::in_named, path), say(Said::name_in_folder)};
    if (exists && ::access(target.c_str(), W_OK) != 0) return not_written(path);
    if (exists && !S_ISREG(there.st_mode)) { // a device or pipe is written as it is
        output->file_ = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
        char name[32]; // that nobody can have made before us
        std::snprintf(name, sizeof name, ".mingjing-%016llx", static_cast<unsigned long long>(random_bits()));
        output->target_ = target.string();
        output->part_ = (target.parent_path() / name).string();
        output->file_ = ::open(output->part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (output->file_ >= 0 && exists) {
            // The owner's only where the system lets us.
            [[maybe_unused]] const int owner = ::fchown(output->file_, there.st_uid, there.st_gid);
            if (::fchmod(output->file_, there.st_mode & 07777) != 0) return not_written(path);
        }
    }
    if (output->file_ < 0) {
        output->part_.clear();
        return not_written(path);
    }
    return output;
}

void Output::write(ByteView piece) {
    if (!why_.empty()) return;
    errno = 0;
    if (file_ < 0) {
        if (!out_->write(reinterpret_cast<const char*>(piece.data()), std::streamsize(piece.size())))
            why_ = say(Said::writing_failed, reason());
        return;
    }
    while (!piece.empty()) {
        const ssize_t n = ::write(file_, piece.data(), piece.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            why_ = say(Said::writing_failed, reason());
            return;
        }
        piece = piece.subspan(size_t(n));
    }
}

Outcome<> Output::commit() {
    errno = 0;
    if (why_.empty() && file_ < 0 && !out_->flush()) why_ = say(Said::writing_failed, reason());
    // First the content, then the name, then the folder that has the name: a power cut leaves the one file or the other.
    if (why_.empty() && !part_.empty() && ::fsync(file_) != 0) why_ = say(Said::writing_failed, reason());
    if (file_ >= 0 && ::close(std::exchange(file_, -1)) != 0 && why_.empty())
        why_ = say(Said::writing_failed, reason());
    if (why_.empty() && !part_.empty()) {
        if (::rename(part_.c_str(), target_.c_str()) != 0) {
            why_ = say(Said::path_unwritten, reason());
        } else {
            part_.clear();
            const fs::path folder = fs::path(target_).parent_path();
            const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
            // Some file systems cannot do this for folders, and a folder may be closed to reading.
            if (fd >= 0 && ::fsync(fd) != 0 && errno == EIO) why_ = say(Said::folder_unsure, reason());
            if (fd >= 0) ::close(fd);
        }
    }
    if (!why_.empty()) return Problem{why_, say(Said::in_named, path_), say(Said::free_or_choose)};
    return Done{};
}

Output::~Output() {
    if (file_ >= 0) ::close(file_);
    if (!part_.empty()) ::unlink(part_.c_str());
}

Outcome<> write_data(const Ledger& ledger, const std::string& office, Output& out, const Chronicle* history) {
    const auto writer = JsonExport::start(
        ledger, office, [&](ByteView piece) { out.write(piece); }, false, history);
    while (!writer->step(Deadline::never())) {
    }
    if (const auto& problem = writer->problem()) return *problem;
    return out.commit();
}

} // namespace mj::cli
