// Files in memory. Callbacks wait until run(), so that tests can look at what is in between.
#pragma once
#include "core/vault/storage.hpp"

#include <deque>
#include <optional>

namespace mj {

class MemoryStorage : public Storage {
  public:
    void load(std::function<void(Outcome<Files>)> loaded) override {
        jobs_.push_back([this, loaded = std::move(loaded)] {
            kept_ = files;
            lost_ = false;
            loaded(files);
        });
    }
    void commit(Batch batch, std::function<void(Outcome<>)> done) override {
        jobs_.push_back([this, batch = std::move(batch), done = std::move(done)] {
            ++commits;
            if (fail_next) {
                Problem problem = *std::exchange(fail_next, std::nullopt);
                done(std::move(problem));
                return;
            }
            if (!kept_.empty() && files != kept_) lost_ = true;
            if (lost_ && !batch.whole) {
                done(Problem{say(Said::kept_gone)});
                return;
            }
            if (batch.whole) files.clear();
            for (const std::string& name : batch.deletes) files.erase(name);
            for (const auto& put : batch.puts) files[put.first] = put.second;
            kept_ = files;
            lost_ = false;
            last = batch;
            if (committed) committed();
            done(Done{});
        });
    }
    void read(std::string name, std::function<void(Outcome<std::optional<Bytes>>)> done) override {
        jobs_.push_back([this, name = std::move(name), done = std::move(done)] {
            const auto file = files.find(name);
            done(file == files.end() ? std::nullopt : std::optional(file->second));
        });
    }
    bool lost() const override { return lost_; }
    bool lasting() const override { return lasts; }
    bool demo() const override { return shows; }
    bool silent() const override { return silences; }
    void take_over() override { writes = true; }
    bool writer() const override { return writes; }
    void watch(std::function<void(StorageNews, Batch)> watcher) override { tell = std::move(watcher); }

    /// Does all that waits, also what the callbacks ask for. True when there was something.
    bool run() {
        const bool some = !jobs_.empty();
        while (!jobs_.empty()) {
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            job();
        }
        return some;
    }

    void lose() { lost_ = true; } ///< as a storage knows that finds its files gone
    bool lasts = true, shows = false, writes = true, silences = false;
    std::function<void(StorageNews, Batch)> tell;
    Files files;
    int commits = 0;
    Batch last;                       ///< what was committed last
    std::function<void()> committed;  ///< between a commit and its answer
    std::optional<Problem> fail_next; ///< the next commit fails with this and changes nothing

  private:
    Files kept_; // as the last load or commit left them
    bool lost_ = false;
    std::deque<std::function<void()>> jobs_;
};

} // namespace mj
