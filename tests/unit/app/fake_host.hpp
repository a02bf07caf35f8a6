// A machine to run the program on in tests: files and settings in memory, a clock that is set by hand.
#pragma once
#include "app/port/host.hpp"
#include "core/vault/memory_storage.hpp"
#include "tests/unit/app/fake_keys.hpp"

#include <imgui.h>

#include <map>

namespace mj::test {

struct FakePrefs : Prefs {
    std::map<std::string, std::string, std::less<>> kept;
    std::string language = "zh-CN";
    std::optional<std::string> get(std::string_view key) const override {
        const auto it = kept.find(key);
        return it == kept.end() ? std::nullopt : std::optional(it->second);
    }
    bool keeps = true;
    bool put(std::string_view key, std::string_view value) override {
        if (!keeps) return false;
        kept[std::string(key)] = value;
        return true;
    }
    void remove(std::string_view key) override {
        if (const auto it = kept.find(key); it != kept.end()) kept.erase(it);
    }
    std::string system_language() const override { return language; }
    std::function<void()> changed;
    void watch(std::string_view, std::function<void()> f) override { changed = std::move(f); }
};

struct FakeClock : Clock {
    int64_t time = int64_t(Date::of(2024, 6, 30).days) * 86400 + 6 * 3600 + 120; // 14:02 in China
    int64_t set = 0; ///< by so much the clock was set forward, not waited
    void jump(int64_t seconds) { time += seconds, set += seconds; }
    int64_t now() const override { return time; }
    int64_t ticks() const override { return time - set; }
    int utc_offset(int64_t) const override { return 8 * 3600; }
};

/// Memory that survives the program, as a browser's store does.
struct LastingStorage : MemoryStorage {
    std::optional<bool> protects;
    std::optional<bool> protection() const override { return protects; }
};

struct FakeFile : PickedFile {
    std::string text;
    std::string named = "file.json", passphrase;
    size_t at = 0;
    std::deque<std::function<void()>>* jobs;
    std::shared_ptr<char> alive = std::make_shared<char>();
    FakeFile(std::string bytes, std::deque<std::function<void()>>* later)
        : text(std::move(bytes)), jobs(later) {}
    const std::string& name() const override { return named; }
    uint64_t size() const override { return text.size(); }
    bool sealed() const override { return !passphrase.empty(); }
    void unlock(const std::string& given, std::function<void(Outcome<>)> done) override {
        jobs->push_back([done = std::move(done), fits = given == passphrase] {
            if (fits)
                done(Done{});
            else
                done(Problem{say(Said::passphrase_wrong), {}, say(Said::enter_again)});
        });
    }
    void read(uint32_t most, std::function<void(Outcome<Bytes>)> got) override {
        const size_t n = std::min<size_t>(most, text.size() - at);
        Bytes piece(text.begin() + ptrdiff_t(at), text.begin() + ptrdiff_t(at + n));
        at += n;
        jobs->push_back(
            [got = std::move(got), piece = std::move(piece), dropped = std::weak_ptr<char>(alive)] {
                if (!dropped.expired()) got(piece);
            });
    }
};

/// Answers a pick with the text in `chosen`, when there is one.
struct FakePicker : FilePicker {
    std::optional<std::string> chosen;
    std::string passphrase, named = "file.json"; ///< of what is picked
    std::deque<std::function<void()>> jobs;
    bool stuck = false;                ///< never gives a piece of a file
    std::vector<std::string> together; ///< chosen with the first
    bool next() override {
        if (together.empty()) return false;
        jobs.push_back([this, text = together.front()] { drop(text); });
        together.erase(together.begin());
        return true;
    }
    void pick(const std::string&, bool, std::function<void(std::unique_ptr<PickedFile>)> picked) override {
        if (!chosen) return;
        jobs.push_back([this, picked = std::move(picked), text = *std::exchange(chosen, std::nullopt)] {
            auto file = std::make_unique<FakeFile>(text, &jobs);
            file->passphrase = passphrase;
            file->named = named;
            picked(std::move(file));
        });
    }
    /// What lies in the page; without bytes it is damaged.
    std::optional<Carried> lies;
    std::optional<std::string> lying;
    std::optional<Carried> carried() const override { return lies; }
    void pick_carried(std::function<void(std::unique_ptr<PickedFile>)> picked) override {
        jobs.push_back([this, picked = std::move(picked)] {
            auto file = lying ? std::make_unique<FakeFile>(*lying, &jobs) : nullptr;
            if (file) file->passphrase = passphrase, file->named = lies->name;
            picked(std::move(file));
        });
    }
    std::optional<std::string> beside_text; ///< of any file that lies beside the program
    int looked_beside = 0;
    void beside(const std::string&, std::function<void(std::string)> got) override {
        ++looked_beside;
        if (beside_text) jobs.push_back([got = std::move(got), text = *beside_text] { got(text); });
    }
    std::function<void(std::unique_ptr<PickedFile>)> dropped;
    void watch_drops(std::function<void(std::unique_ptr<PickedFile>)> f) override { dropped = std::move(f); }
    void drop(std::string text) {
        auto file = std::make_unique<FakeFile>(std::move(text), &jobs);
        file->named = named;
        dropped(std::move(file));
    }
};

/// The same code as beside the page, in slices between frames; answers go over as bytes.
struct FakeTables : Tables {
    std::optional<TableService> service;
    std::function<void(Bytes)> waiting;
    bool stuck = false; ///< never answers
    std::function<void()> formed;
    static const Catalog& catalog() {
        static const Catalog read =
            load_catalog(embedded_catalog()).catalog; // a host is made thousands of times
        return read;
    }
    void open(Bytes file, std::function<void(Outcome<std::vector<SheetOffer>>)> done) override {
        if (!service) service.emplace(catalog());
        service->open(std::move(file));
        waiting = [done = std::move(done)](const Bytes& answer) { done(decode_offers(answer)); };
    }
    void read(uint32_t sheet, int reg, const std::string& map,
              std::function<void(Outcome<Reading>)> done) override {
        service->read(sheet, reg, map);
        waiting = [done = std::move(done)](const Bytes& answer) { done(decode_answer(answer)); };
    }
    std::optional<Problem> no_form;
    void form(int reg, std::function<void(Outcome<Bytes>)> done) override {
        formed = [this, reg, done = std::move(done)] {
            if (no_form) return done(*no_form);
            done(decode_file(TableService(catalog()).form(reg)));
        };
    }
    void reject(ByteView rejected, std::function<void(Outcome<Bytes>)> done) override {
        service->reject(rejected);
        waiting = [done = std::move(done)](const Bytes& answer) { done(decode_file(answer)); };
    }
    float progress() const override { return service ? service->progress() : 0; }
    void close() override {
        service.reset();
        waiting = nullptr;
        formed = nullptr;
    }
    bool run() {
        if (formed && !stuck) {
            std::exchange(formed, nullptr)();
            return true;
        }
        if (!waiting || stuck) return false;
        if (service->step(Deadline(std::chrono::milliseconds(5))))
            std::exchange(waiting, nullptr)(service->answer());
        return true;
    }
};

struct FakeDownload : Download {
    struct File : DownloadFile {
        FakeDownload& owner;
        std::string name, passphrase, text;
        bool ask;
        File(FakeDownload& o, std::string n, std::string p, bool a)
            : owner(o), name(std::move(n)), passphrase(std::move(p)), ask(a) {}
        void write(ByteView piece) override { text.append(piece.begin(), piece.end()); }
        void finish(std::function<void(Outcome<Given>)> done) override {
            if (owner.fail_next) return done(*std::exchange(owner.fail_next, std::nullopt));
            const Given given = ask ? owner.given : Given::handed;
            if (given == Given::declined) return done(given);
            owner.files[name] = text;
            owner.passphrase = passphrase;
            done(given);
        }
    };
    std::map<std::string, std::string> files;
    std::string passphrase; ///< of the last file
    std::optional<Problem> fail_next;
    Given given = Given::read_back; ///< what becomes of a file a place is asked for
    std::unique_ptr<DownloadFile> begin(const std::string& name, const std::string&, const std::string& p,
                                        bool ask) override {
        return std::make_unique<File>(*this, name, p, ask);
    }
};

struct FakeClipboard : Clipboard {
    std::string text;
    void copy(std::string_view t) override { text = t; }
};

struct FakeFonts : Fonts {
    ImFont* font(Weight weight) override {
        const ImVector<ImFont*>& all = ImGui::GetIO().Fonts->Fonts;
        return all[int(weight) < all.Size ? int(weight) : 0];
    }
};

struct FakeWindow : Window {
    int prints = 0;
    void print() override { ++prints; }
    int wakes = 0;
    std::string language, title;
    bool held = false, stands = false;
    void stand(bool on) override { stands = on; }
    std::string file;
    void show_file(std::string_view name) override { file = name; }
    void hold(bool on) override { held = on; }
    std::string opened_at, shown;
    int step = -1;
    std::function<void(int, std::string)> went;
    std::string address() const override { return opened_at; }
    void show_address(int at, std::string_view text) override {
        step = at;
        shown = text;
    }
    void watch_address(std::function<void(int, std::string)> f) override { went = std::move(f); }
    SystemLook asked;
    std::string look;
    SystemLook system_look() const override { return asked; }
    void show_look(std::string_view name) override { look = name; }
    void wake() override { ++wakes; }
    double woken_after = -1;
    void wake_after(double seconds) override { woken_after = seconds; }
    void describe(std::string_view l, std::string_view t) override {
        language = l;
        title = t;
    }
};

struct FakeUpdates : Updates {
    std::function<void(std::string, std::array<std::string, 2>)> waits;
    std::function<bool()> free;
    std::function<void()> refused;
    int changes = 0; ///< asked for
    void watch(std::function<void(std::string, std::array<std::string, 2>)> w,
               std::function<bool()> f) override {
        waits = std::move(w);
        free = std::move(f);
    }
    void change(std::function<void()> r) override {
        ++changes;
        refused = std::move(r);
    }
};

/// Only what is asked of it: a real one is tried in browsers.
struct FakeLock : Lock {
    std::string passphrase;
    std::optional<Problem> fail_next;
    std::function<void(Outcome<>)> waits; ///< for its answer
    std::function<void()> due;
    int minutes = -1, closed = 0, closed_all = 0;
    bool possible() const override { return true; }
    bool on() const override { return !passphrase.empty(); }
    void turn(const std::string& wanted, std::function<void(Outcome<>)> done) override {
        waits = [this, wanted, done = std::move(done)](const Outcome<>& outcome) {
            if (outcome) passphrase = wanted;
            done(outcome);
        };
    }
    void close(bool all) override { ++(all ? closed_all : closed); }
    void watch(std::function<void()> d) override { due = std::move(d); }
    void after(int m) override { minutes = m; }
    bool run() {
        const auto turn = std::exchange(waits, nullptr);
        if (turn) turn(fail_next ? Outcome<>(*std::exchange(fail_next, std::nullopt)) : Outcome<>(Done{}));
        return bool(turn);
    }
};

/// A folder of this machine. `wants` is what it becomes when it is chosen or allowed.
struct FakeFolder : BackupFolder {
    State now = State::unchosen, wants = State::ready;
    std::string named, passphrase;
    std::map<std::string, std::string> files;
    std::optional<Problem> fail_next;
    std::optional<Problem> refuses;
    std::optional<Problem> refusal() override { return std::exchange(refuses, std::nullopt); }
    std::function<void()> changed;
    void watch(std::function<void()> f) override { changed = std::move(f); }
    State state() const override { return now; }
    const std::string& name() const override { return named; }
    bool seals() const override { return !passphrase.empty(); }
    void choose(const std::string& words) override {
        now = wants, named = "备份", passphrase = words;
        changed();
    }
    void allow() override { now = wants; }
    void forget() override { now = State::unchosen, named.clear(), passphrase.clear(); }
    struct File : DownloadFile {
        FakeFolder& owner;
        std::string name, text;
        File(FakeFolder& o, std::string n) : owner(o), name(std::move(n)) {}
        void write(ByteView piece) override { text.append(piece.begin(), piece.end()); }
        void finish(std::function<void(Outcome<Given>)> done) override {
            if (owner.fail_next) return done(*std::exchange(owner.fail_next, std::nullopt));
            owner.files[name] = text;
            done(Given::read_back);
        }
    };
    std::unique_ptr<DownloadFile> begin(const std::string& name) override {
        return std::make_unique<File>(*this, name);
    }
    void list(std::function<void(Outcome<std::vector<std::string>>)> listed) override {
        std::vector<std::string> names;
        for (const auto& file : files) names.push_back(file.first);
        listed(std::move(names));
    }
    void remove(const std::vector<std::string>& names) override {
        for (const std::string& name : names) files.erase(name);
    }
};

struct FakeHost {
    LastingStorage storage;
    FakePicker picker;
    FakeTables tables;
    FakeDownload download;
    FakeClipboard clipboard;
    FakeClock clock;
    FakePrefs prefs;
    FakeFonts fonts;
    FakeWindow window;
    FakeUpdates updates;
    FakeFolder folder;
    FakeLock lock;
    FakeKeys keys;
    Host host{storage, picker, tables,  download, clipboard, clock, prefs,
              fonts,   window, updates, folder,   lock,      keys};

    /// What happens between two frames. True when there was something.
    bool between_frames() {
        bool some = storage.run();
        some |= tables.run();
        some |= lock.run();
        some |= keys.run();
        while (!picker.jobs.empty() && !picker.stuck) {
            auto job = std::move(picker.jobs.front());
            picker.jobs.pop_front();
            job();
            some = true;
        }
        return some;
    }
};

} // namespace mj::test
