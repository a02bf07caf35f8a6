// Catalogue, data files in, results out.
#pragma once
#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/exchange/json.hpp"
#include "core/indicator/reporting_period.hpp"

#include <functional>
#include <memory>

namespace mj::cli {

/// The catalogue of --catalog DIR or the program's own. A problem has every error of the files in `what`, one a line.
Outcome<std::unique_ptr<Catalog>> open_catalog(const Options& options);

/// The register that --register names.
Outcome<int> asked_register(const Catalog& catalog, const Options& options);

/// What --year or --period names.
Outcome<ReportingPeriod> asked_period(const Options& options);

/// Hands a file ("-": standard input) over piece by piece, until `take` returns false.
Outcome<> read_pieces(const std::string& path, std::istream& in, const std::function<bool(ByteView)>& take);

/// All of it.
Outcome<Bytes> read_whole(const std::string& path, std::istream& in);

/// The problem, said to be in that file.
Problem in_file(Problem problem, const std::string& path);

/// 0 when it is not known.
uint64_t file_size(const std::string& path);

/// Whether a file is a store that was taken out, or a page that carries data, from how it begins.
bool keeps_data(ByteView start);
/// Feeds all of such a file to an import, as the data file it would be; finish() is the caller's.
Outcome<> feed_kept(JsonImport& task, const Catalog& catalog, Bytes whole, const std::string& path);

/// Feeds the file ("-": standard input) to an import piece by piece, to its end or first problem.
/// The outcome is about reading; what the import found is in its problem().
Outcome<std::unique_ptr<JsonImport>> read_data(const Catalog& catalog, const std::string& path,
                                               std::istream& in);

/// The same, and what the import found is a problem too, with the file's name.
Outcome<std::unique_ptr<JsonImport>> read_sound_data(const Catalog& catalog, const std::string& path,
                                                     std::istream& in);

/// A file that appears under its name only when it is whole and on the disk; until then, and after a failure, the former
/// one is there. It keeps the former one's mode, and a symbolic link goes on leading to it. "-" is standard output.
class Output {
  public:
    static Outcome<std::unique_ptr<Output>> open(const std::string& path, std::ostream& out);
    ~Output();
    void write(ByteView piece);
    Outcome<> commit();

  private:
    Output(std::string path, std::ostream& out) : path_(std::move(path)), out_(&out) {}
    std::string path_;
    std::string target_; // where it lies
    std::string part_;   // the file beside it that is renamed at last; "": written in place
    Saying why_;         // it cannot be written
    int file_ = -1;
    std::ostream* out_;
};

/// All records as a data file, with their history if it is given, committed.
Outcome<> write_data(const Ledger& ledger, const std::string& office, Output& out,
                     const Chronicle* history = nullptr);

} // namespace mj::cli
