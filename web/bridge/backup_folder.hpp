// BackupFolder in the browser: a directory handle, kept in a database of its own.
#pragma once
#include "app/port/backup_folder.hpp"

#include <utility>

namespace mj {

class BrowserFolder : public BackupFolder {
  public:
    BrowserFolder();
    void watch(std::function<void()> changed) override;
    State state() const override { return state_; }
    const std::string& name() const override { return name_; }
    bool seals() const override { return seals_; }
    void choose(const std::string& passphrase) override;
    void allow() override;
    void forget() override;
    std::unique_ptr<DownloadFile> begin(const std::string& name) override;
    void list(std::function<void(Outcome<std::vector<std::string>>)> listed) override;
    void remove(const std::vector<std::string>& names) override;

    // From JavaScript.
    void became(int state, const char* name, bool seals);
    std::optional<Problem> refusal() override { return std::exchange(refusal_, std::nullopt); }
    void refused(const char* reason);
    void has(const char* name) { names_.emplace_back(name); }
    void listed(const char* reason);

  private:
    State state_ = State::none;
    std::string name_;
    bool seals_ = false;
    std::function<void()> changed_;
    std::vector<std::string> names_;
    std::optional<Problem> refusal_;
    std::function<void(Outcome<std::vector<std::string>>)> listed_;
};

} // namespace mj
