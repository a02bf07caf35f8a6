// Long work in slices of a frame: making the sample, reading a file, writing a file.
#pragma once
#include "app/port/host.hpp"
#include "app/state/state.hpp"
#include "core/base/task.hpp"
#include "core/intake/merge_into.hpp"
#include "core/ledger/difference.hpp"

#include <memory>

namespace mj {

/// What is said of a file that was to be given: export_failed or work_cancelled when it was not.
Notice::Kind kind_of(const Outcome<Given>& given, Notice::Kind read_back, Notice::Kind handed);

class Work {
  public:
    virtual ~Work() = default;
    virtual WorkKind kind() const = 0;
    virtual bool step(const Deadline& deadline) = 0; ///< True when finished, with or without a problem.
    virtual float progress() const = 0;              ///< 0..1
    virtual bool waiting() const { return false; }   ///< for something from outside; the host will draw again
    virtual std::optional<Problem> problem() const = 0;
    virtual std::string name() const { return {}; }   ///< of the file
    virtual std::string office() const { return {}; } ///< id, as the file says
    virtual std::optional<Holding> take() {
        return std::nullopt;
    }                                                ///< What was made or read; once, without a problem.
    virtual FileSigner signer() const { return {}; } ///< of the file
    virtual std::string signed_with() const { return {}; } ///< a file that was written: the key's fingerprint
    virtual uint64_t records() const = 0;                  ///< known when finished
    virtual uint64_t left_out() const { return 0; }        ///< actions of the history, see ExportInfo
    virtual uint64_t cleaned() const { return 0; }         ///< texts of the file, see Notice
    virtual const Application* application() const { return nullptr; } ///< the file was one, not a data file
    virtual const std::vector<Calendar>* calendars() const { return nullptr; } ///< the file held these
    virtual const std::string* progress_text() const { return nullptr; } ///< the file was a progress file
    virtual const std::string* key_text() const { return nullptr; }      ///< the file was an office's key
    virtual const Bytes* sealed_to_office() const { return nullptr; }    ///< the file was sealed to one
    virtual Bytes* table() { return nullptr; } ///< the file was a table, and this is all of it
    virtual Outcome<Given> given() const { return Given::declined; } ///< the file that was written
    /// Of what take() gives from the records that are here, when that was looked for.
    virtual Difference* difference() { return nullptr; }
    virtual MergeInto* merge() { return nullptr; } ///< likewise, when there are records here
};

/// Makes the sample and compares it with `present`, which must not change until the work is finished. Problem: the arguments do
/// not fit the catalogue.
Outcome<std::unique_ptr<Work>> sample_work(const Ledger& present);
/// Reads the file and does likewise; nor may the chronicle change.
std::unique_ptr<Work> import_work(const Ledger& present, const Chronicle& chronicle,
                                  std::unique_ptr<PickedFile> file, Keys& keys,
                                  const std::optional<OfficeKey>& ours, const KnownKeys& known);
/// Signed, here and below, if there is a key with its secret part. The ledger must not change until the work is dropped.
std::unique_ptr<Work> progress_work(const Ledger& ledger, int guide, Date today, Download& download,
                                    std::string file_name, Keys& keys, const std::optional<OfficeKey>& key);
/// With the history, if it is given.
std::unique_ptr<Work> copy_work(const Ledger& ledger, const Chronicle* history, BackupFolder& folder,
                                std::string file_name, Keys& keys, const std::optional<OfficeKey>& key);
std::unique_ptr<Work> export_work(const Ledger& ledger, const Chronicle* history, Download& download,
                                  std::string file_name, const std::string& passphrase, Keys& keys,
                                  const std::optional<OfficeKey>& key);

/// Rows of a register in this order, as CSV or, by the name's end, XLSX; of these fields. The ledger must not change meanwhile.
std::unique_ptr<Work> table_work(const Ledger& ledger, int reg, std::vector<uint32_t> rows,
                                 std::vector<int> fields, Download& download, std::string file_name);
/// A CSV that is there already.
std::unique_ptr<Work> text_work(std::string text, uint64_t rows, Download& download, std::string file_name);

} // namespace mj
