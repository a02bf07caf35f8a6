// bench_json FILE [--json OUT]: what reading a data file costs, natively: processor time and the largest memory of
//   tokens    the scanner alone
//   nlohmann  nlohmann/json's SAX parser alone, for comparison (it pulls, so it cannot stop between slices)
//   import    the whole way into a ledger, with all checks
//   export    from there back to bytes
// Make a large file with `mingjing generate --scale 22 -o big.json` (about 250 MB). Each runs in a process of its own.
#include "core/exchange/json.hpp"
#include "core/exchange/json_scan.hpp"

#include <cstdio>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mj;

namespace {

struct Cost {
    double seconds = 0;   ///< processor time, user and system
    double megabytes = 0; ///< largest resident set
    bool ok = false;
};

struct NoTokens final : JsonTokens {
    bool token(JsonToken, std::string_view) override { return true; }
};

struct NoSax final : nlohmann::json_sax<nlohmann::json> {
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }
};

double processor_seconds() {
    rusage use;
    getrusage(RUSAGE_SELF, &use);
    return double(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           double(use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1e-6;
}

/// The work in a child, which says itself what it took (it may have prepared something before).
Cost measured(const std::function<bool(double& begin)>& work) {
    int ends[2];
    Cost cost;
    if (pipe(ends) != 0) return cost;
    const pid_t child = fork();
    if (child == 0) {
        double begin = processor_seconds();
        cost.ok = work(begin);
        cost.seconds = processor_seconds() - begin;
        rusage use;
        getrusage(RUSAGE_SELF, &use);
        cost.megabytes = double(use.ru_maxrss) / 1024;
        _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
    }
    close(ends[1]);
    if (read(ends[0], &cost, sizeof cost) != sizeof cost) cost = {};
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return cost;
}

template <class F> bool each_piece(const char* path, F feed) {
    std::ifstream in(path, std::ios::binary);
    std::vector<char> piece(256 * 1024);
    while (in) {
        in.read(piece.data(), std::streamsize(piece.size()));
        if (!feed(std::string_view(piece.data(), size_t(in.gcount())))) return false;
    }
    return !in.bad();
}

std::optional<Ledger> import(const Catalog& catalog, const char* path, uint64_t bytes, std::string& office) {
    auto task = JsonImport::start(catalog, bytes);
    each_piece(path, [&](std::string_view piece) {
        task->feed({reinterpret_cast<const uint8_t*>(piece.data()), piece.size()});
        return !task->step(Deadline::never());
    });
    task->finish();
    while (!task->step(Deadline::never())) {
    }
    if (task->problem()) {
        std::fprintf(stderr, "%s: %s\n", path, task->problem()->text().c_str());
        return std::nullopt;
    }
    office = task->info().office;
    return task->take();
}

} // namespace

int main(int argc, char** argv) {
    const bool json = argc == 4 && std::string_view(argv[2]) == "--json";
    if (argc != 2 && !json) {
        std::fprintf(stderr, "bench_json FILE [--json OUT]\n");
        return 2;
    }
    const char* const path = argv[1];
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const uint64_t bytes = file ? uint64_t(file.tellg()) : 0;
    file.close();
    const struct {
        const char* name;
        std::function<bool(double&)> work;
    } rows[] = {
        {"tokens",
         [&](double&) {
             NoTokens none;
             JsonScanner scanner(none);
             return each_piece(path, [&](std::string_view piece) { return scanner.feed(piece); }) &&
                    scanner.finish();
         }},
        {"nlohmann",
         [&](double&) {
             NoSax none;
             std::ifstream in(path, std::ios::binary);
             return nlohmann::json::sax_parse(in, &none);
         }},
        {"import",
         [&](double&) {
             const CatalogCheck own = load_catalog(embedded_catalog());
             std::string office;
             return import(own.catalog, path, bytes, office).has_value();
         }},
        {"export",
         [&](double& begin) {
             const CatalogCheck own = load_catalog(embedded_catalog());
             std::string office;
             const auto ledger = import(own.catalog, path, bytes, office);
             if (!ledger) return false;
             begin = processor_seconds();
             uint64_t written = 0;
             auto task = JsonExport::start(*ledger, office, [&](ByteView piece) { written += piece.size(); });
             while (!task->step(Deadline::never())) {
             }
             return !task->problem() && written == bytes;
         }},
    };
    std::printf("%.1f MB   seconds     MB/s   peak MB\n", double(bytes) / 1e6);
    std::string text = "{\"bytes\":" + std::to_string(bytes);
    bool ok = true;
    for (const auto& row : rows) {
        const Cost cost = measured(row.work);
        ok = ok && cost.ok;
        std::printf("%-8s %9.2f %8.0f %9.0f%s\n", row.name, cost.seconds, double(bytes) / 1e6 / cost.seconds,
                    cost.megabytes, cost.ok ? "" : "  failed");
        char line[200];
        std::snprintf(line, sizeof line, ",\n\"%s\":{\"seconds\":%.3f,\"peak_mb\":%.1f,\"ok\":%s}", row.name,
                      cost.seconds, cost.megabytes, cost.ok ? "true" : "false");
        text += line;
    }
    if (json) std::ofstream(argv[3]) << text << "}\n";
    return ok ? 0 : 1;
}
