// Storage in the browser's IndexedDB; in memory where there is none.
#pragma once
#include "core/vault/storage.hpp"

#include <memory>

namespace mj {

class IdbStorage : public Storage {
  public:
    IdbStorage();
    void load(std::function<void(Outcome<Files>)> loaded) override;
    void commit(Batch batch, std::function<void(Outcome<>)> done) override;
    void read(std::string name, std::function<void(Outcome<std::optional<Bytes>>)> done) override;
    bool demo() const override { return demo_; }
    bool lasting() const override { return lasting_; }
    bool silent() const override;
    void take_over() override;
    bool writer() const override;
    bool lost() const override;
    std::optional<bool> protection() const override { return protection_; }
    void watch(std::function<void(StorageNews, Batch)> watcher) override { watcher_ = std::move(watcher); }

    // From JavaScript.
    uint8_t* room_for(const char* name, uint32_t size);
    void loaded(const char* reason);
    void done(uint32_t token, const char* reason);
    uint8_t* room_to_read(uint32_t size);
    void have_read(uint32_t token,
                   int found); ///< 1: what was written into the room, 0: not there, -1: not known
    uint8_t* room_for_news(const char* name, uint32_t size); ///< a file that heard() will pass on
    void heard(StorageNews news);
    void protect(bool granted);

  private:
    bool lasting_ = true, demo_ = false;
    std::optional<bool> protection_;
    std::function<void(StorageNews, Batch)> watcher_;
    Batch news_;
    void take_file();

    Files files_; // while loading
    std::unique_ptr<uint8_t[]> coming_;
    std::string coming_name_;
    uint32_t coming_size_ = 0;
    std::function<void(Outcome<Files>)> loading_;
    std::map<uint32_t, std::function<void(Outcome<>)>> commits_;
    std::map<uint32_t, std::function<void(Outcome<std::optional<Bytes>>)>> reads_;
    Bytes read_;
    uint32_t next_token_ = 1;
};

} // namespace mj
