#include "cli/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>

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
        return Problem{"the folder cannot be read: " + error.message(), folder,
                       "name a folder with catalogue files"};
    if (paths.empty())
        return Problem{"no .json file in this folder", folder, "name a folder with catalogue files"};
    std::sort(paths.begin(), paths.end());
    std::vector<CatalogFile> files;
    for (const fs::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        if (!in) return Problem{"the file cannot be read", path.string(), "check its permissions"};
        files.push_back({path.filename().string(), std::move(text)});
    }
    return files;
}

} // namespace

Outcome<std::unique_ptr<Catalog>> open_catalog(const Options& options) {
    std::vector<CatalogFile> files;
    if (options.has("--catalog")) {
        auto found = catalog_files(options.text("--catalog"));
        if (!found) return found.problem();
        files = std::move(*found);
    } else {
        files = embedded_catalog();
    }
    CatalogCheck check = load_catalog(files);
    if (check.problems.empty()) return std::make_unique<Catalog>(std::move(check.catalog));
    std::string all;
    for (const Problem& problem : check.problems) all += (all.empty() ? "" : "\n") + problem.text();
    return Problem{std::move(all), "", ""};
}

Outcome<> read_pieces(const std::string& path, std::istream& in, const std::function<bool(ByteView)>& take) {
    std::ifstream file;
    if (path != "-") {
        std::error_code error;
        if (fs::is_directory(path, error)) return Problem{"this is a folder", path, "name a data file"};
        errno = 0;
        file.open(path, std::ios::binary);
        if (!file) return Problem{"the file cannot be opened" + reason(), path, "check its name"};
    }
    std::istream& source = path == "-" ? in : file;
    std::vector<char> piece(piece_size);
    while (source) {
        source.read(piece.data(), std::streamsize(piece.size()));
        const auto got = size_t(source.gcount());
        if (source.bad()) return Problem{"reading failed", path, "try again"};
        if (got && !take({reinterpret_cast<const uint8_t*>(piece.data()), got})) break;
    }
    return Done{};
}

Outcome<std::unique_ptr<JsonImport>> read_data(const Catalog& catalog, const std::string& path,
                                               std::istream& in) {
    std::error_code error;
    const auto size = path == "-" ? 0 : fs::file_size(path, error);
    auto task = JsonImport::start(catalog, error ? 0 : size);
    const auto read = read_pieces(path, in, [&](ByteView piece) {
        task->feed(piece);
        return !task->step(Deadline::never());
    });
    if (!read) return read.problem();
    task->finish();
    while (!task->step(Deadline::never())) {
    }
    return task;
}

Outcome<std::unique_ptr<JsonImport>> read_sound_data(const Catalog& catalog, const std::string& path,
                                                     std::istream& in) {
    auto task = read_data(catalog, path, in);
    if (!task) return task.problem();
    if (auto problem = (*task)->problem()) {
        problem->where = path + ": " + problem->where;
        return *problem;
    }
    return task;
}

Outcome<std::unique_ptr<Output>> Output::open(const std::string& path, std::ostream& out) {
    std::unique_ptr<Output> output(new Output(path, out));
    if (path == "-") return output;
    std::error_code error;
    const auto status = fs::status(path, error);
    if (fs::is_directory(status)) return Problem{"this is a folder", path, "name a file in it"};
    // A device or pipe is written as it is.
    if (!fs::exists(status) || fs::is_regular_file(status)) output->part_ = path + ".part";
    errno = 0;
    output->file_.open(output->part_.empty() ? path : output->part_, std::ios::binary | std::ios::trunc);
    if (!output->file_) {
        output->part_.clear();
        return Problem{"the file cannot be written" + reason(), path, "check the folder and its permissions"};
    }
    output->out_ = &output->file_;
    return output;
}

void Output::write(ByteView piece) {
    if (!*out_) return;
    errno = 0;
    out_->write(reinterpret_cast<const char*>(piece.data()), std::streamsize(piece.size()));
    if (!*out_) why_ = reason();
}

Outcome<> Output::commit() {
    errno = 0;
    if (*out_ && !out_->flush()) why_ = reason();
    if (!*out_) return Problem{"writing failed" + why_, path_, "free some space, or choose another place"};
    if (part_.empty()) return Done{};
    file_.close();
    std::error_code error;
    fs::rename(part_, path_, error);
    if (error) return Problem{"the file cannot be written: " + error.message(), path_, "check the folder"};
    part_.clear();
    return Done{};
}

Output::~Output() {
    if (part_.empty()) return;
    file_.close();
    std::error_code ignored;
    fs::remove(part_, ignored);
}

} // namespace mj::cli
