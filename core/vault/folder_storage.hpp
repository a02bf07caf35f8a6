// Storage in a folder of this machine, for native programs. A batch is first written as one file and made durable; then its
// puts and deletes are done, again when the folder is next loaded if need be.
#pragma once
#include "core/vault/storage.hpp"

#include <deque>

namespace mj {

class FolderStorage : public Storage {
  public:
    explicit FolderStorage(std::string folder) : folder_(std::move(folder)) {} ///< It must exist.
    void load(std::function<void(Outcome<Files>)> loaded) override;
    void commit(Batch batch, std::function<void(Outcome<>)> done) override;
    void read(std::string name, std::function<void(Outcome<std::optional<Bytes>>)> done) override;
    bool lasting() const override { return true; }

    bool run(); ///< Does what waits; callbacks come from here. True when there was something.

  private:
    Outcome<> write(const std::string& name, ByteView bytes, bool durable);
    Outcome<> perform(const Batch& batch);
    Outcome<> finish_batch(); ///< that was durable when the program ended
    Outcome<> keep(const Batch& batch);
    Outcome<Files> read_all();

    std::string folder_;
    std::deque<std::function<void()>> jobs_;
};

} // namespace mj
