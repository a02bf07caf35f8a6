#include "cli/pdf.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace mj::cli {
namespace {

namespace fs = std::filesystem;

/// What is run: $CHROMIUM, or the first of these on PATH; empty: there is none.
std::string chromium() {
    if (const char* named = std::getenv("CHROMIUM"); named && *named) return named;
    std::istringstream folders(std::getenv("PATH") ? std::getenv("PATH") : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        for (const char* name : {"chromium", "chromium-browser", "google-chrome"})
            if (const fs::path path = fs::path(folder) / name; access(path.c_str(), X_OK) == 0) return path;
    return {};
}

/// True when it has ended well within the time.
bool ran(const std::vector<std::string>& args, std::chrono::seconds most) {
    std::vector<char*> words;
    for (const std::string& arg : args) words.push_back(const_cast<char*>(arg.c_str()));
    words.push_back(nullptr);
    const pid_t child = fork();
    if (child < 0) return false;
    if (child == 0) {
        setpgid(0, 0); // its own processes end with it
        const int nothing = open("/dev/null", O_RDWR);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, stream);
        execv(words[0], words.data());
        _exit(127);
    }
    bool ended = false, well = false;
    const auto end = std::chrono::steady_clock::now() + most;
    for (int status = 0; !ended && std::chrono::steady_clock::now() < end;) {
        ended = waitpid(child, &status, WNOHANG) == child;
        well = ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (!ended) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    kill(-child, SIGKILL); // also what it has left behind
    if (!ended) waitpid(child, nullptr, 0);
    return well;
}

struct Scratch {
    fs::path path;
    ~Scratch() {
        std::error_code unknown;
        if (!path.empty()) fs::remove_all(path, unknown);
    }
};

} // namespace

Outcome<std::string> pdf_of(const std::string& html) {
    const auto failed = [](const char* what, const char* fix) {
        return Problem{say(Said::words, what), say(Said::in_named, "--format"), say(Said::words, fix)};
    };
    const std::string browser = chromium();
    if (browser.empty())
        return failed("a PDF is made by Chromium, and there is none",
                      "install chromium, name it in CHROMIUM, or write html and print it");
    std::string pattern = (fs::temp_directory_path() / "mingjing-pdf-XXXXXX").string();
    if (!mkdtemp(pattern.data())) return failed("no folder for the browser can be made", "free some space");
    const Scratch folder{pattern};
    const fs::path page = folder.path / "page.html", out = folder.path / "out.pdf";
    std::ofstream(page, std::ios::binary) << html;
    std::vector<std::string> args{browser,
                                  "--headless",
                                  "--disable-gpu",
                                  "--no-first-run",
                                  "--no-pdf-header-footer",
                                  "--disable-background-networking",
                                  "--host-resolver-rules=MAP * ~NOTFOUND",
                                  "--user-data-dir=" + (folder.path / "profile").string(),
                                  "--print-to-pdf=" + out.string(),
                                  "file://" + page.string()};
    if (geteuid() == 0) args.insert(args.begin() + 1, "--no-sandbox"); // it does not run as root otherwise
    if (!ran(args, std::chrono::seconds(60)))
        return failed("Chromium did not make the PDF", "write html, and print it from a browser");
    std::ostringstream pdf;
    pdf << std::ifstream(out, std::ios::binary).rdbuf();
    std::string bytes = pdf.str();
    if (!bytes.starts_with("%PDF"))
        return failed("Chromium did not make the PDF", "write html, and print it from a browser");
    return bytes;
}

} // namespace mj::cli
